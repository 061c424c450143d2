// floating: converts the text of a number to the nearest float or double, independent of the locale.
#pragma once

#include <descry/json/detail/eight_digits.hpp>
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

/// A power of two that is a normal number.
template <std::floating_point T>
constexpr T power_of_two(int exponent) noexcept
{
    constexpr int bias = std::numeric_limits<T>::max_exponent - 1;
    using bits = std::conditional_t<std::same_as<T, float>, std::uint32_t, std::uint64_t>;
    return std::bit_cast<T>(static_cast<bits>(exponent + bias) << (std::numeric_limits<T>::digits - 1));
}

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
    std::array<T, std::same_as<T, float> ? 11 : 20> powers{1};
    for (std::size_t i = 1; i != powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// The nearest value to `digits / 10^scale`, for at most nineteen decimal places. It is exact up to one operation, whose
/// result is rounded once.
template <std::floating_point T>
T nearest_decimal(std::uint64_t digits, std::size_t scale) noexcept
{
    if (digits == 0) return 0;
    auto const& powers = exact_powers_of_ten<T>;
    if (digits >> std::numeric_limits<T>::digits == 0 && scale < powers.size())
        return static_cast<T>(static_cast<std::int64_t>(digits)) / powers[scale];

    // Both are scaled by powers of two, so that the quotient has at least 62 bits. The lowest bit also stands for the
    // remainder: the conversion then rounds as it would with all of them.
    auto const divisor = small_powers_of_ten[scale];
    auto const digits_shift = std::countl_zero(digits);
    auto const divisor_shift = std::countl_zero(divisor);
    auto const dividend = uint128{digits << digits_shift} << 63;
    auto const normalized = divisor << divisor_shift;
    auto const quotient = static_cast<std::uint64_t>(dividend / normalized);
    auto const sticky = static_cast<std::uint64_t>(dividend % normalized != 0);
    auto const power = divisor_shift - digits_shift - 63;
    return static_cast<T>(quotient | sticky) * power_of_two<T>(power);
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
