// token_steps: a state machine that obtains a token and stores the refresh token issued with it. It does not wait.
#pragma once

#include <descry/client/credentials.hpp>
#include <descry/client/detail/closed_transport.hpp>
#include <descry/client/detail/deadline.hpp>
#include <descry/client/detail/token_request.hpp>
#include <descry/client/transport.hpp>
#include <descry/core/error.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace descry {

namespace detail {

/// The tokens of a grant as a state machine. The driver performs the action of each state, and reports its result: the
/// response of the endpoint, or whether the store accepted the refresh token. A refresh token that is not stored is
/// never sent.
class token_steps {
public:
    enum class state {
        settled,     ///< Idle. The refresh token is stored, if there is a store.
        unstored,    ///< Idle. The store did not accept the refresh token.
        offering,    ///< The refresh token is passed to the store once more, before a request.
        requesting,  ///< A request is under way.
        storing,     ///< The refresh token is passed to the store, and nothing follows.
    };

    explicit token_steps(oauth2_grant grant) : grant_(std::move(grant)) {}

    state now_in() const noexcept { return state_; }
    bool is_idle() const noexcept { return state_ == state::settled || state_ == state::unstored; }

    /// Changed by `got_response` only.
    oauth2_grant const& grant() const noexcept { return grant_; }
    std::string refresh_token() const { return std::string(parameter_of(grant_, "refresh_token")); }
    /// True if a response may contain a refresh token that must be stored.
    bool keeps_refresh_token() const noexcept
    {
        return grant_.on_refresh_token && !parameter_of(grant_, "refresh_token").empty();
    }
    /// The deadline of the request.
    steady_time deadline() const noexcept { return deadline_; }

    /// An access token that is still valid, or an empty string.
    std::string token_at(steady_time now) const { return now < expires_ ? token_ : std::string(); }
    /// Forgets a rejected token, but not a token that has replaced it.
    void forget(std::string const& refused)
    {
        if (token_ == refused) token_.clear();
    }

    /// Begins to obtain a token; in an idle state.
    void start(steady_time now) { state_ == state::unstored ? void(state_ = state::offering) : request(now); }

    void got_response(result<granted_token> in, steady_time now)
    {
        state_ = state::settled;
        if (!in) return void(outcome_ = closed_ && in.error() == errc::canceled ? client_was_destroyed() : in.error());
        if (replace_refresh_token(std::move(in->refresh_token)) && grant_.on_refresh_token) state_ = state::storing;
        token_ = std::move(in->access_token);
        expires_ = now + usable(in->lifetime);
        outcome_ = or_out_of_memory([&]() -> result<std::string> { return token_; });
    }

    void offered(result<void> const& stored, steady_time now)
    {
        bool const is_ahead_of_request =
            std::exchange(state_, stored ? state::settled : state::unstored) == state::offering;
        if (!is_ahead_of_request) return;
        if (!stored) return void(outcome_ = stored.error());
        if (closed_) return void(outcome_ = client_was_destroyed());
        request(now);
    }

    /// Prevents further requests. A request under way continues.
    void close() noexcept { closed_ = true; }
    bool is_closed() const noexcept { return closed_; }

    /// Passes the refresh token to the store a last time; in an idle state.
    void store_again() noexcept
    {
        if (state_ == state::unstored) state_ = state::storing;
    }

    /// The outcome of the last attempt to obtain a token.
    result<std::string> const& outcome() const noexcept { return outcome_; }

private:
    void request(steady_time now)
    {
        deadline_ = after(now, grant_.timeout);
        state_ = state::requesting;
    }

    // Ends before the expiry, so that a token does not expire in transit.
    static std::chrono::seconds usable(std::chrono::seconds lifetime)
    {
        return lifetime - std::min<std::chrono::seconds>(std::chrono::minutes(2), lifetime / 5);
    }

    bool replace_refresh_token(std::string&& token)
    {
        if (token.empty()) return false;
        for (auto& [name, value] : grant_.form)
            if (name == "refresh_token" && value != token) return value = std::move(token), true;
        return false;
    }

    oauth2_grant grant_;
    state state_ = state::settled;
    bool closed_ = false;
    std::string token_{};
    steady_time expires_{}, deadline_{};
    result<std::string> outcome_ = failure();
};

}  // namespace detail

}  // namespace descry
