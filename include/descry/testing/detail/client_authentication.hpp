// client_authentication: the client of a token request, in `Authorization` or in the form (RFC 6749, 2.3.1).
#pragma once

#include <descry/core/base64.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/message.hpp>
#include <descry/testing/detail/form.hpp>
#include <descry/testing/token_address.hpp>

#include <string>
#include <string_view>

namespace descry::testing::detail {

/// The credentials of an application.
struct application_credentials {
    std::string id;
    std::string secret;
};

/// The application in `Authorization: Basic`, or else the one in the form. Throws `token_refusal`.
inline application_credentials read_client(request const& message, form const& fields)
{
    constexpr std::string_view scheme = "Basic ";
    auto field = find_header(message.headers, "Authorization");
    if (!equal_ignoring_case(field.substr(0, scheme.size()), scheme))
        return {std::string(field_of(fields, "client_id")), std::string(field_of(fields, "client_secret"))};
    if (fields.contains("client_secret"))
        throw token_refusal(400, "invalid_request", "The application introduces itself in two ways.");

    auto const pair = base64_decode(field.substr(scheme.size()));
    auto const colon = pair ? pair->find(':') : std::string::npos;
    if (colon == std::string::npos) throw token_refusal(400, "invalid_request", "The Basic credentials are malformed.");
    auto id = form_decode(pair->substr(0, colon));
    auto secret = form_decode(pair->substr(colon + 1));
    if (!id || !secret) throw token_refusal(400, "invalid_request", "The Basic credentials are malformed.");
    return {*std::move(id), *std::move(secret)};
}

}  // namespace descry::testing::detail
