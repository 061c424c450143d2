// unescape: the escape sequences of JSON strings (RFC 8259, section 7).
#pragma once

#include <descry/core/errc.hpp>
#include <descry/model/detail/digits.hpp>

#include <array>
#include <cstdint>
#include <string_view>

namespace descry {

namespace detail {

/// The position after an escape, or null with the reason if it is malformed.
struct unescaped {
    char const* next = nullptr;
    errc code{};
    char const* why = "";
};

/// Writes at most four bytes.
inline char* put_utf8(char* w, std::uint32_t point) noexcept
{
    auto const put = [&w](std::uint32_t byte) { *w++ = static_cast<char>(byte); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0 | point >> 6);
        put(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        put(0xE0 | point >> 12);
        put(0x80 | (point >> 6 & 0x3F));
        put(0x80 | (point & 0x3F));
    } else {
        put(0xF0 | point >> 18);
        put(0x80 | (point >> 12 & 0x3F));
        put(0x80 | (point >> 6 & 0x3F));
        put(0x80 | (point & 0x3F));
    }
    return w;
}

/// Reads four hexadecimal digits at `p`.
inline unescaped hex4(char const* p, char const* end, std::uint32_t& unit) noexcept
{
    unit = 0;
    for (int i = 0; i != 4; ++i, ++p) {
        if (p == end) return {nullptr, errc::unexpected_end};
        auto const digit = hex_value(*p);
        if (digit > 15) return {nullptr, errc::invalid_escape};
        unit = unit << 4 | digit;
    }
    return {p};
}

/// Decodes `\uXXXX` or a pair of surrogates. `p` is after the `u`.
inline unescaped unescape_unicode(char const* p, char const* end, char*& w)
{
    constexpr unescaped alone{nullptr, errc::invalid_escape, "a surrogate stands alone"};
    std::uint32_t unit = 0;
    auto at = hex4(p, end, unit);
    if (!at.next) return at;
    if (unit >= 0xDC00 && unit <= 0xDFFF) return alone;
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        std::string_view const rest(at.next, static_cast<std::size_t>(end - at.next));
        if (std::string_view("\\u").starts_with(rest)) return {nullptr, errc::unexpected_end};
        if (!rest.starts_with("\\u")) return alone;
        std::uint32_t low = 0;
        at = hex4(at.next + 2, end, low);
        if (!at.next) return at;
        if (low < 0xDC00 || low > 0xDFFF) return alone;
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    w = put_utf8(w, unit);
    return at;
}

/// The character for the one after a backslash, or zero.
inline constexpr auto short_escapes = [] {
    std::array<char, 256> table{};
    for (char const c : {'"', '\\', '/'}) table[static_cast<unsigned char>(c)] = c;
    table['b'] = '\b';
    table['f'] = '\f';
    table['n'] = '\n';
    table['r'] = '\r';
    table['t'] = '\t';
    return table;
}();

/// Decodes the escape whose backslash is at `p`, where at least six bytes are readable, and returns its size. Returns
/// zero for a pair of surrogates and for a malformed escape.
[[gnu::always_inline]] inline std::size_t unescape_one(char const* p, char*& w) noexcept
{
    if (auto const c = short_escapes[static_cast<unsigned char>(p[1])]; c != 0) {
        *w++ = c;
        return 2;
    }
    auto const a = hex_value(p[2]), b = hex_value(p[3]), c = hex_value(p[4]), d = hex_value(p[5]);
    auto const unit = static_cast<std::uint32_t>(a << 12 | b << 8 | c << 4 | d);
    if (p[1] != 'u' || ((a | b | c | d) & 0x80) != 0 || (unit & 0xF800) == 0xD800) return 0;
    w = put_utf8(w, unit);
    return 6;
}

/// Decodes the escape whose backslash is at `p`, to at most four bytes.
inline unescaped unescape(char const* p, char const* end, char*& w)
{
    if (++p == end) return {nullptr, errc::unexpected_end};
    if (auto const c = short_escapes[static_cast<unsigned char>(*p)]; c != 0) {
        *w++ = c;
        return {p + 1};
    }
    return *p == 'u' ? unescape_unicode(p + 1, end, w) : unescaped{nullptr, errc::invalid_escape};
}

}  // namespace detail

}  // namespace descry
