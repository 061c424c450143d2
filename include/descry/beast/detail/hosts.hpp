// hosts: the state that a transport keeps for each host between exchanges.
#pragma once

#include <descry/beast/detail/pool.hpp>
#include <descry/beast/detail/proxy.hpp>
#include <descry/beast/detail/semaphore.hpp>
#include <descry/beast/detail/tls_session.hpp>
#include <descry/client/detail/context_guard.hpp>
#include <descry/client/transport.hpp>
#include <descry/core/error.hpp>
#include <descry/http/origin.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace descry::detail {

// A host: scheme, name and port. Its members are thread-safe.
struct host {
    host(origin at, std::optional<http_proxy> through, network_options const& options)
        : where(std::move(at)),
          authority(where.authority()),
          proxy(std::move(through)),
          elsewhere(first_elsewhere()),
          permits(std::max<std::size_t>(options.max_connections, 1)),
          blocking(options.max_idle_connections),
          asynchronous(options.max_idle_connections)
    {
    }

    origin const where;
    std::string const authority;
    std::optional<http_proxy> const proxy;
    origin const* const elsewhere;  // the first hop that is another machine; null if there is none
    tls_session session{};
    semaphore permits;
    connection_pool blocking, asynchronous;

private:
    origin const* first_elsewhere() const
    {
        if (proxy && !proxy->where.is_loopback()) return &proxy->where;
        return where.is_loopback() ? nullptr : &where;
    }
};

// The destination of a base URL.
struct destination {
    detail::host* host = nullptr;
    std::string path_prefix{};  // empty, or begins with a slash and does not end in one
};

// May be used from several threads. References to hosts are valid as long as the table.
class host_table final : public context_watcher {
    network_options const& options_;
    proxy_settings const proxies_{options_.proxy};
    std::mutex mutex_;
    std::mutex clearing_;  // held while sockets are closed, so that the end of their execution context waits for it
    std::unordered_map<std::string, destination> by_url_;
    std::unordered_map<std::string, std::unique_ptr<host>> by_origin_;
    steady_time next_round_{};
    bool closed_ = false, asynchronous_closed_ = false;

public:
    explicit host_table(network_options const& options) : options_(options) {}

    // Each lookup also closes expired connections to all hosts.
    result<destination const*> find(std::string const& base_url, steady_time now)
    {
        std::unique_lock lock(mutex_);
        auto const to_clear = now < next_round_ ? std::vector<host*>() : begin_round(now);
        auto found = look_up(base_url);
        lock.unlock();
        if (!to_clear.empty()) close_old(to_clear, now);
        return found;
    }

    // Closes idle connections, and later those that are returned. Ends the wait for permits.
    void close()
    {
        std::lock_guard const lock(mutex_);
        closed_ = true;
        for (auto const& [key, entry] : by_origin_) close(*entry);
    }

    // The same for connections of the user's executor, since a socket must not outlive its execution context.
    void context_ended() override
    {
        std::scoped_lock const lock(mutex_, clearing_);
        asynchronous_closed_ = true;
        for (auto const& [key, entry] : by_origin_) entry->asynchronous.close();
    }

private:
    // Requires the mutex, as `look_up` does.
    std::vector<host*> begin_round(steady_time now)
    {
        next_round_ = now + std::clamp<std::chrono::milliseconds>(options_.max_idle_time, std::chrono::milliseconds(1),
                                                                  std::chrono::hours(1));
        std::vector<host*> all;
        for (auto const& [key, entry] : by_origin_) all.push_back(entry.get());
        return all;
    }

    result<destination const*> look_up(std::string const& base_url)
    {
        auto const known = by_url_.find(base_url);
        if (known != by_url_.end()) return &known->second;
        auto where = parse_origin(base_url);
        if (!where) return where.error();
        auto proxy = proxies_(*where);
        if (!proxy) return proxy.error();
        destination found{nullptr, std::move(where->path_prefix)};
        auto key = where->key();
        auto entry = by_origin_.find(key);
        if (entry == by_origin_.end())
            entry = by_origin_.try_emplace(std::move(key), make_host(std::move(*where), std::move(*proxy))).first;
        found.host = entry->second.get();
        return &by_url_.emplace(base_url, std::move(found)).first->second;
    }

    void close_old(std::vector<host*> const& at, steady_time now)
    {
        std::lock_guard const lock(clearing_);
        for (auto* const each : at) {
            each->blocking.close_old(now);
            each->asynchronous.close_old(now);
        }
    }

    std::unique_ptr<host> make_host(origin&& where, std::optional<http_proxy>&& proxy)
    {
        auto made = std::make_unique<host>(std::move(where), std::move(proxy), options_);
        if (closed_) close(*made);
        if (asynchronous_closed_) made->asynchronous.close();
        return made;
    }

    static void close(host& entry)
    {
        entry.blocking.close();
        entry.asynchronous.close();
        entry.permits.open();
    }
};

}  // namespace descry::detail
