// credentials: the ways in which a client is authenticated.
#pragma once

#include <descry/core/config.hpp>
#include <descry/core/error.hpp>
#include <descry/core/wrong.hpp>
#include <descry/rest/credential_kind.hpp>

#include <chrono>
#include <concepts>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace descry {

/// No `Authorization` field is sent.
struct no_credentials {};

/// A bearer token (RFC 6750) that the user obtained. `kind` is the kind of credentials, if the user knows it.
struct bearer_token {
    std::string text{};
    credential_kind kind = credential_kind::any;
};

/// A function that returns a bearer token and is called before every call: on the calling thread, or on the executor of
/// asynchronous calls, which it blocks meanwhile. It may be called from several threads at once. An exception, or an
/// empty token, ends the call with `errc::token_unavailable`.
struct bearer_token_function {
    std::function<std::string()> get{};
    credential_kind kind = credential_kind::any;
};

/// User name and password, sent as `Authorization: Basic` (RFC 7617), in UTF-8. Calls fail with `errc::unsafe_header`
/// before anything is sent if the user name has a colon, or if the user name or the password has a control character or
/// is not valid UTF-8.
struct basic {
    std::string user{};
    std::string password{};
    credential_kind kind = credential_kind::any;
};

/// How a client authenticates with a token endpoint (RFC 6749, 2.3.1).
enum class client_authentication {
    form,  ///< As the parameters `client_id` and `client_secret` of the form.
    basic  ///< As `Authorization: Basic`, and not in the form.
};

/// A function that stores a refresh token persistently. Its signature is `void(std::string const& token)` or
/// `descry::result<void>(std::string const& token)`. An exception, or a failure that it returns, means that the token
/// is not stored. An empty function stores nothing.
class refresh_token_store {
    std::function<result<void>(std::string const&)> store_{};

public:
    refresh_token_store() = default;
    template <class F>
        requires(!std::same_as<std::remove_cvref_t<F>, refresh_token_store> &&
                 std::invocable<std::decay_t<F>&, std::string const&>)
    refresh_token_store(F&& store)
    {
        using returned = std::invoke_result_t<std::decay_t<F>&, std::string const&>;
        if constexpr (std::is_void_v<returned>) {
            std::function<void(std::string const&)> plain(std::forward<F>(store));
            if (!plain) return;
            store_ = [keep = std::move(plain)](std::string const& token) -> result<void> {
                keep(token);
                return {};
            };
        } else if constexpr (std::same_as<returned, result<void>>) {
            store_ = std::forward<F>(store);
        } else {
            using namespace wrong;
            refuse<function_that_stores_refresh_tokens_returns_neither_void_nor_descry_result_of_void<returned>>();
        }
    }

    explicit operator bool() const noexcept { return static_cast<bool>(store_); }
    result<void> operator()(std::string const& token) const { return store_(token); }
};

/// A grant that is exchanged for an access token at a token endpoint (RFC 6749, 4.4 and 6). The token is used until
/// shortly before it expires. All calls of a client that need a new token at the same time, blocking or not, share one
/// token request, so that a refresh token for single use is used once. The request runs on its own thread and outlives
/// the calls that wait for it: a call that is canceled, or whose deadline passes, does not end the request.
struct oauth2_grant {
    std::string authority{};                                  ///< The base URL of the token endpoint.
    std::string path{};                                       ///< The percent-encoded path of the token endpoint.
    std::vector<std::pair<std::string, std::string>> form{};  ///< `grant_type`, `client_id`, `client_secret`, …
    credential_kind kind = credential_kind::any;
    /// Called with each refresh token that the endpoint issues in place of the previous one, before its first use.
    /// Store it, since the previous one may no longer be valid. If it is not stored,
    /// `observer::refresh_token_not_stored` is called, and the waiting calls continue with the access token. The
    /// refresh token is then passed again before it is used, and once more when the client is destroyed; while it is
    /// not stored, no token request is sent, and calls that need one fail with `errc::token_unavailable`. The
    /// destructor of a client waits for a request under way, so that the token in its response is stored. The function
    /// is called on the thread of the request or on the thread that destroys the client, never by two threads at once,
    /// and never after the destructor returned. It must not call or destroy the client to which it belongs.
    refresh_token_store on_refresh_token{};
    /// The part of the request in which `client_id` and `client_secret` of the form are sent.
    client_authentication authentication = client_authentication::form;
    /// The time limit of a token request, independent of the deadlines of the calls that wait for it.
    std::chrono::milliseconds timeout = std::chrono::minutes(1);
};

/// The value of `client_options::credentials`: one of these alternatives.
using credentials = std::variant<no_credentials, bearer_token, bearer_token_function, oauth2_grant, basic>;

/// The kind of the credentials (user or application), if it is known.
DESCRY_DECL credential_kind kind_of(credentials const& given) noexcept;

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/credentials.ipp>
#endif
