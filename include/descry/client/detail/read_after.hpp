// read_after: the read of a resource after a change whose response does not show its state.
#pragma once

#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/prepare_call.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/detail/operation.hpp>

#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// True if the caller of a successful change would not have its state, or not be able to change it again: the response
/// has no content, or the state has no entity tag. A change that is only accepted (202), or that is followed as a job,
/// has no state yet.
inline bool is_read_after(operation const& op, result_place const& out, unsigned status, bool has_content,
                          std::string_view tag) noexcept
{
    bool const is_shown = has_content && !(op.tag && tag.empty());
    return op.reads_after && out.model.if_of(op.read->response) && !out.job && status != 202 && !is_shown;
}

/// The read after a change, as a further call whose head the caller does not want.
inline result<prepared_call> read_after_change(call_context const& context, prepared_call const& change)
{
    auto target = target_of_read_after(context, change);
    if (!target) return target.error();
    auto read = further_call(context, change, *change.op->read, std::move(*target));
    if (read) read->head.reset();
    return read;
}

/// The failure of a call whose change was carried out, if the read after it failed for the reason `why`.
inline failure state_not_read(failure const& why)
{
    auto details = why.details();
    details.cause = why.code();
    details.maybe_done = true;
    details.not_sent = false;
    details.temporary = false;
    return {errc::state_not_read, std::move(details)};
}

/// The failure of a call whose change was carried out, if the response with its result was lost.
inline failure result_lost(failure const& refusal)
{
    auto details = state_not_read(refusal).details();
    details.cause = {};
    details.explanation = "the change was carried out, but the response with its result was lost";
    return {errc::state_not_read, std::move(details)};
}

}  // namespace detail

}  // namespace descry
