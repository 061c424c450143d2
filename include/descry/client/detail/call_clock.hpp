// call_clock: the time by which a client limits and spaces its calls.
#pragma once

#include <descry/client/clock.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace descry {

namespace detail {

/// The time of the system clock, which may be adjusted.
inline std::chrono::sys_seconds system_time()
{
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

/// The time of a client: that of its transport, or else the real time.
class call_clock {
    std::shared_ptr<clock> own_;

public:
    explicit call_clock(std::shared_ptr<clock> own = {}) : own_(std::move(own)) {}

    steady_time now() const noexcept { return own_ ? own_->now() : std::chrono::steady_clock::now(); }
    std::chrono::sys_seconds date() const { return own_ ? own_->date() : system_time(); }

    /// See `clock::on_advance`. The real time calls nothing.
    std::shared_ptr<void> on_advance(std::function<void()> function) const
    {
        return own_ ? own_->on_advance(std::move(function)) : nullptr;
    }

    /// A time of the real clock as one of this clock, as far from now, rounded up to milliseconds.
    steady_time from_real(steady_time at) const noexcept
    {
        if (!own_ || at == steady_time::max()) return at;
        return own_->now() + std::chrono::ceil<std::chrono::milliseconds>(at - std::chrono::steady_clock::now());
    }

    /// A time of this clock as one of the real clock.
    steady_time to_real(steady_time at) const noexcept
    {
        if (!own_ || at == steady_time::max()) return at;
        return std::chrono::steady_clock::now() + (at - own_->now());
    }

    /// The real time at which a pause until `then` ends, which is over if the clock is not real.
    steady_time end_of_pause(steady_time then) const noexcept
    {
        if (!own_) return then;
        own_->wait_until(then);
        return {};
    }
};

}  // namespace detail

}  // namespace descry
