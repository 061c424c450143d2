// credentials: the kinds of credentials that Partner Center accepts.
#pragma once

#include <descry/call/credentials.hpp>
#include <descry/rest/percent.hpp>

#include <partner_center/clouds.hpp>

#include <functional>
#include <string>
#include <variant>

namespace partner_center {

/// App+User, the secure application model: a refresh token that a user with multi-factor authentication consented to.
struct app_user {
    std::string tenant{};     ///< The partner's domain or tenant id.
    std::string client_id{};  ///< The application.
    std::string client_secret{};
    std::string refresh_token{};
    /// Called with each refresh token that replaces the one before; store it for the next start.
    std::function<void(std::string const&)> on_refresh_token{};
};

/// App-only: the application on its own.
struct app_only {
    std::string tenant{};
    std::string client_id{};
    std::string client_secret{};
};

using credentials =
    std::variant<std::monostate, app_user, app_only, descry::bearer_token, descry::bearer_token_function>;

namespace detail {

inline std::string token_path(std::string_view tenant)
{
    std::string path = "/";
    descry::detail::append_percent_encoded(path, tenant);
    return path += "/oauth2/token";
}

/// The grants of the documentation's page on authentication, at the v1 token endpoint.
struct make_credentials {
    cloud const& where;
    std::string authority;

    descry::credentials operator()(std::monostate) const { return descry::no_credentials{}; }
    descry::credentials operator()(descry::bearer_token given) const { return given; }
    descry::credentials operator()(descry::bearer_token_function given) const { return given; }

    descry::credentials operator()(app_user given) const
    {
        return descry::oauth2_grant{authority,
                                    token_path(given.tenant),
                                    {{"resource", std::string(where.api_root)},
                                     {"client_id", std::move(given.client_id)},
                                     {"client_secret", std::move(given.client_secret)},
                                     {"grant_type", "refresh_token"},
                                     {"refresh_token", std::move(given.refresh_token)},
                                     {"scope", "openid"}},
                                    descry::credential_kind::app_user,
                                    std::move(given.on_refresh_token)};
    }

    descry::credentials operator()(app_only given) const
    {
        return descry::oauth2_grant{authority,
                                    token_path(given.tenant),
                                    {{"resource", std::string(where.app_only_resource)},
                                     {"client_id", std::move(given.client_id)},
                                     {"client_secret", std::move(given.client_secret)},
                                     {"grant_type", "client_credentials"}},
                                    descry::credential_kind::app_only,
                                    {}};
    }
};

}  // namespace detail

}  // namespace partner_center
