// token_source: the bearer token of a client; asked for once, however many calls wait for it.
#pragma once

#include <descry/call/credentials.hpp>
#include <descry/call/token_request.hpp>
#include <descry/call/transport.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace descry {

namespace detail {

/// Gives tokens to calls. May be used from several threads at once. A source that is used asynchronously is owned by a
/// std::shared_ptr, which its requests keep alive.
class token_source : public std::enable_shared_from_this<token_source> {
public:
    using callback = std::function<void(result<std::string>)>;

    token_source(credentials given, std::shared_ptr<transport> network)
        : credentials_(std::move(given)), network_(std::move(network))
    {
    }

    credential_kind kind() const noexcept { return kind_of(credentials_); }
    bool empty() const noexcept { return std::holds_alternative<no_credentials>(credentials_); }

    /// The token, or an empty text without credentials. Blocks while one is being requested.
    result<std::string> get(steady_time deadline)
    {
        auto const* const grant = std::get_if<oauth2_grant>(&credentials_);
        if (!grant) return given();

        std::unique_lock lock(mutex_);
        if (auto const* held = valid()) return *held;
        if (requesting_) {
            auto const waited = std::make_shared<std::optional<result<std::string>>>();
            waiting_.push_back([this, waited](result<std::string> token) {
                std::lock_guard const guard(mutex_);
                *waited = std::move(token);
                arrived_.notify_all();
            });
            bool const arrived = arrived_.wait_until(lock, deadline, [&] { return waited->has_value(); });
            return arrived ? **waited : failure(errc::deadline_exceeded);
        }
        requesting_ = true;
        auto const message = make_token_request(*grant);
        lock.unlock();
        return finish(network_->send(message, deadline));
    }

    /// The same without blocking. `done` is called once: at once when there is a token, otherwise where the transport
    /// calls its handlers, or on the thread that blocks for the request.
    void async_get(steady_time deadline, callback done)
    {
        auto const* const grant = std::get_if<oauth2_grant>(&credentials_);
        if (!grant) return done(given());

        std::unique_lock lock(mutex_);
        if (auto const* held = valid()) {
            result<std::string> token = *held;
            lock.unlock();
            return done(std::move(token));
        }
        waiting_.push_back(std::move(done));
        if (requesting_) return;
        requesting_ = true;
        auto message = make_token_request(*grant);
        lock.unlock();
        network_->async_send(std::move(message), deadline,
                             [self = shared_from_this()](result<response> in) { self->finish(std::move(in)); });
    }

    /// Forgets a token that the service refused, so that the next call asks for another.
    void forget(std::string const& token)
    {
        std::lock_guard const lock(mutex_);
        if (token_ == token) token_.clear();
    }

private:
    result<std::string> given() const
    {
        if (auto const* token = std::get_if<bearer_token>(&credentials_)) return token->text;
        if (auto const* function = std::get_if<bearer_token_function>(&credentials_)) {
            try {
                return function->get();
            } catch (...) {  // its text may hold a secret
                return failure(errc::token_unavailable, {.explanation = "the function that gives the token threw"});
            }
        }
        return std::string();
    }

    std::string const* valid() const
    {
        return !token_.empty() && std::chrono::steady_clock::now() < expires_ ? &token_ : nullptr;
    }

    // Only one request runs at a time, so this does too.
    result<std::string> finish(result<response> in)
    {
        auto const token = accept(std::move(in));
        std::vector<callback> waiting;
        {
            std::lock_guard const lock(mutex_);
            requesting_ = false;
            waiting.swap(waiting_);
        }
        for (auto& done : waiting) done(token);
        return token;
    }

    result<std::string> accept(result<response> in)
    {
        auto& grant = std::get<oauth2_grant>(credentials_);
        if (!in) return in.error();
        auto const granted = read_token_response(grant, *in);
        if (!granted) return granted.error();
        {
            std::lock_guard const lock(mutex_);
            token_ = granted->access_token;
            expires_ = std::chrono::steady_clock::now() + usable(granted->lifetime);
        }
        if (granted->refresh_token.empty() || !replace_refresh_token(grant, granted->refresh_token))
            return granted->access_token;
        try {
            if (grant.on_refresh_token) grant.on_refresh_token(granted->refresh_token);
        } catch (...) {
            return failure(errc::token_unavailable, {.explanation = "the function that stores the refresh token threw"});
        }
        return granted->access_token;
    }

    // Some time before its end, so that a token does not expire on the way.
    static std::chrono::seconds usable(std::chrono::seconds lifetime)
    {
        return lifetime - std::min<std::chrono::seconds>(std::chrono::minutes(2), lifetime / 5);
    }

    bool replace_refresh_token(oauth2_grant& grant, std::string const& token)
    {
        std::lock_guard const lock(mutex_);
        for (auto& [name, value] : grant.form)
            if (name == "refresh_token" && value != token) return value = token, true;
        return false;
    }

    credentials credentials_;  // only the refresh token changes, under the mutex
    std::shared_ptr<transport> network_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::string token_;
    steady_time expires_{};
    bool requesting_ = false;
    std::vector<callback> waiting_;
};

}  // namespace detail

}  // namespace descry
