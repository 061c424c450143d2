// pointer: places in a JSON text, as RFC 6901 writes them.
#pragma once

#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// One step of a JSON pointer: a slash and the escaped name.
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
