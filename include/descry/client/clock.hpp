// clock: a time for clients other than the real one, for tests.
#pragma once

#include <descry/client/detail/deadline.hpp>

#include <chrono>

namespace descry {

/// A time that a client uses in place of the real one, see `transport::time`. Every member function may be called from
/// several threads at once.
class clock {
public:
    virtual ~clock() = default;

    /// The present time. Never decreases.
    virtual steady_time now() const noexcept = 0;

    /// The present date, with which dates in header fields are compared.
    virtual std::chrono::sys_seconds date() const noexcept = 0;

    /// Makes it that time, unless it is later. Called in place of a pause, for example before a retry.
    virtual void wait_until(steady_time then) noexcept = 0;
};

}  // namespace descry
