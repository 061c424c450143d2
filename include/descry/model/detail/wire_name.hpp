// wire_name: the name of a member in the forms for writing (quoted) and for reading (as a pattern).
#pragma once

#include <descry/core/naming.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace descry {

namespace detail {

/// True for a byte that cannot be copied unchanged: a quote, a backslash, a control character, or the first byte of a
/// longer UTF-8 sequence.
constexpr bool is_special(char c) noexcept
{
    auto const u = static_cast<unsigned char>(c);
    return u < 0x20 || u >= 0x80 || c == '"' || c == '\\';
}

constexpr bool has_special(std::string_view text) noexcept
{
    for (char const c : text)
        if (is_special(c)) return true;
    return false;
}

/// `"firstName":` in each casing, with space after it, so that it can be copied in whole blocks.
template <std::size_t Capacity>
class quoted_names {
    static constexpr std::size_t block = 16;
    static constexpr std::size_t row = (Capacity + 3 + block - 1) / block * block;

    std::array<char, 3 * row> text_{};
    std::array<std::size_t, 3> sizes_{};

public:
    /// A name that is not derived from that of a member is the same in each casing.
    constexpr quoted_names(std::string_view name, bool derived) noexcept
    {
        for (auto const style : {casing::camel, casing::pascal, casing::as_declared}) {
            auto const number = static_cast<std::size_t>(style);
            auto* const out = &text_[number * row];
            auto const size = write_cased_name(name, derived ? style : casing::as_declared, out + 1);
            out[0] = out[size + 1] = '"';
            out[size + 2] = ':';
            sizes_[number] = size;
        }
    }

    /// The name without quotes and colon.
    constexpr std::string_view operator[](casing style) const noexcept
    {
        auto const number = static_cast<std::size_t>(style);
        return {&text_[number * row + 1], sizes_[number]};
    }
};

/// Matches one name in any casing, with the quote after it, in two steps of sixteen bytes. A text matches if its bytes,
/// with the bits of `fold` set, equal `folded`. For bytes after the quote, `fold` has all bits set, so that any byte
/// matches. The masks are stored as words, the first byte as the lowest, since compilers evaluate a few words faster
/// than many bytes.
struct name_pattern {
    static constexpr std::size_t size = 32;
    static constexpr auto any = ~std::uint64_t{};

    using words = std::array<std::uint64_t, size / sizeof(std::uint64_t)>;
    alignas(16) words fold{any, any, any, any};
    alignas(16) words folded{};

    /// Matches no name, as does the pattern of a name that is too long: with bits set, no byte is zero.
    constexpr name_pattern() = default;
    /// For a name that is written without escapes.
    constexpr explicit name_pattern(std::string_view name) noexcept
    {
        if (name.size() >= size) return;
        folded = fold;
        for (std::size_t i = 0; i != name.size(); ++i) {
            auto const c = to_lower(name[i]);
            set(i, c >= 'a' && c <= 'z' ? 0x20 : 0, static_cast<unsigned char>(c));
        }
        set(name.size(), 0, '"');
    }

private:
    constexpr void set(std::size_t byte, std::uint64_t bits, std::uint64_t result) noexcept
    {
        auto const shift = byte % 8 * 8;
        fold[byte / 8] ^= (bits ^ 0xFF) << shift;
        folded[byte / 8] ^= (result ^ 0xFF) << shift;
    }
};

}  // namespace detail

}  // namespace descry
