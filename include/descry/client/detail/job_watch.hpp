// job_watch: the start of a job, and the times at which its status is polled. Time is an argument.
#pragma once

#include <descry/client/detail/deadline.hpp>
#include <descry/core/config.hpp>
#include <descry/rest/detail/member_path.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace descry {

/// The intervals between polls of a job. The interval that a service requests with `Retry-After` replaces them, unless
/// it is shorter than `initial_interval`.
struct polling {
    std::chrono::milliseconds initial_interval = std::chrono::seconds(1);  ///< Doubled after each poll.
    /// The longest interval that is not requested by the service.
    std::chrono::milliseconds max_interval = std::chrono::seconds(30);
};

namespace detail {

/// The condition under which a job has ended: a predicate for final statuses; or the members that a change set, as
/// JSON, which the resource then has.
struct job_end {
    bool (*is_last)(void const* status) noexcept = nullptr;
    std::string wanted{};
    std::string tag{};      ///< The entity tag in the changed state, which the service replaces.
    member_path version{};  ///< The member with the version of the changed state; the same.
};

/// The response of the service to the call that started a job.
struct started_job {
    std::string location{};  ///< The location of its status.
    bool is_target = false;  ///< The location is a target; otherwise it is a link that is to be resolved.
    steady_time not_before = steady_time::min();  ///< The earliest time of the first poll, as the service requests.
    bool ended_at_once = false;                   ///< There is no status.
    std::vector<std::string> secrets{};  ///< Secrets of that call, which the status may repeat and must be redacted.
    job_end end{};                       ///< For a change; other jobs declare their end.
};

/// The end of a job for which a call waits, and the pauses between polls.
class job_watch {
    job_end end_;
    polling how_;
    steady_time next_, deadline_;
    std::chrono::milliseconds pause_;

public:
    job_watch(job_end end, polling const& how, steady_time first, steady_time until);

    job_end const& end() const noexcept { return end_; }
    steady_time deadline() const noexcept { return deadline_; }
    /// The time of the next poll.
    steady_time next() const noexcept { return next_; }
    /// True if no further status would arrive in time.
    bool is_late(steady_time now) const noexcept;

    /// The status was not final. A long pause that the service did not request is shortened, so that one more poll is
    /// in time.
    void go_on(std::optional<std::chrono::seconds> retry_after, steady_time now);
};

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/job_watch.ipp>
#endif
