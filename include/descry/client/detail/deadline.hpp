// deadline: the time by which an operation must have ended.
#pragma once

#include <descry/core/config.hpp>

#include <chrono>

namespace descry {

/// The deadline of a call, on the steady clock, which is independent of the system clock.
using steady_time = std::chrono::steady_clock::time_point;

namespace detail {

DESCRY_DECL steady_time after(steady_time now, std::chrono::duration<double> timeout);

/// The time after the deadline of an asynchronous call for which its end is awaited: the call ends in time by itself,
/// unless nothing runs its executor.
inline constexpr std::chrono::seconds grace_of_executor{1};

}  // namespace detail

/// A time of the steady clock, or a duration from now: `job.wait(std::chrono::minutes(10))`. A duration of more than a
/// century means no deadline.
class deadline {
    steady_time at_;

public:
    deadline(steady_time at) noexcept : at_(at) {}
    template <class Rep, class Period>
    deadline(std::chrono::duration<Rep, Period> timeout) : at_(detail::after(std::chrono::steady_clock::now(), timeout))
    {
    }

    steady_time at() const noexcept { return at_; }
};

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/deadline.ipp>
#endif
