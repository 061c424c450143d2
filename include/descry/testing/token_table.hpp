// token_table: the bearer tokens that an emulator issued, and what it makes of those it is shown (RFC 6750).
#pragma once

#include <descry/core/naming.hpp>
#include <descry/http/message.hpp>
#include <descry/model/random_guid.hpp>
#include <descry/rest/credential_kind.hpp>
#include <descry/testing/fault.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing {

/// Random text that nobody can guess or take apart.
inline std::string random_token()
{
    std::string out = descry::random_guid() + descry::random_guid();
    std::erase(out, '-');
    return out;
}

/// What a token says.
struct token_claims {
    credential_kind kind = credential_kind::any;
    std::string audience{};  ///< The service that it is for; empty: whichever it is shown to.
    bool mfa = true;         ///< The user signed in with multi-factor authentication (RFC 8176).
};

/// Issued tokens, until they expire. May be used from several threads.
class token_table {
    using clock = std::chrono::steady_clock;
    struct issued {
        token_claims claims;
        clock::time_point expires;
    };

    std::mutex mutex_;
    std::map<std::string, issued, std::less<>> tokens_;

public:
    /// A fresh token, accepted for `lifetime` from now on.
    std::string issue(token_claims claims, std::chrono::seconds lifetime)
    {
        auto const now = clock::now();
        auto token = random_token();
        std::lock_guard const lock(mutex_);
        // Kept for a while after they expired, so that an answer can say which of the two is wrong.
        std::erase_if(tokens_, [now](auto const& t) { return t.second.expires + std::chrono::hours(1) < now; });
        tokens_.emplace(token, issued{std::move(claims), now + lifetime});
        return token;
    }

    /// What a request's bearer token says. Throws `fault` when there is none, or it is not good.
    token_claims check(std::vector<header> const& headers)
    {
        constexpr std::string_view scheme = "Bearer ";
        auto field = find_header(headers, "Authorization");
        if (!equal_ignoring_case(field.substr(0, scheme.size()), scheme))
            throw fault(refusal::token_missing, "The request carries no bearer token.",
                        {{"WWW-Authenticate", "Bearer"}});
        field.remove_prefix(scheme.size());
        while (field.starts_with(' ')) field.remove_prefix(1);

        std::lock_guard const lock(mutex_);
        auto const found = tokens_.find(field);
        if (found == tokens_.end()) throw refused("The bearer token was not issued here.");
        if (found->second.expires <= clock::now()) throw refused("The bearer token has expired.");
        return found->second.claims;
    }

private:
    static fault refused(char const* description)
    {
        return {refusal::token_refused, description, {{"WWW-Authenticate", "Bearer error=\"invalid_token\""}}};
    }
};

}  // namespace descry::testing
