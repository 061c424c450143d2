// service: what all resources of one API have in common, on the wire.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/options.hpp>
#include <descry/rest/query_style.hpp>

#include <string>
#include <string_view>

namespace descry {

/// How an API spells what every call needs. The default is an API that asks for nothing.
struct service {
    std::string_view request_id_header{};      ///< Carries a fresh id for each call; empty: not sent.
    std::string_view correlation_id_header{};  ///< The same, for the service's support.
    bool needs_credentials = false;            ///< Calls without credentials are refused before anything is sent.
    write_options body{};                      ///< How request bodies are written.
    query_style query{};                       ///< How queries are; names as in bodies unless it says otherwise.
    std::string_view link_prefix{};            ///< `/v1`: what links of the service may leave out of their paths.

    /// Makes the link that the service meant of one that it gives, before it is followed: a next page, the place of a
    /// job. Called on any thread, perhaps twice for a link, and must not throw but `std::bad_alloc`. Null, the default:
    /// links are taken as they are.
    std::string (*repair_link)(std::string_view link) = nullptr;

    /// True for what the service answers in place of 412.
    bool (*is_conflict)(failure_details const& details) = nullptr;

    /// How the members of a query are named whose type has no `policy_of` for it.
    casing names_of_queries() const noexcept { return query.names.value_or(body.names); }
};

}  // namespace descry
