// header: lookup and replacement of header fields by name.
#pragma once

#include <descry/core/header.hpp>
#include <descry/core/naming.hpp>

#include <string_view>
#include <utility>
#include <vector>

namespace descry {

DESCRY_DECL std::string_view find_header(std::vector<header> const& headers, std::string_view name) noexcept
{
    for (auto const& h : headers)
        if (equal_ignoring_case(h.name, name)) return h.value;
    return {};
}

namespace detail {

DESCRY_DECL void set_header(std::vector<header>& headers, header h)
{
    for (auto& other : headers)
        if (equal_ignoring_case(other.name, h.name)) {
            other.value = std::move(h.value);
            return;
        }
    headers.push_back(std::move(h));
}

}  // namespace detail

}  // namespace descry
