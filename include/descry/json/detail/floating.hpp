// floating: converts the text of a number to the nearest float or double, independent of the locale.
#pragma once

#include <descry/json/detail/powers_of_ten.hpp>
#include <descry/model/detail/uint256.hpp>

#include <array>
#include <bit>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <new>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>

#include <locale.h>
#include <stdlib.h>

namespace descry {

namespace detail {

/// The same as std::isfinite, whose header is large.
template <std::floating_point T>
constexpr bool is_finite(T value) noexcept
{
    return value >= std::numeric_limits<T>::lowest() && value <= std::numeric_limits<T>::max();
}

/// Correctly rounded (IEEE 754), but slow. Distinguishes overflow from underflow.
template <std::floating_point T>
[[gnu::noinline]] T nearest_floating(std::string const& number)
{
    static auto const plain = [] {
        auto const made = newlocale(LC_ALL_MASK, "C", nullptr);
        if (!made) throw std::bad_alloc();  // the locale "C" always exists, so that only memory can be missing
        return made;
    }();
    if constexpr (std::same_as<T, float>)
        return strtof_l(number.c_str(), nullptr, plain);
    else
        return strtod_l(number.c_str(), nullptr, plain);
}

/// The powers of ten that a T represents exactly.
template <std::floating_point T>
inline constexpr auto exact_powers_of_ten = [] {
    std::array<T, std::same_as<T, float> ? 11 : 23> powers{1};
    for (std::size_t i = 1; i != powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// Finds the nearest value to `digits * 10^exponent`, which is not zero, by a product of 128 bits. Returns false, which is
/// rare, if these are too few to know how it is rounded, or if it is not a normal number.
template <std::floating_point T>
[[gnu::noinline]] bool nearest_by_product(std::uint64_t digits, int exponent, T& out) noexcept
{
    using limits = std::numeric_limits<T>;
    using bits = std::conditional_t<std::same_as<T, float>, std::uint32_t, std::uint64_t>;
    if (exponent < powers_of_ten_128::least || exponent > powers_of_ten_128::most) return false;
    auto const power = powers_of_ten_128::get()[exponent];
    auto const shift = std::countl_zero(digits);
    auto const normalized = digits << shift;
    auto const low = (uint128{normalized} * low_half(power)) >> 64;
    auto const product = (uint128{normalized} * high_half(power) + low) >> 1;  // with space for a carry

    // The error of the power is less than one; with what was cut off, that of the product is less than two.
    auto const behind = 128 - std::countl_zero(high_half(product)) - limits::digits;
    auto const half = uint128{1} << (behind - 1);
    auto const significand = (product + half + 2) >> behind;
    if (significand != (product + half - 2) >> behind) return false;

    auto const biased =
        behind + 65 - shift + powers_of_ten_128::binary_exponent(exponent) + limits::digits + limits::max_exponent - 2;
    if (biased < 1 || biased > 2 * limits::max_exponent - 3) return false;
    constexpr int fraction_bits = limits::digits - 1;
    auto const fraction = static_cast<bits>(significand) - (bits{1} << fraction_bits);  // more than that after a carry
    out = std::bit_cast<T>(static_cast<bits>((static_cast<bits>(biased) << fraction_bits) + fraction));
    return true;
}

/// Finds the nearest value to `digits * 10^exponent`. Returns false if that is not possible in a short time.
template <std::floating_point T>
bool nearest_decimal(std::uint64_t digits, int exponent, T& out) noexcept
{
    // One operation with two exact operands is rounded correctly.
    constexpr auto const& powers = exact_powers_of_ten<T>;
    constexpr auto most = static_cast<int>(powers.size()) - 1;
    if (digits >> std::numeric_limits<T>::digits == 0 && exponent >= -most && exponent <= most) {
        auto const exact = static_cast<T>(static_cast<std::int64_t>(digits));
        out = exponent <= 0 ? exact / powers[static_cast<std::size_t>(-exponent)]
                            : exact * powers[static_cast<std::size_t>(exponent)];
        return true;
    }
    out = 0;
    return digits == 0 || nearest_by_product(digits, exponent, out);
}

/// Reads a number of JSON as the nearest value, which may be zero. Returns false on overflow.
template <std::floating_point T>
bool read_floating(std::string_view number, T& out)
{
    auto const* const end = number.data() + number.size();
    // libc++ has it since version 20.
    if constexpr (requires { std::from_chars(number.data(), end, out); })
        if (std::from_chars(number.data(), end, out).ec == std::errc()) return true;
    out = nearest_floating<T>(std::string(number));
    return is_finite(out);
}

}  // namespace detail

}  // namespace descry
