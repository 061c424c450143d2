// blocking_wait: waits for a socket on the calling thread until it is ready, its deadline has passed, or another thread
// interrupts the wait.
#pragma once

#include <boost/asio/error.hpp>
#include <boost/system/error_code.hpp>

#include <descry/client/transport.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <mutex>
#include <optional>

#include <poll.h>
#include <sys/socket.h>

namespace descry::detail {

// The waits of one exchange. interrupt() may be called from any thread.
class blocking_wait {
    steady_time deadline_;
    std::optional<steady_time> now_;  // set if the clock was just read
    std::mutex mutex_{};
    int socket_ = -1;  // the socket of the wait under way
    bool interrupted_ = false;
    bool late_ = false;

public:
    explicit blocking_wait(steady_time deadline, std::optional<steady_time> now = {}) : deadline_(deadline), now_(now)
    {
    }

    // Waits for one of these events of poll(). Returns no error, or the reason why the wait ended without an event.
    void wait(int socket, short events, boost::system::error_code& ec)
    {
        ec = {};
        if (!watch(socket)) ec = boost::asio::error::operation_aborted;
        while (!ec) {
            auto const left = milliseconds_left();
            late_ = left == 0;  // checked first, since a socket may always be ready
            if (late_) {
                ec = boost::asio::error::timed_out;
                break;
            }
            pollfd which{socket, events, 0};
            int const ready = ::poll(&which, 1, left);
            if (ready > 0) break;
            if (ready < 0 && errno != EINTR) ec.assign(errno, boost::system::system_category());
        }
        if (!watch(-1)) ec = boost::asio::error::operation_aborted;
    }

    // Ends the wait under way; from any thread. The connection must not be used any more.
    void interrupt()
    {
        std::lock_guard const lock(mutex_);
        interrupted_ = true;
        if (socket_ != -1) ::shutdown(socket_, SHUT_RDWR);
    }

    bool is_late() const noexcept { return late_; }

    bool was_interrupted()
    {
        std::lock_guard const lock(mutex_);
        return interrupted_;
    }

private:
    // False if the wait was interrupted.
    bool watch(int socket)
    {
        std::lock_guard const lock(mutex_);
        socket_ = socket;
        return !interrupted_;
    }

    int milliseconds_left()
    {
        auto const now = now_ ? *now_ : std::chrono::steady_clock::now();
        now_.reset();
        constexpr std::chrono::milliseconds longest = std::chrono::hours(1);
        auto const left = std::clamp<steady_time::duration>(deadline_ - now, {}, longest);
        return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(left).count());
    }
};

}  // namespace descry::detail
