// poll_plan: for which end of a job a call waits, and when it polls. Time is an argument.
#pragma once

#include <descry/client/detail/deadline.hpp>
#include <descry/client/detail/started_job.hpp>
#include <descry/core/config.hpp>
#include <descry/model/detail/typed_pointer.hpp>

#include <chrono>
#include <optional>
#include <utility>

namespace descry {

struct operation;

/// The intervals between polls of a job. The interval that a service requests with `Retry-After` replaces them, unless
/// it is shorter than `initial_interval`.
struct polling {
    std::chrono::milliseconds initial_interval = std::chrono::seconds(1);  ///< Doubled after each poll.
    /// The longest interval that is not requested by the service.
    std::chrono::milliseconds max_interval = std::chrono::seconds(30);
};

namespace detail {

/// The result of a job that is read when the job has succeeded.
struct job_result {
    operation const* read = nullptr;
    job_link link{};
    bool (*succeeded)(typed_const_pointer status) noexcept = nullptr;
    typed_object (*make_status)() = nullptr;  ///< Makes an object for the statuses.
    bool is_known = false;                    ///< Without a link, the result is that of the first response.
};

/// The end of a job for which a call waits, the result that it reads then, and the times of its polls.
class poll_plan {
    job_end end_;
    std::optional<job_result> result_;
    polling intervals_;
    steady_time next_poll_, deadline_;
    std::chrono::milliseconds pause_;
    bool is_single_ = false;

public:
    /// With a result, the call has the result in place of the status.
    poll_plan(job_end end, polling const& intervals, steady_time first_poll, steady_time deadline,
              std::optional<job_result> result = {});

    /// One poll, which is also for a status that is not final.
    static poll_plan once(job_end end)
    {
        poll_plan out(std::move(end), {}, steady_time::min(), steady_time::max());
        out.is_single_ = true;
        return out;
    }

    job_end const& end() const noexcept { return end_; }
    bool is_single() const noexcept { return is_single_; }
    std::optional<job_result> const& result_to_read() const noexcept { return result_; }
    steady_time deadline() const noexcept { return deadline_; }
    steady_time next_poll() const noexcept { return next_poll_; }
    /// True if no further status would arrive in time.
    bool is_late(steady_time now) const noexcept;

    /// The status was not final. A long pause that the service did not request is shortened, so that one more poll is
    /// in time.
    void not_ended(std::optional<std::chrono::seconds> retry_after, steady_time now);
};

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/poll_plan.ipp>
#endif
