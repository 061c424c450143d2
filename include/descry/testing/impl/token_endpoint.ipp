// token_endpoint: definitions of the functions of token_endpoint.hpp.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/core/naming.hpp>
#include <descry/http/detail/media_type.hpp>
#include <descry/json/write.hpp>
#include <descry/testing/detail/client_authentication.hpp>
#include <descry/testing/detail/form.hpp>
#include <descry/testing/detail/route.hpp>
#include <descry/testing/token_endpoint.hpp>

#include <algorithm>
#include <utility>

namespace descry::testing {

namespace detail {

struct token_error_body {
    std::string error, error_description;
};
BOOST_DESCRIBE_STRUCT(token_error_body, (), (error, error_description))

/// The response with that body. It must not be cached (RFC 6749, 5.1).
inline response token_response(unsigned status, std::string body)
{
    return {status, {{"Cache-Control", "no-store"}, {"Pragma", "no-cache"}}, std::move(body)};
}

/// The response to a refused request. A 401 has the accepted schemes (RFC 9110, 15.5.2), a 405 the allowed methods.
inline response token_response(token_refusal const& why)
{
    token_error_body const body{why.error(), why.what()};
    auto out = token_response(why.status(), write_json(body, {.names = casing::as_declared}));
    if (why.status() == 401) out.headers.push_back({"WWW-Authenticate", "Basic realm=\"token endpoint\""});
    if (why.status() == 405) out.headers.push_back({"Allow", "POST"});
    return out;
}

/// The segment of a path in the place of `{tenant}`; empty if the pattern has none, nothing if the path differs.
inline std::optional<std::string_view> tenant_in(std::string_view pattern, std::string_view path)
{
    constexpr std::string_view parameter = "{tenant}";
    auto const begin = pattern.find(parameter);
    auto const before = pattern.substr(0, begin);
    if (begin == pattern.npos)
        return equal_ignoring_case(path, pattern) ? std::optional(std::string_view()) : std::nullopt;
    auto const after = pattern.substr(begin + parameter.size());
    if (path.size() <= before.size() + after.size()) return std::nullopt;
    auto const tenant = path.substr(before.size(), path.size() - before.size() - after.size());
    bool const fits = tenant.find('/') == tenant.npos && equal_ignoring_case(path.substr(0, before.size()), before) &&
                      equal_ignoring_case(path.substr(path.size() - after.size()), after);
    return fits ? std::optional(tenant) : std::nullopt;
}

}  // namespace detail

DESCRY_DECL token_endpoint::token_endpoint(token_table& tokens, token_options options,
                                           std::vector<registered_application> applications,
                                           std::span<token_address const> addresses,
                                           std::span<discovery_document const> documents)
    : tokens_(tokens),
      options_(options),
      applications_(std::move(applications)),
      addresses_(addresses),
      documents_(documents)
{
    for (auto const& a : applications_)
        if (!a.refresh_token.empty()) refresh_tokens_[a.refresh_token] = {a.client_id, a.tenant};
}

DESCRY_DECL std::optional<response> token_endpoint::handle(request const& message)
{
    auto const where = place_of(detail::path_of(message.target));
    if (!where) return std::nullopt;
    try {
        if (message.method != "POST")
            throw token_refusal(405, "invalid_request", "The method of token requests is POST.");
        return detail::token_response(200, grant(*where, message));
    } catch (token_refusal const& why) {
        return detail::token_response(why);
    }
}

DESCRY_DECL std::optional<response> token_endpoint::describe(request const& message) const
{
    if (message.method != "GET") return std::nullopt;
    for (auto const& document : documents_) {
        auto const tenant = detail::tenant_in(document.path, detail::path_of(message.target));
        if (!tenant) continue;
        if (!tenant->empty() && !is_known(*tenant))
            return detail::token_response(token_refusal(400, "invalid_tenant", "The tenant is not known."));
        return response{
            200, {{"Content-Type", "application/json"}}, document.write({message.base_url, *tenant, message.target})};
    }
    return std::nullopt;
}

DESCRY_DECL bool token_endpoint::is_known(std::string_view tenant) const noexcept
{
    return std::any_of(applications_.begin(), applications_.end(),
                       [&](auto const& each) { return equal_ignoring_case(each.tenant, tenant); });
}

DESCRY_DECL std::optional<token_endpoint::place> token_endpoint::place_of(std::string_view path) const
{
    for (auto const& address : addresses_)
        if (auto const tenant = detail::tenant_in(address.path, path)) return place{address, *tenant};
    return std::nullopt;
}

DESCRY_DECL std::string token_endpoint::grant(place const& where, request const& message)
{
    if (!descry::detail::is_media_type(find_header(message.headers, "Content-Type"),
                                       "application/x-www-form-urlencoded"))
        throw token_refusal(400, "invalid_request", "The body has to be application/x-www-form-urlencoded.");
    auto fields = detail::read_form(message.body);
    if (!fields) throw token_refusal(400, "invalid_request", "The form is malformed, or names a parameter twice.");

    token_request requested{.fields = *std::move(fields)};
    auto const type = requested.field("grant_type");
    if (type.empty()) throw token_refusal(400, "invalid_request", "The parameter grant_type is missing.");
    if (type == "refresh_token")
        requested.kind = credential_kind::app_user;
    else if (type != "client_credentials")
        throw token_refusal(400, "unsupported_grant_type", "Supported are client_credentials and refresh_token.");
    auto const& application = authenticate(where, detail::read_client(message, requested.fields));

    token_grant given{.lifetime = options_.lifetime};
    token_claims claims{.kind = requested.kind, .audience = where.address.audience(requested)};
    if (requested.kind == credential_kind::app_user) {
        given.refresh_token = next_refresh_token(application, requested);
        claims.mfa = application.mfa;
    }
    given.access_token = tokens_.issue(std::move(claims), options_.lifetime);
    return where.address.write(requested, given);
}

DESCRY_DECL registered_application const& token_endpoint::authenticate(
    place const& where, detail::application_credentials const& client) const
{
    bool tenant_known = false;
    for (auto const& a : applications_) {
        if (!where.tenant.empty() && !equal_ignoring_case(a.tenant, where.tenant)) continue;
        tenant_known = true;
        if (equal_ignoring_case(a.client_id, client.id) && a.client_secret == client.secret) return a;
    }
    if (!tenant_known && !where.tenant.empty()) throw token_refusal(400, "invalid_request", "The tenant is not known.");
    throw token_refusal(401, "invalid_client", "The application is not known, or its secret is wrong.");
}

DESCRY_DECL std::string token_endpoint::next_refresh_token(registered_application const& application,
                                                           token_request const& requested)
{
    auto const given = requested.field("refresh_token");
    if (given.empty()) throw token_refusal(400, "invalid_request", "The parameter refresh_token is missing.");
    std::lock_guard const lock(mutex_);
    auto const found = refresh_tokens_.find(given);
    if (found == refresh_tokens_.end() || found->second.client_id != application.client_id ||
        found->second.tenant != application.tenant)
        throw token_refusal(400, "invalid_grant", "The refresh token is not known, or was used before.");
    if (options_.refresh_token_works_once) refresh_tokens_.erase(found);
    auto const next = random_token();
    refresh_tokens_[next] = {application.client_id, application.tenant};
    issued_.push_back(next);
    if (issued_.size() > max_issued) {
        refresh_tokens_.erase(issued_.front());
        issued_.pop_front();
    }
    return next;
}

}  // namespace descry::testing
