// tokens: who may ask an emulator for bearer tokens, how they are issued, and what they say.
#pragma once

#include <descry/rest/credential_kind.hpp>

#include <chrono>
#include <string>

namespace descry::testing {

/// An application that may ask for tokens. Without `refresh_token` it acts for no user.
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
    bool refresh_token_works_once = false;  ///< A refresh token is void once it was exchanged for the next.
};

/// What a token says.
struct token_claims {
    credential_kind kind = credential_kind::any;
    std::string audience{};  ///< The service that it is for; empty: whichever it is shown to.
    bool mfa = true;         ///< The user signed in with multi-factor authentication (RFC 8176).
};

}  // namespace descry::testing
