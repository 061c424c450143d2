// write_double: the shortest text that is read as the same number, in the format of std::to_chars.
#pragma once

#include <descry/json/detail/eight_digits.hpp>
#include <descry/json/detail/shortest_decimal.hpp>
#include <descry/model/detail/digits.hpp>

#include <bit>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace descry {

namespace detail {

/// Writes a positive finite number, and returns a pointer to its end; 48 bytes may be written. The format has the fewest
/// characters, without an exponent if it makes no difference.
inline char* write_shortest(char* to, double value) noexcept
{
    auto [number, exponent] = shortest_decimal(value);
    auto* const digits = to + 1;
    auto* last = write_integer(digits, number);
    for (; last[-1] == '0'; --last) ++exponent;
    auto const size = static_cast<int>(last - digits);
    auto const point = size + exponent;
    bool const one = size == 1;  // which has no point before an exponent
    if (exponent >= 0 && exponent <= 5 - one) return std::to_chars(to, to + 24, value).ptr;  // with all its digits

    bool const fixed = exponent < 0 && exponent >= one - size - 3;
    if (fixed && point <= 0) {
        char copy[24];
        std::memcpy(copy, digits, sizeof copy);
        std::memcpy(to, "0.000", 5);
        std::memcpy(to + 2 - point, copy, sizeof copy);
        return last + 1 - point;
    }
    auto const before_point = static_cast<std::size_t>(fixed ? point : 1);
    std::memmove(to, digits, before_point);
    to[before_point] = '.';
    if (fixed) return last;

    if (one) --last;
    last[0] = 'e';
    last[1] = point > 0 ? '+' : '-';
    last += 2;
    auto const magnitude = static_cast<unsigned>(point > 0 ? point - 1 : 1 - point);
    if (magnitude >= 100) *last++ = static_cast<char>('0' + magnitude / 100);
    return write_pair(last, magnitude % 100);
}

/// Writes a finite number and returns a pointer to its end; 48 bytes may be written. The fast path is for amounts,
/// which have few digits: two numbers with up to fifteen digits, six of them after the point, are never read as the
/// same double, so that these digits are the shortest text.
inline char* write_double(char* to, double value) noexcept
{
    *to = '-';
    auto const magnitude = std::bit_cast<double>(std::bit_cast<std::uint64_t>(value) & ~(std::uint64_t{1} << 63));
    if (std::bit_cast<std::uint64_t>(value) >> 63 != 0) ++to;
    if (magnitude == 0) return *to = '0', to + 1;
    // Outside of this range, or for a whole number with more digits, a text with an exponent may be shorter.
    if (magnitude < 0.001 || magnitude >= 1e9) return write_shortest(to, magnitude);
    constexpr std::int64_t scale = 1'000'000;
    auto const scaled = static_cast<std::int64_t>(magnitude * scale + 0.5);
    if (static_cast<double>(scaled) / scale != magnitude) return write_shortest(to, magnitude);
    auto const whole = static_cast<std::uint32_t>(scaled / scale);
    auto const fraction = static_cast<std::uint32_t>(scaled % scale);
    if (fraction == 0 && whole >= 100'000) return write_shortest(to, magnitude);

    to = write_integer(to, whole);
    if (fraction == 0) return to;
    *to = '.';
    return eight_digits::write_fraction(to + 1, fraction * 100);
}

}  // namespace detail

}  // namespace descry
