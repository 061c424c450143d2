// token_addresses: versions 1 and 2 of the token endpoint of Partner Center's authority.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/http/percent.hpp>
#include <descry/http/url.hpp>
#include <descry/json/write.hpp>
#include <descry/testing/token_address.hpp>

#include <partner_center/emulator/ids.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partner_center::detail {

/// The response of version 1, which writes all numbers as strings.
struct token_body_v1 {
    std::string token_type = "Bearer";
    std::string expires_in, ext_expires_in, expires_on, not_before;
    std::optional<std::string> resource, scope, refresh_token;
    std::string access_token;
};
BOOST_DESCRIBE_STRUCT(token_body_v1, (),
                      (token_type, expires_in, ext_expires_in, expires_on, not_before, resource, scope, refresh_token,
                       access_token))

struct token_body_v2 {
    std::string token_type = "Bearer";
    std::int64_t expires_in = 0, ext_expires_in = 0;
    std::optional<std::string> scope, refresh_token;
    std::string access_token;
};
BOOST_DESCRIBE_STRUCT(token_body_v2, (), (token_type, expires_in, ext_expires_in, scope, refresh_token, access_token))

inline bool is_for_application(descry::testing::token_request const& requested) noexcept
{
    return requested.kind == descry::credential_kind::app_only;
}

/// The members that the responses of both versions have.
template <class Body>
Body make_token_body(descry::testing::token_request const& requested, descry::testing::token_grant const& given)
{
    Body out;
    if (!is_for_application(requested)) out.scope = "user_impersonation";
    out.refresh_token = given.refresh_token;
    out.access_token = given.access_token;
    return out;
}

inline std::string write_token_v1(descry::testing::token_request const& requested,
                                  descry::testing::token_grant const& given)
{
    using std::chrono::system_clock;
    auto const now = system_clock::to_time_t(system_clock::now());
    auto const seconds = given.lifetime.count();
    auto out = make_token_body<token_body_v1>(requested, given);
    out.expires_in = out.ext_expires_in = std::to_string(seconds);
    out.not_before = std::to_string(now);
    out.expires_on = std::to_string(now + seconds);
    if (auto const resource = requested.field("resource"); !resource.empty()) out.resource = resource;
    return descry::write_json(out, {.names = descry::casing::as_declared});
}

inline std::string write_token_v2(descry::testing::token_request const& requested,
                                  descry::testing::token_grant const& given)
{
    auto out = make_token_body<token_body_v2>(requested, given);
    out.expires_in = out.ext_expires_in = given.lifetime.count();
    return descry::write_json(out, {.names = descry::casing::as_declared});
}

/// The parameter `resource`, which is required for an application without a user.
inline std::string audience_v1(descry::testing::token_request const& requested)
{
    auto const resource = requested.field("resource");
    if (resource.empty() && is_for_application(requested))
        throw descry::testing::token_refusal(400, "invalid_request", "The parameter resource is missing.");
    return std::string(resource);
}

/// The audience of a scope, without its permission: `https://api.example.com` for `https://api.example.com/.default`.
/// Scopes without an audience, such as `openid`, are ignored.
inline std::string audience_v2(descry::testing::token_request const& requested)
{
    auto scopes = requested.field("scope");
    if (is_for_application(requested)) {
        if (scopes.empty())
            throw descry::testing::token_refusal(400, "invalid_request", "The parameter scope is missing.");
        if (!scopes.ends_with("/.default"))
            throw descry::testing::token_refusal(400, "invalid_scope",
                                                 "The scope of an application has to end with /.default.");
    }
    while (!scopes.empty()) {
        auto const scope = scopes.substr(0, scopes.find(' '));
        scopes.remove_prefix(scope.size() == scopes.size() ? scope.size() : scope.size() + 1);
        if (auto const end = scope.rfind('/'); end != scope.npos) return std::string(scope.substr(0, end));
    }
    return {};
}

inline constexpr descry::testing::token_address token_addresses[] = {
    {"/{tenant}/oauth2/token", audience_v1, write_token_v1},
    {"/{tenant}/oauth2/v2.0/token", audience_v2, write_token_v2}};

/// The members of OpenID Connect Discovery 1.0, 3, that libraries for sign-in need. Only `token_endpoint` is served.
struct openid_configuration {
    std::string issuer, authorization_endpoint, token_endpoint, jwks_uri, tenant_region_scope = "NA";
    std::vector<std::string> token_endpoint_auth_methods_supported{"client_secret_post", "client_secret_basic"};
    std::vector<std::string> response_types_supported{"code"}, subject_types_supported{"pairwise"};
    std::vector<std::string> id_token_signing_alg_values_supported{"RS256"}, scopes_supported{"openid"};
};
BOOST_DESCRIBE_STRUCT(openid_configuration, (),
                      (issuer, authorization_endpoint, token_endpoint, jwks_uri, tenant_region_scope,
                       token_endpoint_auth_methods_supported, response_types_supported, subject_types_supported,
                       id_token_signing_alg_values_supported, scopes_supported))

inline std::string write_configuration(descry::testing::discovery_place const& at, std::string const& issuer,
                                       std::string const& version)
{
    auto const tenant = std::string(at.origin) + '/' + std::string(at.tenant);
    openid_configuration out;
    out.issuer = tenant + issuer;
    out.authorization_endpoint = tenant + "/oauth2" + version + "/authorize";
    out.token_endpoint = tenant + "/oauth2" + version + "/token";
    out.jwks_uri = tenant + "/discovery" + version + "/keys";
    return descry::write_json(out, {.names = descry::casing::as_declared});
}

inline std::string write_configuration_v1(descry::testing::discovery_place const& at)
{
    return write_configuration(at, "/", "");
}

inline std::string write_configuration_v2(descry::testing::discovery_place const& at)
{
    return write_configuration(at, "/v2.0", "/v2.0");
}

/// The hosts of the authority, of which the emulator is the only one.
struct instance_hosts {
    std::string preferred_network, preferred_cache;
    std::vector<std::string> aliases;
};
BOOST_DESCRIBE_STRUCT(instance_hosts, (), (preferred_network, preferred_cache, aliases))

struct instance_discovery {
    std::string tenant_discovery_endpoint;
    std::string api_version = "1.1";
    std::vector<instance_hosts> metadata;
};
BOOST_DESCRIBE_STRUCT(instance_discovery, (), (tenant_discovery_endpoint, api_version, metadata))

}  // namespace partner_center::detail

template <>
inline constexpr std::string_view descry::renamed<& partner_center::detail::instance_discovery::api_version> =
    "api-version";

namespace partner_center::detail {

/// The response to instance discovery, which tells a library that it may send credentials to the authority. The tenant
/// is that of the parameter `authorization_endpoint`, an URL of the authority.
inline std::string write_instance_discovery(descry::testing::discovery_place const& at)
{
    std::string const origin(at.origin);
    auto const target = descry::percent_decode(at.target).value_or(std::string());
    auto const named = target.find(origin + '/');
    auto const path = std::string_view(target).substr(named == target.npos ? 0 : named + origin.size() + 1);
    auto const tenant = std::string(named == target.npos ? demo::tenant : path.substr(0, path.find('/')));
    auto const url = descry::split_url(origin);
    auto const host = std::string(url ? url->authority : at.origin);
    instance_discovery out;
    out.tenant_discovery_endpoint = origin + '/' + tenant + "/v2.0/.well-known/openid-configuration";
    out.metadata = {{host, host, {host}}};
    return descry::write_json(out, {.names = descry::casing::as_declared});
}

inline constexpr descry::testing::discovery_document discovery[] = {
    {"/{tenant}/.well-known/openid-configuration", write_configuration_v1},
    {"/{tenant}/v2.0/.well-known/openid-configuration", write_configuration_v2},
    {"/common/discovery/instance", write_instance_discovery}};

}  // namespace partner_center::detail
