// call_steps: what a call does next, from its start to its outcome. Decides everything and waits for nothing.
#pragma once

#include <descry/client/detail/prepared_call.hpp>
#include <descry/client/detail/resource_change.hpp>
#include <descry/client/detail/retry.hpp>
#include <descry/client/detail/same_state.hpp>
#include <descry/client/detail/send_rate.hpp>
#include <descry/client/observer.hpp>
#include <descry/client/transport.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>

namespace descry {

namespace detail {

/// What a client shares with all of its calls.
struct call_environment {
    call_context context;
    retry_options retry{};
    unsigned max_conflicts = 0;
    std::shared_ptr<observer> seen_by{};
    double (*chance)() = nullptr;  ///< From 0 to 1.
    steady_time (*clock)() = &std::chrono::steady_clock::now;
    send_rate rate{};
};

/// Made before memory can run out: then there is none for details either.
inline failure const out_of_memory_after_sending{errc::not_enough_memory, {.maybe_done = true}};

/// One call as a state machine. Whoever drives it does what it is told and reports: the token, the answer, that the
/// time has come. It reads the clock itself, after what was waited for. A call has one exchange that succeeds, with
/// repetitions before it; `modify` reads, changes and updates, and begins again after a conflict; an update that looks
/// like a conflict only because it was repeated reads what became of it.
class call_steps {
public:
    /// What has to be done next.
    enum class next { token, send, wait, change, done };

    /// `out` is what the call reads into. The references have to live as long as this object.
    call_steps(call_environment& shared, prepared_call&& call, resource_change const* change, answer_place const& out,
               steady_time deadline)
        : shared_(shared), call_(std::move(call)), change_(change), out_(out), deadline_(deadline)
    {
    }

    /// What an exchange is given until.
    steady_time deadline() const noexcept { return deadline_; }

    next start()
    {
        if (call_.settled) return next::done;
        if (call_.watch) return ask();
        return begin();
    }

    /// The moment to wait for.
    steady_time resume_at() const noexcept { return resume_at_; }
    next waited()
    {
        if (std::exchange(pausing_, false)) return begin();
        return has_turn_ ? next::token : take_turn();
    }

    /// Only another token than this will do.
    std::string const& refused_token() const noexcept { return refused_token_; }
    next got_token(result<std::string> const& token)
    {
        if (token && renewed_ && *token == refused_token_) return attempt_failed(*unauthorized_);  // no other
        status_ = 0;  // what came before was under another token
        received_ = 0;
        if (!token) return attempt_failed(fail_call(call_, token.error()));
        token_ = *token;
        authorize(call_, token_);
        sent_at_ = now();
        under_way_ = true;
        tell(&observer::sent, sent_at_);
        return next::send;
    }

    request const& message() const noexcept { return call_.message; }
    next got_answer(result<response> in)
    {
        has_turn_ = false;
        if (!in) {
            status_ = in.error()->status;  // of a response whose body did not come as it should
            note(in.error());              // before anything that may run out of memory
            under_way_ = false;
            return attempt_failed(fail_call(call_, in.error(), token_));
        }
        under_way_ = false;
        status_ = in->status;
        received_ = in->body_size();
        tell(&observer::received, now());
        if (update_) return found_out(std::move(*in));

        auto const asked = call_.watch ? retry_after(*in) : std::nullopt;
        if (call_.watch && in->status == 202 && in->body.empty()) return ask_again(asked);
        auto const document = call_.watch && !call_.watch->end().is_last ? in->body : std::string();
        auto const done = finish_call(shared_.context, call_, std::move(*in), token_, out_, in_time());
        if (done && call_.watch) {
            auto const ended = has_ended(*call_.watch, document);
            if (!ended) return finish(fail_call(call_, ended.error(), token_));
            if (!*ended) return ask_again(asked);
        }
        if (done) return change_ && call_.op != change_->update ? next::change : finish({});
        auto const& why = done.error();
        if (call_.watch && why == errc::not_ready) return ask_again(asked);
        if (why == errc::unauthorized && !renewed_) return renew_token(why);
        if (why.is_conflict()) return conflicted(why);
        if (why == errc::not_found && maybe_done_ && call_.op->verb == verb_kind::remove) return finish({});
        note(why);
        return attempt_failed(why);
    }

    /// What was read is changed, and the update begins.
    next change()
    {
        auto const read_at = now();
        auto const& op = *change_->update;
        std::string const tag(op.tag_of_request ? op.tag_of_request(out_.model) : std::string_view());
        std::string before;
        if (op.sends_changes) {
            auto written = write_body(shared_.context, op, out_.model);
            if (!written) return finish(written.error());
            before = std::move(*written);
        }
        try {
            change_->apply(change_->context, out_.model);
        } catch (...) {
            thrown_ = std::current_exception();
            return stop(errc::change_refused);
        }
        // The update is of the state that was read, even if the function puts another one in its place.
        if (!tag.empty()) op.set_tag(out_.model, tag);
        auto update = at_its_path(op, {out_.model, nullptr, std::move(before)});
        if (!update) return finish(update.error());
        tell(&observer::succeeded, read_at);
        call_ = std::move(*update);
        return start();
    }

    /// Ends it from outside.
    next stop(errc code)
    {
        if (pausing_) return given_up(code);  // nobody was told of the question that will not be asked
        if (under_way_) note(code);
        return fail(code);
    }

    /// Ends it where memory could not be allocated, be it in this object or in what it had asked for. What is allocated
    /// for the details of the failure need not be there either.
    next ran_out_of_memory()
    {
        bool const may_be_done = status_ == 0 ? under_way_ : may_have_been_done(status_);
        maybe_done_ = maybe_done_ || (may_be_done && !call_.is_safe());
        if (update_) back_to_update(failure(errc::not_enough_memory));
        outcome_ = maybe_done_ ? out_of_memory_after_sending : failure(errc::not_enough_memory);
        try {
            outcome_ =
                fail_call(call_, failure(errc::not_enough_memory, {.status = status_, .maybe_done = maybe_done_}));
        } catch (std::bad_alloc const&) {
        }
        tell(&observer::failed, now(), errc::not_enough_memory);
        return next::done;
    }

    result<void> const& outcome() const noexcept { return outcome_; }
    /// What the user's function threw; null when it did not.
    std::exception_ptr const& thrown() const noexcept { return thrown_; }

private:
    steady_time now() const { return shared_.clock(); }

    // The permission to go on until the deadline.
    permission in_time() const noexcept
    {
        return {[](void const* self) {
                    auto const& steps = *static_cast<call_steps const*>(self);
                    return steps.now() <= steps.deadline_;
                },
                this};
    }

    // ---- One attempt

    next begin()
    {
        started_ = now();
        attempt_ = 1;
        maybe_done_ = renewed_ = false;
        refused_token_.clear();
        sent_at_ = {};
        status_ = 0;
        received_ = 0;
        tell(&observer::started, started_);
        return take_turn();
    }

    next take_turn()
    {
        auto const at = now();
        auto const turn = shared_.rate.reserve(at, deadline_);
        if (!turn && at > deadline_)
            return fail(
                failure(errc::deadline_exceeded, {.explanation = "the deadline passed before the request was sent"}));
        if (!turn) return fail(throttled_failure());
        has_turn_ = true;
        if (*turn <= at) return next::token;
        resume_at_ = *turn;
        return next::wait;
    }

    void note(failure const& why) { maybe_done_ = maybe_done_ || (!call_.is_safe() && may_have_been_done(why)); }

    failure throttled_failure() const
    {
        std::string why = "the service throttles this client, whose turn would come after the deadline";
        if (auto const asked = shared_.rate.shortened()) why += ": " + shortened_throttle(shared_.retry, *asked);
        return failure(errc::deadline_exceeded, {.explanation = std::move(why)});
    }

    // The answer that throttles for longer than is honoured.
    failure shortened(failure const& why, std::chrono::milliseconds asked) const
    {
        auto details = why.details();
        if (details.explanation.empty()) details.explanation = why.code().message();
        details.explanation += ": " + shortened_throttle(shared_.retry, asked);
        return why.with(std::move(details));
    }

    next attempt_failed(failure why)
    {
        auto const at = now();
        if (why.is_throttled()) {
            auto const asked = pause_asked_by(why);
            shared_.rate.throttled(at, asked, shared_.retry.max_throttle);
            if (asked > shared_.retry.max_throttle) why = shortened(why, *asked);
        }
        auto const pause = pause_before_repetition(
            shared_.retry, {why, attempt_, call_.is_repeatable(), deadline_ - at, shared_.chance()});
        if (!pause && update_) return back_to_update(why), not_found_out();
        if (!pause) return finish(why);
        tell(&observer::retried, at, why.code(), *pause);
        ++attempt_;
        has_turn_ = false;
        status_ = 0;
        received_ = 0;
        resume_at_ = at + *pause;
        return next::wait;
    }

    next renew_token(failure const& why)
    {
        renewed_ = true;
        refused_token_ = token_;
        unauthorized_ = why;
        return next::token;
    }

    // ---- What follows from it

    // A conflict says that nothing was done, unless it is the update's own first attempt that got in its way.
    next conflicted(failure const& why)
    {
        if (maybe_done_) return find_out(why);
        bool const of_update = change_ && call_.op == change_->update;
        if (!of_update || ++conflicts_ > shared_.max_conflicts) return finish(why);
        auto read = at_its_path(*call_.op->read);
        if (!read) return finish(why);
        tell(&observer::failed, now(), why.code());
        call_ = std::move(*read);
        return start();
    }

    // A further call in place of this one, under the same ids. What must not be shown of this one it may be told.
    result<prepared_call> further(operation const& op, std::string target, content sent = {}) const
    {
        sent.reads_for_update = op.verb == verb_kind::get;
        auto out = prepare_message(shared_.context, op, std::move(target), std::move(sent),
                                   {{}, call_.correlation_id, call_.traceparent, call_.own_headers, call_.head});
        if (!out) return out;
        out->secrets = secrets_of(call_);
        auto const more = secrets_of_target(op, nullptr, out->message.target);
        out->secrets.insert(out->secrets.end(), more.begin(), more.end());
        return out;
    }

    // Nobody gave it a query: it has the one that is made for it.
    result<prepared_call> at_its_path(operation const& op, content sent = {}) const
    {
        auto target = with_query(shared_.context, op, call_.path);
        if (!target) return refuse_call(op, target.error());
        return further(op, std::move(*target), std::move(sent));
    }

    // A job is asked for its status, which has the time of any other call, when that time has come.
    next ask()
    {
        auto const at = now();
        if (call_.watch->is_late(at))
            return given_up(failure(errc::deadline_exceeded, {.explanation = "the job has not ended by the deadline"}));
        if (!patience_) patience_ = deadline_ - at;
        auto const asked_at = std::max(at, call_.watch->next());
        deadline_ = asked_at + std::min(*patience_, call_.watch->deadline() - asked_at);
        pausing_ = asked_at > at;
        resume_at_ = asked_at;
        return pausing_ ? next::wait : begin();
    }

    result<bool> has_ended(job_watch const& watch, std::string_view document) const
    {
        auto const& end = watch.end();
        if (end.is_last) return end.is_last(out_.model);
        auto const* const type = call_.op->answer;
        return shows_change({end.wanted, type}, {document, type}, {end.tag, tag_of_state()}, call_.op->sensitive);
    }

    next ask_again(std::optional<std::chrono::seconds> asked)
    {
        tell(&observer::succeeded, now());
        auto question = further(*call_.op, call_.message.target);
        question->watch = call_.watch;
        question->watch->go_on(asked, now());
        call_ = std::move(*question);
        return ask();
    }

    next given_up(failure const& why)
    {
        outcome_ = fail_call(call_, why);
        return next::done;
    }

    next find_out(failure const& why)
    {
        refusal_ = why;
        if (!call_.op->read || call_.op->job) return not_found_out();
        auto target = target_of_read(shared_.context, call_);
        auto read = target ? further(*call_.op->read, std::move(*target)) : result<prepared_call>(target.error());
        if (!read) return not_found_out();
        read->head.reset();  // for the answer to the update
        update_ = std::exchange(call_, std::move(*read));
        return start();
    }

    next found_out(response&& in)
    {
        auto const body = in.body;
        auto const done = finish_call(shared_.context, call_, std::move(in), token_, out_, in_time());
        if (!done && done.error() == errc::unauthorized && !renewed_) return renew_token(done.error());
        bool const removes = update_->op->verb == verb_kind::remove;
        bool const is_gone = !done && done.error() == errc::not_found;
        if (!done && !(removes && is_gone)) return attempt_failed(done.error());
        auto const& wanted = update_->full.empty() ? update_->message.body : update_->full;
        bool const was_done = removes ? is_gone
                                      : same_state({wanted, update_->op->request}, {body, call_.op->answer},
                                                   {update_->tag, tag_of_state()});
        back_to_update({});
        return was_done ? finish({}) : not_found_out();
    }

    // That of what was read.
    std::string_view tag_of_state() const noexcept
    {
        return call_.op->tag && out_.model ? call_.op->tag(out_.model) : std::string_view();
    }

    // The read that looks for its outcome has ended.
    void back_to_update(result<void> const& read)
    {
        read ? tell(&observer::succeeded, now()) : tell(&observer::failed, now(), read.error().code());
        call_ = *std::exchange(update_, std::nullopt);
        maybe_done_ = true;
    }

    next not_found_out() { return finish(failure(errc::outcome_unknown, refusal_->details())); }

    // For a reason that is no answer.
    next fail(failure const& why)
    {
        if (update_) back_to_update(why);
        return finish(fail_call(call_, why));
    }

    next finish(result<void> outcome)
    {
        if (!outcome && maybe_done_) {
            auto details = outcome.error().details();
            details.maybe_done = true;
            outcome = outcome.error().with(std::move(details));
        }
        if (outcome)
            tell(&observer::succeeded, now());
        else
            tell(&observer::failed, now(), outcome.error().code());
        outcome_ = std::move(outcome);
        return next::done;
    }

    void tell(void (observer::*what)(call_event const&), steady_time at, boost::system::error_code error = {},
              std::chrono::milliseconds pause = {})
    {
        if (!shared_.seen_by || started_ == steady_time()) return;  // a call that never started has no end
        (*shared_.seen_by.*
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

    call_environment& shared_;
    prepared_call call_;
    resource_change const* change_;
    answer_place out_;
    steady_time deadline_;
    steady_time started_{}, sent_at_{}, resume_at_{};
    unsigned attempt_ = 1, conflicts_ = 0;
    unsigned status_ = 0;
    std::uint64_t received_ = 0;
    std::optional<steady_time::duration> patience_{};  // with one answer
    bool has_turn_ = false, under_way_ = false, pausing_ = false, renewed_ = false, maybe_done_ = false;
    std::string token_, refused_token_;
    std::optional<failure> unauthorized_{};  // of the token that was refused
    std::optional<failure> refusal_{};       // of the update whose outcome is not known
    std::optional<prepared_call> update_{};  // that update, while its outcome is looked for
    result<void> outcome_{};
    std::exception_ptr thrown_{};
};

}  // namespace detail

}  // namespace descry
