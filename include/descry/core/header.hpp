// header: header fields of an HTTP message (RFC 9110, 5) as plain data.
#pragma once

#include <descry/core/config.hpp>
#include <descry/core/detail/characters.hpp>
#include <descry/core/naming.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace descry {

/// One field line of a message (RFC 9110, 5). Field lines with the same name are separate headers.
struct header {
    std::string name;
    std::string value;
};

/// The value of the first header with that name, ignoring letter case (RFC 9110, 5.1); empty if there is none.
DESCRY_DECL std::string_view find_header(std::vector<header> const& headers, std::string_view name) noexcept;

namespace detail {

/// Adds a header field, replacing a field of the same name.
DESCRY_DECL void set_header(std::vector<header>& headers, header h);

/// Calls `see` with each element of a list-based field, over all field lines with that name (RFC 9110, 5.3 and 5.6.1),
/// without surrounding white space. Elements may be empty. Commas in quoted strings separate elements too.
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
