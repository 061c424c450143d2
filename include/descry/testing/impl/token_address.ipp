// token_address: definitions of the functions of token_address.hpp.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/json/write.hpp>
#include <descry/testing/detail/form.hpp>
#include <descry/testing/token_address.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace descry::testing {

namespace detail {

struct token_body {
    std::string access_token, token_type = "Bearer";
    std::int64_t expires_in = 0;
    std::optional<std::string> refresh_token;
};
BOOST_DESCRIBE_STRUCT(token_body, (), (access_token, token_type, expires_in, refresh_token))

struct token_metadata_body {
    std::string issuer, token_endpoint;
    std::vector<std::string> response_types_supported;
    std::vector<std::string> grant_types_supported{"client_credentials", "refresh_token"};
    std::vector<std::string> token_endpoint_auth_methods_supported{"client_secret_basic", "client_secret_post"};
};
BOOST_DESCRIBE_STRUCT(token_metadata_body, (),
                      (issuer, token_endpoint, response_types_supported, grant_types_supported,
                       token_endpoint_auth_methods_supported))

}  // namespace detail

DESCRY_DECL std::string_view token_request::field(std::string_view name) const noexcept
{
    return detail::field_of(fields, name);
}

DESCRY_DECL std::string requested_resource(token_request const& requested)
{
    return std::string(requested.field("resource"));
}

DESCRY_DECL std::string write_token(token_request const&, token_grant const& given)
{
    detail::token_body out;
    out.access_token = given.access_token;
    out.expires_in = given.lifetime.count();
    out.refresh_token = given.refresh_token;
    return write_json(out, {.names = casing::as_declared});
}

DESCRY_DECL std::string write_token_metadata(discovery_place const& at)
{
    detail::token_metadata_body out;
    out.issuer = at.origin;
    out.token_endpoint = out.issuer + std::string(token_address().path);
    return write_json(out, {.names = casing::as_declared});
}

}  // namespace descry::testing
