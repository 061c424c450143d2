// job_watch: the times at which the status of a job is polled.
#pragma once

#include <descry/client/detail/job_watch.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace descry {

namespace detail {

DESCRY_DECL job_watch::job_watch(job_end end, polling const& how, steady_time first, steady_time until,
                                 std::optional<job_result> result)
    : end_(std::move(end)),
      result_(std::move(result)),
      how_(how),
      next_(first),
      deadline_(until),
      pause_(how.initial_interval)
{
}

DESCRY_DECL bool job_watch::is_late(steady_time now) const noexcept { return std::max(now, next_) >= deadline_; }

DESCRY_DECL void job_watch::go_on(std::optional<std::chrono::seconds> retry_after, steady_time now)
{
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - now);
    auto const pause = retry_after ? std::chrono::milliseconds(*retry_after) : std::min(pause_, left / 2);
    pause_ = pause_ < how_.max_interval / 2 ? pause_ * 2 : how_.max_interval;
    auto const chosen = std::max(pause, how_.initial_interval);
    next_ = chosen < left ? now + chosen : deadline_;
}

}  // namespace detail

}  // namespace descry
