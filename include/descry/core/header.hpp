// header: one field of an HTTP message (RFC 9110, 5), as plain data.
#pragma once

#include <descry/core/config.hpp>
#include <descry/core/detail/characters.hpp>
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
DESCRY_DECL std::string_view find_header(std::vector<header> const& headers, std::string_view name) noexcept;

namespace detail {

/// Calls `see` with each element of a list, over all fields of that name (RFC 9110, 5.3 and 5.6.1), without the white
/// space around it. An element may be empty, and commas in quoted strings are not told from others.
template <class See>
void each_list_element(std::vector<header> const& headers, std::string_view name, See const& see)
{
    for (auto const& h : headers) {
        if (!equal_ignoring_case(h.name, name)) continue;
        for (std::string_view rest = h.value; !rest.empty();) {
            auto const element = rest.substr(0, rest.find(','));
            rest.remove_prefix(element.size() == rest.size() ? rest.size() : element.size() + 1);
            see(trimmed(element));
        }
    }
}

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/core/impl/header.ipp>
#endif
