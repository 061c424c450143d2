// client: construction of a client from the options of Partner Center.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/client/read_error.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/percent.hpp>

#include <partner_center/client.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace partner_center {

namespace detail {

// An error with inner errors, whose codes are not documented.
struct nested_fault {
    struct outer {
        std::string code;
        std::string message;
    };
    outer error;
};
BOOST_DESCRIBE_STRUCT(nested_fault::outer, (), (code, message))
BOOST_DESCRIBE_STRUCT(nested_fault, (), (error))

// The documentation shows links with a second question mark in place of an ampersand.
DESCRY_DECL std::string repair_link(std::string_view link)
{
    std::string out(link);
    auto const question = std::min(out.find('?'), out.size());
    std::replace(out.begin() + static_cast<std::ptrdiff_t>(question), out.end(), '?', '&');
    if (question != out.size()) out[question] = '?';
    return out;
}

DESCRY_DECL descry::service const& wire()
{
    static descry::service const api{
        .request_id_header = "MS-RequestId",
        .correlation_id_header = "MS-CorrelationId",
        .needs_credentials = true,
        .body = {.names = descry::casing::pascal},
        .query = {.yes = "True",
                  .no = "False",
                  .names = descry::casing::camel,
                  .objects = descry::parameter_style::json},
        .link_prefix = "/v1",
        .repair_link = repair_link,
        .read_error = descry::read_error<nested_fault, [](nested_fault const& why) { return why.error.code; },
                                         [](nested_fault const& why) { return why.error.message; }>,
        .is_conflict = is_conflict};
    return api;
}

/// The grants of the documentation for authentication, for the audience of a cloud.
struct make_credentials {
    cloud const& where;
    std::string authority;

    descry::credentials operator()(std::monostate) const { return descry::no_credentials{}; }
    descry::credentials operator()(descry::bearer_token given) const { return given; }
    descry::credentials operator()(descry::bearer_token_function given) const { return given; }

    descry::credentials operator()(app_user given) const
    {
        auto out = grant(given, "refresh_token", descry::credential_kind::app_user);
        out.form.emplace_back("refresh_token", std::move(given.refresh_token));
        out.form.emplace_back("scope", is_v1(given) ? "openid" : all_permissions() + " offline_access");
        out.on_refresh_token = std::move(given.on_refresh_token);
        return out;
    }

    descry::credentials operator()(app_only given) const
    {
        auto out = grant(given, "client_credentials", descry::credential_kind::app_only);
        if (!is_v1(given)) out.form.emplace_back("scope", all_permissions());
        return out;
    }

private:
    static bool is_v1(auto const& given) { return given.token_endpoint == token_endpoint::v1; }

    // The scope, in version 2, of all permissions granted to the application.
    std::string all_permissions() const { return std::string(where.api_root) + "/.default"; }

    // The common parts of both grants.
    descry::oauth2_grant grant(auto& given, char const* type, descry::credential_kind kind) const
    {
        descry::oauth2_grant out{.authority = authority, .path = "/", .kind = kind};
        descry::append_percent_encoded(out.path, given.tenant);
        out.path += is_v1(given) ? "/oauth2/token" : "/oauth2/v2.0/token";
        if (is_v1(given)) out.form.emplace_back("resource", where.api_root);
        out.form.emplace_back("client_id", std::move(given.client_id));
        out.form.emplace_back("client_secret", std::move(given.client_secret));
        out.form.emplace_back("grant_type", type);
        return out;
    }
};

DESCRY_DECL descry::client_options make_client_options(options&& from)
{
    auto out = std::move(from.client);
    if (out.base_url.empty()) out.base_url = from.cloud.api_root;
    if (from.authority.empty()) from.authority = from.cloud.authority;
    if (!std::holds_alternative<std::monostate>(from.credentials))
        out.credentials =
            std::visit(make_credentials{from.cloud, std::move(from.authority)}, std::move(from.credentials));
    auto const is_locale = [](descry::header const& h) { return descry::equal_ignoring_case(h.name, "X-Locale"); };
    if (std::ranges::none_of(out.headers, is_locale)) out.headers.push_back({"X-Locale", std::move(from.locale)});
    return out;
}

}  // namespace detail

DESCRY_DECL client::client(options from)
    : descry::client(detail::make_client_options(std::move(from)), detail::wire()), chain::partner_step(handle(), {})
{
}

}  // namespace partner_center
