// powers_of_ten: all that a double can need, with 128 bits each, for conversions between decimal and binary numbers.
#pragma once

#include <descry/model/detail/uint256.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace descry {

namespace detail {

/// The significands of the powers of ten, normalized: their highest bit is set. They are rounded down; those with a
/// negative exponent, of which none is exact, are rounded up.
class powers_of_ten_128 {
public:
    static constexpr int least = -342;
    static constexpr int most = 324;
    static constexpr int most_exact = 55;

    uint128 operator[](int exponent) const noexcept { return table_[static_cast<std::size_t>(exponent - least)]; }

    /// They are computed once, since a compiler would take longer for them in each source file.
    static powers_of_ten_128 const& get() noexcept
    {
        static powers_of_ten_128 const powers;
        return powers;
    }

    /// The exponent of the power of two by which the significand of 10^exponent, as an integer, is to be multiplied.
    /// It is floor(log2(10^exponent)) - 127, with a constant that is exact for these exponents.
    static constexpr int binary_exponent(int exponent) noexcept { return ((exponent * 217'706) >> 16) - 127; }

private:
    // An integer of 960 bits, the lowest first. 5^324 has 753 bits, and of 2^959 / 5^342 there are at least 164.
    using large = std::array<std::uint64_t, 15>;

    powers_of_ten_128() noexcept
    {
        large power{1};
        for (int exponent = 0; exponent <= most; ++exponent) {
            at(exponent) = highest_bits(power);
            uint128 carry = 0;
            for (auto& part : power) {
                carry += uint128{part} * 5;
                part = static_cast<std::uint64_t>(carry);
                carry >>= 64;
            }
        }
        large quotient{};
        quotient.back() = std::uint64_t{1} << 63;
        for (int exponent = -1; exponent >= least; --exponent) {
            uint128 rest = 0;
            for (auto i = quotient.size(); i-- != 0;) {
                rest = rest << 64 | quotient[i];
                quotient[i] = static_cast<std::uint64_t>(rest / 5);
                rest %= 5;
            }
            at(exponent) = highest_bits(quotient) + 1;
        }
    }

    uint128& at(int exponent) noexcept { return table_[static_cast<std::size_t>(exponent - least)]; }

    static uint128 highest_bits(large const& number) noexcept
    {
        auto i = number.size() - 1;
        while (number[i] == 0) --i;
        auto const part = [&](std::size_t below) { return i >= below ? number[i - below] : 0; };
        auto const shift = std::countl_zero(number[i]);
        auto const high = uint128{part(0)} << 64 | part(1);
        return shift == 0 ? high : high << shift | part(2) >> (64 - shift);
    }

    std::array<uint128, most - least + 1> table_;
};

}  // namespace detail

}  // namespace descry
