// recovery_steps: finds out whether a change whose response was lost, or that conflicts, was carried out.
#pragma once

#include <descry/client/detail/attempt_steps.hpp>
#include <descry/client/detail/prepare_call.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/client/detail/same_state.hpp>
#include <descry/core/error.hpp>
#include <descry/model/detail/typed_pointer.hpp>
#include <descry/rest/detail/operation.hpp>

#include <optional>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// The read after a change that one of its earlier attempts may have carried out, as a state machine. It keeps the
/// attempts of the change meanwhile.
class recovery_steps {
public:
    enum class state {
        idle,     ///< The outcome of the change is known.
        reading,  ///< The resource is being read.
        done,     ///< The resource is in the state after the change.
        unknown,  ///< The resource is in another state, or could not be read: the outcome is `failure_of_change`.
    };

    state now_in() const noexcept { return state_; }

    /// Begins after a retry failed with `refusal`. If the resource can be read, `attempt` becomes the attempt of the
    /// read. The state of the resource is the result of the call if that has its type.
    state start(call_environment& shared, attempt_steps& attempt, failure const& refusal, typed_pointer result = {})
    {
        refusal_ = refusal;
        auto const& change = *attempt.call().op;
        auto read = read_of(shared.context, attempt.call());
        if (!read) return state_ = state::unknown;
        place_ = result.if_of(read->op->response);
        if (!place_ && change.make_state) place_ = own_state_ = change.make_state();
        change_.emplace(std::exchange(attempt, attempt_steps(shared, std::move(*read))));
        return state_ = state::reading;
    }

    /// The destination of the state that is read; null if it is not needed.
    typed_pointer place() const noexcept { return place_; }

    /// The response to the read was decoded, or is a failure. "Not found" is the state after a removal. In `reading`,
    /// the failure does not indicate the state of the resource, and the read may be retried.
    state judge(result<void> const& read, typed_text current, std::string_view current_tag)
    {
        auto const& change = change_->call();
        bool const removes = traits_of(change.op->verb).removes;
        bool const is_gone = !read && read.error() == errc::not_found;
        if (!read && !(removes && is_gone)) return state_;
        auto const& wanted = change.full.empty() ? change.message.body : change.full;
        bool const was_done =
            removes ? is_gone
                    : same_state({wanted, change.op->request}, current, {change.tag, current_tag, change.op->version});
        return state_ = was_done ? state::done : state::unknown;
    }

    /// Ends a read that has begun with its outcome, and makes `attempt` that of the change again.
    state end(attempt_steps& attempt, result<void> const& read)
    {
        if (!change_) return state_;
        if (state_ == state::reading) state_ = state::unknown;
        attempt.finish(read);
        attempt = *std::exchange(change_, std::nullopt);
        return state_;
    }

    failure failure_of_change() const
    {
        auto details = refusal_.details();
        if (refusal_ == errc::conflict) details.explanation.clear();  // the call itself may have caused it
        return {errc::outcome_unknown, std::move(details)};
    }

private:
    static result<prepared_call> read_of(call_context const& context, prepared_call const& change)
    {
        if (!change.op->read || change.op->job) return failure(errc::outcome_unknown);
        auto target = target_of_read(context, change);
        if (!target) return target.error();
        auto read = further_call(context, change, *change.op->read, std::move(*target));
        if (read) read->head.reset();  // it is for the response to the change
        return read;
    }

    state state_ = state::idle;
    typed_pointer place_{};
    typed_object own_state_{};
    std::optional<attempt_steps> change_{};
    failure refusal_{};
};

}  // namespace detail

}  // namespace descry
