// pointer: JSON pointers (RFC 6901).
#pragma once

#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// Appends a segment to a JSON pointer: a slash and the escaped name.
inline std::string pointer_segment(std::string_view name)
{
    std::string out = "/";
    for (char const c : name) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

}  // namespace detail

}  // namespace descry
