// wire_name: a member's name as the engines want it: in quotes to be written, as a pattern to be recognized.
#pragma once

#include <descry/core/naming.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace descry {

namespace detail {

/// A byte that text cannot be copied over: quote, backslash, control, or the begin of a longer UTF-8 sequence.
constexpr bool is_special(char c) noexcept
{
    auto const u = static_cast<unsigned char>(c);
    return u < 0x20 || u >= 0x80 || c == '"' || c == '\\';
}

/// `"firstName":` with room after it, so that it can be copied in whole blocks. The name alone is a view into it.
template <std::size_t Capacity>
class quoted_name {
    static constexpr std::size_t block = 16;

    std::array<char, (Capacity + 3 + block - 1) / block * block> text_{};
    std::size_t size_;

public:
    constexpr explicit quoted_name(std::string_view name) noexcept : size_(name.size())
    {
        auto* out = text_.data();
        *out++ = '"';
        for (char const c : name) *out++ = c;
        *out++ = '"';
        *out = ':';
    }

    constexpr std::string_view view() const noexcept { return {text_.data() + 1, size_}; }
};

/// Recognizes one name in any casing, with the quote after it, in two steps of sixteen bytes: a text matches when its
/// bytes, with `fold` set in them, equal `folded`. Bytes behind the quote have every bit folded, and so match anything.
struct name_pattern {
    static constexpr std::size_t size = 32;

    alignas(16) std::array<unsigned char, size> fold{};
    alignas(16) std::array<unsigned char, size> folded{};

    /// A name too long for a pattern gets one that no JSON text matches.
    constexpr name_pattern() = default;
    constexpr explicit name_pattern(std::string_view name) noexcept
    {
        if (name.size() >= size) return;
        for (std::size_t i = 0; i != size; ++i) {
            auto const c = i < name.size() ? to_lower(name[i]) : '"';
            bool const letter = c >= 'a' && c <= 'z';
            fold[i] = i > name.size() ? 0xFF : letter ? 0x20 : 0;
            folded[i] = i > name.size() ? 0xFF : static_cast<unsigned char>(c);
        }
    }
};

}  // namespace detail

}  // namespace descry
