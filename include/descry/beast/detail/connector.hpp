// connector: opens a connection to a server: name lookup, connecting to one of its addresses, a proxy if there is one,
// and the TLS handshake.
#pragma once

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream_base.hpp>
#include <boost/asio/steady_timer.hpp>

#include <descry/beast/detail/connection.hpp>
#include <descry/beast/detail/hosts.hpp>
#include <descry/beast/detail/lookup.hpp>
#include <descry/beast/detail/tls.hpp>
#include <descry/beast/detail/tunnel.hpp>
#include <descry/client/transport.hpp>
#include <descry/core/error.hpp>
#include <descry/http/origin.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

namespace descry::detail {

// The deadline, or the end of the time limit from now, whichever is earlier.
inline steady_time earliest(steady_time deadline, std::chrono::milliseconds timeout)
{
    auto const now = std::chrono::steady_clock::now();
    return timeout < std::chrono::floor<std::chrono::milliseconds>(deadline - now) ? now + timeout : deadline;
}

// Opens a connection in the state after construction. Runs in its strand or thread. Network handlers keep the connector
// alive, and with it the connection.
class connector : public std::enable_shared_from_this<connector> {
public:
    using handler = std::function<void(result<std::unique_ptr<connection>>)>;

private:
    enum class stage { resolving, connecting, tunneling, handshaking };

    host& host_;
    origin const& next_hop_;  // the server, or its proxy
    network_options const& options_;
    std::unique_ptr<connection> stream_;
    tls_parameters tls_;
    steady_time deadline_, limit_;
    asio::steady_timer timer_;
    handler done_{};  // empty after the end
    std::shared_ptr<lookup> lookup_{};
    lookup::endpoints endpoints_{};
    std::size_t next_ = 0;
    stage stage_ = stage::resolving;

public:
    // The caller watches the deadline; the connector watches its own limits if they are earlier. The references are not
    // used after the end.
    connector(host& to, network_options const& options, std::unique_ptr<connection> stream, tls_parameters tls,
              steady_time deadline)
        : host_(to),
          next_hop_(to.proxy ? to.proxy->where : to.where),
          options_(options),
          stream_(std::move(stream)),
          tls_(std::move(tls)),
          deadline_(deadline),
          limit_(earliest(deadline, options.connect_timeout)),
          timer_(stream_->get_executor())
    {
    }

    connector(connector const&) = delete;
    connector& operator=(connector const&) = delete;

    ~connector()
    {
        if (lookup_) lookup_->abandon();
    }

    // `done` is called once, perhaps before this function returns, and never after abandon().
    void start(handler done)
    {
        done_ = std::move(done);
        auto const& name = next_hop_.host;
        auto const port = next_hop_.port;
        error_code not_an_address;
        auto const address = asio::ip::make_address(name, not_an_address);
        if (!not_an_address) return connect_to({{address, port}});
        if (next_hop_.is_localhost())  // RFC 6761, 6.3: no lookup in the network
            return connect_to({{asio::ip::address_v4::loopback(), port}, {asio::ip::address_v6::loopback(), port}});
        look_up();
    }

    // Connects to the first of these addresses that accepts; there must be at least one.
    void start(lookup::endpoints found, handler done)
    {
        done_ = std::move(done);
        connect_to(std::move(found));
    }

    void abandon()
    {
        done_ = nullptr;
        stop();
    }

    // Needs no memory.
    void run_out_of_memory()
    {
        if (done_) finish(failure(errc::not_enough_memory));
    }

    // For explanations.
    std::string doing() const
    {
        switch (stage_) {
            case stage::resolving: return "resolving the host name " + next_hop_.host;
            case stage::connecting: return "connecting to " + hop();
            case stage::tunneling: return "waiting for " + hop();
            case stage::handshaking: return "beginning TLS with " + host_.where.description();
        }
        return {};
    }

private:
    template <auto Member>
    step then()
    {
        return make_step<Member>(shared_from_this());
    }

    std::string hop() const { return (host_.proxy ? "the proxy " : "") + next_hop_.description(); }

    // ---- Time

    // A limit later than the deadline is not watched here.
    void watch(steady_time end)
    {
        timer_.expires_at(end);
        if (end < deadline_) timer_.async_wait(then<&connector::on_time>());
    }

    void on_time(error_code ec, std::size_t)
    {
        if (ec || !done_ || std::chrono::steady_clock::now() < timer_.expiry()) return;
        // continue with the next address
        if (stage_ == stage::connecting && next_ != endpoints_.size()) return stream_->close();
        fail_late();
    }

    void fail_late()
    {
        bool const connected = stage_ == stage::handshaking;
        auto const limit = connected ? options_.handshake_timeout : options_.connect_timeout;
        fail(connected ? errc::handshake_timeout : errc::connect_timeout,
             doing() + " took longer than " + std::to_string(limit.count()) + " ms");
    }

    // ---- Connecting

    void look_up()
    {
        timer_.expires_at(limit_ < deadline_ ? limit_ : steady_time::max());
        timer_.async_wait(then<&connector::on_looked_up>());
        try {
            lookup_ = lookup::start(next_hop_.host, next_hop_.port, [this] { timer_.cancel(); });
        } catch (std::system_error const& e) {
            fail(errc::transport_failure, "cannot start a thread to resolve " + next_hop_.host, e.code());
        }
    }

    // The lookup, which cancels the timer, has ended, or its time has.
    void on_looked_up(error_code, std::size_t)
    {
        if (!done_) return;
        auto const out = lookup_->abandon();
        if (!out) return fail_late();
        if (out->ec == asio::error::no_memory) return run_out_of_memory();
        if (out->ec || out->found.empty())
            return fail(errc::host_not_found, "cannot resolve the host name " + next_hop_.host, out->ec);
        connect_to(out->found);
    }

    void connect_to(lookup::endpoints found)
    {
        stage_ = stage::connecting;
        endpoints_ = std::move(found);
        connect_next();
    }

    // An address that does not respond must not consume the time of those after it.
    void connect_next()
    {
        auto const left = static_cast<int>(endpoints_.size() - next_);
        auto const now = std::chrono::steady_clock::now();
        stream_->close();
        watch(left == 1 ? limit_ : now + (limit_ - now) / left);
        stream_->socket().async_connect(endpoints_[next_++], then<&connector::on_connect>());
    }

    void on_connect(error_code ec, std::size_t)
    {
        if (!done_) return;
        if (!ec && !stream_->is_open()) ec = asio::error::timed_out;
        if (ec && next_ != endpoints_.size()) return connect_next();
        if (ec) return fail(errc::connection_refused, "cannot connect to " + hop(), ec);
        error_code ignored;
        stream_->socket().set_option(tcp::no_delay(true), ignored);
        if (!tls_.context) return finish(std::move(stream_));
        if (!host_.proxy) return shake_hands();

        stage_ = stage::tunneling;
        watch(limit_);
        std::make_shared<tunnel>(*stream_, *host_.proxy, host_.where, options_.max_header_bytes,
                                 [self = shared_from_this()](result<void> const& opened) {
                                     run_step(*self, [&](connector& to) { to.on_tunnel(opened); });
                                 })
            ->start();
    }

    void on_tunnel(result<void> const& opened)
    {
        if (!done_) return;
        if (!opened) return finish(opened.error());
        shake_hands();
    }

    void shake_hands()
    {
        stage_ = stage::handshaking;
        watch(earliest(deadline_, options_.handshake_timeout));
        auto* const tls = stream_->start_tls(*tls_.context);
        if (!expect_peer(tls, host_.where))
            return fail(errc::tls_failure, "OpenSSL does not take the host name " + host_.where.host);
        if (tls_.identity && !tls_.identity->use_for(tls))
            return fail(errc::tls_failure, "OpenSSL does not accept the client certificate, such as for a weak key");
        host_.session.offer(tls);
        stream_->async_handshake(asio::ssl::stream_base::client, then<&connector::on_handshake>());
    }

    void on_handshake(error_code ec, std::size_t)
    {
        if (!done_) return;
        auto const& where = host_.where;
        if (is_closed(ec))
            return fail(errc::connection_closed, where.description() + " closed during the TLS handshake", ec);
        if (ec) return finish(handshake_failure(stream_->tls(), where, ec));
        finish(std::move(stream_));
    }

    // ---- The end

    // The lookup uses the timer until it is abandoned.
    void stop()
    {
        if (lookup_) lookup_->abandon();
        timer_.cancel();
        if (stream_) stream_->close();
    }

    void fail(errc code, std::string explanation, error_code cause = {})
    {
        finish(failure(code, {.explanation = std::move(explanation), .cause = cause}));
    }

    // Operations may be under way after a failure.
    void finish(result<std::unique_ptr<connection>> reached)
    {
        stop();
        std::exchange(done_, nullptr)(std::move(reached));
    }
};

}  // namespace descry::detail
