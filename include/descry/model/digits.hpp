// digits: numbers of a fixed width in text, as dates have them.
#pragma once

#include <cstddef>

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

}  // namespace detail

}  // namespace descry
