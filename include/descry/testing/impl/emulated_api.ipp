// emulated_api: definitions of the functions of emulated_api.hpp.
#pragma once

#include <descry/json/write.hpp>
#include <descry/testing/detail/tables.hpp>
#include <descry/testing/emulated_api.hpp>

namespace descry::testing {

DESCRY_DECL std::string write_href(shown_link const& link) { return "{\"href\":" + write_json(link.uri) + '}'; }

DESCRY_DECL std::string_view emulated_api::member_for(std::string_view name) const noexcept
{
    for (auto const& [other, member] : selecting)
        if (detail::alike(other, name)) return member;
    return name;
}

}  // namespace descry::testing
