// started_job: the response of a service that started a job.
#pragma once

#include <descry/client/detail/deadline.hpp>
#include <descry/core/error.hpp>
#include <descry/model/detail/typed_pointer.hpp>
#include <descry/rest/detail/member_path.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// What shows that a job has ended.
enum class job_end_by {
    status,  ///< The status is final, or the response has none.
    change,  ///< The resource has the members that a change set.
    code,    ///< The response to a poll is not 202.
};

/// The condition under which a job has ended.
struct job_end {
    /// Whether a status is final; null for a change.
    bool (*is_final)(typed_const_pointer status) noexcept = nullptr;
    std::string changes{};  ///< The members that a change set, as JSON.
    std::string tag{};      ///< The entity tag in the changed state, which the service replaces.
    member_path version{};  ///< The member with the version of the changed state; the same.
    void (*reset)(typed_pointer status) = nullptr;  ///< Makes it the status of a response without one.
    bool by_code = false;                           ///< There is no status but the code of the response.

    job_end_by by() const noexcept
    {
        return by_code ? job_end_by::code : is_final ? job_end_by::status : job_end_by::change;
    }
};

/// The link to the status or the result of a job. Empty without one.
struct job_link {
    std::string text{};
    bool is_target = false;  ///< The text is a target; otherwise it is a link that is to be resolved.
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
    /// The declared link in the first response.
    std::string_view (*link_in)(typed_const_pointer first) noexcept = nullptr;
    std::optional<failure> first_failure{};  ///< The reason why the first response was not decoded.
};

}  // namespace detail

}  // namespace descry
