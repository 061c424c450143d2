// write_double: the shortest text that is read as the same number, in the format of std::to_chars.
#pragma once

#include <descry/json/detail/eight_digits.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>

namespace descry {

namespace detail {

/// Writes a finite number to a buffer of `room` bytes, and returns a pointer to its end. The fast path is for amounts,
/// which have few digits: two numbers with up to fifteen digits, six of them after the point, are never read as the
/// same double, so that these digits are the shortest text.
inline char* write_double(char* to, std::size_t room, double value) noexcept
{
    constexpr std::uint32_t scale = 1'000'000;
    auto const magnitude = value < 0 ? -value : value;
    // Outside of this range, or for a whole number with more digits, a text with an exponent may be shorter.
    if (magnitude < 0.001 || magnitude >= 1e9) return std::to_chars(to, to + room, value).ptr;
    auto const scaled = static_cast<std::uint64_t>(magnitude * scale + 0.5);
    auto const whole = static_cast<std::uint32_t>(scaled / scale);
    auto const fraction = static_cast<std::uint32_t>(scaled % scale);
    if (static_cast<double>(scaled) / scale != magnitude || (fraction == 0 && whole >= 100'000))
        return std::to_chars(to, to + room, value).ptr;

    *to = '-';
    to = write_integer(to + (value < 0), whole);
    if (fraction == 0) return to;
    *to = '.';
    return eight_digits::write_fraction(to + 1, fraction * 100);
}

}  // namespace detail

}  // namespace descry
