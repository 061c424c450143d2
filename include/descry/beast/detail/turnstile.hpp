// turnstile: lets as many exchanges at a time through to a host as the options allow; the others wait in line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <mutex>
#include <utility>

namespace descry::detail {

// May be used from several threads.
class turnstile {
public:
    // Called once its turn has come, under a lock: it may only post. False when nobody is there any more.
    using waiter = std::function<bool()>;
    using place = std::uint64_t;

    explicit turnstile(std::size_t most) : free_(most) {}

    bool try_enter()
    {
        std::lock_guard const lock(mutex_);
        if (free_ == 0) return false;
        --free_;
        return true;
    }

    // In the order in which they came. The waiter may be called before this returned.
    place line_up(waiter admitted)
    {
        std::lock_guard const lock(mutex_);
        auto const last = next_++;
        waiting_.emplace(last, std::move(admitted));
        admit();
        return last;
    }

    // True when that place was still in the line, which it now left.
    bool give_up(place waiting)
    {
        std::lock_guard const lock(mutex_);
        return waiting_.erase(waiting) != 0;
    }

    void leave()
    {
        std::lock_guard const lock(mutex_);
        ++free_;
        admit();
    }

    // Lets everybody in, now and from now on.
    void open()
    {
        std::lock_guard const lock(mutex_);
        free_ = std::numeric_limits<std::size_t>::max() / 2;
        admit();
    }

private:
    std::mutex mutex_;
    std::size_t free_;
    place next_ = 0;
    std::map<place, waiter> waiting_;

    void admit()
    {
        while (free_ != 0 && !waiting_.empty()) {
            auto const first = waiting_.extract(waiting_.begin());
            if (first.mapped()()) --free_;
        }
    }
};

// The right to be inside; left by its destructor.
class passage {
    turnstile* entered_ = nullptr;

public:
    passage() = default;
    explicit passage(turnstile& entered) noexcept : entered_(&entered) {}
    passage(passage&& other) noexcept : entered_(std::exchange(other.entered_, nullptr)) {}
    passage& operator=(passage&& other) noexcept
    {
        std::swap(entered_, other.entered_);
        return *this;
    }
    ~passage() { leave(); }

    explicit operator bool() const noexcept { return entered_ != nullptr; }

    void leave()
    {
        if (entered_) std::exchange(entered_, nullptr)->leave();
    }
};

// Empty when there is no room.
inline passage enter(turnstile& line) { return line.try_enter() ? passage(line) : passage(); }

}  // namespace descry::detail
