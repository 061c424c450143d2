// poll_steps: polls the status of a job until the job has ended or its deadline is near.
#pragma once

#include <descry/client/detail/poll_plan.hpp>
#include <descry/client/detail/same_state.hpp>
#include <descry/client/transport.hpp>
#include <descry/core/error.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// The polls of a job as a state machine. Each poll is a call with a deadline of its own.
class poll_steps {
public:
    enum class state {
        pausing,  ///< Wait until `resume_at`; then `waited`.
        polling,  ///< Read the status, until `deadline`; then `not_ended`, unless the status is final.
        late,     ///< No further status would arrive by the deadline of the job.
        reading,  ///< The job has succeeded, and its result is read, until `deadline`.
    };

    /// `deadline` is that of the first poll; the others have the same time limit.
    poll_steps(poll_plan plan, steady_time now, steady_time deadline)
        : plan_(std::move(plan)), timeout_(deadline - now), deadline_(deadline)
    {
        schedule(now);
    }

    state now_in() const noexcept { return state_; }
    steady_time resume_at() const noexcept { return plan_.next_poll(); }
    steady_time deadline() const noexcept { return deadline_; }

    state waited() noexcept { return state_ = state::polling; }

    /// The status is not final. `retry_after` is the pause that the service requests.
    state not_ended(std::optional<std::chrono::seconds> retry_after, steady_time now)
    {
        plan_.not_ended(retry_after, now);
        return schedule(now);
    }

    job_end const& end() const noexcept { return plan_.end(); }
    /// True for one poll, whose status need not be final.
    bool is_single() const noexcept { return plan_.is_single(); }
    std::optional<job_result> const& then_read() const noexcept { return plan_.result_to_read(); }

    /// The job has succeeded, and its result is read.
    state read_result(steady_time now) noexcept
    {
        deadline_ = now + std::min(timeout_, std::max(plan_.deadline() - now, steady_time::duration::zero()));
        return state_ = state::reading;
    }

    /// The object for the statuses, if the call does not return them.
    void* status()
    {
        if (!status_) status_ = then_read()->make_status();
        return status_.get();
    }

    /// True if the end is determined from the document of a status.
    bool compares() const noexcept { return end().by() == job_end_by::change; }

    /// Whether a status is final: `model`, with its document `current` and its entity tag `tag`. The document has no
    /// members with the names in `hidden`, which services do not return.
    result<bool> is_last(void const* model, typed_text current, std::string_view tag, member_list hidden) const
    {
        auto const& end = plan_.end();
        if (end.by() == job_end_by::code) return true;
        if (end.by() == job_end_by::status) return end.is_final(model);
        return shows_change({end.changes, current.type}, current, {end.tag, tag, end.version}, hidden);
    }

private:
    state schedule(steady_time now) noexcept
    {
        if (plan_.is_late(now)) return state_ = state::late;
        auto const at = std::max(now, plan_.next_poll());
        deadline_ = at + std::min(timeout_, plan_.deadline() - at);
        return state_ = at > now ? state::pausing : state::polling;
    }

    poll_plan plan_;
    steady_time::duration timeout_;
    steady_time deadline_;
    std::shared_ptr<void> status_{};
    state state_ = state::polling;
};

}  // namespace detail

}  // namespace descry
