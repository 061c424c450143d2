// io_thread: the thread that runs the asynchronous calls of a client whose user supplied no executor.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace descry {

namespace detail {

/// Starts its thread on first use; a client that makes only blocking calls has none.
class io_thread {
    struct state {
        boost::asio::io_context context{1};
        std::optional<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> work{
            boost::asio::make_work_guard(context)};
    };

    std::shared_ptr<state> state_ = std::make_shared<state>();
    std::mutex mutex_;
    std::thread thread_;

public:
    io_thread() = default;
    io_thread(io_thread const&) = delete;
    io_thread& operator=(io_thread const&) = delete;
    ~io_thread() { finish(); }

    boost::asio::any_io_executor get_executor() const { return state_->context.get_executor(); }

    /// Runs `work` on the thread. False, without effect, after `finish`.
    template <class Work>
    bool post(Work&& work)
    {
        std::lock_guard const lock(mutex_);
        if (!run()) return false;
        boost::asio::post(state_->context, std::forward<Work>(work));
        return true;
    }

    /// Starts the thread, so that work posted by others runs too.
    void start()
    {
        std::lock_guard const lock(mutex_);
        run();
    }

    bool running_in_this_thread() const { return state_->context.get_executor().running_in_this_thread(); }

    /// Waits until all started work has completed. When called on the thread itself, does not wait: the thread is
    /// detached and ends when it runs out of work.
    void finish()
    {
        std::thread thread;
        {
            std::lock_guard const lock(mutex_);
            state_->work.reset();
            thread.swap(thread_);
        }
        if (!thread.joinable()) return;
        if (running_in_this_thread())
            thread.detach();
        else
            thread.join();
    }

private:
    // Requires the lock. False after `finish`.
    bool run()
    {
        if (state_->work && !thread_.joinable()) thread_ = std::thread([s = state_] { s->context.run(); });
        return state_->work.has_value();
    }
};

}  // namespace detail

}  // namespace descry
