// token_table: the bearer tokens that an emulator issued, and what it makes of those it is shown (RFC 6750).
#pragma once

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>
#include <descry/testing/fault.hpp>
#include <descry/testing/tokens.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace descry::testing {

/// Random text that nobody can guess or take apart.
DESCRY_DECL std::string random_token();

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
    DESCRY_DECL std::string issue(token_claims claims, std::chrono::seconds lifetime);

    /// What a request's bearer token says. Throws `fault` when there is none, or it is not good.
    DESCRY_DECL token_claims check(std::vector<header> const& headers);
};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/token_table.ipp>
#endif
