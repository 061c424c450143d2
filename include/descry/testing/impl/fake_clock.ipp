// fake_clock: definitions of the functions of fake_clock.hpp.
#pragma once

#include <descry/testing/fake_clock.hpp>

#include <algorithm>

namespace descry::testing {

DESCRY_DECL steady_time fake_clock::now() const noexcept
{
    std::lock_guard const lock(mutex_);
    return now_;
}

DESCRY_DECL std::chrono::sys_seconds fake_clock::date() const noexcept
{
    return date_ + std::chrono::floor<std::chrono::seconds>(elapsed());
}

DESCRY_DECL void fake_clock::advance(steady_time::duration by) noexcept
{
    std::lock_guard const lock(mutex_);
    now_ = std::max(now_, now_ + by);
}

DESCRY_DECL void fake_clock::wait_until(steady_time then) noexcept
{
    std::lock_guard const lock(mutex_);
    now_ = std::max(now_, then);
}

}  // namespace descry::testing
