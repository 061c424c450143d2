// header: lookup of header fields by name.
#pragma once

#include <descry/core/header.hpp>
#include <descry/core/naming.hpp>

#include <string_view>
#include <vector>

namespace descry {

DESCRY_DECL std::string_view find_header(std::vector<header> const& headers, std::string_view name) noexcept
{
    for (auto const& h : headers)
        if (equal_ignoring_case(h.name, name)) return h.value;
    return {};
}

}  // namespace descry
