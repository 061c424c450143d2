// header: one field of an HTTP message (RFC 9110, 5), as plain data.
#pragma once

#include <descry/core/naming.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace descry {

/// One field of a message (RFC 9110, 5). Of a list with several fields of one name, each is a header.
struct header {
    std::string name;
    std::string value;
};

/// The value of the first header of that name, in any casing (RFC 9110, 5.1); empty when there is none.
inline std::string_view find_header(std::vector<header> const& headers, std::string_view name) noexcept
{
    for (auto const& h : headers)
        if (equal_ignoring_case(h.name, name)) return h.value;
    return {};
}

}  // namespace descry
