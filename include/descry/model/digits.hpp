// digits: what numbers in text are made of: decimal digits in a fixed width, as dates have them, and hexadecimal ones.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace descry {

namespace detail {

/// The number that these `count` characters write; -1 when one of them is no digit.
constexpr int read_digits(char const* from, std::size_t count) noexcept
{
    int value = 0;
    for (auto const* const end = from + count; from != end; ++from) {
        if (*from < '0' || *from > '9') return -1;
        value = value * 10 + (*from - '0');
    }
    return value;
}

/// Writes `count` digits, with zeros in front, and returns where they end.
constexpr char* write_digits(char* to, unsigned value, std::size_t count) noexcept
{
    for (auto* p = to + count; p != to; value /= 10) *--p = static_cast<char>('0' + value % 10);
    return to + count;
}

/// The value of a hexadecimal digit; a number with a high bit for any other character.
inline constexpr auto hex_values = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(0x80);
    for (std::uint8_t i = 0; i != 10; ++i) values['0' + i] = i;
    for (std::uint8_t i = 0; i != 6; ++i) values['a' + i] = values['A' + i] = static_cast<std::uint8_t>(10 + i);
    return values;
}();

constexpr std::uint8_t hex_value(char digit) noexcept { return hex_values[static_cast<unsigned char>(digit)]; }

}  // namespace detail

}  // namespace descry
