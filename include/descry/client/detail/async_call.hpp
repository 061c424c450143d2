// async_call: an asynchronous call with its timer and its cancellation. call_steps decides the next step.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/execution/bad_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <descry/client/detail/call_clock.hpp>
#include <descry/client/detail/call_completion.hpp>
#include <descry/client/detail/call_environment.hpp>
#include <descry/client/detail/call_steps.hpp>
#include <descry/client/detail/closed_transport.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/client/detail/token_source.hpp>
#include <descry/client/transport.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

class async_call;

/// The calls that wait for their next attempt, so that closing a client can end them. May be used from several threads
/// at once.
class waiting_calls {
    std::mutex mutex_;
    std::unordered_map<async_call*, std::weak_ptr<async_call>> members_;
    bool closed_ = false;

public:
    /// False after `close`.
    bool add(std::shared_ptr<async_call> const& call)
    {
        std::lock_guard const lock(mutex_);
        if (!closed_) members_.emplace(call.get(), call);
        return !closed_;
    }

    void remove(async_call* call)
    {
        std::lock_guard const lock(mutex_);
        members_.erase(call);
    }

    void close();
};

/// Runs in a strand of the client's executor. The user's cancellation slot is used only by its owner: a signal is
/// posted to the strand, and is forwarded to the transport by a signal of the call.
class async_call : public std::enable_shared_from_this<async_call> {
public:
    /// The state that all calls of a client share.
    struct client_state {
        call_environment environment{};
        call_clock time{};
        std::shared_ptr<transport> network{};
        std::shared_ptr<token_source> tokens{};
        waiting_calls waiting{};
        std::atomic<bool> closed = false;
    };

    async_call(boost::asio::any_io_executor const& client, std::shared_ptr<client_state> shared, prepared_call&& call,
               steady_time deadline, std::unique_ptr<call_completion>&& done)
        : strand_(boost::asio::make_strand(client)),
          work_(client),
          shared_(std::move(shared)),
          done_(std::move(done)),
          steps_(shared_->environment, std::move(call), done_->change(), done_->out(), deadline)
    {
    }
    async_call(async_call const&) = delete;
    async_call& operator=(async_call const&) = delete;
    ~async_call()
    {
        if (timer_) shared_->waiting.remove(this);
    }

    /// Connects the user's cancellation slot. Called by the function that initiates the call, where the slot may be
    /// accessed. The slot may outlive the execution context, and so owns nothing.
    void watch_cancellation()
    {
        done_->on_cancellation([weak = weak_from_this()](boost::asio::cancellation_type type) {
            auto const self = weak.lock();
            if (!self) return;
            boost::asio::post(self->strand_, [weak, type] {
                if (auto const call = weak.lock()) call->cancel(type);
            });
        });
    }

    void start()
    {
        boost::asio::dispatch(strand_, [self = shared_from_this()] {
            if (self->state_ == state::deciding) self->resume(&call_steps::start);
        });
    }

    /// Ends the wait for the next attempt, because the client is closed; from any thread.
    void end_wait()
    {
        boost::asio::post(strand_, [self = shared_from_this()] {
            if (self->state_ == state::waiting) self->resume(&call_steps::stop, client_was_destroyed());
        });
    }

    /// Ends a call that was not started, and returns its handler.
    std::pair<failure, std::unique_ptr<call_completion>> release()
    {
        state_ = state::completed;
        steps_.stop(client_was_destroyed());
        return {steps_.outcome().error(), std::move(done_)};
    }

private:
    using cancellation = boost::asio::cancellation_type;

    enum class state {
        deciding,     // call_steps decides, or the call has not started.
        authorizing,  // An access token is being obtained.
        sending,      // The request is under way.
        waiting,      // The timer runs.
        completed,    // The handler is about to be called, or was called.
    };

    using next = call_steps::next;

    // Resumes the steps with an event, and performs the next step.
    template <class... Parameter, class... Argument>
    void resume(next (call_steps::*event)(Parameter...), Argument&&... argument)
    {
        try {
            carry_out((steps_.*event)(std::forward<Argument>(argument)...));
        } catch (std::bad_alloc const&) {
            run_out_of_memory();
        } catch (boost::asio::execution::bad_executor const&) {  // no memory to copy an executor
            run_out_of_memory();
        }
    }

    // Called while the exception is handled.
    void run_out_of_memory()
    {
        if (state_ == state::completed) throw;  // thrown by the handler
        steps_.ran_out_of_memory();
        complete();
    }

    void carry_out(next what)
    {
        if (what != next::done && is_canceled()) what = steps_.stop(errc::canceled);
        switch (what) {
            case next::token: return get_token();
            case next::send: return send();
            case next::wait: return wait();
            case next::change: return carry_out(steps_.change());
            case next::done: return complete();
        }
    }

    void get_token()
    {
        auto& tokens = *shared_->tokens;
        if (auto const token = tokens.available(steps_.refused_token())) return carry_out(steps_.got_token(*token));
        state_ = state::authorizing;
        // The token request may outlast the call.
        timer().expires_at(shared_->time.to_real(steps_.deadline()));
        timer().async_wait([self = shared_from_this()](boost::system::error_code ec) {
            if (!ec) self->on_token(token_source::late());
        });
        tokens.async_get([self = shared_from_this()](result<std::string> token) mutable {
            auto const strand = self->strand_;
            boost::asio::post(strand, [call = std::move(self), got = std::move(token)] { call->on_token(got); });
        });
    }

    void on_token(result<std::string> const& token)
    {
        if (state_ != state::authorizing) return;
        state_ = state::deciding;
        timer().cancel();
        resume(&call_steps::got_token, token);
    }

    void send()
    {
        state_ = state::sending;
        shared_->network->async_send(
            steps_.message(), steps_.deadline(),
            boost::asio::bind_cancellation_slot(
                cancel_.slot(), boost::asio::bind_executor(strand_, [self = shared_from_this()](result<response> in) {
                    self->on_response(std::move(in));
                })));
    }

    void on_response(result<response> in)
    {
        if (state_ == state::completed) return;
        state_ = state::deciding;
        if (requested_ == cancellation::none) in = with_closing_reason(std::move(in), shared_->closed);
        resume(&call_steps::got_response, std::move(in));
    }

    boost::asio::steady_timer& timer()
    {
        if (!timer_) timer_.emplace(strand_);
        return *timer_;
    }

    void wait()
    {
        if (!shared_->waiting.add(shared_from_this())) return carry_out(steps_.stop(client_was_destroyed()));
        state_ = state::waiting;
        timer().expires_at(shared_->time.end_of_pause(steps_.resume_at()));
        timer().async_wait([self = shared_from_this()](boost::system::error_code) {
            self->shared_->waiting.remove(self.get());
            if (self->state_ != state::waiting) return;
            self->state_ = state::deciding;
            self->resume(&call_steps::waited);
        });
    }

    // A signal that has no effect now is remembered, and ends the call before its next step if no side effect is
    // possible then. While a request is under way, its transport knows what was sent; the response may already be
    // complete.
    void cancel(cancellation type)
    {
        if (state_ == state::completed) return;
        requested_ |= type;
        if (!is_canceled()) return;
        state_ == state::sending ? cancel_.emit(requested_) : resume(&call_steps::stop, errc::canceled);
    }

    bool is_canceled() const noexcept { return ends_for(requested_, steps_.may_have_side_effects()); }

    void complete()
    {
        state_ = state::completed;
        if (timer_) timer_->cancel();
        try {
            done_->dispatch([self = shared_from_this()] { self->call_handler(); });
        } catch (std::bad_alloc const&) {
            if (!done_) throw;  // thrown by the handler
            call_handler();     // on this thread, since there is no memory to post it
        }
        work_.reset();
    }

    void call_handler()
    {
        auto const done = std::move(done_);
        done->complete(steps_.outcome(), steps_.thrown());
    }

    boost::asio::strand<boost::asio::any_io_executor> strand_;
    boost::asio::executor_work_guard<boost::asio::any_io_executor> work_;  // until the handler is called
    std::shared_ptr<client_state> shared_;
    std::unique_ptr<call_completion> done_;
    call_steps steps_;
    std::optional<boost::asio::steady_timer> timer_{};
    boost::asio::cancellation_signal cancel_{};
    cancellation requested_ = cancellation::none;
    state state_ = state::deciding;
};

inline void waiting_calls::close()
{
    std::vector<std::shared_ptr<async_call>> waiting;  // destroyed without the lock
    try {
        std::lock_guard const lock(mutex_);
        closed_ = true;
        for (auto const& [address, call] : members_)
            if (auto alive = call.lock()) waiting.push_back(std::move(alive));
    } catch (std::bad_alloc const&) {  // the remaining calls end by their own deadlines
    }
    for (auto const& call : waiting) try {
            call->end_wait();
        } catch (std::bad_alloc const&) {
        }
}

}  // namespace detail

}  // namespace descry
