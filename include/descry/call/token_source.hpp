// token_source: the bearer token of a client; asked for once, however many calls wait for it.
#pragma once

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
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace descry {

namespace detail {

/// Gives tokens to calls. May be used from several threads at once. It is owned by a std::shared_ptr, which its
/// asynchronous requests keep alive.
///
/// Calls that need a token at the same time share one request, and its outcome. A blocking call shares only the request
/// of another blocking call: an asynchronous one might need the very thread that would wait for it.
class token_source : public std::enable_shared_from_this<token_source> {
public:
    using callback = std::function<void(result<std::string>)>;

    token_source(credentials given, std::shared_ptr<transport> network)
        : credentials_(std::move(given)), network_(std::move(network))
    {
    }

    bool empty() const noexcept { return std::holds_alternative<no_credentials>(credentials_); }

    /// The token, or an empty text without credentials. Blocks while one is being requested. One that the service
    /// refused is forgotten, and another asked for.
    result<std::string> get(steady_time deadline, std::string const& refused = {})
    {
        if (!std::holds_alternative<oauth2_grant>(credentials_)) return given();

        std::unique_lock lock(mutex_);
        forget(refused);
        while (!valid() && blocking_request_) {
            auto const round = rounds_;
            if (!finished_.wait_until(lock, deadline, [&] { return rounds_ != round; }))
                return failure(errc::deadline_exceeded,
                               {.explanation = "the deadline passed while a token was requested"});
            if (!valid() && is_shared(outcome_)) return outcome_;
        }
        if (valid()) return token_;

        blocking_request_ = true;
        auto const grant = std::get<oauth2_grant>(credentials_);
        lock.unlock();
        try {
            return finish(grant, network_->send(make_token_request(grant), deadline), blocking_request_);
        } catch (...) {
            finish(grant, failure(errc::token_unavailable, {.explanation = "the transport threw"}), blocking_request_);
            throw;
        }
    }

    /// The same without blocking. `done` is called once: at once when there is a token, otherwise where the transport
    /// calls its handlers, or on a thread that blocks for the same token.
    void async_get(steady_time deadline, std::string const& refused, callback done)
    {
        if (!std::holds_alternative<oauth2_grant>(credentials_)) return done(given());

        std::unique_lock lock(mutex_);
        forget(refused);
        if (valid()) {
            result<std::string> token = token_;
            lock.unlock();
            return done(std::move(token));
        }
        if (blocking_request_ || async_request_) {
            waiting_.push_back({deadline, std::move(done)});
            return;
        }
        async_request_ = true;
        auto asked =
            std::make_shared<async_request>(shared_from_this(), std::get<oauth2_grant>(credentials_), std::move(done));
        lock.unlock();
        network_->async_send(make_token_request(asked->grant), deadline,
                             [asked](result<response> in) { asked->deliver(std::move(in)); });
    }

private:
    struct waiter {
        steady_time deadline;
        callback done;
    };

    // A transport whose execution context ended drops its handler uncalled. Then those who waited are dropped too, and
    // whoever comes next may ask again.
    struct async_request {
        std::shared_ptr<token_source> owner;
        oauth2_grant grant;
        callback done;

        async_request(std::shared_ptr<token_source> source, oauth2_grant asked, callback handler)
            : owner(std::move(source)), grant(std::move(asked)), done(std::move(handler))
        {
        }
        async_request(async_request const&) = delete;
        async_request& operator=(async_request const&) = delete;
        ~async_request()
        {
            if (done) owner->abandon();
        }

        void deliver(result<response> in)
        {
            auto const handler = std::exchange(done, nullptr);
            handler(owner->finish(grant, std::move(in), owner->async_request_));
        }
    };

    // Needs the mutex. Not one that took its place meanwhile.
    void forget(std::string const& refused)
    {
        if (token_ == refused) token_.clear();
    }

    result<std::string> given() const
    {
        if (empty()) return std::string();
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

    result<std::string> finish(oauth2_grant const& grant, result<response> in, bool& requesting)
    {
        auto const outcome = accept(grant, std::move(in));
        std::vector<waiter> waiting;
        {
            std::lock_guard const lock(mutex_);
            requesting = false;
            outcome_ = outcome;
            ++rounds_;
            waiting.swap(waiting_);
        }
        finished_.notify_all();
        for (auto& w : waiting) {
            if (is_shared(outcome) || std::chrono::steady_clock::now() >= w.deadline)
                w.done(outcome);
            else
                async_get(w.deadline, {}, std::move(w.done));
        }
        return outcome;
    }

    void abandon()
    {
        std::vector<waiter> dropped;
        std::lock_guard const lock(mutex_);
        async_request_ = false;
        dropped.swap(waiting_);
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
    bool blocking_request_ = false;
    bool async_request_ = false;
    std::size_t rounds_ = 0;  // how many requests have finished
    result<std::string> outcome_ = failure();
    std::vector<waiter> waiting_;
};

}  // namespace detail

}  // namespace descry
