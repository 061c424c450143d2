// attempt_steps: the attempts of a call, from its permit to its final outcome.
#pragma once

#include <descry/client/detail/call_environment.hpp>
#include <descry/client/detail/call_failure.hpp>
#include <descry/client/detail/prepare_call.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/client/detail/retry.hpp>
#include <descry/client/observer.hpp>
#include <descry/client/transport.hpp>
#include <descry/core/error.hpp>
#include <descry/http/message.hpp>
#include <descry/json/detail/decoding_budget.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <new>
#include <optional>
#include <string>
#include <utility>

namespace descry {

namespace detail {

/// Allocated in advance, since there may be no memory for details when an allocation fails.
inline failure const out_of_memory_after_sending{errc::not_enough_memory, {.maybe_done = true}};

/// A call and its attempts as a state machine that does not wait. The driver performs the action of each state and
/// reports its result by the event of that state. Events return the next state.
class attempt_steps {
public:
    enum class state {
        ready,        ///< Nothing has happened yet.
        waiting,      ///< Wait until `resume_at`, when the permit to send becomes valid; then `waited`.
        authorizing,  ///< Get an access token other than `refused_token`; then `got_token`.
        sending,      ///< Send `call().message`; then `got_response`.
        reading,      ///< Read the response; then `refused`, or `finish` with what follows from it.
        pausing,      ///< Wait until `resume_at`, before a retry; then `waited`.
        failed,       ///< The last attempt failed, or none is permitted before the deadline; then `finish`.
        stopped,      ///< The call was ended between two attempts or during one; then `finish`.
        finished,     ///< The observer was notified of the end.
    };

    /// `shared` must outlive this object.
    attempt_steps(call_environment& shared, prepared_call&& call) : shared_(&shared), call_(std::move(call)) {}

    state now_in() const noexcept { return state_; }
    prepared_call const& call() const noexcept { return call_; }
    std::string const& refused_token() const noexcept { return refused_token_; }
    steady_time deadline() const noexcept { return deadline_; }
    steady_time resume_at() const noexcept { return resume_at_; }
    /// The reason of `failed` and `stopped`.
    failure const& why() const noexcept { return why_; }
    /// True if the service may have carried out a failed attempt of a call that is not safe.
    bool is_maybe_done() const noexcept { return maybe_done_; }

    /// The circumstances under which a response that arrives now is read.
    received_call received() const { return {shared_->context, call_, shared_->clock(), shared_->date()}; }

    /// Permits work until the deadline.
    permission in_time() const noexcept
    {
        return {[](void const* self) {
                    auto const& steps = *static_cast<attempt_steps const*>(self);
                    return steps.now() <= steps.deadline_;
                },
                this};
    }

    state start(steady_time deadline)
    {
        deadline_ = deadline;
        started_ = now();
        notify(&observer::started, started_);
        return acquire_permit();
    }

    state waited() { return state_ == state::waiting ? state_ = state::authorizing : acquire_permit(); }

    /// False for the poll of a job at another origin, which takes neither permit nor access token.
    bool is_to_service() const noexcept { return call_.origin.empty(); }

    /// True if the call is sent with the credentials of the client.
    bool takes_token() const noexcept { return call_.takes_token; }

    state got_token(result<std::string> const& token)
    {
        if (token && unauthorized_ && *token == refused_token_) return retry_or_fail(*unauthorized_);  // no other token
        status_ = 0;  // the last response was to another token
        received_ = 0;
        if (!token) return retry_or_fail(fail_call(call_, token.error()));
        token_ = *token;
        authorize(shared_->context, call_, token_);
        if (call_.stream) call_.stream->note_secrets(secrets_of(call_));
        sent_at_ = now();
        state_ = state::sending;
        notify(&observer::sent, sent_at_);
        return state_;
    }

    state got_response(result<response> const& in)
    {
        if (!in) {
            status_ = in.error()->status;  // of a response whose body was lost
            note(in.error());              // before any allocation
            state_ = state::reading;
            return retry_or_fail(fail_call(call_, in.error()));
        }
        state_ = state::reading;
        status_ = in->status;
        received_ = in->body_size();
        notify(&observer::received, now());
        return state_;
    }

    /// The response is a failure. A rejected access token is replaced once, without a new permit.
    state refused(failure const& why)
    {
        if (why == errc::unauthorized && !unauthorized_ && takes_token()) {
            refused_token_ = token_;
            unauthorized_ = why;
            return state_ = state::authorizing;
        }
        note(why);
        return retry_or_fail(why);
    }

    /// Ends the call, in any state.
    state stop(failure why)
    {
        if (state_ == state::sending) note(why);
        why_ = std::move(why);
        return state_ = state::stopped;
    }

    /// The outcome of the call that ends with `outcome`: that of its stream, and with what earlier attempts may have
    /// done.
    result<void> outcome_of(result<void> outcome) const
    {
        if (call_.stream) outcome = call_.stream->outcome(std::move(outcome));
        if (!outcome && maybe_done_) {
            auto details = outcome.error().details();
            details.maybe_done = true;
            details.not_sent = false;  // an earlier attempt was
            outcome = outcome.error().with(std::move(details));
        }
        return outcome;
    }

    /// Ends the call, and notifies the observer of its outcome, at a time that is not in the future.
    void finish(result<void> const& outcome, steady_time at)
    {
        state_ = state::finished;
        outcome ? notify(&observer::succeeded, at) : notify(&observer::failed, at, outcome.error().code());
    }
    void finish(result<void> const& outcome) { finish(outcome, now()); }

    /// Ends the call after a failed allocation, here or in an action of the driver. There may be no memory for the
    /// details of the failure either.
    failure ran_out_of_memory()
    {
        bool const may_be_done = state_ == state::sending || may_have_been_done(status_);
        maybe_done_ = maybe_done_ || (may_be_done && !call_.is_safe());
        failure why = maybe_done_ ? out_of_memory_after_sending : failure(errc::not_enough_memory);
        try {
            why = fail_call(call_, failure(errc::not_enough_memory, {.status = status_, .maybe_done = maybe_done_}));
        } catch (std::bad_alloc const&) {
        }
        state_ = state::finished;
        notify(&observer::failed, now(), errc::not_enough_memory);
        return why;
    }

private:
    steady_time now() const { return shared_->clock(); }

    state acquire_permit()
    {
        auto const at = now();
        auto const permit = is_to_service() ? shared_->rate.reserve(at, deadline_) : at;
        if (!permit && at > deadline_)
            return stop(
                failure(errc::deadline_exceeded, {.explanation = "the deadline passed before the request was sent"}));
        if (!permit) return without_permit(at);
        resume_at_ = *permit;
        return state_ = *permit <= at ? state::authorizing : state::waiting;
    }

    // A retry that is not permitted before the deadline leaves the call with the failure of its last attempt. Only a
    // call of which nothing was sent has been throttled.
    state without_permit(steady_time at)
    {
        if (attempt_ == 1) why_ = fail_call(call_, throttled_failure(at));
        return state_ = state::failed;
    }

    void note(failure const& why) { maybe_done_ = maybe_done_ || (!call_.is_safe() && may_have_been_done(why)); }

    failure throttled_failure(steady_time at) const
    {
        std::string why = "the service throttles this client, whose next permit would be after the deadline";
        if (auto const requested = shared_->rate.shortened())
            why += ": " + shortened_throttle(shared_->retry, *requested);
        return failure(errc::too_many_requests,
                       {.explanation = std::move(why),
                        .retry_after = std::chrono::ceil<std::chrono::seconds>(shared_->rate.next() - at),
                        .not_sent = true});
    }

    // The failure of a response that throttles for longer than `max_retry_after`.
    failure shortened(failure const& why, std::chrono::milliseconds requested) const
    {
        auto details = why.details();
        if (details.explanation.empty()) details.explanation = why.code().message();
        details.explanation += ": " + shortened_throttle(shared_->retry, requested);
        return why.with(std::move(details));
    }

    state retry_or_fail(failure why)
    {
        auto const at = now();
        if (why.is_throttled()) {
            auto const requested = requested_pause(why);
            if (is_to_service()) shared_->rate.throttled(at, requested, shared_->retry.max_retry_after);
            if (requested > shared_->retry.max_retry_after) why = shortened(why, *requested);
        }
        why_ = std::move(why);
        auto options = shared_->retry;
        constexpr auto max_retries = std::numeric_limits<unsigned>::max() - 1;  // so that the attempts are in range
        if (call_.retries) options.max_attempts = std::min(*call_.retries, max_retries) + 1;
        auto const pause =
            pause_before_retry(options, {why_, attempt_, call_.is_idempotent(), deadline_ - at, shared_->chance()});
        if (!pause) return state_ = state::failed;
        notify(&observer::retried, at, why_.code(), *pause);
        ++attempt_;
        status_ = 0;
        received_ = 0;
        resume_at_ = at + *pause;
        return state_ = state::pausing;
    }

    void notify(void (observer::*what)(call_event const&), steady_time at, boost::system::error_code error = {},
                std::chrono::milliseconds pause = {})
    {
        // the end of a call that never started is not notified
        if (!shared_->seen_by || started_ == steady_time()) return;
        (*shared_->seen_by.*
         what)({.method = call_.op->method,
                .path = call_.op->path->text,
                .request_id = call_.request_id,
                .correlation_id = call_.correlation_id,
                .traceparent = call_.traceparent,
                .attempt = attempt_,
                .status = status_,
                .bytes_sent = call_.message.body.size(),
                .bytes_received = received_,
                .elapsed = at - started_,
                .attempt_elapsed = sent_at_ == steady_time() ? std::chrono::nanoseconds() : at - sent_at_,
                .pause = pause,
                .error = error});
    }

    call_environment* shared_;
    prepared_call call_;
    state state_ = state::ready;
    steady_time deadline_{}, started_{}, sent_at_{}, resume_at_{};
    unsigned attempt_ = 1;
    unsigned status_ = 0;         // of the response to this attempt
    std::uint64_t received_ = 0;  // size of its body in bytes
    bool maybe_done_ = false;
    std::string token_{}, refused_token_{};
    std::optional<failure> unauthorized_{};  // the response to the rejected token
    failure why_{};
};

}  // namespace detail

}  // namespace descry
