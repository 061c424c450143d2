// floating: converts the text of a number to the nearest float or double, independent of the locale.
#pragma once

#include <descry/json/detail/exact_number.hpp>
#include <descry/json/detail/powers_of_ten.hpp>
#include <descry/model/detail/uint256.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cfloat>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

namespace descry {

namespace detail {

// With -ffast-math, a compiler divides by multiplying, takes each value for finite, and subnormal ones for zero.
// Therefore few operations here are on floating-point values, and all others on their bits.

/// True if an operation is rounded once, to the nearest value of its type.
#if FLT_EVAL_METHOD == 0 && !defined(__FAST_MATH__)
inline constexpr bool is_rounded_once = true;
#else
inline constexpr bool is_rounded_once = false;
#endif

/// The integer type with the bits of a T. Positive values have the order of their bits.
template <std::floating_point T>
using bits_of = std::conditional_t<std::same_as<T, float>, std::uint32_t, std::uint64_t>;

template <std::floating_point T>
inline constexpr auto sign_bit = bits_of<T>{1} << (8 * sizeof(T) - 1);

/// The bits of infinity. Those of positive finite values are less.
template <std::floating_point T>
inline constexpr auto infinity_bits =
    static_cast<bits_of<T>>(2 * std::numeric_limits<T>::max_exponent - 1) << (std::numeric_limits<T>::digits - 1);

template <std::floating_point T>
constexpr bits_of<T> magnitude_bits(T value) noexcept
{
    return std::bit_cast<bits_of<T>>(value) & ~sign_bit<T>;
}

template <std::floating_point T>
constexpr bool is_finite(T value) noexcept
{
    return magnitude_bits(value) < infinity_bits<T>;
}

template <std::floating_point T>
constexpr T with_sign(bool negative, bits_of<T> magnitude) noexcept
{
    return std::bit_cast<T>(negative ? magnitude | sign_bit<T> : magnitude);
}

/// The powers of ten that a T represents exactly.
template <std::floating_point T>
inline constexpr auto exact_powers_of_ten = [] {
    std::array<T, std::same_as<T, float> ? 11 : 23> powers{1};
    for (std::size_t i = 1; i != powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// The number `digits * 10^exponent`, which is not zero, in binary. The exponent must be in the table of powers.
template <std::floating_point T>
struct scaled_number {
    using limits = std::numeric_limits<T>;
    static constexpr int fraction_bits = limits::digits - 1;
    static constexpr int behind = 64 - limits::digits;  // the bits of `high` that a T does not have

    scaled_number(std::uint64_t digits, int exponent) noexcept
    {
        auto const power = powers_of_ten_128::get()[exponent];
        auto const shift = std::countl_zero(digits);
        auto const normalized = digits << shift;
        auto const product = uint128{normalized} * high_half(power) + high_half(uint128{normalized} * low_half(power));
        auto const zero = 1 - static_cast<int>(product >> 127);  // the number of leading zeros
        high = high_half(product) << zero | (low_half(product) >> 63 & static_cast<unsigned>(zero));
        low = low_half(product) << zero;
        biased = 190 - zero - shift + powers_of_ten_128::binary_exponent(exponent) + limits::max_exponent;
    }

    /// The bits of the value that is not greater than the number, if it is not too large; rarely those of the next
    /// value.
    bits_of<T> bits_below() const noexcept
    {
        auto const cut_off = behind + std::max(1 - biased, 0);  // a subnormal number has fewer bits
        auto const significand = cut_off < 64 ? static_cast<bits_of<T>>(high >> cut_off) : 0;
        return (static_cast<bits_of<T>>(std::max(biased, 1) - 1) << fraction_bits) + significand;
    }

    // The highest bit is set. The error of the power is less than one; with what was cut off, and after the shift, that
    // of these bits is less than four.
    std::uint64_t high;
    std::uint64_t low;
    int biased;  // the exponent in a T
};

/// Finds the bits of the nearest value to `digits * 10^exponent`, which is not zero, by a product of 128 bits. Returns
/// false, which is rare, if these are too few to know how it is rounded, or if it is not a normal number.
template <std::floating_point T>
[[gnu::always_inline]] inline bool nearest_by_product(std::uint64_t digits, int exponent, bits_of<T>& out) noexcept
{
    using scaled = scaled_number<T>;
    if (exponent < powers_of_ten_128::least || exponent > powers_of_ten_128::most) return false;
    scaled const number(digits, exponent);
    constexpr auto half = std::uint64_t{1} << (scaled::behind - 1);
    auto const rest = number.high % (2 * half);
    if ((rest == half && number.low < 4) || (rest == half - 1 && number.low >= 0 - std::uint64_t{4})) return false;
    if (number.biased < 1 || number.biased > 2 * std::numeric_limits<T>::max_exponent - 3) return false;
    auto const significand = static_cast<bits_of<T>>((number.high >> scaled::behind) + (rest >= half));
    // With the highest bit of the significand, which is more after a carry.
    auto const exponent_bits = static_cast<bits_of<T>>(number.biased - 1) << scaled::fraction_bits;
    out = static_cast<bits_of<T>>(exponent_bits + significand);
    return true;
}

/// The bits of the nearest value, which is infinity for a number that is too large. They are exact for any number of
/// digits.
template <std::floating_point T>
[[gnu::noinline]] bits_of<T> nearest_value(exact_number const& number) noexcept
{
    using scaled = scaled_number<T>;
    using limits = std::numeric_limits<T>;
    auto const digits = number.first_digits();
    auto const exponent = number.first_exponent();
    if (digits == 0 || exponent < powers_of_ten_128::least) return 0;
    if (exponent > powers_of_ten_128::most) return infinity_bits<T>;

    // If there are more digits, the number is less than that with the next first ones.
    bits_of<T> nearest{};
    bits_of<T> next{};
    auto const power = static_cast<int>(exponent);
    if (nearest_by_product<T>(digits, power, nearest) &&
        (!number.has_more_digits() || (nearest_by_product<T>(digits + 1, power, next) && nearest == next)))
        return nearest;

    scaled const scaled_first(digits, power);
    if (scaled_first.biased < -limits::digits) return 0;  // less than half of the smallest value
    if (scaled_first.biased > 2 * limits::max_exponent - 2) return infinity_bits<T>;
    auto const below = std::min<bits_of<T>>(scaled_first.bits_below(), infinity_bits<T> - 1);
    // The midpoint of the value and the next one has one bit more.
    auto const biased = static_cast<int>(below >> scaled::fraction_bits);
    auto const hidden = std::uint64_t{biased != 0} << scaled::fraction_bits;
    auto const fraction = below & ((bits_of<T>{1} << scaled::fraction_bits) - 1);
    auto const order =
        number.compare(2 * (hidden | fraction) + 1, std::max(biased, 1) - limits::max_exponent - scaled::fraction_bits);
    bool const up = order > 0 || (order == 0 && below % 2 != 0);
    return static_cast<bits_of<T>>(below + up);
}

/// Finds the nearest value to `digits * 10^exponent` by one operation with two exact operands, which is rounded
/// correctly. Returns false for other numbers, and where operations are not rounded once.
template <std::floating_point T>
[[gnu::always_inline]] inline bool nearest_by_one_operation(std::uint64_t digits, int exponent, T& out) noexcept
{
    constexpr auto const& powers = exact_powers_of_ten<T>;
    constexpr auto most = static_cast<int>(powers.size()) - 1;
    if (!is_rounded_once || digits >> std::numeric_limits<T>::digits != 0 || exponent < -most || exponent > most)
        return false;
    auto const exact = static_cast<T>(static_cast<std::int64_t>(digits));
    out = exponent <= 0 ? exact / powers[static_cast<std::size_t>(-exponent)]
                        : exact * powers[static_cast<std::size_t>(exponent)];
    return true;
}

/// Reads a number of JSON as the nearest value, which may be zero. Returns false on overflow.
template <std::floating_point T>
bool read_floating(std::string_view number, T& out) noexcept
{
    auto const magnitude = nearest_value<T>(exact_number(number));
    out = with_sign<T>(number.starts_with('-'), magnitude);
    return magnitude < infinity_bits<T>;
}

}  // namespace detail

}  // namespace descry
