// pointer: JSON pointers (RFC 6901).
#pragma once

#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// The reference token of a name or an index, escaped and after its slash.
inline std::string reference_token(std::string_view name)
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
