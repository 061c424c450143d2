// hosts: what a transport knows of each host that it talks to, and keeps between exchanges.
#pragma once

#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/query.hpp>

#include <descry/beast/origin.hpp>
#include <descry/beast/pool.hpp>
#include <descry/beast/proxy.hpp>
#include <descry/beast/tls_session.hpp>
#include <descry/beast/turnstile.hpp>
#include <descry/call/transport.hpp>
#include <descry/core/error.hpp>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace descry::detail {

// One host: scheme, name and port. Its members guard themselves.
struct host {
    host(origin at, std::optional<http_proxy> through, network_options const& options)
        : where(std::move(at)),
          authority(where.authority()),
          proxy(std::move(through)),
          elsewhere(first_elsewhere()),
          line(std::max<std::size_t>(options.max_connections, 1)),
          blocking(options.max_idle_connections),
          asynchronous(options.max_idle_connections)
    {
    }

    origin const where;
    std::string const authority;
    std::optional<http_proxy> const proxy;
    origin const* const elsewhere;  // the first hop that is another machine; null when all are this one
    tls_session session{};
    turnstile line;
    connection_pool blocking, asynchronous;

private:
    origin const* first_elsewhere() const
    {
        if (proxy && !proxy->where.is_loopback()) return &proxy->where;
        return where.is_loopback() ? nullptr : &where;
    }
};

// Where a base URL leads.
struct destination {
    detail::host* host = nullptr;
    std::string path_prefix{};  // empty, or begins with a slash and does not end in one
};

// May be used from several threads. What is found stays valid as long as the table.
class host_table {
    network_options const& options_;
    proxy_settings const proxies_{options_.proxy};
    std::mutex mutex_;
    std::unordered_map<std::string, destination> by_url_;
    std::unordered_map<std::string, std::unique_ptr<host>> by_origin_;
    bool closed_ = false, asynchronous_closed_ = false;

public:
    explicit host_table(network_options const& options) : options_(options) {}

    result<destination const*> find(std::string const& base_url)
    {
        std::lock_guard const lock(mutex_);
        auto const known = by_url_.find(base_url);
        if (known != by_url_.end()) return &known->second;
        auto where = parse_origin(base_url);
        if (!where) return where.error();
        auto proxy = proxies_(*where);
        if (!proxy) return proxy.error();
        destination found{nullptr, std::move(where->path_prefix)};
        auto& entry = by_origin_[where->key()];
        if (!entry) add(entry, std::move(*where), std::move(*proxy));
        found.host = entry.get();
        return &by_url_.emplace(base_url, std::move(found)).first->second;
    }

    // Closes what is idle, and everything that is given back later. Nobody waits in line any more.
    void close()
    {
        std::lock_guard const lock(mutex_);
        closed_ = true;
        for (auto const& [key, entry] : by_origin_) close(*entry);
    }

    // The same for the connections that belong to the user's executor.
    void close_asynchronous()
    {
        std::lock_guard const lock(mutex_);
        asynchronous_closed_ = true;
        for (auto const& [key, entry] : by_origin_) entry->asynchronous.close();
    }

private:
    void add(std::unique_ptr<host>& entry, origin&& where, std::optional<http_proxy>&& proxy)
    {
        entry = std::make_unique<host>(std::move(where), std::move(proxy), options_);
        if (closed_) close(*entry);
        if (asynchronous_closed_) entry->asynchronous.close();
    }

    static void close(host& entry)
    {
        entry.blocking.close();
        entry.asynchronous.close();
        entry.line.open();
    }
};

// A socket must not outlive its execution context, but a transport may: the context, when it ends, closes the
// connections that belong to it.
class context_guard : public asio::execution_context::service {
    std::mutex mutex_;
    std::vector<std::weak_ptr<host_table>> tables_;

public:
    using key_type = context_guard;
    inline static asio::execution_context::id id;

    explicit context_guard(asio::execution_context& context) : service(context) {}

    static void watch(asio::any_io_executor const& executor, std::weak_ptr<host_table> table)
    {
        auto& guard = asio::use_service<context_guard>(asio::query(executor, asio::execution::context));
        std::lock_guard const lock(guard.mutex_);
        std::erase_if(guard.tables_, [](auto const& t) { return t.expired(); });
        guard.tables_.push_back(std::move(table));
    }

private:
    void shutdown() override
    {
        for (auto const& watched : tables_)
            if (auto const table = watched.lock()) table->close_asynchronous();
    }
};

}  // namespace descry::detail
