// percent: percent-encoding and decoding (RFC 3986, 2.1).
#pragma once

#include <descry/model/detail/digits.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

/// True for an unreserved character (RFC 3986, 2.3).
constexpr bool is_unreserved(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

/// Appends `value`, with every byte percent-encoded that is not unreserved.
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

/// True if `text` begins with a percent-encoded byte.
constexpr bool is_percent_escape(std::string_view text) noexcept
{
    return text.size() > 2 && text[0] == '%' && detail::hex_value(text[1]) < 16 && detail::hex_value(text[2]) < 16;
}

/// Decodes all percent-encoded bytes. Returns `nullopt` if one is malformed.
inline std::optional<std::string> percent_decode(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i != text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        if (!is_percent_escape(text.substr(i))) return std::nullopt;
        out += static_cast<char>(detail::hex_value(text[i + 1]) << 4 | detail::hex_value(text[i + 2]));
        i += 2;
    }
    return out;
}

/// Decodes a name or a value of a form (`application/x-www-form-urlencoded`). Returns `nullopt` if an escape is
/// malformed.
inline std::optional<std::string> form_decode(std::string text)
{
    std::replace(text.begin(), text.end(), '+', ' ');
    return percent_decode(text);
}

/// Decodes all percent-encoded bytes. Returns the text unchanged if one is malformed.
inline std::string percent_decode_if_valid(std::string_view text)
{
    return percent_decode(text).value_or(std::string(text));
}

}  // namespace descry
