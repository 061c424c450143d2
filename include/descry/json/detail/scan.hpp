// scan: the innermost loops over bytes for reading and writing. No byte at or past `end` is read.
#pragma once

#include <descry/model/detail/wire_name.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string_view>

// DESCRY_PORTABLE selects the implementation for machines without SSE2 and NEON, for tests.
#if defined(__SSE2__) && !defined(DESCRY_PORTABLE)
#define DESCRY_SSE2 1
#include <emmintrin.h>
#else
#define DESCRY_SSE2 0
#endif
#if defined(__aarch64__) && !defined(__AARCH64EB__) && !defined(DESCRY_PORTABLE)
#define DESCRY_NEON 1
#include <arm_neon.h>
#else
#define DESCRY_NEON 0
#endif

namespace descry {

namespace detail {

/// White space of JSON (RFC 8259, section 2).
constexpr bool is_space(char c) noexcept { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// Loads eight bytes, the first one as the lowest.
inline std::uint64_t load_word(void const* from) noexcept
{
    std::uint64_t bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return std::endian::native == std::endian::big ? __builtin_bswap64(bytes) : bytes;
}

/// The same for a text of up to eight characters.
consteval std::uint64_t word_of(std::string_view text) noexcept
{
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i != text.size(); ++i) bytes |= std::uint64_t{static_cast<unsigned char>(text[i])} << 8 * i;
    return bytes;
}

/// Eight bytes that are compared at once. In a result, the highest bit of each byte stands for a byte of the text.
class word {
    std::uint64_t bytes_;

    static constexpr std::uint64_t ones = 0x0101010101010101;
    static constexpr std::uint64_t highs = 0x8080808080808080;

    // Bytes below 0x20, and some bytes whose highest bit is set.
    static constexpr std::uint64_t low(std::uint64_t x) noexcept { return ~((x & ~highs) + ones * 0x60) & highs; }

    static constexpr std::uint64_t equal(std::uint64_t x, char c) noexcept
    {
        auto const difference = x ^ (ones * static_cast<unsigned char>(c));
        return ~(((difference & ~highs) + ~highs) | difference) & highs;
    }

public:
    static constexpr std::size_t size = 8;
    static constexpr std::uint64_t all = highs;

    explicit word(void const* from) noexcept : bytes_(load_word(from)) {}

    std::uint64_t specials() const noexcept
    {
        return (bytes_ & highs) | low(bytes_) | equal(bytes_, '"') | equal(bytes_, '\\');
    }

    /// The bytes with these bits set in each.
    word with(char bits) const noexcept
    {
        word result(*this);
        result.bytes_ |= ones * static_cast<unsigned char>(bits);
        return result;
    }

    /// A mask with a bit for each byte, the lowest for the first.
    std::uint64_t bits_equal(char c) const noexcept { return bits(equal(bytes_, c)); }

    std::uint64_t spaces() const noexcept
    {
        return equal(bytes_, ' ') | equal(bytes_, '\n') | equal(bytes_, '\r') | equal(bytes_, '\t');
    }

    static std::size_t first(std::uint64_t found) noexcept
    {
        return static_cast<unsigned>(std::countr_zero(found)) / 8;
    }

    /// A result with a bit for each byte, the lowest for the first.
    static std::uint64_t bits(std::uint64_t found) noexcept { return (found >> 7) * 0x0102040810204080 >> 56; }

    /// The result without the first bytes.
    static std::uint64_t without(std::size_t bytes, std::uint64_t found) noexcept { return found >> bytes * 8; }
};

#if DESCRY_SSE2

/// Sixteen bytes that are compared at once. In a result, a bit stands for each byte, the lowest for the first.
class block {
    __m128i bytes_;

    static unsigned signs(__m128i mask) noexcept { return static_cast<unsigned>(_mm_movemask_epi8(mask)); }

public:
    static constexpr std::size_t size = 16;
    static constexpr unsigned all = 0xFFFF;

    explicit block(void const* from) noexcept : bytes_(_mm_loadu_si128(static_cast<__m128i const*>(from))) {}

    unsigned specials() const noexcept
    {
        // With one bit flipped, the quote follows the control characters, and bytes of 0x80 and above remain negative:
        // all of them are less than 0x21, so that a subtraction sets the sign bit.
        auto const turned = _mm_xor_si128(bytes_, _mm_set1_epi8('"' ^ 0x20));
        auto const quote_low_or_high = _mm_subs_epi8(turned, _mm_set1_epi8(0x21));
        auto const backslash = _mm_cmpeq_epi8(bytes_, _mm_set1_epi8('\\'));
        return signs(_mm_or_si128(quote_low_or_high, backslash));
    }

    /// The same without the bytes of longer UTF-8 sequences.
    unsigned ascii_specials() const noexcept
    {
        auto const is = [this](char c) { return _mm_cmpeq_epi8(bytes_, _mm_set1_epi8(c)); };
        auto const control = _mm_cmpeq_epi8(_mm_min_epu8(bytes_, _mm_set1_epi8(0x1F)), bytes_);
        return signs(_mm_or_si128(control, _mm_or_si128(is('"'), is('\\'))));
    }

    block with(char bits) const noexcept
    {
        block result(*this);
        result.bytes_ = _mm_or_si128(bytes_, _mm_set1_epi8(bits));
        return result;
    }

    unsigned bits_equal(char c) const noexcept { return signs(_mm_cmpeq_epi8(bytes_, _mm_set1_epi8(c))); }

    unsigned spaces() const noexcept
    {
        auto const is = [this](char c) { return _mm_cmpeq_epi8(bytes_, _mm_set1_epi8(c)); };
        return signs(_mm_or_si128(_mm_or_si128(is(' '), is('\n')), _mm_or_si128(is('\r'), is('\t'))));
    }

    static unsigned bits(unsigned found) noexcept { return found; }
    static std::size_t first(unsigned found) noexcept { return static_cast<unsigned>(std::countr_zero(found)); }

    static unsigned without(std::size_t bytes, unsigned found) noexcept { return found >> bytes; }
};

#elif DESCRY_NEON

/// The same with the instructions of AArch64.
class block {
    uint8x16_t bytes_;

    explicit block(uint8x16_t bytes) noexcept : bytes_(bytes) {}

    static uint8x16_t all_bytes(char c) noexcept { return vdupq_n_u8(static_cast<unsigned char>(c)); }
    uint8x16_t is(char c) const noexcept { return vceqq_u8(bytes_, all_bytes(c)); }

    // Sums of neighbours, of which each byte has a bit of its own within its half.
    static unsigned signs(uint8x16_t mask) noexcept
    {
        auto sums = vandq_u8(mask, vreinterpretq_u8_u64(vdupq_n_u64(0x8040201008040201)));
        for (int i = 0; i != 3; ++i) sums = vpaddq_u8(sums, sums);
        return vgetq_lane_u16(vreinterpretq_u16_u8(sums), 0);
    }

public:
    static constexpr std::size_t size = 16;
    static constexpr unsigned all = 0xFFFF;

    explicit block(void const* from) noexcept : bytes_(vld1q_u8(static_cast<unsigned char const*>(from))) {}

    unsigned specials() const noexcept
    {
        // As signed bytes, those of 0x80 and above are less than a space as well.
        auto const low_or_high = vcltq_s8(vreinterpretq_s8_u8(bytes_), vdupq_n_s8(0x20));
        return signs(vorrq_u8(low_or_high, vorrq_u8(is('"'), is('\\'))));
    }

    block with(char bits) const noexcept { return block(vorrq_u8(bytes_, all_bytes(bits))); }

    unsigned bits_equal(char c) const noexcept { return signs(is(c)); }

    unsigned spaces() const noexcept
    {
        return signs(vorrq_u8(vorrq_u8(is(' '), is('\n')), vorrq_u8(is('\r'), is('\t'))));
    }

    static unsigned bits(unsigned found) noexcept { return found; }
    static std::size_t first(unsigned found) noexcept { return static_cast<unsigned>(std::countr_zero(found)); }
    static unsigned without(std::size_t bytes, unsigned found) noexcept { return found >> bytes; }
};

#else

using block = word;

#endif

/// The first special byte from `p` on, or `end`. The text begins at `begin`.
inline char const* find_special(char const* begin, char const* p, char const* end) noexcept
{
    for (; static_cast<std::size_t>(end - p) >= block::size; p += block::size)
        if (auto const found = block(p).specials(); found != 0) return p + block::first(found);
    auto const left = static_cast<std::size_t>(end - p);
    if (left == 0) return end;
    if (static_cast<std::size_t>(end - begin) >= block::size) {  // the last block overlaps the previous one
        auto const found = block::without(block::size - left, block(end - block::size).specials());
        return found != 0 ? p + block::first(found) : end;
    }
    while (p != end && !is_special(*p)) ++p;
    return p;
}

[[gnu::noinline]] inline char const* skip_space_run(char const* p, char const* end) noexcept
{
    for (; static_cast<std::size_t>(end - p) >= block::size; p += block::size)
        if (auto const others = block(p).spaces() ^ block::all; others != 0) return p + block::first(others);
    while (p != end && is_space(*p)) ++p;
    return p;
}

/// The first byte that is not white space, or `end`.
inline char const* skip_space(char const* p, char const* end) noexcept
{
    return p == end || static_cast<unsigned char>(*p) > 0x20 ? p : skip_space_run(p, end);
}

/// True if `p` points to the name of the pattern, in any casing, followed by a quote. `name_pattern::size` bytes from
/// `p` on must be readable.
inline bool matches(char const* p, name_pattern const& pattern) noexcept
{
#if DESCRY_SSE2
    auto const aligned = [](void const* from) { return _mm_load_si128(static_cast<__m128i const*>(from)); };
    auto const half = [&](std::size_t n) {
        auto const text = _mm_loadu_si128(reinterpret_cast<__m128i const*>(p + n * sizeof(__m128i)));
        return _mm_cmpeq_epi8(_mm_or_si128(text, aligned(&pattern.fold[n * 2])), aligned(&pattern.folded[n * 2]));
    };
    return _mm_movemask_epi8(_mm_and_si128(half(0), half(1))) == 0xFFFF;
#else
    std::uint64_t differences = 0;
    for (std::size_t i = 0; i != std::size(pattern.fold); ++i)
        differences |= (load_word(p + i * sizeof(std::uint64_t)) | pattern.fold[i]) ^ pattern.folded[i];
    return differences == 0;
#endif
}

/// True if `p` points to the name in quotes, spelled in the same way. The name must be stored as by `quoted_names`;
/// `name_pattern::size` bytes from `p` on must be readable. As with a pattern, a longer name is not recognized.
inline bool is_quoted_name(char const* p, std::string_view name) noexcept
{
    auto const size = name.size() + 2;
    auto const* const stored = name.data() - 1;
    if (size > name_pattern::size) return false;
#if DESCRY_SSE2
    static_assert(name_pattern::size == 2 * block::size);
    auto const load = [](char const* from) { return _mm_loadu_si128(reinterpret_cast<__m128i const*>(from)); };
    auto const differ = [&](std::size_t at) {
        auto const equal = _mm_cmpeq_epi8(load(p + at), load(stored + at));
        return ~static_cast<std::uint32_t>(_mm_movemask_epi8(equal));
    };
    auto const differences =
        size <= block::size ? differ(0) : (differ(0) & 0xFFFF) | differ(block::size) << block::size;
    return differences << (name_pattern::size - size) == 0;
#else
    return std::memcmp(p, stored, size) == 0;
#endif
}

}  // namespace detail

}  // namespace descry
