// job_watch: the start of a job, and the times at which its status is polled. Time is an argument.
#pragma once

#include <descry/client/detail/deadline.hpp>
#include <descry/core/config.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace descry {

/// How often a job that is waited for is asked for its status. What the service asks for with `Retry-After` is waited
/// in place of these, as long as it is not shorter than `first_pause`.
struct polling {
    std::chrono::milliseconds first_pause = std::chrono::seconds(1);     ///< Doubled after each status.
    std::chrono::milliseconds longest_pause = std::chrono::seconds(30);  ///< The longest that is not asked for.
};

namespace detail {

/// How it is known that a job has ended: by a function, true for a status that is the last one; or by what a change
/// wanted, as JSON, which the resource then has.
struct job_end {
    bool (*is_last)(void const* status) noexcept = nullptr;
    std::string wanted{};
    std::string tag{};  ///< The entity tag in what was wanted, which will be another one.
};

/// What the service answered to the call that started a job.
struct started_job {
    std::string location{};                       ///< Of its status.
    bool is_target = false;                       ///< The location is a target, and no link that is to be resolved.
    steady_time not_before = steady_time::min();  ///< When the service wants to be asked first.
    bool ended_at_once = false;                   ///< There is no status.
    std::vector<std::string> secrets{};           ///< Of that call; the status may repeat them, and must not show them.
    job_end end{};                                ///< Of a change; what starts a job declares its end.
};

/// The end of a job that a call waits for, and the pauses between polls.
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
    /// No further status would arrive in time.
    bool is_late(steady_time now) const noexcept;

    /// The status was not the last one. A long pause that the service did not ask for is cut, so that another poll is in
    /// time.
    void go_on(std::optional<std::chrono::seconds> asked, steady_time now);
};

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/job_watch.ipp>
#endif
