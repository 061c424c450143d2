// uint256: unsigned integers of 256 bits, with the operations that exact arithmetic of decimals requires.
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace descry {

namespace detail {

__extension__ typedef unsigned __int128 uint128;

constexpr std::uint64_t high_half(uint128 value) noexcept { return static_cast<std::uint64_t>(value >> 64); }
constexpr std::uint64_t low_half(uint128 value) noexcept { return static_cast<std::uint64_t>(value); }

/// The powers of ten that fit 128 bits: 10^0 to 10^38.
inline constexpr auto powers_of_ten = [] {
    std::array<uint128, 39> powers{1};
    for (std::size_t i = 1; i != powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}();

/// Supports comparison, addition, subtraction, the product of two numbers, and division by ten. The caller must prevent
/// overflow.
struct uint256 {
    uint128 high = 0;
    uint128 low = 0;

    constexpr uint256() noexcept = default;
    constexpr uint256(uint128 value) noexcept : low(value) {}
    constexpr uint256(uint128 h, uint128 l) noexcept : high(h), low(l) {}

    constexpr bool operator==(uint256 const&) const noexcept = default;
    constexpr std::strong_ordering operator<=>(uint256 const& other) const noexcept
    {
        if (high != other.high) return high < other.high ? std::strong_ordering::less : std::strong_ordering::greater;
        if (low != other.low) return low < other.low ? std::strong_ordering::less : std::strong_ordering::greater;
        return std::strong_ordering::equal;
    }

    friend constexpr uint256 operator+(uint256 const& a, uint256 const& b) noexcept
    {
        auto const sum = a.low + b.low;
        return {a.high + b.high + (sum < a.low), sum};
    }
    friend constexpr uint256 operator-(uint256 const& a, uint256 const& b) noexcept
    {
        return {a.high - b.high - (a.low < b.low), a.low - b.low};
    }
};

constexpr uint256 multiply(uint128 a, uint128 b) noexcept
{
    if (high_half(a) == 0 && high_half(b) == 0) return a * b;
    auto const low = uint128(low_half(a)) * low_half(b);
    auto const cross = uint128(high_half(a)) * low_half(b) + high_half(low);
    auto const middle = uint128(low_half(a)) * high_half(b) + low_half(cross);
    return {uint128(high_half(a)) * high_half(b) + high_half(cross) + high_half(middle), middle << 64 | low_half(low)};
}

struct divided_by_ten {
    uint256 quotient;
    unsigned remainder;
};

constexpr divided_by_ten divide_by_ten(uint256 const& value) noexcept
{
    uint128 rest = 0;
    auto const step = [&](std::uint64_t limb) {
        rest = rest << 64 | limb;
        auto const quotient = rest / 10;
        rest %= 10;
        return quotient;
    };
    auto const high = step(high_half(value.high)) << 64 | step(low_half(value.high));
    auto const low = step(high_half(value.low)) << 64 | step(low_half(value.low));
    return {{high, low}, static_cast<unsigned>(rest)};
}

/// The double nearest to the quotient. Both numbers must be positive.
constexpr double nearest_double(uint128 dividend, uint128 divisor) noexcept
{
    // Both numbers are normalized to begin with a one. The quotient is computed bit by bit, with ten bits more than a
    // double has.
    auto const shift = [](uint128& value) {
        auto const high = high_half(value);
        auto const zeros = high != 0 ? std::countl_zero(high) : 64 + std::countl_zero(low_half(value));
        value <<= zeros;
        return zeros;
    };
    auto const exponent = shift(divisor) - shift(dividend);
    std::uint64_t quotient = 0;
    bool carry = false;
    for (int bit = 0; bit != 63; ++bit) {
        bool const one = carry || dividend >= divisor;
        if (one) dividend -= divisor;
        quotient = quotient << 1 | one;
        carry = dividend >> 127 != 0;
        dividend <<= 1;
    }
    // The remainder matters only if the bits are halfway between two doubles.
    quotient |= carry || dividend != 0;
    auto const two_to = [](int power) { return std::bit_cast<double>(static_cast<std::uint64_t>(1023 + power) << 52); };
    return static_cast<double>(quotient) * two_to(exponent - 62);
}

}  // namespace detail

}  // namespace descry
