// call_steps: what a call does next, from its start to its outcome. Decides everything and waits for nothing.
#pragma once

#include <descry/call/observer.hpp>
#include <descry/call/prepared_call.hpp>
#include <descry/call/resource_change.hpp>
#include <descry/call/retry.hpp>
#include <descry/call/same_state.hpp>
#include <descry/call/send_rate.hpp>
#include <descry/call/transport.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
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
    send_rate rate{};
};

/// One call as a state machine. Whoever drives it does what it is told and reports: the token, the answer, that the
/// time has come. A call has one exchange that succeeds, with repetitions before it; `modify` reads, changes and
/// updates, and begins again after a conflict; an update that looks like a conflict only because it was repeated reads
/// what became of it.
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

    next start(steady_time now)
    {
        if (call_.settled) return next::done;
        if (call_.watch) return ask(now);
        return begin(now);
    }

    /// The moment to wait for.
    steady_time resume_at() const noexcept { return resume_at_; }
    next waited(steady_time now)
    {
        if (std::exchange(pausing_, false)) return begin(now);
        return has_turn_ ? next::token : take_turn(now);
    }

    /// Only another token than this will do.
    std::string const& refused_token() const noexcept { return refused_token_; }
    next got_token(result<std::string> const& token, steady_time now)
    {
        if (token && renewed_ && *token == refused_token_) return attempt_failed(*unauthorized_, now);  // no other
        status_ = 0;  // what came before was under another token
        received_ = 0;
        if (!token) return attempt_failed(fail_call(call_, token.error()), now);
        token_ = *token;
        authorize(call_, token_);
        sent_at_ = now;
        under_way_ = true;
        tell(&observer::sent, now);
        return next::send;
    }

    request const& message() const noexcept { return call_.message; }
    next got_answer(result<response> in, steady_time now)
    {
        has_turn_ = under_way_ = false;
        if (!in) {
            auto const why = fail_call(call_, in.error(), token_);
            note(why);
            return attempt_failed(why, now);
        }
        status_ = in->status;
        received_ = in->body_size();
        tell(&observer::received, now);
        if (update_) return found_out(std::move(*in), now);

        auto const asked = call_.watch ? retry_after(*in) : std::nullopt;
        if (call_.watch && in->status == 202 && in->body.empty()) return ask_again(asked, now);
        auto const done = finish_call(shared_.context, call_, std::move(*in), token_, out_);
        if (done && call_.watch && !call_.watch->ended(out_.model)) return ask_again(asked, now);
        if (done) return change_ && call_.op != change_->update ? next::change : finish({}, now);
        auto const& why = done.error();
        if (why == errc::unauthorized && !renewed_) return renew_token(why);
        if (why.is_conflict()) return conflicted(why, now);
        if (why == errc::not_found && maybe_done_ && call_.op->verb == verb_kind::remove) return finish({}, now);
        note(why);
        return attempt_failed(why, now);
    }

    /// What was read is changed, and the update begins.
    next change(steady_time now)
    {
        std::string before;
        if (change_->update->sends_changes) {
            auto written = write_body(shared_.context, *change_->update, out_.model);
            if (!written) return finish(written.error(), now);
            before = std::move(*written);
        }
        try {
            change_->apply(change_->context, out_.model);
        } catch (...) {
            thrown_ = std::current_exception();
            return stop(errc::change_refused, now);
        }
        auto update = at_its_path(*change_->update, {out_.model, nullptr, std::move(before)});
        if (!update) return finish(update.error(), now);
        tell(&observer::succeeded, now);
        call_ = std::move(*update);
        return start(now);
    }

    /// Ends it from outside.
    next stop(errc code, steady_time now)
    {
        if (pausing_) return given_up(code);  // nobody was told of the question that will not be asked
        if (under_way_) note(code);
        return fail(code, now);
    }

    result<void> const& outcome() const noexcept { return outcome_; }
    /// What the user's function threw; null when it did not.
    std::exception_ptr const& thrown() const noexcept { return thrown_; }

private:
    // ---- One attempt

    next begin(steady_time now)
    {
        started_ = now;
        attempt_ = 1;
        maybe_done_ = renewed_ = false;
        refused_token_.clear();
        sent_at_ = {};
        status_ = 0;
        received_ = 0;
        tell(&observer::started, now);
        return take_turn(now);
    }

    next take_turn(steady_time now)
    {
        auto const turn = shared_.rate.reserve(now, deadline_);
        if (!turn)
            return fail(failure(errc::deadline_exceeded,
                                {.explanation = "the service throttles this client, whose turn would come after the "
                                                "deadline"}),
                        now);
        has_turn_ = true;
        if (*turn <= now) return next::token;
        resume_at_ = *turn;
        return next::wait;
    }

    void note(failure const& why) { maybe_done_ = maybe_done_ || (!call_.is_safe() && may_have_been_done(why)); }

    next attempt_failed(failure const& why, steady_time now)
    {
        if (why.is_throttled()) shared_.rate.throttled(now, why->retry_after);
        auto const pause = pause_before_repetition(
            shared_.retry, {why, attempt_, call_.is_repeatable(), deadline_ - now, shared_.chance()});
        if (!pause && update_) return back_to_update(why, now), not_found_out(now);
        if (!pause) return finish(why, now);
        tell(&observer::retried, now, why.code(), *pause);
        ++attempt_;
        has_turn_ = false;
        status_ = 0;
        received_ = 0;
        resume_at_ = now + *pause;
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
    next conflicted(failure const& why, steady_time now)
    {
        if (maybe_done_) return find_out(why, now);
        bool const of_update = change_ && call_.op == change_->update;
        if (!of_update || ++conflicts_ > shared_.max_conflicts) return finish(why, now);
        auto read = at_its_path(*call_.op->read);
        if (!read) return finish(why, now);
        tell(&observer::failed, now, why.code());
        call_ = std::move(*read);
        return start(now);
    }

    // A further call in place of this one, under the same ids. What must not be shown of this one it may be told.
    result<prepared_call> further(operation const& op, std::string target, content sent = {}) const
    {
        auto out = prepare_message(shared_.context, op, std::move(target), std::move(sent),
                                   {{}, call_.correlation_id, call_.traceparent, call_.own_headers, call_.head});
        if (out) out->secrets = secrets_of(call_);
        return out;
    }

    // Nobody gave it a query: it has the one that is made for it.
    result<prepared_call> at_its_path(operation const& op, content sent = {}) const
    {
        auto target = with_query(shared_.context, op, call_.path);
        if (!target) return refuse_call(op, target.error());
        auto out = further(op, std::move(*target), std::move(sent));
        if (!out) return out;
        auto more = secrets_of_target(op, nullptr, out->message.target);
        out->secrets.insert(out->secrets.end(), more.begin(), more.end());
        return out;
    }

    // The read of what an update left, with the query that this had. One of another type may mean another state.
    result<prepared_call> where_updated(operation const& read) const
    {
        if (!call_.op->query) return at_its_path(read);
        if (call_.op->query != read.query) return *refusal_;
        return further(read, call_.message.target);
    }

    // A job is asked for its status, which has the time of any other call, when that time has come.
    next ask(steady_time now)
    {
        if (call_.watch->is_late(now))
            return given_up(failure(errc::deadline_exceeded, {.explanation = "the job has not ended by the deadline"}));
        if (!patience_) patience_ = deadline_ - now;
        auto const asked_at = std::max(now, call_.watch->next());
        deadline_ = asked_at + std::min(*patience_, call_.watch->deadline() - asked_at);
        pausing_ = asked_at > now;
        resume_at_ = asked_at;
        return pausing_ ? next::wait : begin(now);
    }

    next ask_again(std::optional<std::chrono::seconds> asked, steady_time now)
    {
        tell(&observer::succeeded, now);
        auto question = further(*call_.op, call_.message.target);
        question->watch = call_.watch;
        question->watch->go_on(asked, now);
        call_ = std::move(*question);
        return ask(now);
    }

    next given_up(failure const& why)
    {
        outcome_ = fail_call(call_, why);
        return next::done;
    }

    next find_out(failure const& why, steady_time now)
    {
        refusal_ = why;
        if (!call_.op->read) return not_found_out(now);
        auto read = where_updated(*call_.op->read);
        if (!read) return not_found_out(now);
        update_ = std::exchange(call_, std::move(*read));
        return start(now);
    }

    next found_out(response&& in, steady_time now)
    {
        auto const body = in.body;
        auto const done = finish_call(shared_.context, call_, std::move(in), token_, out_);
        if (!done && done.error() == errc::unauthorized && !renewed_) return renew_token(done.error());
        if (!done) return attempt_failed(done.error(), now);
        auto const tag = call_.op->tag ? call_.op->tag(out_.model) : std::string_view();
        auto const& wanted = update_->full.empty() ? update_->message.body : update_->full;
        bool const was_done = same_state(wanted, body, {update_->tag, tag});
        back_to_update({}, now);
        return was_done ? finish({}, now) : not_found_out(now);
    }

    // The read that looks for its outcome has ended.
    void back_to_update(result<void> const& read, steady_time now)
    {
        read ? tell(&observer::succeeded, now) : tell(&observer::failed, now, read.error().code());
        call_ = *std::exchange(update_, std::nullopt);
        maybe_done_ = true;
    }

    next not_found_out(steady_time now) { return finish(failure(errc::outcome_unknown, refusal_->details()), now); }

    // For a reason that is no answer.
    next fail(failure const& why, steady_time now)
    {
        if (update_) back_to_update(why, now);
        return finish(fail_call(call_, why), now);
    }

    next finish(result<void> outcome, steady_time now)
    {
        if (!outcome && maybe_done_) {
            auto details = outcome.error().details();
            details.maybe_done = true;
            outcome = outcome.error().with(std::move(details));
        }
        if (outcome)
            tell(&observer::succeeded, now);
        else
            tell(&observer::failed, now, outcome.error().code());
        outcome_ = std::move(outcome);
        return next::done;
    }

    void tell(void (observer::*what)(call_event const&), steady_time now, boost::system::error_code error = {},
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
                .elapsed = now - started_,
                .attempt_elapsed = sent_at_ == steady_time() ? std::chrono::nanoseconds() : now - sent_at_,
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
