// token_table: the bearer tokens that an emulator issued, and their verification (RFC 6750).
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

/// A random, unguessable string without structure.
DESCRY_DECL std::string random_token();

/// The issued tokens, until they expire. Thread-safe.
class token_table {
    using clock = std::chrono::steady_clock;
    struct issued {
        token_claims claims;
        clock::time_point expires;
    };

    std::mutex mutex_;
    std::map<std::string, issued, std::less<>> tokens_;

public:
    /// Issues a token that is accepted for `lifetime` from now on.
    DESCRY_DECL std::string issue(token_claims claims, std::chrono::seconds lifetime);

    /// The claims of a request's bearer token. Throws `fault` if the token is missing or invalid.
    DESCRY_DECL token_claims check(std::vector<header> const& headers);
};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/token_table.ipp>
#endif
