// token_source: the access token of a client, requested once for all calls that wait for it.
#pragma once

#include <descry/client/credentials.hpp>
#include <descry/client/detail/call_clock.hpp>
#include <descry/client/detail/closed_transport.hpp>
#include <descry/client/detail/context_guard.hpp>
#include <descry/client/detail/token_request.hpp>
#include <descry/client/detail/token_steps.hpp>
#include <descry/client/observer.hpp>
#include <descry/client/transport.hpp>
#include <descry/core/base64.hpp>
#include <descry/core/detail/characters.hpp>
#include <descry/core/error.hpp>
#include <descry/json/detail/utf8.hpp>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace descry {

namespace detail {

/// Provides calls with tokens. May be used from several threads at once.
///
/// Calls that need a token at the same time share one request and its outcome, blocking or not, since a refresh token
/// may be for single use. The request runs on its own thread, which outlives the calls that wait for it, and passes a
/// new refresh token to its store.
class token_source final : public context_watcher {
public:
    using callback = std::function<void(result<std::string>)>;

    /// The names of secret header fields must outlive this object.
    token_source(credentials from, std::shared_ptr<transport> network, std::shared_ptr<observer> seen_by = {},
                 call_clock time = call_clock(), member_list secret_headers = {})
        : steps_(grant_of(from)),
          credentials_(std::move(from)),
          network_(std::move(network)),
          seen_by_(std::move(seen_by)),
          time_(std::move(time)),
          secret_headers_(secret_headers)
    {
    }

    token_source(token_source const&) = delete;
    token_source& operator=(token_source const&) = delete;
    ~token_source() { join_thread(); }

    /// A token that is available without a request, or an empty string without credentials; nothing if a request is
    /// required. A token that the service rejected is forgotten.
    std::optional<result<std::string>> available(std::string const& refused)
    {
        if (!std::holds_alternative<oauth2_grant>(credentials_)) return token_of_user();
        std::lock_guard const lock(mutex_);
        steps_.forget(refused);
        return valid();
    }

    /// The token. Blocks while one is being requested, at most until the deadline.
    result<std::string> get(steady_time deadline, std::string const& refused = {})
    {
        if (auto token = available(refused)) return std::move(*token);

        std::unique_lock lock(mutex_);
        if (auto token = valid()) return std::move(*token);
        auto const round = rounds_;
        if (auto const joined = join(); !joined) return joined.error();
        if (!changed_.wait_until(lock, time_.to_real(deadline), [&] { return rounds_ != round || steps_.is_closed(); }))
            return late();
        if (rounds_ == round) return client_was_destroyed();
        return steps_.outcome();
    }

    /// The same without blocking. `done` is called at most once, under a lock: it may only post, and must release its
    /// resources then, since an execution context may end as soon as the lock is released.
    void async_get(callback done)
    {
        std::lock_guard const lock(mutex_);
        if (auto token = valid()) return done(std::move(*token));
        if (auto const joined = join(); !joined) return done(joined.error());
        waiting_.push_back(std::move(done));
    }

    /// The failure of a call whose deadline passed while it waited.
    static failure late()
    {
        return {errc::deadline_exceeded, {.explanation = "the deadline passed while a token was requested"}};
    }

    /// Ends the wait of calls. A request whose response may contain a refresh token to be stored is completed, at most
    /// until its own deadline; the network may be closed afterwards.
    void close()
    {
        std::unique_lock lock(mutex_);
        steps_.close();
        for (auto& done : std::exchange(waiting_, {})) notify(done, client_was_destroyed());
        changed_.notify_all();
        if (!steps_.keeps_refresh_token()) return;
        changed_.wait_until(lock, time_.to_real(steps_.deadline()),
                            [this] { return steps_.now_in() != state::requesting; });
    }

    /// Must be called last, after the network was closed. Waits for the thread of a request, and passes a refresh token
    /// that is not stored to the store once more.
    void finish()
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return steps_.is_idle(); });
        steps_.store_again();
        carry_out(lock);
        lock.unlock();
        join_thread();
    }

    /// The waiting calls are dropped, as is all other work of their executor.
    void context_ended() override
    {
        std::vector<callback> dropped;  // destroyed without the lock
        std::lock_guard const lock(mutex_);
        dropped.swap(waiting_);
    }

private:
    using state = token_steps::state;

    static oauth2_grant grant_of(credentials& from)
    {
        auto* const grant = std::get_if<oauth2_grant>(&from);
        return grant ? std::move(*grant) : oauth2_grant();
    }

    result<std::string> token_of_user() const
    {
        if (std::holds_alternative<no_credentials>(credentials_)) return std::string();
        auto token = read_token();
        if (token && token->empty())
            return failure(errc::token_unavailable, {.explanation = "the bearer token is empty"});
        return token;
    }

    // RFC 7617, 2 and 2.1.
    static result<std::string> user_pass_of(basic const& from)
    {
        auto const refused = [](std::string why) {
            return failure(errc::unsafe_header, {.explanation = std::move(why), .not_sent = true});
        };
        if (from.user.find(':') != std::string::npos) return refused("the user name has a colon, which ends it");
        for (auto const* const text : {&from.user, &from.password})
            if (has_control(*text) || !is_utf8(*text))
                return refused("the user name or the password has a control character, or is not UTF-8");
        return base64_encode(from.user + ':' + from.password);
    }

    result<std::string> read_token() const
    {
        if (auto const* token = std::get_if<bearer_token>(&credentials_)) return token->text;
        if (auto const* pair = std::get_if<basic>(&credentials_)) return user_pass_of(*pair);
        try {
            return std::get<bearer_token_function>(credentials_).get();
        } catch (...) {  // its message may contain a secret
            return failure(errc::token_unavailable, {.explanation = "the function that gives the token threw"});
        }
    }

    steady_time now() const noexcept { return time_.now(); }

    // Requires the mutex, as the next function does.
    std::optional<result<std::string>> valid() const
    {
        auto token = steps_.token_at(now());
        if (token.empty()) return std::nullopt;
        return token;
    }

    // Ensures that a token is being requested.
    result<void> join()
    {
        if (steps_.is_closed()) return client_was_destroyed();
        if (!steps_.is_idle()) return {};
        join_thread();  // it no longer needs the mutex
        try {
            thread_ = std::thread([this] {
                std::unique_lock own(mutex_);
                carry_out(own);
            });
        } catch (std::system_error const& e) {
            return failure(errc::token_unavailable,
                           {.explanation = "cannot start a thread to request a token", .cause = e.code()});
        }
        steps_.start(now());
        return {};
    }

    void join_thread()
    {
        if (thread_.joinable()) thread_.join();
    }

    // Performs the steps until nothing is left to do. Unlocked during each step; only this thread changes the grant.
    void carry_out(std::unique_lock<std::mutex>& lock)
    {
        while (!steps_.is_idle()) {
            bool const is_request = steps_.now_in() == state::requesting;
            auto const deadline = steps_.deadline();
            lock.unlock();
            if (is_request) {
                auto granted = request(deadline);
                lock.lock();
                steps_.got_response(std::move(granted), now());
                changed_.notify_all();
            } else {
                auto const stored = store();
                lock.lock();
                steps_.offered(stored, now());
            }
        }
        ++rounds_;
        for (auto& done : std::exchange(waiting_, {})) notify(done, steps_.outcome());
        changed_.notify_all();
    }

    // If there is no memory to notify a call, it ends by its own deadline.
    static void notify(callback& done, result<std::string> const& outcome)
    {
        try {
            done(outcome);
        } catch (std::bad_alloc const&) {
        }
    }

    result<granted_token> request(steady_time deadline) const
    {
        try {
            auto const& grant = steps_.grant();
            auto const in = with_closing_reason(network_->send(make_token_request(grant, secret_headers_), deadline));
            if (in) return read_token_response(grant, *in, system_time(), secret_headers_);
            if (in.error() != errc::deadline_exceeded || !in.error()->explanation.empty()) return in.error();
            auto details = in.error().details();
            details.explanation = "the token endpoint did not respond within the time limit of the grant";
            return in.error().with(std::move(details));
        } catch (std::bad_alloc const&) {
            return failure(errc::not_enough_memory);
        } catch (...) {
            return or_out_of_memory([]() -> result<granted_token> {
                return failure(errc::token_unavailable, {.explanation = "the transport threw"});
            });
        }
    }

    result<void> store() const
    {
        auto const stored = call_store();
        if (!stored && seen_by_) seen_by_->refresh_token_not_stored(stored.error());
        return stored;
    }

    // Only the error code is kept, since the message of the store may contain the token.
    result<void> call_store() const
    {
        boost::system::error_code cause;
        try {
            auto const stored = steps_.grant().on_refresh_token(steps_.refresh_token());
            if (stored) return {};
            cause = stored.error().code();
        } catch (boost::system::system_error const& e) {
            cause = e.code();
        } catch (std::system_error const& e) {
            cause = e.code();
        } catch (...) {
        }
        return or_out_of_memory([&]() -> result<void> {
            return failure(errc::token_unavailable,
                           {.explanation = "the new refresh token is not stored, and not used before it is",
                            .cause = cause,
                            .not_sent = true});
        });
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    token_steps steps_;
    std::size_t rounds_ = 0;  // the number of completed attempts to obtain a token
    std::vector<callback> waiting_;
    std::thread thread_;  // of the last attempt

    credentials const credentials_;
    std::shared_ptr<transport> const network_;
    std::shared_ptr<observer> const seen_by_;
    call_clock const time_;
    member_list secret_headers_;
};

}  // namespace detail

}  // namespace descry
