// waiting_room: the waits of blocking calls for their next attempt, which closing the client ends.
#pragma once

#include <descry/client/transport.hpp>

#include <condition_variable>
#include <mutex>

namespace descry {

namespace detail {

/// May be used from several threads at once.
class waiting_room {
    std::mutex mutex_;
    std::condition_variable closing_;
    bool closed_ = false;

public:
    /// False after `close`.
    bool wait_until(steady_time then)
    {
        std::unique_lock lock(mutex_);
        return !closing_.wait_until(lock, then, [this] { return closed_; });
    }

    void close()
    {
        {
            std::lock_guard const lock(mutex_);
            closed_ = true;
        }
        closing_.notify_all();
    }
};

}  // namespace detail

}  // namespace descry
