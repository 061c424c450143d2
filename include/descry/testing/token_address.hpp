// token_address: the address of a token endpoint, and its differences from RFC 6749, and the documents that describe
// it.
#pragma once

#include <descry/core/config.hpp>
#include <descry/rest/credential_kind.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace descry::testing {

/// A token request of an authenticated application.
struct token_request {
    credential_kind kind = credential_kind::app_only;          ///< `app_user` if the grant type is `refresh_token`.
    std::map<std::string, std::string, std::less<>> fields{};  ///< The decoded fields of the form, by name.

    /// The value of the field with that name, or an empty string.
    DESCRY_DECL std::string_view field(std::string_view name) const noexcept;
};

/// An issued token.
struct token_grant {
    std::string access_token{};
    std::chrono::seconds lifetime{};
    std::optional<std::string> refresh_token{};  ///< The next refresh token, for the token of a user.
};

/// An error response of a token endpoint (RFC 6749, 5.2). `what()` describes the error and contains nothing of the
/// request.
class token_refusal : public std::runtime_error {
    unsigned status_;
    char const* error_;

public:
    token_refusal(unsigned status, char const* error, char const* description)
        : std::runtime_error(description), status_(status), error_(error)
    {
    }

    unsigned status() const noexcept { return status_; }
    char const* error() const noexcept { return error_; }
};

/// The audience in the parameter `resource` of a token request (RFC 8707). Empty if the request has none: the token is
/// then valid for all services.
DESCRY_DECL std::string requested_resource(token_request const& requested);

/// The JSON of an access token response (RFC 6749, 5.1).
DESCRY_DECL std::string write_token(token_request const& requested, token_grant const& given);

/// The address of a token endpoint. The default conforms to RFC 6749.
struct token_address {
    /// The path. The segment in the place of `{tenant}` must be the application's tenant. Paths are compared without
    /// regard to the case of ASCII letters.
    std::string_view path = "/token";
    /// Returns the audience of the token; empty if it is valid for all services. Throws `token_refusal`.
    std::string (*audience)(token_request const& requested) = requested_resource;
    std::string (*write)(token_request const& requested,
                         token_grant const& given) = write_token;  ///< Writes the response as JSON.
};

inline constexpr token_address standard_token_addresses[1]{};

/// The place of a document that a library for sign-in reads before it requests a token.
struct discovery_place {
    std::string_view origin{};  ///< Of the emulator, such as `https://127.0.0.1:8443`.
    std::string_view tenant{};  ///< The tenant in the path; empty if the path has none.
    std::string_view target{};  ///< The target of the request, with its query.
};

/// The metadata of the default token address (RFC 8414, 2) as JSON.
DESCRY_DECL std::string write_token_metadata(discovery_place const& at);

/// A document that describes token endpoints.
struct discovery_document {
    std::string_view path{};  ///< With or without the segment `{tenant}`, as that of a `token_address`.
    std::string (*write)(discovery_place const& at) = write_token_metadata;  ///< Writes it as JSON.
};

/// The documents for the default token address: those of RFC 8414 and of OpenID Connect Discovery 1.0.
inline constexpr discovery_document standard_discovery[]{{"/.well-known/oauth-authorization-server"},
                                                         {"/.well-known/openid-configuration"}};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/token_address.ipp>
#endif
