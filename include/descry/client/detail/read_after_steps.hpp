// read_after_steps: reads a resource after a change whose response does not show its state.
#pragma once

#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/make_request.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/detail/operation.hpp>

#include <optional>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// The read after a change that was carried out, as a state machine.
class read_after_steps {
public:
    enum class state {
        idle,     ///< No change was carried out that has to be followed by a read.
        reading,  ///< The change was carried out, and the resource is being read.
    };

    state now_in() const noexcept { return state_; }

    /// True if the caller of a successful change would not have its state, or not be able to change it again: the
    /// response has no content, or the state has no entity tag. A change that is only accepted (202), or that is
    /// followed as a job, has no state yet.
    static bool is_needed(operation const& op, result_place const& out, unsigned status, bool has_content,
                          std::string_view tag) noexcept
    {
        bool const is_shown = has_content && !(op.tag && tag.empty());
        return op.reads_after && out.model && !out.job && status != 202 && !is_shown;
    }

    /// Begins the read, as a further call whose head the caller does not want.
    result<prepared_call> start(call_context const& context, prepared_call const& change)
    {
        state_ = state::reading;
        auto target = target_of_read_after(context, change);
        if (!target) return target.error();
        auto read = further_call(context, change, *change.op->read, std::move(*target));
        if (read) read->head.reset();
        return read;
    }

    /// The failure of the call, if the read failed for the reason `why`.
    static failure failed(failure const& why)
    {
        auto details = why.details();
        details.cause = why.code();
        details.maybe_done = true;
        details.not_sent = false;
        details.temporary = false;
        return {errc::state_not_read, std::move(details)};
    }

private:
    state state_ = state::idle;
};

}  // namespace detail

}  // namespace descry
