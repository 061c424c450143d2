// percent: percent-encoding (RFC 3986, 2.1), so that a value stays inside its place in a URL.
#pragma once

#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// Appends `value` with every byte outside of `unreserved` (RFC 3986, 2.3) escaped.
inline void append_percent_encoded(std::string& out, std::string_view value)
{
    for (char const c : value) {
        bool const unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                c == '-' || c == '.' || c == '_' || c == '~';
        if (unreserved) {
            out += c;
        } else {
            constexpr char hex[] = "0123456789ABCDEF";
            auto const byte = static_cast<unsigned char>(c);
            out += '%';
            out += hex[byte >> 4];
            out += hex[byte & 15];
        }
    }
}

}  // namespace detail

}  // namespace descry
