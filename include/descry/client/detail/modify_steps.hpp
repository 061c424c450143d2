// modify_steps: reads, changes and updates a resource, and begins again after a conflict.
#pragma once

#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/call_failure.hpp>
#include <descry/client/detail/prepare_call.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/core/error.hpp>
#include <descry/model/detail/typed_pointer.hpp>

#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// The calls of a `modify` as a state machine, whose events are the outcomes of the calls.
class modify_steps {
public:
    enum class state {
        reading,   ///< The GET is to be sent, or is under way.
        changing,  ///< The model is to be changed: `change`.
        updating,  ///< The update is to be sent, or is under way.
        ended,     ///< The outcome of the last call is the outcome of the `modify`.
    };

    /// `what` must outlive this object. Conflicts lead back to the GET, at most `max_conflicts` times.
    modify_steps(resource_change const& what, unsigned max_conflicts) : what_(&what), conflicts_left_(max_conflicts) {}

    state now_in() const noexcept { return state_; }

    state succeeded() noexcept { return state_ = state_ == state::reading ? state::changing : state::ended; }

    /// The update failed because the resource was changed meanwhile.
    state conflicted() noexcept
    {
        if (state_ != state::updating || conflicts_left_ == 0) return state_ = state::ended;
        --conflicts_left_;
        return state_ = state::reading;
    }

    /// Changes the model that was read, and returns the call that updates it. If the user's function throws, the
    /// exception is stored in `thrown` and the failure is `errc::change_refused`.
    result<prepared_call> change(call_context const& context, prepared_call const& read, typed_pointer model)
    {
        state_ = state::ended;
        auto const& op = *what_->update;
        std::string const tag(op.tag_of_request.in(model));
        auto const before = write_state(context, op, model, is_made_of_state(op));
        if (!before) return before.error();
        try {
            what_->apply(what_->context, model);
        } catch (...) {
            thrown_ = std::current_exception();
            return fail_call(read, errc::change_refused);
        }
        // The update is for the state that was read, even if the function replaces the state.
        if (!tag.empty()) op.tag_of_request.store(model, tag);
        auto update = further_call_at_path(context, read, op, model, &*before);
        if (update) state_ = state::updating;
        return update;
    }

    std::exception_ptr const& thrown() const noexcept { return thrown_; }

private:
    resource_change const* what_;
    state state_ = state::reading;
    unsigned conflicts_left_;
    std::exception_ptr thrown_{};
};

}  // namespace detail

}  // namespace descry
