// token_table: the bearer tokens that an emulator issued, and their verification (RFC 6750).
#pragma once

#include <descry/client/clock.hpp>
#include <descry/core/config.hpp>
#include <descry/http/message.hpp>
#include <descry/testing/fault.hpp>
#include <descry/testing/tokens.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing {

/// A random, unguessable string without structure.
DESCRY_DECL std::string random_token();

/// The issued tokens, until they expire. Thread-safe.
class token_table {
    struct issued {
        token_claims claims;
        steady_time expires;
    };

    std::mutex mutex_;
    std::map<std::string, issued, std::less<>> tokens_;
    std::shared_ptr<clock> time_;

public:
    /// Tokens expire by that time; null: by the real time.
    explicit token_table(std::shared_ptr<clock> time = {}) : time_(std::move(time)) {}

    /// Issues a token that is accepted for `lifetime` from now on.
    DESCRY_DECL std::string issue(token_claims claims, std::chrono::seconds lifetime);

    /// The claims of a request's bearer token. Throws `fault` if the token is missing or invalid.
    DESCRY_DECL token_claims check(std::vector<header> const& headers);

private:
    DESCRY_DECL steady_time now() const noexcept;
};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/token_table.ipp>
#endif
