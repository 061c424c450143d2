// credentials: the kinds of credentials that Partner Center accepts.
#pragma once

#include <descry/client/credentials.hpp>
#include <descry/http/percent.hpp>

#include <partner_center/clouds.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace partner_center {

/// The versions of the token endpoint of Microsoft Entra ID.
enum class token_endpoint {
    v1,  ///< `/oauth2/token` with a `resource`, which the documentation of Partner Center shows.
    v2,  ///< `/oauth2/v2.0/token` with a `scope`.
};

/// App+User, the secure application model: a refresh token that a user with multi-factor authentication consented to.
struct app_user {
    std::string tenant{};     ///< The partner's domain or tenant id.
    std::string client_id{};  ///< The application.
    std::string client_secret{};
    std::string refresh_token{};
    /// Called with each refresh token that replaces the one before; store it for the next start. What follows when it
    /// is not stored says `descry::oauth2_grant::on_refresh_token`.
    descry::refresh_token_store on_refresh_token{};
    partner_center::token_endpoint token_endpoint = partner_center::token_endpoint::v1;
};

/// App-only: the application on its own.
struct app_only {
    std::string tenant{};
    std::string client_id{};
    std::string client_secret{};
    partner_center::token_endpoint token_endpoint = partner_center::token_endpoint::v1;
};

using credentials =
    std::variant<std::monostate, app_user, app_only, descry::bearer_token, descry::bearer_token_function>;

namespace detail {

/// The grants of the documentation's page on authentication, for the audience of a cloud.
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

    // Of the second version: what the application was consented to have.
    std::string all_permissions() const { return std::string(where.api_root) + "/.default"; }

    // What both kinds have in common.
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

}  // namespace detail

}  // namespace partner_center
