// naming: conversion of C++ member names to wire names, and comparison of names without letter case, for ASCII in any
// locale.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace descry {

/// The casing in which names are written. Reading accepts every casing.
enum class casing : std::uint8_t {
    camel,        ///< `first_name` is written `firstName`.
    pascal,       ///< `first_name` is written `FirstName`.
    as_declared,  ///< `first_name` is written `first_name`.
};

/// The lower case of an ASCII letter; other characters are unchanged.
constexpr char to_lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// The upper case of an ASCII letter; other characters are unchanged.
constexpr char to_upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

/// True if the names are equal, ignoring the case of ASCII letters.
constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept
{
    if (a.size() != b.size()) return false;
    auto const* other = b.data();
    for (char const c : a) {
        if (c != *other && to_lower(c) != to_lower(*other)) return false;
        ++other;
    }
    return true;
}

/// True if `text` begins with `start`, ignoring the case of ASCII letters.
constexpr bool starts_with_ignoring_case(std::string_view text, std::string_view start) noexcept
{
    return text.size() >= start.size() && equal_ignoring_case(text.substr(0, start.size()), start);
}

/// True if `text` ends with `end`, ignoring the case of ASCII letters.
constexpr bool ends_with_ignoring_case(std::string_view text, std::string_view end) noexcept
{
    return text.size() >= end.size() && equal_ignoring_case(text.substr(text.size() - end.size()), end);
}

namespace detail {

/// The hash of a name, of 16 bits, ignoring the case of ASCII letters. Size and three letters distinguish most names of
/// a struct or an enum; the names are then compared.
constexpr std::uint32_t name_hash(std::string_view name) noexcept
{
    auto const letter = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(name[i])); };
    auto const n = name.size();
    if (n == 0) return 0;
    auto const letters = letter(0) << 24 | letter(n / 2) << 16 | letter(n - 1) << 8;
    auto const h = ((letters | 0x20202000u) ^ static_cast<std::uint32_t>(n)) * 0x9E3779B1u;
    return h >> 16;
}

}  // namespace detail

/// Writes the member name in the casing `style` to `out`, which has room for `member.size()` characters, and returns
/// the number of characters written. Every underscore is removed, also a leading one and one before a digit:
/// `address_line_1` is `addressLine1`.
constexpr std::size_t write_cased_name(std::string_view member, casing style, char* out) noexcept
{
    if (style == casing::as_declared) {
        for (char const c : member) *out++ = c;
        return member.size();
    }
    std::size_t size = 0;
    bool capital = style == casing::pascal;
    for (char const c : member) {
        if (c == '_') {
            capital = size != 0 || style == casing::pascal;
        } else {
            out[size++] = capital ? to_upper(c) : c;
            capital = false;
        }
    }
    return size;
}

}  // namespace descry
