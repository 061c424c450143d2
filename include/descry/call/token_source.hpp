// token_source: the bearer token of a client; asked for once, however many calls wait for it.
#pragma once

#include <descry/call/context_guard.hpp>
#include <descry/call/credentials.hpp>
#include <descry/call/token_request.hpp>
#include <descry/call/transport.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace descry {

namespace detail {

/// Gives tokens to calls. May be used from several threads at once. It is owned by a std::shared_ptr, which the thread
/// of a request keeps alive.
///
/// Calls that need a token at the same time share one request and its outcome, blocking or not: a refresh token may end
/// by its first use. A blocking call makes the request itself. For asynchronous ones a thread does, since their
/// executor may be run by the very thread that blocks for the same token.
class token_source final : public std::enable_shared_from_this<token_source>, public context_watcher {
public:
    using callback = std::function<void(result<std::string>)>;

    token_source(credentials given, std::shared_ptr<transport> network)
        : credentials_(std::move(given)), network_(std::move(network))
    {
    }

    /// A token that needs no request, or an empty text without credentials; nothing: ask for one. One that the service
    /// refused is forgotten.
    std::optional<result<std::string>> at_hand(std::string const& refused)
    {
        if (!std::holds_alternative<oauth2_grant>(credentials_)) return given();
        std::lock_guard const lock(mutex_);
        forget(refused);
        if (valid()) return token_;
        return std::nullopt;
    }

    /// The token. Blocks while one is being requested.
    result<std::string> get(steady_time deadline, std::string const& refused = {})
    {
        if (auto token = at_hand(refused)) return std::move(*token);

        std::unique_lock lock(mutex_);
        while (!valid() && requesting_) {
            auto const round = rounds_;
            if (!finished_.wait_until(lock, deadline, [&] { return rounds_ != round; })) return late();
            if (!valid() && is_shared(outcome_)) return outcome_;
        }
        if (valid()) return token_;

        requesting_ = true;
        lock.unlock();
        try {
            return finish(request(deadline), false);
        } catch (...) {
            finish(threw(), false);
            throw;
        }
    }

    /// The same without blocking. `done` is called once, under a lock: it may only post.
    void async_get(steady_time deadline, callback done)
    {
        std::lock_guard const lock(mutex_);
        if (valid()) return done(token_);
        if (closed_) return done(failure(errc::canceled));
        waiting_.push_back({deadline, std::move(done)});
        if (!requesting_) start_request();
    }

    /// What a call gets whose deadline passed meanwhile.
    static failure late()
    {
        return {errc::deadline_exceeded, {.explanation = "the deadline passed while a token was requested"}};
    }

    /// Ends the wait of asynchronous calls, and waits for the thread of a request, which its network has to end.
    void close()
    {
        std::vector<waiter> ended;  // destroyed unlocked
        std::unique_lock lock(mutex_);
        closed_ = true;
        ended.swap(waiting_);
        for (auto& each : ended) each.done(failure(errc::canceled));
        finished_.wait(lock, [this] { return !has_thread_; });
    }

    /// The calls that wait are dropped, as all is that their executor was to run.
    void context_ended() override
    {
        std::vector<waiter> dropped;  // destroyed unlocked
        std::lock_guard const lock(mutex_);
        dropped.swap(waiting_);
    }

private:
    struct waiter {
        steady_time deadline;
        callback done;
    };

    // Needs the mutex. Not one that took its place meanwhile.
    void forget(std::string const& refused)
    {
        if (token_ == refused) token_.clear();
    }

    result<std::string> given() const
    {
        if (std::holds_alternative<no_credentials>(credentials_)) return std::string();
        auto token = ask();
        if (token && token->empty())
            return failure(errc::token_unavailable, {.explanation = "the bearer token is empty"});
        return token;
    }

    result<std::string> ask() const
    {
        if (auto const* token = std::get_if<bearer_token>(&credentials_)) return token->text;
        try {
            return std::get<bearer_token_function>(credentials_).get();
        } catch (...) {  // its text may hold a secret
            return failure(errc::token_unavailable, {.explanation = "the function that gives the token threw"});
        }
    }

    bool valid() const { return !token_.empty() && std::chrono::steady_clock::now() < expires_; }

    // Whether those who waited for a request share its outcome: not what came of its caller's deadline.
    static bool is_shared(result<std::string> const& outcome)
    {
        return outcome || (outcome.error() != errc::deadline_exceeded && outcome.error() != errc::canceled);
    }

    static failure threw() { return {errc::token_unavailable, {.explanation = "the transport threw"}}; }

    result<std::string> request(steady_time deadline)
    {
        auto const grant = [this] {
            std::lock_guard const lock(mutex_);
            return std::get<oauth2_grant>(credentials_);
        }();
        return accept(grant, explain_closing(network_->send(make_token_request(grant), deadline)));
    }

    // Needs the mutex, and somebody who waits: the request is made in the name of the first.
    void start_request()
    {
        try {
            std::thread([self = shared_from_this(), deadline = waiting_.front().deadline] {
                try {
                    self->finish(self->request(deadline), true);
                } catch (...) {
                    self->finish(threw(), true);
                }
            }).detach();
            requesting_ = has_thread_ = true;
        } catch (std::system_error const& e) {
            failure const why(errc::token_unavailable,
                              {.explanation = "cannot start a thread to request a token", .cause = e.code()});
            for (auto& each : std::exchange(waiting_, {})) each.done(why);
        }
    }

    // Those who cannot share the outcome of another's request have one made in their own name.
    result<std::string> finish(result<std::string> outcome, bool on_its_thread)
    {
        std::vector<waiter> left;  // and then those who do not: destroyed unlocked
        std::lock_guard const lock(mutex_);
        requesting_ = false;
        if (on_its_thread) has_thread_ = false;
        outcome_ = outcome;
        ++rounds_;
        auto const now = std::chrono::steady_clock::now();
        bool mine = on_its_thread;
        for (auto& each : waiting_)
            if (std::exchange(mine, false) || is_shared(outcome) || now >= each.deadline)
                each.done(outcome);
            else
                left.push_back(std::move(each));
        waiting_.swap(left);
        if (!waiting_.empty()) start_request();
        finished_.notify_all();
        return outcome;
    }

    result<std::string> accept(oauth2_grant const& grant, result<response> in)
    {
        if (!in) return in.error();
        auto const granted = read_token_response(grant, *in);
        if (!granted) return granted.error();
        if (!granted->refresh_token.empty() && replace_refresh_token(granted->refresh_token)) {
            try {
                if (grant.on_refresh_token) grant.on_refresh_token(granted->refresh_token);
            } catch (...) {
                return failure(errc::token_unavailable,
                               {.explanation = "the function that stores the refresh token threw"});
            }
        }
        std::lock_guard const lock(mutex_);
        token_ = granted->access_token;
        expires_ = std::chrono::steady_clock::now() + usable(granted->lifetime);
        return granted->access_token;
    }

    // Some time before its end, so that a token does not expire on the way.
    static std::chrono::seconds usable(std::chrono::seconds lifetime)
    {
        return lifetime - std::min<std::chrono::seconds>(std::chrono::minutes(2), lifetime / 5);
    }

    bool replace_refresh_token(std::string const& token)
    {
        std::lock_guard const lock(mutex_);
        for (auto& [name, value] : std::get<oauth2_grant>(credentials_).form)
            if (name == "refresh_token" && value != token) return value = token, true;
        return false;
    }

    credentials credentials_;  // only the refresh token changes, under the mutex
    std::shared_ptr<transport> network_;
    std::mutex mutex_;
    std::condition_variable finished_;
    std::string token_;
    steady_time expires_{};
    bool requesting_ = false;
    bool has_thread_ = false;
    bool closed_ = false;
    std::size_t rounds_ = 0;  // how many requests have finished
    result<std::string> outcome_ = failure();
    std::vector<waiter> waiting_;
};

}  // namespace detail

}  // namespace descry
