// pool: connections that wait for their next exchange.
#pragma once

#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/query.hpp>

#include <descry/beast/connection.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace descry::detail {

// A connection and, in the blocking lane, the small io_context that its caller runs. In the asynchronous lane the
// connection belongs to the user's executor, and `context` is empty.
struct pooled_connection {
    std::unique_ptr<asio::io_context> context;
    std::unique_ptr<connection> stream;  // declared last: destroyed before its context
};

// Idle connections by origin. May be used from several threads; connections are looked at and destroyed unlocked.
class connection_pool {
    using idle_list = std::vector<pooled_connection>;

    std::mutex mutex_;
    std::unordered_map<std::string, idle_list> idle_;
    std::size_t most_;
    bool closed_ = false;

public:
    explicit connection_pool(std::size_t most) : most_(most) {}

    // The connection used last, which is the likeliest to be alive; empty when there is none that still is.
    pooled_connection take(std::string const& key)
    {
        for (;;) {
            auto candidate = pop(key);
            if (!candidate.stream || candidate.stream->is_idle_and_open()) return candidate;
        }
    }

    // Keeps a connection whose exchange ended perfectly. One that cannot be kept is closed.
    void give_back(std::string const& key, pooled_connection&& connection)
    {
        std::lock_guard const lock(mutex_);
        if (closed_) return;
        if (auto& list = idle_[key]; list.size() < most_) list.push_back(std::move(connection));
    }

    // Closes what is idle, and everything that is given back later.
    void close()
    {
        std::unordered_map<std::string, idle_list> doomed;
        std::lock_guard const lock(mutex_);
        closed_ = true;
        doomed.swap(idle_);
    }

private:
    pooled_connection pop(std::string const& key)
    {
        std::lock_guard const lock(mutex_);
        auto const found = idle_.find(key);
        if (found == idle_.end() || found->second.empty()) return {};
        auto last = std::move(found->second.back());
        found->second.pop_back();
        return last;
    }
};

// A socket must not outlive its execution context, but a transport may: the context, when it ends, closes the pools
// whose connections belong to it.
class pool_guard : public asio::execution_context::service {
    std::mutex mutex_;
    std::vector<std::weak_ptr<connection_pool>> pools_;

public:
    using key_type = pool_guard;
    inline static asio::execution_context::id id;

    explicit pool_guard(asio::execution_context& context) : service(context) {}

    static void watch(asio::any_io_executor const& executor, std::weak_ptr<connection_pool> pool)
    {
        auto& guard = asio::use_service<pool_guard>(asio::query(executor, asio::execution::context));
        std::lock_guard const lock(guard.mutex_);
        std::erase_if(guard.pools_, [](auto const& p) { return p.expired(); });
        guard.pools_.push_back(std::move(pool));
    }

private:
    void shutdown() override
    {
        for (auto const& watched : pools_)
            if (auto const pool = watched.lock()) pool->close();
    }
};

}  // namespace descry::detail
