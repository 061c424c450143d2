// context_guard: notifies objects that may outlive an execution context of its end.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/query.hpp>

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// An object that holds resources of an execution context: a socket, or work to be posted to it.
class context_watcher {
public:
    /// After this function returned, the context must not be used.
    virtual void context_ended() = 0;

protected:
    ~context_watcher() = default;
};

/// A service of the context that notifies watchers when the context is destroyed.
class context_guard : public boost::asio::execution_context::service {
    std::mutex mutex_;
    std::vector<std::weak_ptr<context_watcher>> watchers_;

public:
    using key_type = context_guard;
    inline static boost::asio::execution_context::id id;

    explicit context_guard(boost::asio::execution_context& context) : service(context) {}

    static void watch(boost::asio::any_io_executor const& executor, std::weak_ptr<context_watcher> watcher)
    {
        namespace asio = boost::asio;
        auto& guard = asio::use_service<context_guard>(asio::query(executor, asio::execution::context));
        std::lock_guard const lock(guard.mutex_);
        std::erase_if(guard.watchers_, [](auto const& each) { return each.expired(); });
        guard.watchers_.push_back(std::move(watcher));
    }

private:
    void shutdown() override
    {
        for (auto const& each : watchers_)
            if (auto const watcher = each.lock()) watcher->context_ended();
    }
};

}  // namespace detail

}  // namespace descry
