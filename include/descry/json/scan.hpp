// scan: the few loops over bytes that reading and writing spend their time in. Nothing is read at or past `end`.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace descry {

namespace detail {

/// A byte that text cannot be copied over: quote, backslash, control, or the begin of a longer UTF-8 sequence.
constexpr bool is_special(char c) noexcept
{
    auto const u = static_cast<unsigned char>(c);
    return u < 0x20 || u >= 0x80 || c == '"' || c == '\\';
}

/// The first special byte, or `end`.
inline char const* find_special(char const* p, char const* end) noexcept
{
#ifdef __SSE2__
    for (; end - p >= 16; p += 16) {
        auto const block = _mm_loadu_si128(reinterpret_cast<__m128i const*>(p));
        auto const quote = _mm_cmpeq_epi8(block, _mm_set1_epi8('"'));
        auto const backslash = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
        auto const low_or_high = _mm_cmplt_epi8(block, _mm_set1_epi8(0x20));  // signed: 0x80 and above are negative
        auto const found = _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, backslash), low_or_high));
        if (found != 0) return p + std::countr_zero(static_cast<unsigned>(found));
    }
#endif
    while (p != end && !is_special(*p)) ++p;
    return p;
}

/// The first byte that is not JSON white space (RFC 8259, section 2), or `end`.
inline char const* skip_space(char const* p, char const* end) noexcept
{
    while (p != end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')) ++p;
    return p;
}

/// The length of the well-formed UTF-8 sequence (RFC 3629) at `p`; 0 when there is none.
inline std::size_t utf8_length(char const* p, char const* end) noexcept
{
    auto const byte = [p](std::size_t i) { return static_cast<unsigned char>(p[i]); };
    auto const continues = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return byte(i) >= low && byte(i) <= high;
    };

    auto const left = static_cast<std::size_t>(end - p);
    if (left == 0) return 0;
    auto const first = byte(0);
    if (first < 0x80) return 1;
    if (first < 0xC2) return 0;  // a continuation, or an overlong form
    if (first < 0xE0) return left >= 2 && continues(1) ? 2 : 0;
    if (first < 0xF0) {
        auto const low = first == 0xE0 ? 0xA0u : 0x80u;   // no overlong form
        auto const high = first == 0xED ? 0x9Fu : 0xBFu;  // no surrogate
        return left >= 3 && continues(1, low, high) && continues(2) ? 3 : 0;
    }
    if (first > 0xF4) return 0;
    auto const low = first == 0xF0 ? 0x90u : 0x80u;
    auto const high = first == 0xF4 ? 0x8Fu : 0xBFu;  // nothing above U+10FFFF
    return left >= 4 && continues(1, low, high) && continues(2) && continues(3) ? 4 : 0;
}

/// True when the text ends inside of a UTF-8 sequence that was well-formed so far: more bytes could complete it.
inline bool utf8_cut_short(char const* p, char const* end) noexcept
{
    char completed[4] = {'\0', *p == '\xE0' ? '\xA0' : *p == '\xF0' ? '\x90' : '\x80', '\x80', '\x80'};
    auto const left = end - p;
    if (left >= 4) return false;
    std::copy(p, end, completed);
    return utf8_length(completed, completed + 4) > static_cast<std::size_t>(left);
}

}  // namespace detail

}  // namespace descry
