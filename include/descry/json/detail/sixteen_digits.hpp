// sixteen_digits: decimal digits, written sixteen at a time.
#pragma once

#include <descry/json/detail/eight_digits.hpp>
#include <descry/json/detail/scan.hpp>
#include <descry/model/detail/digits.hpp>

#include <bit>
#include <cstdint>

namespace descry {

namespace detail {

#if DESCRY_SSE2

class sixteen_digits {
public:
    /// A number below 10^16, with leading zeros.
    explicit sixteen_digits(std::uint64_t value) noexcept
    {
        auto const first = value / eight_digits::limit;
        auto const last = value - first * eight_digits::limit;
        // Divided in lanes of 64, 32 and 16 bits, as by eight_digits.
        auto const eights = _mm_set_epi64x(static_cast<std::int64_t>(last), static_cast<std::int64_t>(first));
        auto const thousands = _mm_srli_epi64(_mm_mul_epu32(eights, _mm_set1_epi64x(0xD1B71759)), 45);
        auto const below = _mm_sub_epi64(eights, _mm_mul_epu32(thousands, _mm_set1_epi64x(10'000)));
        auto const fours = _mm_or_si128(thousands, _mm_slli_epi64(below, 32));
        auto const hundreds = _mm_srli_epi16(_mm_mulhi_epu16(fours, _mm_set1_epi16(10'486)), 4);
        auto const rest = _mm_sub_epi16(fours, _mm_mullo_epi16(hundreds, _mm_set1_epi16(100)));
        auto const pairs = _mm_or_si128(hundreds, _mm_slli_epi32(rest, 16));
        auto const tens = _mm_mulhi_epu16(pairs, _mm_set1_epi16(6'554));
        auto const digits =
            _mm_sub_epi16(_mm_slli_epi16(pairs, 8), _mm_mullo_epi16(tens, _mm_set1_epi16((10 << 8) - 1)));
        text_ = _mm_or_si128(digits, _mm_set1_epi8('0'));
        zeros_ = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(digits, _mm_setzero_si128())));
    }

    /// The number of digits without zeros at their end.
    int size() const noexcept { return static_cast<int>(std::bit_width(zeros_ ^ 0xFFFF)); }

    void write(char* to) const noexcept { _mm_storeu_si128(reinterpret_cast<__m128i*>(to), text_); }

    /// Eight of the digits, the first one as the lowest byte.
    std::uint64_t first_half() const noexcept { return static_cast<std::uint64_t>(_mm_cvtsi128_si64(text_)); }
    std::uint64_t last_half() const noexcept
    {
        return static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(text_, text_)));
    }

private:
    __m128i text_;
    unsigned zeros_;
};

#else

class sixteen_digits {
public:
    explicit sixteen_digits(std::uint64_t value) noexcept
        : first_(eight_digits::split(static_cast<std::uint32_t>(value / eight_digits::limit))),
          last_(eight_digits::split(static_cast<std::uint32_t>(value % eight_digits::limit)))
    {
    }

    int size() const noexcept
    {
        return last_ != 0 ? 16 - std::countl_zero(last_) / 8 : 8 - std::countl_zero(first_) / 8;
    }

    void write(char* to) const noexcept
    {
        eight_digits::store(to, first_half());
        eight_digits::store(to + 8, last_half());
    }

    std::uint64_t first_half() const noexcept { return first_ | eight_digits::zeros; }
    std::uint64_t last_half() const noexcept { return last_ | eight_digits::zeros; }

private:
    std::uint64_t first_;
    std::uint64_t last_;
};

#endif

/// Writes a number below 10,000 with leading zeros, and returns a pointer to its end.
inline char* write_four(char* to, std::uint32_t value) noexcept
{
    // A number with 32 bits before the point and 32 behind it: value / 100, rounded up. Its error is less than 10^-5.
    auto const hundredths = std::uint64_t{value} * 42'949'673;
    to = write_pair(to, static_cast<unsigned>(hundredths >> 32));
    return write_pair(to, static_cast<unsigned>((hundredths & 0xFFFFFFFF) * 100 >> 32));
}

/// Writes a number below 10^8 with leading zeros, and returns a pointer to its end.
inline char* write_eight(char* to, std::uint32_t value) noexcept
{
    auto const first = value / 10'000;
    return write_four(write_four(to, first), value - first * 10'000);
}

// Writes the first digits of a longer number, which often are one or two.
inline char* write_first_digits(char* to, std::uint32_t value) noexcept
{
    if (value >= 100) return eight_digits::write(to, value);
    auto const pair = digit_pairs<10>[value];
    *to = pair[0];
    to += value >= 10;
    *to = pair[1];
    return to + 1;
}

// Writes an integer of at least 10^16. It is no part of the next function, which is to be inlined.
[[gnu::noinline]] inline char* write_longest_integer(char* to, std::uint64_t value) noexcept
{
    constexpr std::uint64_t limit = eight_digits::limit * std::uint64_t{eight_digits::limit};
    auto const first = value / limit;
    to = write_first_digits(to, static_cast<std::uint32_t>(first));
    sixteen_digits(value - first * limit).write(to);
    return to + 16;
}

// Writes an integer below 10,000, which most are. Four bytes are written.
[[gnu::always_inline]] inline char* write_short_integer(char* to, std::uint32_t value) noexcept
{
    auto const hundreds = value * 5'243 >> 19;  // 5,243 / 2^19 is 1/100 for all of these numbers
    char digits[4];
    write_pair(write_pair(digits, hundreds), value - hundreds * 100);
    std::uint32_t text;
    std::memcpy(&text, digits, sizeof text);
    if constexpr (std::endian::native == std::endian::big) text = __builtin_bswap32(text);
    auto const leading = static_cast<unsigned>(std::countr_zero((text & 0x000F0F0F) | 0x01000000)) / 8;
    text >>= 8 * leading;
    if constexpr (std::endian::native == std::endian::big) text = __builtin_bswap32(text);
    std::memcpy(to, &text, sizeof text);
    return to + 4 - leading;
}

/// Writes an integer, and returns a pointer to its end. Twenty-four bytes may be written.
[[gnu::always_inline]] inline char* write_integer(char* to, std::uint64_t value) noexcept
{
    constexpr std::uint64_t limit = eight_digits::limit;
    if (value < limit) {
        auto const less = static_cast<std::uint32_t>(value);
        return less < 10'000 ? write_short_integer(to, less) : eight_digits::write(to, less);
    }
    if (value >= limit * limit) return write_longest_integer(to, value);
    auto const first = value / limit;
    to = write_first_digits(to, static_cast<std::uint32_t>(first));
    return write_eight(to, static_cast<std::uint32_t>(value - first * limit));
}

}  // namespace detail

}  // namespace descry
