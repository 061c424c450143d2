// clock: a time for clients other than the real one, for tests.
#pragma once

#include <descry/client/detail/deadline.hpp>

#include <chrono>
#include <functional>
#include <memory>

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

    /// Calls a function each time that the time advances, in the thread that advances it, until the object that is
    /// returned is destroyed; a call under way may end later. The function reads the time, so that a clock must not
    /// hold a lock that `now` acquires, and does not throw. By default it is never called, and a limit that passes
    /// while a stream is awaited is noticed when more of the stream arrives.
    virtual std::shared_ptr<void> on_advance(std::function<void()> function)
    {
        static_cast<void>(function);
        return nullptr;
    }
};

}  // namespace descry
