// token_table: definitions of the functions of token_table.hpp.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/random_guid.hpp>
#include <descry/testing/token_table.hpp>

#include <string_view>
#include <utility>

namespace descry::testing {

namespace detail {

inline fault refused_token(char const* description)
{
    return {refusal::token_refused, description, {{"WWW-Authenticate", "Bearer error=\"invalid_token\""}}};
}

}  // namespace detail

DESCRY_DECL std::string random_token()
{
    std::string out = descry::random_guid() + descry::random_guid();
    std::erase(out, '-');
    return out;
}

DESCRY_DECL std::string token_table::issue(token_claims claims, std::chrono::seconds lifetime)
{
    auto const now = this->now();
    auto token = random_token();
    std::lock_guard const lock(mutex_);
    // Expired tokens are kept for a while, so that a response can state that a token has expired.
    std::erase_if(tokens_, [now](auto const& t) { return t.second.expires + std::chrono::hours(1) < now; });
    tokens_.emplace(token, issued{std::move(claims), now + lifetime});
    return token;
}

DESCRY_DECL token_claims token_table::check(std::vector<header> const& headers)
{
    constexpr std::string_view scheme = "Bearer ";
    auto field = find_header(headers, "Authorization");
    if (!equal_ignoring_case(field.substr(0, scheme.size()), scheme))
        throw fault(refusal::token_missing, "The request carries no bearer token.", {{"WWW-Authenticate", "Bearer"}});
    field.remove_prefix(scheme.size());
    while (field.starts_with(' ')) field.remove_prefix(1);

    std::lock_guard const lock(mutex_);
    auto const found = tokens_.find(field);
    if (found == tokens_.end()) throw detail::refused_token("The bearer token was not issued here.");
    if (found->second.expires <= now()) throw detail::refused_token("The bearer token has expired.");
    return found->second.claims;
}

DESCRY_DECL steady_time token_table::now() const noexcept
{
    return time_ ? time_->now() : std::chrono::steady_clock::now();
}

}  // namespace descry::testing
