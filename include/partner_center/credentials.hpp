// credentials: the kinds of credentials that Partner Center accepts.
#pragma once

#include <descry/client/credentials.hpp>

#include <string>
#include <variant>

namespace partner_center {

/// The versions of the token endpoint of Microsoft Entra ID.
enum class token_endpoint {
    v1,  ///< `/oauth2/token` with a `resource`, as in the documentation of Partner Center.
    v2,  ///< `/oauth2/v2.0/token` with a `scope`.
};

/// App+User, the secure application model: a refresh token that a user authorized with multi-factor authentication.
struct app_user {
    std::string tenant{};     ///< The partner's domain or tenant id.
    std::string client_id{};  ///< The application's id.
    std::string client_secret{};
    std::string refresh_token{};
    /// Called with each refresh token that replaces the previous one; store it for the next start. See
    /// `descry::oauth2_grant::on_refresh_token` for the consequences of a failure to store it.
    descry::refresh_token_store on_refresh_token{};
    partner_center::token_endpoint token_endpoint = partner_center::token_endpoint::v1;
};

/// App-only: the application without a user.
struct app_only {
    std::string tenant{};
    std::string client_id{};
    std::string client_secret{};
    partner_center::token_endpoint token_endpoint = partner_center::token_endpoint::v1;
};

using credentials =
    std::variant<std::monostate, app_user, app_only, descry::bearer_token, descry::bearer_token_function>;

}  // namespace partner_center
