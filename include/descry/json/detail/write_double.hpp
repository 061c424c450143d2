// write_double: the shortest text that reads as the same number, as std::to_chars writes it.
#pragma once

#include <descry/model/detail/digits.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>

namespace descry {

namespace detail {

/// Writes a finite number to where there is room for `room` bytes, and gives where it ends. Amounts have few digits: up
/// to fifteen of them, six behind the point, no other number of so few is read as the same double, so they are the
/// shortest.
inline char* write_double(char* to, std::size_t room, double value) noexcept
{
    constexpr std::uint32_t scale = 1'000'000;
    auto const magnitude = value < 0 ? -value : value;
    // Above and below, or as a whole number of more digits, the text may be shorter with an exponent.
    if (magnitude < 0.001 || magnitude >= 1e9) return std::to_chars(to, to + room, value).ptr;
    auto const scaled = static_cast<std::uint64_t>(magnitude * scale + 0.5);
    auto const whole = static_cast<std::uint32_t>(scaled / scale);
    auto const fraction = static_cast<std::uint32_t>(scaled % scale);
    if (static_cast<double>(scaled) / scale != magnitude || (fraction == 0 && whole >= 100'000))
        return std::to_chars(to, to + room, value).ptr;

    if (value < 0) *to++ = '-';
    to = std::to_chars(to, to + room, whole).ptr;
    if (fraction == 0) return to;
    *to++ = '.';
    to = write_pair(to, fraction / 10'000);
    to = write_pair(to, fraction / 100 % 100);
    to = write_pair(to, fraction % 100);
    while (to[-1] == '0') --to;
    return to;
}

}  // namespace detail

}  // namespace descry
