// credentials: what a client proves itself with.
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

/// A function that stores a refresh token where it survives the program: `void(std::string const& token)` or
/// `descry::result<void>(std::string const& token)`. An exception, or a failure that it returns, says that the token is
/// not stored. An empty one stores nothing.
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
            store_ = [plain = std::move(plain)](std::string const& token) -> result<void> {
                plain(token);
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

/// A grant that is exchanged for a token at a token endpoint (RFC 6749, 4.4 and 6). The token is used until shortly
/// before it expires. All calls of a client that need a new one at the same time, blocking or not, share one request
/// for it, so that a refresh token which ends by its first use is used once. The request runs on a thread of its own
/// and outlives the calls that wait for it: one whose deadline passes or that is canceled leaves it under way.
struct oauth2_grant {
    std::string authority{};                                  ///< Base URL of the token endpoint.
    std::string path{};                                       ///< Its path, encoded.
    std::vector<std::pair<std::string, std::string>> form{};  ///< `grant_type`, `client_id`, `client_secret`, …
    credential_kind kind = credential_kind::any;
    /// Called with each refresh token that the endpoint hands out in place of the one before, ahead of its first use:
    /// store it, the old one may have ended. When it is not stored, `observer::refresh_token_not_stored` is told, and
    /// the calls that waited go on with the access token. The refresh token is then offered again before it is used,
    /// and once more when the client is destroyed; as long as it is not stored, no request is sent for another token,
    /// and calls that need one fail with `errc::token_unavailable`. A client that is destroyed waits for a request
    /// under way, so that the token in its answer is stored. The function is called on the thread of the request, or on
    /// the thread that destroys the client, never by two at once, and never after the destructor returned. It must not
    /// call or destroy the client that it belongs to.
    refresh_token_store on_refresh_token{};
    /// In which part of the request `client_id` and `client_secret` of the form are sent.
    client_authentication authentication = client_authentication::form;
    /// The time limit of a request for a token, whatever the deadlines of the calls that wait for it.
    std::chrono::milliseconds timeout = std::chrono::minutes(1);
};

/// One of these: what `client_options::credentials` takes.
using credentials = std::variant<no_credentials, bearer_token, bearer_token_function, oauth2_grant>;

/// On whose behalf calls with these credentials are made, as far as that is known.
DESCRY_DECL credential_kind kind_of(credentials const& given) noexcept;

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/credentials.ipp>
#endif
