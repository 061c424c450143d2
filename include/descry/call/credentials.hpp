// credentials: what a client proves itself with.
#pragma once

#include <descry/rest/credential_kind.hpp>

#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace descry {

/// No `Authorization` is sent.
struct no_credentials {};

/// A bearer token (RFC 6750) that the user obtained. `kind` is what the user knows about it.
struct bearer_token {
    std::string text{};
    credential_kind kind = credential_kind::any;
};

/// A function that is asked for a bearer token before every call: on the calling thread, or on the executor of
/// asynchronous calls, which it holds up meanwhile. It may be called from several threads at once. An exception, or an
/// empty token, ends the call with `errc::token_unavailable`.
struct bearer_token_function {
    std::function<std::string()> get{};
    credential_kind kind = credential_kind::any;
};

/// How a client shows its id and its secret to a token endpoint (RFC 6749, 2.3.1).
enum class client_authentication {
    form,  ///< As `client_id` and `client_secret` of the form.
    basic  ///< In `Authorization: Basic`, and not in the form.
};

/// A grant that is exchanged for a token at a token endpoint (RFC 6749, 4.4 and 6). The token is used until shortly
/// before it expires. All calls of a client that need a new one at the same time, blocking or not, share one request
/// for it, so that a refresh token which ends by its first use is used once.
struct oauth2_grant {
    std::string authority{};                                  ///< Base URL of the token endpoint.
    std::string path{};                                       ///< Its path, encoded.
    std::vector<std::pair<std::string, std::string>> form{};  ///< `grant_type`, `client_id`, `client_secret`, …
    credential_kind kind = credential_kind::any;
    /// Called with each refresh token that the endpoint hands out in place of the one before, ahead of its first use,
    /// on the thread that made the request, which may be one of the client's own: store it, the old one may have ended.
    /// It must not call or destroy the client that it belongs to. An exception ends the call with
    /// `errc::token_unavailable`.
    std::function<void(std::string const&)> on_refresh_token{};
    /// In which part of the request `client_id` and `client_secret` of the form are sent.
    client_authentication authentication = client_authentication::form;
};

/// One of these: what `client_options::credentials` takes.
using credentials = std::variant<no_credentials, bearer_token, bearer_token_function, oauth2_grant>;

/// On whose behalf calls with these credentials are made, as far as that is known.
inline credential_kind kind_of(credentials const& given) noexcept
{
    return std::visit(
        [](auto const& c) {
            if constexpr (requires { c.kind; })
                return c.kind;
            else
                return credential_kind::any;
        },
        given);
}

}  // namespace descry
