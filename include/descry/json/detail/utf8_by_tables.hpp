// utf8_by_tables: validation of UTF-8 in windows of 32 bytes, for processors with AVX2.
#pragma once

#include <descry/json/detail/scan.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

#if DESCRY_SSE2

namespace descry {

namespace detail {

/// The tables of Keiser and Lemire ("Validating UTF-8 in less than one instruction per byte"). A pair of bytes has
/// those errors that the nibbles of both bytes have in common.
struct utf8_tables {
    using table = std::array<unsigned char, 16>;

    static constexpr unsigned char too_short = 1, too_long = 2, overlong_3 = 4, too_large = 8, surrogate = 16;
    static constexpr unsigned char overlong_2 = 32;
    static constexpr unsigned char below_90 = 64;  // overlong after F0, too large after F5 and above
    static constexpr unsigned char continued = 128;
    static constexpr unsigned char any = too_short | too_long | continued;
    static constexpr unsigned char high = any | too_large | below_90;
    static constexpr unsigned char lead = too_short;
    static constexpr unsigned char follow = too_long | overlong_2 | continued;

    // clang-format off
    static constexpr table first_high{
        too_long, too_long, too_long, too_long, too_long, too_long, too_long, too_long,
        continued, continued, continued, continued,
        lead | overlong_2, lead, lead | overlong_3 | surrogate, lead | too_large | below_90};
    static constexpr table first_low{
        any | overlong_3 | overlong_2 | below_90, any | overlong_2, any, any, any | too_large, high, high, high,
        high, high, high, high, high, high | surrogate, high, high};
    static constexpr table second_high{
        lead, lead, lead, lead, lead, lead, lead, lead,
        follow | overlong_3 | below_90, follow | overlong_3 | too_large,
        follow | surrogate | too_large, follow | surrogate | too_large,
        lead, lead, lead, lead};
    // clang-format on
};

// Vectors of the compiler without the header of the intrinsics, which takes a second to compile.
typedef unsigned char bytes_32 __attribute__((vector_size(32)));
typedef unsigned short words_32 __attribute__((vector_size(32)));
typedef char chars_32 __attribute__((vector_size(32)));

/// Skips text up to a quote, a backslash, a control character or an ill-formed sequence, at most one byte past it.
/// There must be three bytes between `begin` and `p`. The rest of the text is processed as well if there are 35 bytes
/// from `begin` to its end.
[[gnu::target("avx2")]] inline char const* skip_by_tables(char const* begin, char const* p, char const* end) noexcept
{
    constexpr std::size_t size = sizeof(bytes_32);
    if (static_cast<std::size_t>(end - begin) < size + 3) return p;

    constexpr utf8_tables::table twice[][2] = {{utf8_tables::first_high, utf8_tables::first_high},
                                               {utf8_tables::first_low, utf8_tables::first_low},
                                               {utf8_tables::second_high, utf8_tables::second_high}};
    chars_32 first_high, first_low, second_high;
    std::memcpy(&first_high, twice[0], size);
    std::memcpy(&first_low, twice[1], size);
    std::memcpy(&second_high, twice[2], size);

    while (p != end) {
        // The last window ends at the end of the text.
        auto const left = std::min(static_cast<std::size_t>(end - p), size);
        auto const* const from = p + left - size;
        bytes_32 now, before, two_before, three_before;
        std::memcpy(&now, from, size);
        std::memcpy(&before, from - 1, size);
        std::memcpy(&two_before, from - 2, size);
        std::memcpy(&three_before, from - 3, size);

        auto const before_high = reinterpret_cast<bytes_32>(reinterpret_cast<words_32>(before) >> 4) & 0x0F;
        auto const now_high = reinterpret_cast<bytes_32>(reinterpret_cast<words_32>(now) >> 4) & 0x0F;
        auto const a = __builtin_ia32_pshufb256(first_high, reinterpret_cast<chars_32>(before_high));
        auto const b = __builtin_ia32_pshufb256(first_low, reinterpret_cast<chars_32>(before & 0x0F));
        auto const c = __builtin_ia32_pshufb256(second_high, reinterpret_cast<chars_32>(now_high));
        // Two consecutive continuation bytes are valid if the second is the third or fourth byte of a sequence.
        auto const later = (two_before >= 0xE0) | (three_before >= 0xF0);
        auto const wrong =
            reinterpret_cast<bytes_32>(a & b & c) ^ (reinterpret_cast<bytes_32>(later) & utf8_tables::continued);

        auto const stops = (wrong != 0) | (now < 0x20) | (now == '"') | (now == '\\');
        auto const bits = static_cast<unsigned>(__builtin_ia32_pmovmskb256(reinterpret_cast<chars_32>(stops)));
        if (auto const found = bits >> (size - left); found != 0) return p + std::countr_zero(found);
        p += left;
    }
    return p;
}

}  // namespace detail

}  // namespace descry

#endif
