// percent: percent-encoding (RFC 3986, 2.1), so that a value stays inside its place in a URL, and back.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// RFC 3986, 2.3
constexpr bool is_unreserved(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

/// Appends `value` with every byte that is not unreserved escaped.
inline void append_percent_encoded(std::string& out, std::string_view value)
{
    constexpr char hex[] = "0123456789ABCDEF";
    for (std::size_t at = 0;;) {
        auto const begin = at;
        while (at != value.size() && is_unreserved(value[at])) ++at;
        out.append(value, begin, at - begin);
        if (at == value.size()) return;
        auto const byte = static_cast<unsigned char>(value[at++]);
        char const escape[] = {'%', hex[byte >> 4], hex[byte & 15]};
        out.append(escape, sizeof escape);
    }
}

/// The value of a hexadecimal digit; -1 when it is none.
constexpr int hex_digit(char c) noexcept
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Decodes every escape. Nothing when an escape is malformed.
inline std::optional<std::string> percent_decode(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i != text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        auto const digits = text.substr(i + 1, 2);
        auto const high = digits.size() == 2 ? hex_digit(digits[0]) : -1;
        auto const low = digits.size() == 2 ? hex_digit(digits[1]) : -1;
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

}  // namespace detail

}  // namespace descry
