// call_steps: the steps of a call from its start to its outcome, composed of attempts, modify, the read after a
// change, recovery and poll.
#pragma once

#include <descry/client/detail/attempt_steps.hpp>
#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/call_environment.hpp>
#include <descry/client/detail/call_failure.hpp>
#include <descry/client/detail/modify_steps.hpp>
#include <descry/client/detail/poll_steps.hpp>
#include <descry/client/detail/prepare_call.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/client/detail/read_after.hpp>
#include <descry/client/detail/read_response.hpp>
#include <descry/client/detail/recovery_steps.hpp>
#include <descry/core/error.hpp>

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
        if (call.settled) return enter(phase::ended);
        if (!call.polls) return enter(phase::calling);
        poll_.emplace(*call.polls, out_, now(), deadline_);
        return begin_poll(poll_->now_in());
    }

    steady_time resume_at() const noexcept
    {
        return phase_ == phase::between_polls ? poll_->resume_at() : attempt_.resume_at();
    }
    next waited()
    {
        if (phase_ != phase::between_polls) return attempted(attempt_.waited());
        poll_->waited();
        return enter(phase::polling);
    }

    std::string const& refused_token() const noexcept { return attempt_.refused_token(); }
    next got_token(result<std::string> const& token) { return attempted(attempt_.got_token(token)); }

    request const& message() const noexcept { return attempt_.call().message; }
    /// The deadline of token request and exchange.
    steady_time deadline() const noexcept { return attempt_.deadline(); }
    next got_response(result<response> in)
    {
        if (in) received_status_ = set_status_meant(shared_.context.api, *in);  // before any decision
        if (auto const reached = attempt_.got_response(in); reached != attempt_steps::state::reading)
            return attempted(reached);
        switch (phase_) {
            case phase::recovering: return recovered(std::move(*in));
            case phase::polling: return polled(std::move(*in));
            case phase::reading_after:
            case phase::reading_result: return read_last(std::move(*in));
            case phase::calling:
            case phase::changing:
            case phase::between_polls:
            case phase::ended: break;
        }
        return called(std::move(*in));
    }

    next change()
    {
        auto const read_at = now();
        auto update = modify_->change(shared_.context, attempt_.call(), out_.model);
        if (!update) return finish(update.error());
        attempt_.finish({}, read_at);
        return enter(phase::calling, std::move(*update));
    }

    /// True if the service may have carried out a change for this call. A request under way does not count.
    bool may_have_side_effects() const noexcept
    {
        return attempt_.is_maybe_done() || phase_ == phase::recovering || phase_ == phase::reading_after;
    }

    /// Ends the call from outside.
    next stop(failure why) { return attempted(attempt_.stop(std::move(why))); }

    /// Ends the call after a failed allocation, here or in the driver.
    next ran_out_of_memory()
    {
        recovery_.end(attempt_, failure(errc::not_enough_memory));
        outcome_ = attempt_.ran_out_of_memory();
        if (phase_ == phase::reading_after) outcome_ = out_of_memory_after_sending;
        return enter(phase::ended);
    }

    result<void> const& outcome() const noexcept { return outcome_; }
    /// The exception of the user's function, or null.
    std::exception_ptr thrown() const noexcept { return modify_ ? modify_->thrown() : nullptr; }

private:
    // What the call does, and the phases that may follow; `ended` may follow each.
    enum class phase {
        calling,         // Its request, or one of a `modify`: to the next of these, `changing`, `recovering` or
                         // `reading_after`.
        changing,        // The function of the user changes the model that was read: to `calling`.
        recovering,      // A change may have been carried out, and the resource is read to find out.
        reading_after,   // A change was carried out, and the resource is read for its state.
        between_polls,   // The time of the next poll is awaited: to `polling`.
        polling,         // The status of a job is read: to `between_polls`, `polling` or `reading_result`.
        reading_result,  // The job has succeeded, and its result is read.
        ended,           // The outcome is known.
    };

    steady_time now() const { return shared_.clock(); }

    next enter(phase reached)
    {
        phase_ = reached;
        switch (reached) {
            case phase::calling:
            case phase::recovering:
            case phase::reading_after:
            case phase::polling:
            case phase::reading_result: return attempted(attempt_.start(deadline_));
            case phase::changing: return next::change;
            case phase::between_polls: return next::wait;
            case phase::ended: break;
        }
        return next::done;
    }
    // Enters a phase with a request of its own.
    next enter(phase reached, prepared_call&& call)
    {
        attempt_ = attempt_steps(shared_, std::move(call));
        return enter(reached);
    }

    // Continues after an event of the attempts.
    next attempted(attempt_steps::state reached)
    {
        using state = attempt_steps::state;
        if (reached == state::authorizing)
            return attempt_.takes_token() ? next::token : attempted(attempt_.got_token(std::string()));
        if (reached == state::sending) return next::send;
        if (reached == state::waiting || reached == state::pausing) return next::wait;
        auto const why = attempt_.why();
        if (reached == state::failed) return phase_ == phase::recovering ? end_recovery(why) : finish(why);
        recovery_.end(attempt_, why);
        return finish(fail_call(attempt_.call(), why));
    }

    next finish(result<void> outcome)
    {
        if (!outcome && phase_ == phase::reading_after) outcome = state_not_read(outcome.error());
        outcome_ = attempt_.outcome_of(std::move(outcome));
        attempt_.finish(outcome_);
        return enter(phase::ended);
    }

    result<void> read(response&& in)
    {
        return read_response(attempt_.received(), std::move(in), received_status_, place(), attempt_.in_time());
    }

    result_place place()
    {
        if (phase_ == phase::recovering) return {.model = recovery_.place()};
        return phase_ == phase::polling ? poll_->place() : out_;
    }

    // The entity tag of the model that was read; empty if the response is no state of the resource.
    std::string_view tag_of_model()
    {
        auto const& op = *attempt_.call().op;
        return op.tag.in(place().model.if_of(op.response));
    }

    // ---- The call itself, and those of a `modify`

    next called(response&& in)
    {
        auto const status = in.status;
        bool const has_content = in.body_size() != 0;
        if (auto const done = read(std::move(in)); !done) return refused(done.error());
        if (modify_ && modify_->succeeded() == modify_steps::state::changing) return enter(phase::changing);
        if (is_read_after(*attempt_.call().op, out_, status, has_content, tag_of_model())) return read_after();
        return finish({});
    }

    next refused(failure const& why)
    {
        if (why.is_conflict()) return conflicted(why);
        bool const is_removed = why == errc::not_found && traits_of(attempt_.call().op->verb).removes;
        if (is_removed && attempt_.is_maybe_done()) return finish(carried_out(why));
        return attempted(attempt_.refused(why));
    }

    // A conflict means that nothing was changed, unless it is with an earlier attempt of the same call.
    next conflicted(failure const& why)
    {
        if (attempt_.is_maybe_done()) {
            auto const reached = recovery_.start(shared_, attempt_, why, out_.model);
            return reached == recovery_steps::state::reading ? enter(phase::recovering)
                                                             : finish(recovery_.failure_of_change());
        }
        if (!modify_ || modify_->conflicted() != modify_steps::state::reading) return finish(why);
        auto const& update = attempt_.call();
        auto read = further_call_at_path(shared_.context, update, *update.op->read);
        if (!read) return finish(why);
        attempt_.finish(why);
        return enter(phase::calling, std::move(*read));
    }

    // ---- Further reads

    // The read after a change. A failure to prepare it is one of that phase as well.
    next read_after()
    {
        phase_ = phase::reading_after;
        auto read = read_after_change(shared_.context, attempt_.call());
        if (!read) return finish(read.error());
        attempt_.finish({});
        return enter(phase::reading_after, std::move(*read));
    }

    // The response to the last request of the call.
    next read_last(response&& in)
    {
        auto const done = read(std::move(in));
        return done ? finish({}) : not_read(done.error());
    }

    next not_read(failure const& why) { return why.is_conflict() ? finish(why) : attempted(attempt_.refused(why)); }

    next recovered(response&& in)
    {
        auto const body = in.body;
        auto const done = read(std::move(in));
        auto const reached = recovery_.judge(done, {body, attempt_.call().op->response}, tag_of_model());
        return reached == recovery_steps::state::reading ? attempted(attempt_.refused(done.error())) : end_recovery({});
    }

    next end_recovery(result<void> const& read)
    {
        auto const reached = recovery_.end(attempt_, read);
        if (reached != recovery_steps::state::done) return finish(recovery_.failure_of_change());
        bool const has_result = recovery_.place() && recovery_.place().object == out_.model.object;
        if (has_result && out_.job) out_.job->ended_at_once = true;
        return finish(has_result ? result<void>() : carried_out(recovery_.failure_of_change()));
    }

    // The outcome of a change that was carried out, and whose response was lost: a failure if that had the result.
    result<void> carried_out(failure const& refusal)
    {
        bool const had_result = bool(out_.model.if_of(attempt_.call().op->response));
        if (had_result && !out_.job) return result_lost(refusal);
        if (had_result) out_.job->first_failure = result_lost(refusal);
        if (out_.job) out_.job->ended_at_once = true;
        return {};
    }

    // ---- The polls of a job

    next polled(response&& in)
    {
        auto const reached = poll_->got_response(attempt_.received(), in);
        return reached == poll_steps::state::decoding ? decode(std::move(in)) : polled(reached, std::move(in));
    }

    next decode(response&& in)
    {
        auto kept = poll_->keeps_response() ? in : response();
        if (auto const done = read(std::move(in)); !done) return not_read(done.error());
        auto const reached = poll_->got_status(attempt_.received(), kept.body, tag_of_model());
        return reached ? polled(*reached, std::move(kept)) : finish(fail_call(attempt_.call(), reached.error()));
    }

    next polled(poll_steps::state reached, response&& in)
    {
        using state = poll_steps::state;
        switch (reached) {
            case state::pausing:
            case state::polling:
            case state::late: return poll_again(reached);
            case state::reading: return read_result();
            case state::not_ready:
                return finish(failed_response(attempt_.received(), std::move(in), errc::not_ready, {}));
            case state::failed:
                return finish(failed_response(attempt_.received(), std::move(in), errc::job_failed, {}));
            case state::decoding:
            case state::ended: break;
        }
        return finish({});
    }

    next poll_again(poll_steps::state reached)
    {
        auto const& call = attempt_.call();
        auto again = further_call(shared_.context, call, *call.op, call.message.target);
        if (!again) return finish(again.error());
        direct_to(*again, call.origin);
        attempt_.finish({});
        attempt_ = attempt_steps(shared_, std::move(*again));
        return begin_poll(reached);
    }

    next begin_poll(poll_steps::state reached)
    {
        deadline_ = poll_->deadline();
        if (reached == poll_steps::state::late)
            return stop(failure(errc::deadline_exceeded, {.explanation = "the job has not ended by the deadline"}));
        return enter(reached == poll_steps::state::pausing ? phase::between_polls : phase::polling);
    }

    next read_result()
    {
        auto const& call = attempt_.call();
        auto uri = target_uri_of_result();
        if (!uri) return finish(fail_call(call, uri.error()));
        auto read = further_call(shared_.context, call, poll_->result_operation(), std::move(uri->target));
        if (!read) return finish(read.error());
        direct_to(*read, uri->origin);
        attempt_.finish({});
        deadline_ = poll_->deadline();
        return enter(phase::reading_result, std::move(*read));
    }

    result<target_uri> target_uri_of_result() const
    {
        auto const& link = poll_->result_link();
        if (link.text.empty())
            return failure(errc::unsafe_link, {.explanation = "the service gave no location of the job's result"});
        if (link.is_target) return target_uri{{}, link.text};
        return target_uri_of_job(shared_.context, link.text, poll_->result_operation());
    }

    call_environment& shared_;
    attempt_steps attempt_;
    result_place out_;
    steady_time deadline_;
    std::optional<modify_steps> modify_{};
    recovery_steps recovery_{};
    std::optional<poll_steps> poll_{};
    phase phase_ = phase::calling;
    unsigned received_status_ = 0;  // of the last response, which may mean another one
    result<void> outcome_{};
};

}  // namespace detail

}  // namespace descry
