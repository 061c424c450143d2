// decode: text out of the encodings of URLs and forms.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace descry::testing {

/// The value of a hexadecimal digit; -1 when it is none.
constexpr int hex_digit(char c) noexcept
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// Percent-decodes (RFC 3986, 2.1). Nothing when an escape is malformed.
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

/// The path of a request target, in origin or absolute form (RFC 9112, 3.2), without its query.
constexpr std::string_view path_of(std::string_view target) noexcept
{
    auto const scheme = target.find("://");
    if (scheme < target.find_first_of("/?")) {
        auto const path = target.find('/', scheme + 3);
        target = path == std::string_view::npos ? "/" : target.substr(path);
    }
    return target.substr(0, target.find('?'));
}

/// True for the usual spelling of a GUID, `a58ceba5-60ac-48e4-a0bc-2a855811807a`, in any casing.
constexpr bool is_guid(std::string_view text) noexcept
{
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i != text.size(); ++i) {
        bool const dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : hex_digit(text[i]) < 0) return false;
    }
    return true;
}

}  // namespace descry::testing
