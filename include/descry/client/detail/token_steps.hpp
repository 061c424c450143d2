// token_steps: what is done next to obtain a token and to keep what came with it. Decides everything and waits for
// nothing.
#pragma once

#include <descry/client/credentials.hpp>
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

/// The tokens of a grant as a state machine. Whoever drives it does what the state says, and reports: the endpoint's
/// answer, whether the store took the refresh token. A refresh token that is not stored is never sent.
class token_steps {
public:
    enum class state {
        settled,     ///< Nothing is done. The refresh token is stored, as far as there is a store.
        unstored,    ///< Nothing is done. The store did not take the refresh token.
        offering,    ///< The store is offered it once more, ahead of a request.
        requesting,  ///< A request is under way.
        storing,     ///< The store is given the refresh token, and nothing follows.
    };

    explicit token_steps(oauth2_grant grant) : grant_(std::move(grant)) {}

    state now_in() const noexcept { return state_; }
    bool is_idle() const noexcept { return state_ == state::settled || state_ == state::unstored; }

    /// The grant changes in `answered` only.
    oauth2_grant const& grant() const noexcept { return grant_; }
    std::string refresh_token() const { return std::string(parameter_of(grant_, "refresh_token")); }
    /// Whether an answer may bring a refresh token that has to be stored.
    bool keeps_refresh_token() const noexcept
    {
        return grant_.on_refresh_token && !parameter_of(grant_, "refresh_token").empty();
    }
    /// That of the request.
    steady_time deadline() const noexcept { return deadline_; }

    /// An access token that can still be used, or an empty text.
    std::string token_at(steady_time now) const { return now < expires_ ? token_ : std::string(); }
    /// Not one that took its place meanwhile.
    void forget(std::string const& refused)
    {
        if (token_ == refused) token_.clear();
    }

    /// Begins to obtain a token, when idle.
    void start(steady_time now) { state_ == state::unstored ? void(state_ = state::offering) : request(now); }

    void answered(result<granted_token> in, steady_time now)
    {
        state_ = state::settled;
        if (!in) return void(outcome_ = in.error());
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
        if (closed_) return void(outcome_ = failure(errc::canceled));
        request(now);
    }

    /// No request is begun any more. One under way goes on.
    void close() noexcept { closed_ = true; }
    bool is_closed() const noexcept { return closed_; }

    /// The store is given its last chance, when idle.
    void store_again() noexcept
    {
        if (state_ == state::unstored) state_ = state::storing;
    }

    /// Of the last attempt to obtain a token.
    result<std::string> const& outcome() const noexcept { return outcome_; }

private:
    void request(steady_time now)
    {
        deadline_ = after(now, grant_.timeout);
        state_ = state::requesting;
    }

    // Some time before its end, so that a token does not expire on the way.
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
