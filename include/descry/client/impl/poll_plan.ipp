// poll_plan: the times at which the status of a job is polled.
#pragma once

#include <descry/client/detail/poll_plan.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace descry {

namespace detail {

DESCRY_DECL poll_plan::poll_plan(job_end end, polling const& intervals, steady_time first_poll, steady_time deadline,
                                 std::optional<job_result> result)
    : end_(std::move(end)),
      result_(std::move(result)),
      intervals_(intervals),
      next_poll_(first_poll),
      deadline_(deadline),
      pause_(intervals.initial_interval)
{
}

DESCRY_DECL bool poll_plan::is_late(steady_time now) const noexcept { return std::max(now, next_poll_) >= deadline_; }

DESCRY_DECL void poll_plan::not_ended(std::optional<std::chrono::seconds> retry_after, steady_time now)
{
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - now);
    auto const pause = retry_after ? std::chrono::milliseconds(*retry_after) : std::min(pause_, left / 2);
    pause_ = pause_ < intervals_.max_interval / 2 ? pause_ * 2 : intervals_.max_interval;
    auto const chosen = std::max(pause, intervals_.initial_interval);
    next_poll_ = chosen < left ? now + chosen : deadline_;
}

}  // namespace detail

}  // namespace descry
