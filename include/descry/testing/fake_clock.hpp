// fake_clock: a time for tests, in which pauses end at once.
#pragma once

#include <descry/client/clock.hpp>
#include <descry/core/config.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace descry::testing {

/// A time that stands still until it is advanced: by a test, or by a client that pauses, before a retry or between the
/// polls of a job, which takes no real time then. Pass it to the `scripted_transport` of a client, and in
/// `emulator_options::time` to the emulator behind it, so that tokens expire by it. The wait for a value of a stream
/// ends when the time is advanced past its limit. Thread-safe; one time for all clients that share it.
class fake_clock final : public clock {
    mutable std::mutex mutex_;
    steady_time const begin_ = std::chrono::steady_clock::now();
    std::chrono::sys_seconds const date_;
    steady_time now_ = begin_;

    using observer_list = std::vector<std::weak_ptr<std::function<void()>>>;
    std::shared_ptr<observer_list const> observers_ = std::make_shared<observer_list>();

    DESCRY_DECL void notify(std::unique_lock<std::mutex>& lock) const noexcept;

public:
    /// The default date is that of the system clock.
    explicit fake_clock(
        std::chrono::sys_seconds date = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()))
        : date_(date)
    {
    }

    /// Lets time pass. A negative duration has no effect.
    DESCRY_DECL void advance(steady_time::duration by) noexcept;

    /// The time that passed since the construction.
    steady_time::duration elapsed() const noexcept { return now() - begin_; }

    DESCRY_DECL steady_time now() const noexcept override;
    DESCRY_DECL std::chrono::sys_seconds date() const noexcept override;
    DESCRY_DECL void wait_until(steady_time then) noexcept override;
    DESCRY_DECL std::shared_ptr<void> on_advance(std::function<void()> function) override;
};

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/fake_clock.ipp>
#endif
