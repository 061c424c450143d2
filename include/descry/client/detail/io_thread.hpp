// io_thread: the thread on which a client without an executor of its user's runs its asynchronous calls.
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

/// Starts its thread when it is first needed; a client that only blocks has none.
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

    /// Runs `work` there. False, and nothing is done, once `finish` was called.
    template <class Work>
    bool post(Work&& work)
    {
        std::lock_guard const lock(mutex_);
        if (!run()) return false;
        boost::asio::post(state_->context, std::forward<Work>(work));
        return true;
    }

    /// Runs what others post there as well.
    void start()
    {
        std::lock_guard const lock(mutex_);
        run();
    }

    bool running_in_this_thread() const { return state_->context.get_executor().running_in_this_thread(); }

    /// Waits until everything that was started has completed. On the thread itself nobody can wait: it goes on alone,
    /// and ends when it has nothing left to do.
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
    // Needs the lock. False when it is too late.
    bool run()
    {
        if (state_->work && !thread_.joinable()) thread_ = std::thread([s = state_] { s->context.run(); });
        return state_->work.has_value();
    }
};

}  // namespace detail

}  // namespace descry
