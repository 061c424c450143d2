// shortest_decimal: the decimal number with the fewest digits that is read as a certain float or double.
#pragma once

#include <descry/json/detail/powers_of_ten.hpp>

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace descry {

namespace detail {

/// The number `(digits * 10 + last) * 10^exponent`. There may be zeros at the end. It is returned in two registers.
struct decimal_number {
    std::uint64_t digits;
    unsigned last;  ///< One digit.
    int exponent;
};

/// Of the shortest numbers that are read as a positive finite value, the nearest to it. The digits are zero, which is
/// rare, if the value is subnormal or a power of two, or if a product of 128 bits is not sufficient to decide.
///
/// The numbers that are read as the value are an interval around it, of one unit in its last place. As in Raffaello
/// Giulietti's "The Schubfach way to render doubles" (2020), all is scaled by a power of ten so that this unit is at
/// least 1/10 and less than one. The interval then contains at most one integer, which is the shortest number; if it
/// contains none, the shortest ones have one decimal, and the nearest to the value is one of them.
template <std::floating_point T>
decimal_number shortest_decimal(T value) noexcept
{
    using limits = std::numeric_limits<T>;
    using bits_type = std::conditional_t<std::same_as<T, float>, std::uint32_t, std::uint64_t>;
    constexpr int fraction_bits = limits::digits - 1;
    constexpr auto hidden = bits_type{1} << fraction_bits;
    auto const bits = std::bit_cast<bits_type>(value);
    auto const fraction = bits & (hidden - 1);
    auto const biased = static_cast<int>(bits >> fraction_bits);
    if (fraction == 0 || biased == 0) return {};  // the interval is not symmetric, or the value has fewer digits

    // The value is (hidden + fraction) * 2^q. One more than k = floor(log10(2^q)) is the power of ten that makes the
    // unit less than one; s is q + floor(log2(10^-(k + 1))) + 1, from -3 to 0. The constants are exact for all
    // exponents.
    auto const q = biased - limits::max_exponent + 1 - fraction_bits;
    auto const k = (q * 1'262'611) >> 22;
    auto const s = q + ((-(k + 1) * 1'741'647) >> 19) + 1;
    auto const power = powers_of_ten_128::get()[-(k + 1)];

    // The scaled value, of which the factor and therefore the integer have `spare` bits more. The errors of the power
    // and of what is cut off are less than one bit each, behind the spare ones.
    constexpr int spare = 11;
    auto const factor = static_cast<std::uint64_t>(hidden | fraction) << (s + spare);
    auto const product = uint128{factor} * high_half(power) + high_half(uint128{factor} * low_half(power));
    auto const integer = high_half(product) >> spare;
    auto const behind = static_cast<std::uint64_t>(product >> spare);
    auto const half_unit = high_half(power) >> (1 - s);

    // All without branches, since no case is the more probable one.
    constexpr auto half = std::uint64_t{1} << 63;
    auto const is_near = [](std::uint64_t a, std::uint64_t b) -> unsigned { return a - b + 32 <= 64; };
    auto const decimal = uint128{behind} * 10;
    unsigned const down = behind < half_unit;
    unsigned const up = behind > 0 - half_unit;
    auto const shorter = down | up;
    auto const if_not = std::uint64_t{shorter} - 1;  // all bits
    auto const unsure = is_near(behind, half_unit) | is_near(behind, 0 - half_unit) |
                        (is_near(low_half(decimal), half) & (shorter ^ 1));
    return {unsure != 0 ? 0 : integer + up, static_cast<unsigned>(high_half(decimal + half) & if_not), k};
}

}  // namespace detail

}  // namespace descry
