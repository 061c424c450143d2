// shortest_decimal: the decimal number with the fewest digits that is read as a certain double.
#pragma once

#include <descry/json/detail/powers_of_ten.hpp>

#include <bit>
#include <cstdint>

namespace descry {

namespace detail {

/// The number `digits * 10^exponent`. There may be zeros at the end of the digits.
struct decimal_number {
    std::uint64_t digits;
    int exponent;
};

/// Of the shortest numbers that are read as a positive finite double, the nearest to it. Raffaello Giulietti, "The
/// Schubfach way to render doubles" (2020), has the proofs: the interval of these numbers is scaled by a power of ten so
/// that it contains one or more integers, but at most two multiples of ten.
inline decimal_number shortest_decimal(double value) noexcept
{
    constexpr int fraction_bits = 52;
    constexpr auto hidden = std::uint64_t{1} << fraction_bits;
    auto const bits = std::bit_cast<std::uint64_t>(value);
    auto const fraction = bits & (hidden - 1);
    auto const biased = static_cast<int>(bits >> fraction_bits);

    // The value is c * 2^q. All is multiplied by four, so that the ends of the interval are integers as well.
    auto const c = biased != 0 ? hidden | fraction : fraction;
    auto const q = (biased != 0 ? biased : 1) - 1075;
    bool const even = c % 2 == 0;  // the ends then belong to the interval
    bool const lower_is_closer = fraction == 0 && biased > 1;

    // floor(log10(2^q)), or of 3/4 of it, and floor(log2(10^-k)), with constants that are exact for all doubles.
    auto const k = (q * 1'262'611 - (lower_is_closer ? 524'031 : 0)) >> 22;
    auto const shift = q + ((-k * 1'741'647) >> 19) + 1;
    auto const power = powers_of_ten_128::get()[-k] + (-k > powers_of_ten_128::most_exact);

    // The integral part of a product; the lowest bit also stands for the rest.
    auto const scaled = [&](std::uint64_t factor) {
        auto const shifted = factor << shift;
        auto const low = (uint128{static_cast<std::uint64_t>(power)} * shifted) >> 64;
        auto const product = uint128{static_cast<std::uint64_t>(power >> 64)} * shifted + low;
        return static_cast<std::uint64_t>(product >> 64) | (static_cast<std::uint64_t>(product) > 1);
    };
    auto const middle = scaled(4 * c);
    auto const lower = scaled(4 * c - 2 + lower_is_closer) + !even;
    auto const upper = scaled(4 * c + 2) - !even;

    auto const below = middle / 4;
    auto const tens = below / 10;
    if (tens != 0) {
        bool const lower_fits = lower <= 40 * tens;
        bool const upper_fits = 40 * tens + 40 <= upper;
        if (lower_fits != upper_fits) return {tens + upper_fits, k + 1};
    }
    bool const lower_fits = lower <= 4 * below;
    bool const upper_fits = 4 * below + 4 <= upper;
    if (lower_fits != upper_fits) return {below + upper_fits, k};
    auto const half = 4 * below + 2;
    bool const round_up = middle > half || (middle == half && below % 2 != 0);
    return {below + round_up, k};
}

}  // namespace detail

}  // namespace descry
