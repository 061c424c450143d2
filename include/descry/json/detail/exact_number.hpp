// exact_number: a decimal number with any number of digits, which is compared exactly with binary numbers.
#pragma once

#include <descry/model/detail/uint256.hpp>

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace descry {

namespace detail {

/// An unsigned integer of up to 3,072 bits. The caller must prevent overflow.
class large_integer {
public:
    explicit large_integer(std::uint64_t value) noexcept : parts_{value} {}

    void multiply(std::uint64_t factor, std::uint64_t added = 0) noexcept
    {
        uint128 carry = added;
        for (std::size_t i = 0; i != size_; ++i) {
            carry += uint128{parts_[i]} * factor;
            parts_[i] = low_half(carry);
            carry >>= 64;
        }
        if (carry != 0) parts_[size_++] = low_half(carry);
    }

    void multiply_by_power_of_five(int exponent) noexcept
    {
        constexpr std::uint64_t five_to_27 = 7'450'580'596'923'828'125;
        for (; exponent >= 27; exponent -= 27) multiply(five_to_27);
        for (; exponent > 0; --exponent) multiply(5);
    }

    void shift_left(int bits) noexcept
    {
        auto const whole = static_cast<std::size_t>(bits / 64);
        std::copy_backward(parts_.begin(), parts_.begin() + size_, parts_.begin() + (size_ + whole));
        std::fill_n(parts_.begin(), whole, 0);
        size_ += whole;
        multiply(std::uint64_t{1} << bits % 64);
    }

    friend std::strong_ordering operator<=>(large_integer const& a, large_integer const& b) noexcept
    {
        for (auto i = std::max(a.size_, b.size_); i-- != 0;)
            if (a.parts_[i] != b.parts_[i]) return a.parts_[i] <=> b.parts_[i];
        return std::strong_ordering::equal;
    }

private:
    std::array<std::uint64_t, 48> parts_;  // the lowest first; those that are not used are zero
    std::size_t size_ = 1;
};

/// The absolute value of a number of JSON.
class exact_number {
public:
    explicit exact_number(std::string_view text) noexcept
    {
        std::uint64_t part = 0;
        std::size_t in_part = 0;
        std::size_t count = 0;
        bool behind_point = false;
        bool has_rest = false;
        auto const add_part = [&](std::size_t digits) {
            if (count == digits) first_ = part, in_first_ = digits;
            all_.multiply(static_cast<std::uint64_t>(powers_of_ten[digits]), part);
            part = in_part = 0;
        };
        std::size_t i = text.starts_with('-');
        for (; i != text.size() && text[i] != 'e' && text[i] != 'E'; ++i) {
            if (text[i] == '.') {
                behind_point = true;
                continue;
            }
            exponent_ -= behind_point;
            if (count == 0 && text[i] == '0') continue;
            if (count == most_digits_) {
                ++exponent_;
                has_rest = has_rest || text[i] != '0';
                continue;
            }
            ++count;
            part = part * 10 + static_cast<std::uint64_t>(text[i] - '0');
            if (++in_part == most_in_part) add_part(in_part);
        }
        if (in_part != 0) add_part(in_part);
        // The rest is less than the last digit, and no midpoint is between them.
        if (has_rest) {
            all_.multiply(10, 1);
            --exponent_;
            ++count;
        }
        if (i != text.size()) exponent_ += exponent_of(text.substr(i + 1));
        behind_first_ = static_cast<std::int64_t>(count - in_first_);
    }

    /// The first digits, of which there are nineteen if there are more, and the power of ten of the last of them.
    std::uint64_t first_digits() const noexcept { return first_; }
    std::int64_t first_exponent() const noexcept { return exponent_ + behind_first_; }
    bool has_more_digits() const noexcept { return behind_first_ != 0; }

    /// Compares with `factor * 2^exponent`.
    std::strong_ordering compare(std::uint64_t factor, int exponent) const noexcept
    {
        // Both are multiplied by powers of five and two so that they are integers.
        auto const ten = static_cast<int>(exponent_);
        auto number = all_;
        large_integer other(factor);
        number.multiply_by_power_of_five(ten);
        other.multiply_by_power_of_five(-ten);
        number.shift_left(std::max(ten - exponent, 0));
        other.shift_left(std::max(exponent - ten, 0));
        return number <=> other;
    }

private:
    static constexpr std::size_t most_in_part = 19;
    // The midpoint of two doubles has up to 767 digits.
    static constexpr std::size_t most_digits_ = 780;

    static std::int64_t exponent_of(std::string_view text) noexcept
    {
        bool const negative = text.starts_with('-');
        std::int64_t value = 0;
        for (auto const c : text.substr(negative || text.starts_with('+')))
            value = std::min<std::int64_t>(value * 10 + (c - '0'), std::int64_t{1} << 48);
        return negative ? -value : value;
    }

    large_integer all_{0};
    std::int64_t exponent_ = 0;  // of all digits
    std::uint64_t first_ = 0;
    std::size_t in_first_ = 0;
    std::int64_t behind_first_ = 0;
};

}  // namespace detail

}  // namespace descry
