// pool: idle connections, which later exchanges reuse.
#pragma once

#include <boost/asio/io_context.hpp>

#include <descry/beast/detail/connection.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

namespace descry::detail {

// A connection and, for blocking exchanges, the io_context that the caller runs. For asynchronous exchanges, the
// connection belongs to the user's executor, and `context` is empty.
struct pooled_connection {
    std::unique_ptr<asio::io_context> context{};
    std::unique_ptr<connection> stream{};  // declared last: destroyed before its context
};

// The idle connections to one host, either blocking or asynchronous. May be used from several threads; connections are
// checked and destroyed without the lock.
class connection_pool {
    using clock = std::chrono::steady_clock;

    struct entry {
        pooled_connection idle{};
        clock::time_point until{};
    };

    std::mutex mutex_;
    std::vector<entry> idle_;                                 // in the order in which they were returned
    clock::time_point first_end_ = clock::time_point::max();  // no connection expires before it
    std::size_t most_;
    bool closed_ = false;

public:
    explicit connection_pool(std::size_t most) : most_(most) {}

    // The connection used last, which is the likeliest to be open; empty if none is usable.
    pooled_connection take(clock::time_point now)
    {
        close_old(now);
        for (;;) {
            auto last = pop();
            if (!last.stream || last.stream->is_idle_and_open()) return last;
        }
    }

    // Closes expired connections.
    void close_old(clock::time_point now)
    {
        std::vector<entry> doomed;
        std::lock_guard const lock(mutex_);
        if (now < first_end_) return;
        doomed.reserve(idle_.size());  // before any of them is moved
        first_end_ = clock::time_point::max();
        for (auto& each : idle_)
            if (now >= each.until)
                doomed.push_back(std::move(each));
            else
                first_end_ = std::min(first_end_, each.until);
        std::erase_if(idle_, [](entry const& each) { return !each.idle.stream; });
    }

    // Takes a connection back after an exchange without errors, to be reused within this time. If the pool is full, the
    // oldest one is closed; without memory, this one.
    void give_back(pooled_connection&& connection, clock::duration reusable_for) noexcept
    try {
        auto const now = clock::now();
        auto const longest = clock::time_point::max() - now;
        entry doomed{std::move(connection), now + std::min(reusable_for, longest)};
        std::lock_guard const lock(mutex_);
        if (closed_ || most_ == 0 || doomed.until <= now) return;
        first_end_ = std::min(first_end_, doomed.until);
        idle_.push_back(std::exchange(doomed, {}));
        if (idle_.size() <= most_) return;
        doomed = std::move(idle_.front());
        idle_.erase(idle_.begin());
    } catch (std::bad_alloc const&) {
    }

    // Closes idle connections, and later those that are returned.
    void close()
    {
        std::vector<entry> doomed;
        std::lock_guard const lock(mutex_);
        closed_ = true;
        doomed.swap(idle_);
    }

private:
    pooled_connection pop()
    {
        std::lock_guard const lock(mutex_);
        if (idle_.empty()) return {};
        auto last = std::move(idle_.back().idle);
        idle_.pop_back();
        return last;
    }
};

}  // namespace descry::detail
