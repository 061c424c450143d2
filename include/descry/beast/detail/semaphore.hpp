// semaphore: limits the number of concurrent exchanges with a host; waiters are granted permits in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <mutex>
#include <utility>

namespace descry::detail {

// A counting semaphore whose waiters are functions. May be used from several threads.
class semaphore {
public:
    // Called with a permit, under a lock: it may only wake its owner, for which it must not need memory. False, which
    // releases the permit, if the owner has ended.
    using waiter = std::function<bool()>;
    using place = std::uint64_t;

    explicit semaphore(std::size_t permits) : free_(permits) {}

    bool try_acquire()
    {
        std::lock_guard const lock(mutex_);
        if (free_ == 0) return false;
        --free_;
        return true;
    }

    // The waiter may be called before this function returns.
    place acquire_later(waiter granted)
    {
        std::lock_guard const lock(mutex_);
        auto const last = next_++;
        waiting_.emplace(last, std::move(granted));
        grant();
        return last;
    }

    // False if the waiter was called already.
    bool give_up(place waiting)
    {
        std::lock_guard const lock(mutex_);
        return waiting_.erase(waiting) != 0;
    }

    void release() noexcept
    {
        std::lock_guard const lock(mutex_);
        ++free_;
        grant();
    }

    // Grants a permit to all waiters, and to later ones.
    void open() noexcept
    {
        std::lock_guard const lock(mutex_);
        free_ = std::numeric_limits<std::size_t>::max() / 2;
        grant();
    }

private:
    std::mutex mutex_;
    std::size_t free_;
    place next_ = 0;
    std::map<place, waiter> waiting_;

    void grant() noexcept
    {
        while (free_ != 0 && !waiting_.empty()) {
            auto const first = waiting_.extract(waiting_.begin());
            if (first.mapped()()) --free_;
        }
    }
};

// A permit for one exchange; released by its destructor.
class permit {
    semaphore* from_ = nullptr;

public:
    permit() = default;
    explicit permit(semaphore& from) noexcept : from_(&from) {}
    permit(permit&& other) noexcept : from_(std::exchange(other.from_, nullptr)) {}
    permit& operator=(permit&& other) noexcept
    {
        std::swap(from_, other.from_);
        return *this;
    }
    ~permit() { release(); }

    explicit operator bool() const noexcept { return from_ != nullptr; }

    void release() noexcept
    {
        if (from_) std::exchange(from_, nullptr)->release();
    }
};

// Empty if no permit is free.
inline permit try_acquire(semaphore& from) { return from.try_acquire() ? permit(from) : permit(); }

}  // namespace descry::detail
