// unescape: the escape sequences of JSON text (RFC 8259, section 7).
#pragma once

#include <descry/core/errc.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// Where the text goes on after an escape; null, with the reason, when it is none.
struct unescaped {
    char const* next = nullptr;
    errc code{};
    char const* why = "";
};

inline void append_utf8(std::string& out, std::uint32_t point)
{
    auto const put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
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
}

/// Four hexadecimal digits at `p`.
inline unescaped hex4(char const* p, char const* end, std::uint32_t& unit)
{
    unit = 0;
    for (int i = 0; i != 4; ++i, ++p) {
        if (p == end) return {nullptr, errc::unexpected_end};
        unit <<= 4;
        if (*p >= '0' && *p <= '9')
            unit |= static_cast<std::uint32_t>(*p - '0');
        else if ((*p >= 'a' && *p <= 'f') || (*p >= 'A' && *p <= 'F'))
            unit |= static_cast<std::uint32_t>((*p | 0x20) - 'a' + 10);
        else
            return {nullptr, errc::invalid_escape};
    }
    return {p};
}

/// Appends what `\uXXXX` stands for, a pair of surrogates included. `p` is after the `u`.
inline unescaped unescape_unicode(char const* p, char const* end, std::string& out)
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
    append_utf8(out, unit);
    return at;
}

/// Appends what the escape at `p`, a backslash, stands for.
inline unescaped unescape(char const* p, char const* end, std::string& out)
{
    if (++p == end) return {nullptr, errc::unexpected_end};
    switch (*p) {
        case '"':
        case '\\':
        case '/': out += *p; break;
        case 'b': out += '\b'; break;
        case 'f': out += '\f'; break;
        case 'n': out += '\n'; break;
        case 'r': out += '\r'; break;
        case 't': out += '\t'; break;
        case 'u': return unescape_unicode(p + 1, end, out);
        default: return {nullptr, errc::invalid_escape};
    }
    return {p + 1};
}

}  // namespace detail

}  // namespace descry
