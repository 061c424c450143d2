// tokens: the applications that may obtain bearer tokens from an emulator, and the claims of these tokens.
#pragma once

#include <descry/rest/credential_kind.hpp>

#include <chrono>
#include <string>

namespace descry::testing {

/// An application that may request tokens. Without `refresh_token` it cannot act for a user.
struct registered_application {
    std::string tenant;
    std::string client_id;
    std::string client_secret;
    std::string refresh_token{};
    bool mfa = true;  ///< Whether the user consented to `refresh_token` with multi-factor authentication.
};

/// How tokens are issued.
struct token_options {
    std::chrono::seconds lifetime = std::chrono::hours(1);
    bool refresh_token_works_once =
        false;  ///< Whether a refresh token becomes invalid when it is exchanged for the next one.
};

/// The claims of a token.
struct token_claims {
    credential_kind kind = credential_kind::any;
    std::string audience{};  ///< The service for which the token is valid; empty if it is valid for all.
    bool mfa = true;         ///< Whether the user signed in with multi-factor authentication (RFC 8176).
};

}  // namespace descry::testing
