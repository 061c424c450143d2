// token_address: where an authority issues tokens, and what it has of its own there beside RFC 6749.
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

/// A request for a token, from an application that is known.
struct token_request {
    credential_kind kind = credential_kind::app_only;          ///< `app_user`: the grant is `refresh_token`.
    std::map<std::string, std::string, std::less<>> fields{};  ///< Of the form: texts by their names, decoded.

    /// The field of that name; empty when there is none.
    DESCRY_DECL std::string_view field(std::string_view name) const noexcept;
};

/// A token that is issued.
struct token_grant {
    std::string access_token{};
    std::chrono::seconds lifetime{};
    std::optional<std::string> refresh_token{};  ///< The next one, for the token of a user.
};

/// A request that a token endpoint refuses (RFC 6749, 5.2). `what()` describes it, and repeats nothing of the request.
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

/// The audience that a request asks for in the parameter `resource` (RFC 8707); without it the token is for anybody.
DESCRY_DECL std::string requested_resource(token_request const& asked);

/// The JSON of an access token response (RFC 6749, 5.1).
DESCRY_DECL std::string write_token(token_request const& asked, token_grant const& given);

/// An address of a token endpoint. The default is one as the RFC has it.
struct token_address {
    /// A path. What stands in the place of `{tenant}`, one segment, has to be the application's tenant. Compared without
    /// regard to the case of ASCII letters.
    std::string_view path = "/token";
    /// The service that the token is for; empty: whichever it is shown to. Throws `token_refusal`.
    std::string (*audience)(token_request const& asked) = requested_resource;
    std::string (*write)(token_request const& asked,
                         token_grant const& given) = write_token;  ///< The response, as JSON.
};

inline constexpr token_address standard_token_addresses[1]{};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/token_address.ipp>
#endif
