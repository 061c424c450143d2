// fake_clock: definitions of the functions of fake_clock.hpp.
#pragma once

#include <descry/testing/fake_clock.hpp>

#include <algorithm>
#include <utility>

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
    std::unique_lock lock(mutex_);
    now_ = std::max(now_, now_ + by);
    notify(lock);
}

DESCRY_DECL void fake_clock::wait_until(steady_time then) noexcept
{
    std::unique_lock lock(mutex_);
    now_ = std::max(now_, then);
    notify(lock);
}

DESCRY_DECL std::shared_ptr<void> fake_clock::on_advance(std::function<void()> function)
{
    auto out = std::make_shared<std::function<void()>>(std::move(function));
    std::lock_guard const lock(mutex_);
    auto observers = std::make_shared<observer_list>(*observers_);
    std::erase_if(*observers, [](auto const& each) { return each.expired(); });
    observers->push_back(out);
    observers_ = std::move(observers);
    return out;
}

// The functions are called without the lock, since they read the time.
DESCRY_DECL void fake_clock::notify(std::unique_lock<std::mutex>& lock) const noexcept
{
    auto const observers = observers_;
    lock.unlock();
    for (auto const& each : *observers)
        if (auto const function = each.lock()) (*function)();
}

}  // namespace descry::testing
