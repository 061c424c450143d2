// utf8: validation of UTF-8 (RFC 3629), of one sequence or of many at once. No byte before `begin`, or at or past
// `end`, is read.
#pragma once

#include <descry/json/detail/scan.hpp>
#include <descry/json/detail/utf8_by_tables.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace descry {

namespace detail {

/// The length of the well-formed UTF-8 sequence (RFC 3629) at `p`, or 0.
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
    if (first < 0xC2) return 0;  // a continuation byte, or an overlong form
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

/// True if the whole text is well-formed.
inline bool is_utf8(std::string_view text) noexcept
{
    for (auto const *p = text.data(), *const end = p + text.size(); p != end;) {
        auto const length = utf8_length(p, end);
        if (length == 0) return false;
        p += length;
    }
    return true;
}

/// True if the text ends within a UTF-8 sequence that is well-formed so far, so that further bytes may complete it.
inline bool utf8_cut_short(char const* p, char const* end) noexcept
{
    char completed[4] = {'\0', *p == '\xE0' ? '\xA0' : *p == '\xF0' ? '\x90' : '\x80', '\x80', '\x80'};
    auto const left = end - p;
    if (left >= 4) return false;
    std::copy(p, end, completed);
    return utf8_length(completed, completed + 4) > static_cast<std::size_t>(left);
}

#if DESCRY_SSE2

/// Sixteen bytes with the three bytes before them. A result has a bit for each byte that cannot follow those.
inline unsigned ill_formed(char const* p) noexcept
{
    auto const bytes = [](unsigned c) { return _mm_set1_epi8(static_cast<char>(c)); };
    auto const back = [p](std::ptrdiff_t n) { return _mm_loadu_si128(reinterpret_cast<__m128i const*>(p - n)); };
    auto const is = [&](__m128i x, unsigned c) { return _mm_cmpeq_epi8(x, bytes(c)); };
    auto const is_not_below = [&](__m128i x, unsigned c) { return _mm_cmpeq_epi8(_mm_max_epu8(x, bytes(c)), x); };
    auto const either = [](__m128i a, __m128i b) { return _mm_or_si128(a, b); };

    // Continuation bytes are the smallest signed bytes, and must occur exactly where an earlier byte begins a sequence
    // that is long enough.
    auto const now = back(0);
    auto const before = back(1);
    auto const continues = _mm_cmplt_epi8(now, bytes(0xC0));
    auto const wanted =
        either(is_not_below(before, 0xC0), either(is_not_below(back(2), 0xE0), is_not_below(back(3), 0xF0)));
    auto wrong = _mm_xor_si128(continues, wanted);

    // Overlong forms, surrogates, and code points above U+10FFFF.
    auto const below_90 = _mm_cmplt_epi8(now, bytes(0x90));
    auto const below_A0 = _mm_cmplt_epi8(now, bytes(0xA0));
    wrong = either(wrong, _mm_and_si128(is(before, 0xE0), below_A0));
    wrong = either(wrong, _mm_andnot_si128(below_A0, is(before, 0xED)));
    wrong = either(wrong, _mm_and_si128(is(before, 0xF0), below_90));
    wrong = either(wrong, _mm_andnot_si128(below_90, is(before, 0xF4)));
    wrong = either(wrong, either(is(_mm_and_si128(now, bytes(0xFE)), 0xC0), is_not_below(now, 0xF5)));
    return static_cast<unsigned>(_mm_movemask_epi8(wrong));
}

/// Skips text in whole blocks, up to a quote, a backslash, a control character or an ill-formed sequence, at most one
/// byte past it. Three bytes before `p` must be readable.
inline char const* skip_blocks(char const* p, char const* end) noexcept
{
    for (; static_cast<std::size_t>(end - p) >= block::size; p += block::size)
        if (auto const stops = block(p).ascii_specials() | ill_formed(p); stops != 0) return p + block::first(stops);
    return p;
}

/// The start of the sequence that `p` is in, if it began after `first`; otherwise `p`.
inline char const* whole_sequences(char const* first, char const* p) noexcept
{
    auto const begins = [&](std::ptrdiff_t back, unsigned least) {
        return p - first >= back && static_cast<unsigned char>(p[-back]) >= least;
    };
    return begins(1, 0xC0) ? p - 1 : begins(2, 0xE0) ? p - 2 : begins(3, 0xF0) ? p - 3 : p;
}

/// Skips text in whole blocks, as far as it is well-formed and has no quote, backslash or control character. Starts and
/// ends at the beginning of a sequence. Starts at least three bytes after `begin`. See `pass_utf8`.
template <bool Copies>
char const* pass_utf8_blocks(char const* begin, char const* p, char const* end, [[maybe_unused]] char*& to) noexcept
{
    if (__builtin_cpu_supports("avx2")) {
        auto const* const next = whole_sequences(p, pass_by_tables<Copies>(begin, p, end, to));
        if constexpr (Copies) to += next - p;
        return next;
    }
    auto const* const next = whole_sequences(p, skip_blocks(p, end));
    if constexpr (Copies) to = std::copy(p, next, to);
    return next;
}

#else

template <bool>
char const* pass_utf8_blocks(char const*, char const* p, char const*, char*&) noexcept
{
    return p;
}

#endif

// Skips longer sequences, and other text that is processed faster in whole blocks, up to an ASCII byte or an ill-formed
// sequence. If `Copies`, the text is copied to `to`, which is moved to the end of the copy.
template <bool Copies>
char const* pass_utf8(char const* begin, char const* p, char const* end, [[maybe_unused]] char*& to) noexcept
{
    while (p != end && static_cast<unsigned char>(*p) >= 0x80) {
        if (p - begin >= 3) {
            auto const* const first = p;
            p = pass_utf8_blocks<Copies>(begin, p, end, to);
            if (p != first) continue;
        }
        auto const n = utf8_length(p, end);
        if (n == 0) break;
        if constexpr (Copies) {
            if (end - p >= 4)  // a size that the compiler knows needs no call
                std::memcpy(to, p, 4);
            else
                std::copy_n(p, n, to);
            to += n;
        }
        p += n;
    }
    return p;
}

/// Skips longer sequences, and other text that is processed faster in whole blocks, up to an ASCII byte or an
/// ill-formed sequence.
inline char const* skip_utf8(char const* begin, char const* p, char const* end) noexcept
{
    char* nowhere = nullptr;
    return pass_utf8<false>(begin, p, end, nowhere);
}

/// The same, and copies the text to `to`, which is moved to the end of the copy. As many bytes as the rest of the text
/// and 32 more may be written.
inline char const* copy_utf8(char const* begin, char const* p, char const* end, char*& to) noexcept
{
    return pass_utf8<true>(begin, p, end, to);
}

}  // namespace detail

}  // namespace descry
