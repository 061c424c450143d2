// job_watch: the start of a job, and the times at which its status is polled. Time is an argument.
#pragma once

#include <descry/client/detail/deadline.hpp>
#include <descry/core/config.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/detail/member_path.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// The condition under which a job has ended.
enum class job_end_by {
    status,  ///< The status is final, or the response has none.
    change,  ///< The resource has the members that a change set.
    code,    ///< The response to a poll is not 202.
};

struct job_end {
    bool (*is_last)(void const* status) noexcept = nullptr;  ///< Whether a status is final; null for a change.
    /// The members that a change set, as JSON.
    std::string wanted{};
    std::string tag{};                      ///< The entity tag in the changed state, which the service replaces.
    member_path version{};                  ///< The member with the version of the changed state; the same.
    void (*reset)(void* status) = nullptr;  ///< Makes it the status of a response without one.
    bool by_code = false;                   ///< There is no status but the code of the response.

    job_end_by by() const noexcept
    {
        return by_code ? job_end_by::code : is_last ? job_end_by::status : job_end_by::change;
    }
};

/// The link to the status or the result of a job. Empty without one.
struct job_link {
    std::string text{};
    bool is_target = false;  ///< The text is a target; otherwise it is a link that is to be resolved.
};

/// The result of a job that is read when the job has succeeded.
struct job_result {
    operation const* read = nullptr;
    job_link at{};
    bool (*succeeded)(void const* status) noexcept = nullptr;
    std::shared_ptr<void> (*make_status)() = nullptr;  ///< Makes an object for the statuses.
    bool is_given = false;                             ///< Without a link, the result is known already.
};

/// The response of the service to the call that started a job.
struct started_job {
    job_link location{};                          ///< The location of its status.
    job_link result{};                            ///< The location of its result.
    job_link resource{};                          ///< The location of the resource that the job changes.
    steady_time not_before = steady_time::min();  ///< The earliest time of the first poll, as the service requests.
    bool ended_at_once = false;                   ///< There is no status.
    std::vector<std::string> secrets{};  ///< Secrets of that call, which the status may repeat and must be redacted.
    job_end end{};                       ///< Declared, except for a change.
    std::string_view (*link_in)(void const* first) noexcept = nullptr;  ///< The declared link in the first response.
    std::optional<failure> no_first{};  ///< The reason why the first response was not decoded.
};

/// The end of a job for which a call waits, and the pauses between polls.
class job_watch {
    job_end end_;
    std::optional<job_result> result_;
    polling how_;
    steady_time next_, deadline_;
    std::chrono::milliseconds pause_;
    bool is_single_ = false;

public:
    /// With a result, the call has the result in place of the status.
    job_watch(job_end end, polling const& how, steady_time first, steady_time until,
              std::optional<job_result> result = {});

    /// One poll, which is also for a status that is not final.
    static job_watch once(job_end end)
    {
        job_watch out(std::move(end), {}, steady_time::min(), steady_time::max());
        out.is_single_ = true;
        return out;
    }

    job_end const& end() const noexcept { return end_; }
    bool is_single() const noexcept { return is_single_; }
    std::optional<job_result> const& then_read() const noexcept { return result_; }
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
