// digits: decimal digits, of which dates have a fixed number, and hexadecimal digits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace descry {

namespace detail {

/// The number that is written with these `count` characters, or -1 if one of them is not a digit.
constexpr int read_digits(char const* from, std::size_t count) noexcept
{
    int value = 0;
    for (auto const* const end = from + count; from != end; ++from) {
        if (*from < '0' || *from > '9') return -1;
        value = value * 10 + (*from - '0');
    }
    return value;
}

/// Writes two digits, or any two characters of a table.
using digit_pair = std::array<char, 2>;

template <std::size_t Base>
inline constexpr auto digit_pairs = [] {
    std::array<digit_pair, Base * Base> pairs{};
    for (std::size_t i = 0; i != pairs.size(); ++i)
        pairs[i] = {"0123456789abcdef"[i / Base], "0123456789abcdef"[i % Base]};
    return pairs;
}();

/// Writes two digits in that base, with leading zeros, and returns a pointer to their end.
template <std::size_t Base = 10>
char* write_pair(char* to, unsigned value) noexcept
{
    std::memcpy(to, &digit_pairs<Base>[value], 2);
    return to + 2;
}

/// The number of decimal digits; one for zero.
constexpr int count_digits(std::uint64_t value) noexcept
{
    int count = 1;
    for (; value >= 10'000; value /= 10'000) count += 4;
    return count + (value >= 10) + (value >= 100) + (value >= 1'000);
}

/// The value of a hexadecimal digit; for other characters, a number with a high bit set.
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
