// modify_steps: a resource is read, changed and updated, and once more from the beginning after a conflict.
#pragma once

#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/call_failure.hpp>
#include <descry/client/detail/make_request.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/core/error.hpp>

#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// The calls of a `modify` as a state machine, which is told how each ended.
class modify_steps {
public:
    enum class state {
        reading,   ///< The GET is to be made, or is under way.
        changing,  ///< The model is to be changed: `change`.
        updating,  ///< The update is to be made, or is under way.
        ended,     ///< The outcome of the last call is that of the whole.
    };

    /// `what` has to live as long as this object. A conflict leads back to the GET `max_conflicts` times at most.
    modify_steps(resource_change const& what, unsigned max_conflicts) : what_(&what), conflicts_left_(max_conflicts) {}

    state now_in() const noexcept { return state_; }

    state succeeded() noexcept { return state_ = state_ == state::reading ? state::changing : state::ended; }

    /// The call was refused since another one had changed the resource.
    state conflicted() noexcept
    {
        if (state_ != state::updating || conflicts_left_ == 0) return state_ = state::ended;
        --conflicts_left_;
        return state_ = state::reading;
    }

    /// Changes the model that was read, and gives the call that updates it. When the function of the user throws, the
    /// exception is `thrown` and the failure `errc::change_refused`.
    result<prepared_call> change(call_context const& context, prepared_call const& read, void* model)
    {
        state_ = state::ended;
        auto const& op = *what_->update;
        std::string const tag(op.tag_of_request ? op.tag_of_request(model) : std::string_view());
        std::string before;
        if (op.sends_changes) {
            auto written = write_body(context, op, model);
            if (!written) return written.error();
            before = std::move(*written);
        }
        try {
            what_->apply(what_->context, model);
        } catch (...) {
            thrown_ = std::current_exception();
            return fail_call(read, errc::change_refused);
        }
        // The update is of the state that was read, even if the function puts another one in its place.
        if (!tag.empty()) op.set_tag(model, tag);
        auto update = further_call_at_path(context, read, op, model, before);
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
