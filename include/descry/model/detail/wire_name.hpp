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

    std::array<char, row> rows_[3]{};
    std::size_t sizes_[3]{};

    static constexpr auto camel = static_cast<std::size_t>(casing::camel);
    static constexpr auto pascal = static_cast<std::size_t>(casing::pascal);
    static constexpr auto as_declared = static_cast<std::size_t>(casing::as_declared);

    constexpr void write(std::size_t number, std::string_view name, casing style) noexcept
    {
        auto* const out = rows_[number].data();
        auto const size = write_cased_name(name, style, out + 1);
        out[0] = out[size + 1] = '"';
        out[size + 2] = ':';
        sizes_[number] = size;
    }

    constexpr void copy(std::size_t from, std::size_t to) noexcept
    {
        rows_[to] = rows_[from];
        sizes_[to] = sizes_[from];
    }

public:
    /// A name that is not derived from that of a member is the same in each casing.
    constexpr quoted_names(std::string_view name, bool derived) noexcept
    {
        write(camel, name, derived ? casing::camel : casing::as_declared);
        copy(camel, pascal);
        if (derived && sizes_[pascal] != 0) rows_[pascal][1] = to_upper(rows_[pascal][1]);
        if (sizes_[camel] != name.size())
            write(as_declared, name, casing::as_declared);
        else
            copy(camel, as_declared);
    }

    /// The name without quotes and colon.
    constexpr std::string_view operator[](casing style) const noexcept
    {
        auto const number = static_cast<std::size_t>(style);
        return {rows_[number].data() + 1, sizes_[number]};
    }
};

/// Matches one name in any casing, with the quote after it, in two steps of sixteen bytes. A text matches if its bytes,
/// with the bits of `fold` set, equal `folded`. For bytes after the quote, `fold` has all bits set, so that any byte
/// matches. The masks are stored as words, the first byte as the lowest, since compilers evaluate a few words faster
/// than many bytes.
struct name_pattern {
    static constexpr std::size_t size = 32;
    static constexpr auto any = ~std::uint64_t{};

    alignas(16) std::uint64_t fold[size / sizeof(std::uint64_t)]{any, any, any, any};
    alignas(16) std::uint64_t folded[size / sizeof(std::uint64_t)]{};

    /// Matches no name, as does the pattern of a name that is too long: with bits set, no byte is zero.
    constexpr name_pattern() = default;
    /// For a name that is written without escapes.
    constexpr explicit name_pattern(std::string_view name) noexcept
    {
        if (name.size() >= size) return;
        for (auto& word : folded) word = any;
        for (std::size_t i = 0; i <= name.size(); ++i) {
            auto const c = i == name.size() ? '"' : name.data()[i];
            auto const lower = static_cast<std::uint64_t>(static_cast<unsigned char>(c | 0x20));
            bool const letter = lower >= 'a' && lower <= 'z';
            auto const shift = i % 8 * 8;
            fold[i / 8] ^= std::uint64_t{letter ? 0xDFu : 0xFFu} << shift;
            folded[i / 8] ^= ((letter ? lower : static_cast<unsigned char>(c)) ^ 0xFF) << shift;
        }
    }
};

}  // namespace detail

}  // namespace descry
