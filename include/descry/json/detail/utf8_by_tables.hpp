// utf8_by_tables: validation of UTF-8 in windows of 32 bytes, for processors with AVX2.
#pragma once

#include <descry/json/detail/scan.hpp>

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
using bytes_32 = unsigned char __attribute__((vector_size(32)));
using words_32 = unsigned short __attribute__((vector_size(32)));
using chars_32 = char __attribute__((vector_size(32)));

/// Compares windows of 32 bytes.
class utf8_windows {
public:
    static constexpr std::size_t size = sizeof(bytes_32);

    [[gnu::target("avx2"), gnu::always_inline]] utf8_windows() noexcept
    {
        constexpr utf8_tables::table twice[][2] = {{utf8_tables::first_high, utf8_tables::first_high},
                                                   {utf8_tables::first_low, utf8_tables::first_low},
                                                   {utf8_tables::second_high, utf8_tables::second_high}};
        std::memcpy(&first_high_, twice[0], size);
        std::memcpy(&first_low_, twice[1], size);
        std::memcpy(&second_high_, twice[2], size);
    }

    /// A bit for each byte of the window that is a quote, a backslash or a control character, or cannot follow the
    /// bytes before it, the lowest for the first. Three bytes before the window must be readable.
    [[gnu::target("avx2"), gnu::always_inline]] unsigned stops(char const* from) const noexcept
    {
        bytes_32 now, before, two_before, three_before;
        std::memcpy(&now, from, size);
        std::memcpy(&before, from - 1, size);
        std::memcpy(&two_before, from - 2, size);
        std::memcpy(&three_before, from - 3, size);

        auto const before_high = reinterpret_cast<bytes_32>(reinterpret_cast<words_32>(before) >> 4) & 0x0F;
        auto const now_high = reinterpret_cast<bytes_32>(reinterpret_cast<words_32>(now) >> 4) & 0x0F;
        auto const a = __builtin_ia32_pshufb256(first_high_, reinterpret_cast<chars_32>(before_high));
        auto const b = __builtin_ia32_pshufb256(first_low_, reinterpret_cast<chars_32>(before & 0x0F));
        auto const c = __builtin_ia32_pshufb256(second_high_, reinterpret_cast<chars_32>(now_high));
        // Two consecutive continuation bytes are valid if the second is the third or fourth byte of a sequence.
        auto const later = (not_below(two_before, 0xE0) | not_below(three_before, 0xF0)) & utf8_tables::continued;
        auto const wrong = reinterpret_cast<bytes_32>(a & b & c) ^ later;

        // With one bit flipped, the quote follows the control characters. All others are flipped to reverse the order.
        auto const low_or_quote = not_below(now ^ static_cast<unsigned char>(~('"' ^ 0x20)), 0xDF);
        auto const found = not_below(wrong, 1) | low_or_quote | reinterpret_cast<bytes_32>(now == '\\');
        return static_cast<unsigned>(__builtin_ia32_pmovmskb256(reinterpret_cast<chars_32>(found)));
    }

private:
    // The highest bit of each byte that is not less. The average of two bytes has it if their sum is at least 255.
    [[gnu::target("avx2"), gnu::always_inline]] static bytes_32 not_below(bytes_32 bytes, unsigned char least) noexcept
    {
        auto const rest = bytes_32{} + static_cast<unsigned char>(0xFF - least);
        return reinterpret_cast<bytes_32>(
            __builtin_ia32_pavgb256(reinterpret_cast<chars_32>(bytes), reinterpret_cast<chars_32>(rest)));
    }

    chars_32 first_high_, first_low_, second_high_;
};

/// Skips text up to a quote, a backslash, a control character or an ill-formed sequence, at most one byte past it.
/// There must be three bytes between `begin` and `p`. The rest of the text is processed as well if there are 35 bytes
/// from `begin` to its end. If `Copies`, the text is copied to `to`, where as many bytes as the rest of the text and 32
/// more may be written.
template <bool Copies>
[[gnu::target("avx2")]] char const* pass_by_tables(char const* begin, char const* p, char const* end,
                                                   [[maybe_unused]] char* to) noexcept
{
    constexpr auto size = utf8_windows::size;
    if (static_cast<std::size_t>(end - begin) < size + 3) return p;
    utf8_windows const windows;
    auto const* const first = p;
    auto left = static_cast<std::size_t>(end - p);
    for (; left >= size; left -= size, p += size) {
        if constexpr (Copies) {
            std::memcpy(to, p, size);
            to += size;
        }
        if (auto const found = windows.stops(p); found != 0) return p + std::countr_zero(found);
    }
    if (left == 0) return end;
    if constexpr (Copies) {
        if (p != first)  // the bytes before are those that were copied
            std::memcpy(to + left - size, end - size, size);
        else
            std::memcpy(to, p, left);
    }
    auto const found = windows.stops(end - size) >> (size - left);  // overlaps the previous window
    return found != 0 ? p + std::countr_zero(found) : end;
}

}  // namespace detail

}  // namespace descry

#endif
