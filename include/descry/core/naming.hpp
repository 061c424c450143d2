// naming: how a C++ member name becomes a wire name, and when two names are the same. ASCII only, never the locale.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace descry {

/// How names are written. Reading accepts every casing.
enum class casing : std::uint8_t {
    camel,        ///< `first_name` is written `firstName`.
    pascal,       ///< `first_name` is written `FirstName`.
    as_declared,  ///< `first_name` is written `first_name`.
};

constexpr char to_lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr char to_upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

/// True when two names differ at most in the case of ASCII letters.
constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept
{
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i != a.size(); ++i)
        if (to_lower(a[i]) != to_lower(b[i])) return false;
    return true;
}

/// A member name with its underscores removed and its words capitalized, as one casing writes it.
/// A leading underscore, or one before a digit, is removed like any other: `address_line_1` is `addressLine1`.
template <std::size_t Capacity>
class cased_name {
    std::array<char, Capacity> text_{};
    std::size_t size_ = 0;

public:
    constexpr cased_name(std::string_view member, casing style) noexcept
    {
        bool capital = style == casing::pascal;
        for (char const c : member) {
            if (c == '_' && style != casing::as_declared) {
                capital = size_ != 0 || style == casing::pascal;
                continue;
            }
            text_[size_++] = capital ? to_upper(c) : c;
            capital = false;
        }
    }

    constexpr std::string_view view() const noexcept { return {text_.data(), size_}; }
};

}  // namespace descry
