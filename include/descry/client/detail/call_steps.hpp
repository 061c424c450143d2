// call_steps: the steps of a call from its start to its outcome, composed of attempts, modify, the read after a
// change, recovery and poll.
#pragma once

#include <descry/client/detail/attempt_steps.hpp>
#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/call_environment.hpp>
#include <descry/client/detail/call_failure.hpp>
#include <descry/client/detail/make_request.hpp>
#include <descry/client/detail/modify_steps.hpp>
#include <descry/client/detail/poll_steps.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/client/detail/read_after_steps.hpp>
#include <descry/client/detail/read_response.hpp>
#include <descry/client/detail/recovery_steps.hpp>
#include <descry/client/detail/retry.hpp>
#include <descry/core/error.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// A call as a state machine that does not wait. The driver performs the action `next` and reports its result. The
/// machine reads the clock itself, after each wait.
class call_steps {
public:
    enum class next {
        token,   ///< Get an access token other than `refused_token`; then `got_token`.
        send,    ///< Send `message`; then `got_response`.
        wait,    ///< Wait until `resume_at`; then `waited`.
        change,  ///< Call the function of the user: `change`.
        done,    ///< Read `outcome`.
    };

    /// The response is read into `out`. All references must outlive this object.
    call_steps(call_environment& shared, prepared_call&& call, resource_change const* change, result_place const& out,
               steady_time deadline)
        : shared_(shared), attempt_(shared, std::move(call)), out_(out), deadline_(deadline)
    {
        if (change) modify_.emplace(*change, shared.max_conflicts);
    }

    next start()
    {
        auto const& call = attempt_.call();
        if (call.settled) return next::done;
        if (!call.polls) return begin();
        poll_.emplace(*call.polls, now(), deadline_);
        return poll();
    }

    steady_time resume_at() const noexcept { return is_between_polls() ? poll_->resume_at() : attempt_.resume_at(); }
    next waited()
    {
        if (!is_between_polls()) return go_on(attempt_.waited());
        poll_->waited();
        return begin();
    }

    std::string const& refused_token() const noexcept { return attempt_.refused_token(); }
    next got_token(result<std::string> const& token) { return go_on(attempt_.got_token(token)); }

    request const& message() const noexcept { return attempt_.call().message; }
    /// The deadline of token request and exchange.
    steady_time deadline() const noexcept { return attempt_.deadline(); }
    next got_response(result<response> in)
    {
        if (in) received_status_ = set_status_meant(shared_.context.api, *in);  // before any decision
        if (auto const reached = attempt_.got_response(in); reached != attempt_steps::state::reading)
            return go_on(reached);
        if (recovery_.now_in() == recovery_steps::state::reading) return recover(std::move(*in));
        if (poll_) return poll(std::move(*in));
        auto const status = in->status;
        bool const has_content = in->body_size() != 0;
        if (auto const done = read(std::move(*in)); !done) return refused(done.error());
        if (read_after_.now_in() == read_after_steps::state::reading) return finish({});
        if (modify_ && modify_->succeeded() == modify_steps::state::changing) return next::change;
        if (!read_after_.is_needed(*attempt_.call().op, out_, status, has_content, tag_of_model())) return finish({});
        auto read_again = read_after_.start(shared_.context, attempt_.call());
        if (!read_again) return finish(read_again.error());
        attempt_.finish({});
        return begin(std::move(*read_again));
    }

    next change()
    {
        auto const read_at = now();
        auto update = modify_->change(shared_.context, attempt_.call(), out_.model);
        if (!update) return finish(update.error());
        attempt_.finish({}, read_at);
        return begin(std::move(*update));
    }

    /// True if the service may have carried out a change for this call. A request under way does not count.
    bool may_have_side_effects() const noexcept
    {
        return attempt_.is_maybe_done() || recovery_.now_in() == recovery_steps::state::reading ||
               read_after_.now_in() == read_after_steps::state::reading;
    }

    /// Ends the call from outside.
    next stop(failure why) { return go_on(attempt_.stop(std::move(why))); }

    /// Ends the call after a failed allocation, here or in the driver.
    next ran_out_of_memory()
    {
        recovery_.end(attempt_, failure(errc::not_enough_memory));
        bool const was_done = read_after_.now_in() == read_after_steps::state::reading;
        outcome_ = attempt_.ran_out_of_memory();
        if (was_done) outcome_ = out_of_memory_after_sending;
        return next::done;
    }

    result<void> const& outcome() const noexcept { return outcome_; }
    /// The exception of the user's function, or null.
    std::exception_ptr thrown() const noexcept { return modify_ ? modify_->thrown() : nullptr; }

private:
    steady_time now() const { return shared_.clock(); }

    next begin() { return go_on(attempt_.start(deadline_)); }
    next begin(prepared_call&& call)
    {
        attempt_ = attempt_steps(shared_, std::move(call));
        return begin();
    }

    // Continues after an event.
    next go_on(attempt_steps::state reached)
    {
        using state = attempt_steps::state;
        if (reached == state::authorizing)
            return attempt_.takes_token() ? next::token : go_on(attempt_.got_token(std::string()));
        if (reached == state::sending) return next::send;
        if (reached == state::waiting || reached == state::pausing) return next::wait;
        auto const why = attempt_.why();
        bool const has_failed = reached == state::failed;
        if (has_failed && recovery_.now_in() == recovery_steps::state::reading) return end_recovery(why);
        if (has_failed) return finish(why);
        recovery_.end(attempt_, why);
        return finish(fail_call(attempt_.call(), why));
    }

    next finish(result<void> outcome)
    {
        if (!outcome && read_after_.now_in() == read_after_steps::state::reading)
            outcome = read_after_steps::failed(outcome.error());
        outcome_ = attempt_.outcome_of(std::move(outcome));
        attempt_.finish(outcome_);
        return next::done;
    }

    result<void> read(response&& in)
    {
        return read_response(attempt_.received(), std::move(in), received_status_, place(), attempt_.in_time());
    }

    // The destination of the response: the result of the call, unless the call polls a job and has another result.
    result_place place()
    {
        if (!poll_ || poll_->now_in() == poll_steps::state::reading) return out_;
        bool const has_result = poll_->then_read().has_value();
        if (poll_->end().by() == job_end_by::code) return has_result ? out_ : result_place{};
        return has_result ? result_place{.model = poll_->status()} : out_;
    }

    // The entity tag of the model that was read; empty if the response is no state of the resource.
    std::string_view tag_of_model()
    {
        auto const& op = *attempt_.call().op;
        auto const* const model = place().model;
        return op.tag && op.shows_state && model ? op.tag(model) : std::string_view();
    }

    typed_text document_of_model(std::string_view body) const noexcept { return {body, attempt_.call().op->response}; }

    next refused(failure const& why)
    {
        if (why.is_conflict()) return conflicted(why);
        bool const is_removed = why == errc::not_found && attempt_.call().op->verb == verb_kind::remove;
        if (is_removed && attempt_.is_maybe_done()) return finish({});
        return go_on(attempt_.refused(why));
    }

    // A conflict means that nothing was changed, unless it is with an earlier attempt of the same call.
    next conflicted(failure const& why)
    {
        if (read_after_.now_in() == read_after_steps::state::reading) return finish(why);
        if (attempt_.is_maybe_done()) {
            auto const reached = recovery_.start(shared_, attempt_, why);
            return reached == recovery_steps::state::reading ? begin() : finish(recovery_.failure_of_change());
        }
        if (!modify_ || modify_->conflicted() != modify_steps::state::reading) return finish(why);
        auto const& update = attempt_.call();
        auto read = further_call_at_path(shared_.context, update, *update.op->read);
        if (!read) return finish(why);
        attempt_.finish(why);
        return begin(std::move(*read));
    }

    next recover(response&& in)
    {
        auto const body = in.body;
        auto const done = read(std::move(in));
        if (recovery_.judge(done, document_of_model(body), tag_of_model()) != recovery_steps::state::reading)
            return end_recovery({});
        return go_on(attempt_.refused(done.error()));
    }

    next end_recovery(result<void> const& read)
    {
        recovery_.end(attempt_, read);
        return recovery_.now_in() == recovery_steps::state::done ? finish({}) : finish(recovery_.failure_of_change());
    }

    bool is_between_polls() const noexcept { return poll_ && poll_->now_in() == poll_steps::state::pausing; }

    next poll()
    {
        deadline_ = poll_->deadline();
        switch (poll_->now_in()) {
            case poll_steps::state::pausing: return next::wait;
            case poll_steps::state::polling: return begin();
            case poll_steps::state::reading:
            case poll_steps::state::late: break;
        }
        return go_on(
            attempt_.stop(failure(errc::deadline_exceeded, {.explanation = "the job has not ended by the deadline"})));
    }

    next poll(response&& in)
    {
        if (poll_->now_in() == poll_steps::state::reading) {
            auto const done = read(std::move(in));
            return done ? finish({}) : refused(done.error());
        }
        if (in.status == 303 && !poll_->compares())
            if (auto const elsewhere = find_header(in.headers, "Location"); !elsewhere.empty())
                return ended_elsewhere(std::string(elsewhere));
        auto const pause = retry_after(in, shared_.date());
        bool const by_code = poll_->end().by() == job_end_by::code;
        bool const is_empty = in.body_size() == 0;
        if (in.status == 202 && (is_empty || by_code))
            return poll_->is_single() ? finish(failed_response(attempt_.received(), std::move(in), errc::not_ready, {}))
                                      : poll_again(pause);
        if (is_success(in.status) && is_empty && (by_code || (!pause && !poll_->compares())))
            return ended_without_content(std::move(in));
        bool const keeps = poll_->compares() || (poll_->then_read() && !by_code);
        response const kept = keeps ? in : response();
        auto const done = read(std::move(in));
        auto const& call = attempt_.call();
        if (!done && done.error() == errc::not_ready)
            return poll_->is_single() ? finish(done.error()) : poll_again(pause);
        if (!done) return refused(done.error());
        if (poll_->is_single()) return finish({});
        auto const* const model = place().model;
        auto const is_last = poll_->is_last(model, document_of_model(kept.body), tag_of_model(), call.op->sensitive);
        if (!is_last) return finish(fail_call(call, is_last.error()));
        if (!*is_last) return poll_again(pause);
        if (!poll_->then_read() || by_code) return finish({});
        if (!poll_->then_read()->succeeded(model))
            return finish(failed_response(attempt_.received(), response(kept), errc::job_failed, {}));
        return read_result(poll_->then_read()->link);
    }

    // The job has ended with a response that has no status and no result, such as 204.
    next ended_without_content(response&& in)
    {
        auto const& result = poll_->then_read();
        if (poll_->end().by() == job_end_by::status) {
            reset_status();
        } else if (result && !result->is_known && result->link.text.empty() && result->read->response) {
            auto const done = read(std::move(in));
            return done ? finish({}) : refused(done.error());
        }
        return result ? read_result(result->link) : finish({});
    }

    // The job has ended, and its result is at another location (RFC 9110, 15.4.4).
    next ended_elsewhere(std::string const& link)
    {
        if (poll_->end().by() == job_end_by::status) reset_status();
        if (!poll_->then_read()) return finish({});
        auto const& call = attempt_.call();
        return read_result({link_found_at(call.message.target, call.origin, link)});
    }

    void reset_status()
    {
        if (auto* const model = place().model) poll_->end().reset(model);
    }

    next read_result(job_link const& at)
    {
        auto const& wanted = *poll_->then_read();
        auto const& call = attempt_.call();
        if (!wanted.read->response || (wanted.is_known && at.text.empty())) return finish({});
        auto place = at.text.empty()
                         ? result<request_place>(failure(
                               errc::unsafe_link, {.explanation = "the service gave no location of the job's result"}))
                     : at.is_target ? result<request_place>(request_place{{}, at.text})
                                    : place_of_job(shared_.context, at.text, *wanted.read);
        if (!place) return finish(fail_call(call, place.error()));
        auto read = further_call(shared_.context, call, *wanted.read, std::move(place->target));
        if (!read) return finish(read.error());
        direct_to(*read, place->origin);
        attempt_.finish({});
        poll_->read_result(now());
        deadline_ = poll_->deadline();
        return begin(std::move(*read));
    }

    next poll_again(std::optional<std::chrono::seconds> pause)
    {
        auto const& call = attempt_.call();
        auto again = further_call(shared_.context, call, *call.op, call.message.target);
        if (!again) return finish(again.error());
        direct_to(*again, call.origin);
        attempt_.finish({});
        poll_->not_ended(pause, now());
        attempt_ = attempt_steps(shared_, std::move(*again));
        return poll();
    }

    call_environment& shared_;
    attempt_steps attempt_;
    result_place out_;
    steady_time deadline_;
    std::optional<modify_steps> modify_{};
    recovery_steps recovery_{};
    std::optional<poll_steps> poll_{};
    read_after_steps read_after_{};
    unsigned received_status_ = 0;  // of the last response, which may mean another one
    result<void> outcome_{};
};

}  // namespace detail

}  // namespace descry
