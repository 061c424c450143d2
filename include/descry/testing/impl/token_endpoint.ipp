// token_endpoint: the bodies of token_endpoint.hpp.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/http/detail/media_type.hpp>
#include <descry/testing/detail/client_authentication.hpp>
#include <descry/testing/detail/route.hpp>
#include <descry/testing/detail/token_answer.hpp>
#include <descry/testing/token_endpoint.hpp>

#include <algorithm>
#include <utility>

namespace descry::testing {

DESCRY_DECL token_endpoint::token_endpoint(token_table& tokens, token_options options,
                                           std::vector<registered_application> applications)
    : tokens_(tokens), options_(options), applications_(std::move(applications))
{
    for (auto const& a : applications_)
        if (!a.refresh_token.empty()) refresh_tokens_[a.refresh_token] = {a.client_id, a.tenant};
}

DESCRY_DECL std::optional<response> token_endpoint::answer(request const& message)
{
    auto const where = address_of(detail::path_of(message.target));
    if (!where) return std::nullopt;
    try {
        if (message.method != "POST")
            throw detail::token_refusal(405, "invalid_request", "Tokens are asked for with POST.");
        auto const granted = grant(*where, message);
        return where->version == 1 ? detail::token_response_v1(granted) : detail::token_response_v2(granted);
    } catch (detail::token_refusal const& why) {
        return detail::token_response(why);
    }
}

DESCRY_DECL std::optional<token_endpoint::address> token_endpoint::address_of(std::string_view path)
{
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    auto const tenant = path.substr(0, path.find('/'));
    path.remove_prefix(tenant.size());
    if (tenant.empty()) return std::nullopt;
    if (equal_ignoring_case(path, "/oauth2/token")) return address{tenant, 1};
    if (equal_ignoring_case(path, "/oauth2/v2.0/token")) return address{tenant, 2};
    return std::nullopt;
}

DESCRY_DECL detail::token_grant token_endpoint::grant(address const& where, request const& message)
{
    if (!descry::detail::is_media_type(find_header(message.headers, "Content-Type"),
                                       "application/x-www-form-urlencoded"))
        throw detail::token_refusal(400, "invalid_request", "The body has to be application/x-www-form-urlencoded.");
    auto const fields = detail::read_form(message.body);
    if (!fields)
        throw detail::token_refusal(400, "invalid_request", "The form is malformed, or names a parameter twice.");

    auto const type = detail::field_of(*fields, "grant_type");
    if (type.empty()) throw detail::token_refusal(400, "invalid_request", "The parameter grant_type is missing.");
    if (type != "client_credentials" && type != "refresh_token")
        throw detail::token_refusal(400, "unsupported_grant_type",
                                    "Supported are client_credentials and refresh_token.");
    auto const& application = authenticate(where, detail::read_client(message, *fields));
    return type == "refresh_token" ? for_user(application, where, *fields) : for_application(where, *fields);
}

DESCRY_DECL registered_application const& token_endpoint::authenticate(address const& where,
                                                                       detail::client_identity const& client) const
{
    bool tenant_known = false;
    for (auto const& a : applications_) {
        if (!equal_ignoring_case(a.tenant, where.tenant)) continue;
        tenant_known = true;
        if (equal_ignoring_case(a.client_id, client.id) && a.client_secret == client.secret) return a;
    }
    if (!tenant_known) throw detail::token_refusal(400, "invalid_request", "The tenant is not known.");
    throw detail::token_refusal(401, "invalid_client", "The application is not known, or its secret is wrong.");
}

DESCRY_DECL detail::token_grant token_endpoint::for_application(address const& where, detail::form const& fields)
{
    auto const* const needed = where.version == 1 ? "resource" : "scope";
    auto const given = detail::field_of(fields, needed);
    if (given.empty())
        throw detail::token_refusal(
            400, "invalid_request",
            where.version == 1 ? "The parameter resource is missing." : "The parameter scope is missing.");
    if (where.version == 2 && !given.ends_with("/.default"))
        throw detail::token_refusal(400, "invalid_scope", "The scope of an application has to end with /.default.");
    detail::token_grant out{.lifetime = options_.lifetime};
    out.access_token = tokens_.issue({credential_kind::app_only, audience_of(where, fields)}, options_.lifetime);
    if (where.version == 1) out.resource = given;
    return out;
}

DESCRY_DECL std::string token_endpoint::audience_of(address const& where, detail::form const& fields)
{
    if (where.version == 1) return std::string(detail::field_of(fields, "resource"));
    auto scopes = detail::field_of(fields, "scope");
    while (!scopes.empty()) {
        auto const scope = scopes.substr(0, scopes.find(' '));
        scopes.remove_prefix(std::min(scope.size() + 1, scopes.size()));
        if (auto const end = scope.rfind('/'); end != scope.npos) return std::string(scope.substr(0, end));
    }
    return {};  // openid, offline_access and the like are for no service
}

DESCRY_DECL detail::token_grant token_endpoint::for_user(registered_application const& application,
                                                         address const& where, detail::form const& fields)
{
    auto const given = detail::field_of(fields, "refresh_token");
    if (given.empty()) throw detail::token_refusal(400, "invalid_request", "The parameter refresh_token is missing.");
    detail::token_grant out;
    {
        std::lock_guard const lock(mutex_);
        auto const found = refresh_tokens_.find(given);
        if (found == refresh_tokens_.end() || found->second.client_id != application.client_id ||
            found->second.tenant != application.tenant)
            throw detail::token_refusal(400, "invalid_grant", "The refresh token is not known, or was used before.");
        if (options_.refresh_token_works_once) refresh_tokens_.erase(found);
        out.refresh_token = random_token();
        refresh_tokens_[*out.refresh_token] = {application.client_id, application.tenant};
        issued_.push_back(*out.refresh_token);
        if (issued_.size() > max_issued) {
            refresh_tokens_.erase(issued_.front());
            issued_.pop_front();
        }
    }
    out.access_token =
        tokens_.issue({credential_kind::app_user, audience_of(where, fields), application.mfa}, options_.lifetime);
    out.lifetime = options_.lifetime;
    out.scope = "user_impersonation";
    if (auto const resource = detail::field_of(fields, "resource"); where.version == 1 && !resource.empty())
        out.resource = resource;
    return out;
}

}  // namespace descry::testing
