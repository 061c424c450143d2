// write_floating: the shortest text that is read as the same number, in the format of std::to_chars, except that a
// negative zero is `-0.0`.
#pragma once

#include <descry/json/detail/eight_digits.hpp>
#include <descry/json/detail/floating.hpp>
#include <descry/json/detail/shortest_decimal.hpp>
#include <descry/json/detail/sixteen_digits.hpp>
#include <descry/model/detail/digits.hpp>

#include <algorithm>
#include <bit>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace descry {

namespace detail {

/// The digits of a number, which are at most seventeen, and the position of its point.
class decimal_text {
public:
    /// Of a number whose digits without the last one are from 10^14 to 10^16 - 1.
    explicit decimal_text(decimal_number const& number) noexcept
        : decimal_text(number, static_cast<std::int64_t>(number.digits - 1'000'000'000'000'000) >> 63)
    {
    }

    /// The number of digits without zeros at their end.
    int size() const noexcept { return std::max(digits_.size(), 17 & (-last_ >> 31)); }
    /// The number of digits before the point. If it is negative, zeros are between the point and the digits.
    int point() const noexcept { return point_; }

    /// Writes all digits.
    void write(char* to) const noexcept
    {
        digits_.write(to);
        to[16] = last();
    }

    /// Writes all digits with a point after the first `before` ones, which are one to fifteen.
    void write(char* to, int before) const noexcept
    {
        to[17] = last();
        if (before < 8) {
            digits_.write(to + 1);
            write_with_point(to, digits_.first_half(), before);
        } else {
            digits_.write(to);
            to[16] = static_cast<char>(digits_.last_half() >> 56);
            write_with_point(to + 8, digits_.last_half(), before - 8);
        }
    }

private:
    // Sixteen digits and the last one, if it is the seventeenth. Without branches, since no case is the more probable
    // one.
    decimal_text(decimal_number const& number, std::int64_t fewer) noexcept
        : digits_(number.digits + ((number.digits * 9 + number.last) & static_cast<std::uint64_t>(fewer))),
          last_(static_cast<int>(number.last) & static_cast<int>(~fewer)),
          point_(number.exponent + 17 + static_cast<int>(fewer))
    {
    }

    char last() const noexcept { return static_cast<char>('0' + last_); }

    // Writes seven digits with a point after the first `before` ones.
    static void write_with_point(char* to, std::uint64_t digits, int before) noexcept
    {
        auto const mask = (std::uint64_t{1} << 8 * before) - 1;
        eight_digits::store(to, (digits & mask) | std::uint64_t{'.'} << 8 * before | (digits & ~mask) << 8);
    }

    sixteen_digits digits_;
    int last_;
    int point_;
};

// A float has fewer digits.
template <std::floating_point T>
decimal_number in_range(decimal_number number) noexcept
{
    if constexpr (std::same_as<T, float>) {
        auto const all = number.digits * 10 + number.last;
        auto const added = all < 10'000'000 ? 9 : all < 100'000'000 ? 8 : 7;
        return {all * static_cast<std::uint64_t>(powers_of_ten[static_cast<std::size_t>(added)]), 0,
                number.exponent - added - 1};
    }
    return number;
}

// Writes a large number without an exponent. If it is a whole number, all of its digits are written, also those that
// are not necessary to read it as the same value.
template <std::floating_point T>
char* write_large(char* to, T value) noexcept
{
    if (value < static_cast<T>(std::uint64_t{1} << 63)) {
        auto const whole = static_cast<std::int64_t>(value);
        if (static_cast<T>(whole) == value) return write_integer(to, static_cast<std::uint64_t>(whole));
    }
    return std::to_chars(to, to + 24, value).ptr;
}

/// Writes a positive finite number, and returns a pointer to its end; 48 bytes may be written. The format has the
/// fewest characters, without an exponent if it makes no difference.
template <std::floating_point T>
char* write_shortest(char* to, T value) noexcept
{
    auto const number = shortest_decimal(value);
    if (number.digits == 0) return std::to_chars(to, to + 24, value).ptr;
    decimal_text const digits(in_range<T>(number));
    auto const size = digits.size();
    auto const point = digits.point();
    if (0 < point && point < size && point < 16) {
        digits.write(to, point);
        return to + size + 1;
    }
    bool const one = size == 1;  // which has no point before an exponent
    if (point > 0 && point <= size + 5 - one) return write_large(to, value);
    if (point <= 0 && point >= one - 3) {
        std::memcpy(to, "0.000", 5);
        digits.write(to + 2 - point);
        return to + 2 - point + size;
    }

    digits.write(to, 1);
    to += size + !one;
    to[0] = 'e';
    to[1] = point > 0 ? '+' : '-';
    to += 2;
    auto const magnitude = static_cast<unsigned>(point > 0 ? point - 1 : 1 - point);
    *to = static_cast<char>('0' + magnitude / 100);
    to += magnitude >= 100;
    return write_pair(to, magnitude % 100);
}

/// Writes a positive number that has few digits, and returns a pointer to its end; null if it may have more. Two
/// numbers with up to fifteen digits, six of them after the point, are never read as the same double, so that these
/// digits are the shortest text.
inline char* write_amount(char* to, double value) noexcept
{
    // Outside of this range, or for a whole number with zeros at its end, a text with an exponent may be shorter.
    if (!is_rounded_once || value < 0.001 || value >= eight_digits::limit) return nullptr;
    constexpr std::int64_t scale = 1'000'000;
    auto const scaled = static_cast<std::int64_t>(value * scale + 0.5);
    if (static_cast<double>(scaled) / scale != value) return nullptr;
    auto const whole = static_cast<std::uint32_t>(scaled / scale);
    auto const fraction = static_cast<std::uint32_t>(scaled % scale);
    if (fraction == 0 && whole >= 100'000 && whole % 100'000 == 0) return nullptr;
    to = eight_digits::write(to, whole);
    if (fraction == 0) return to;
    *to = '.';
    return eight_digits::write_fraction(to + 1, fraction * 100);
}

/// Writes a finite number and returns a pointer to its end; 48 bytes may be written.
template <std::floating_point T>
char* write_floating(char* to, T value) noexcept
{
    bool const negative = (std::bit_cast<bits_of<T>>(value) & sign_bit<T>) != 0;
    *to = '-';
    to += negative;
    if (magnitude_bits(value) ==
        0) {  // a negative zero has a fraction, since many readers have no integer with its sign
        std::memcpy(to, "0.0", 3);
        return to + (negative ? 3 : 1);
    }
    auto const magnitude = with_sign<T>(false, magnitude_bits(value));
    if constexpr (std::same_as<T, double>)
        if (auto* const end = write_amount(to, magnitude)) return end;
    return write_shortest(to, magnitude);
}

}  // namespace detail

}  // namespace descry
