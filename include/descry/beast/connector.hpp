// connector: reaches a server: looks its name up, connects to one of its addresses, and shakes hands where TLS is used.
#pragma once

#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream_base.hpp>
#include <boost/asio/steady_timer.hpp>

#include <descry/beast/connection.hpp>
#include <descry/beast/lookup.hpp>
#include <descry/beast/origin.hpp>
#include <descry/beast/tls.hpp>
#include <descry/call/transport.hpp>
#include <descry/core/error.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

namespace descry::detail {

// Takes a connection as after its construction and gives it back open. Runs in its strand or thread. Handlers of the
// network keep the connector alive, and with it the connection; a lookup does not.
class connector : public std::enable_shared_from_this<connector> {
public:
    using handler = std::function<void(result<std::unique_ptr<connection>>)>;

private:
    origin where_;
    std::unique_ptr<connection> stream_;
    asio::ssl::context* tls_;
    steady_time deadline_;
    asio::steady_timer share_;  // of the time left, for one address
    handler done_{};            // empty once nobody waits any more
    std::shared_ptr<lookup> lookup_{};
    lookup::endpoints endpoints_{};
    std::size_t next_ = 0;

public:
    // Without a context for plain http. The deadline is only divided here: who set it has to watch it.
    connector(origin where, std::unique_ptr<connection> stream, asio::ssl::context* tls, steady_time deadline)
        : where_(std::move(where)),
          stream_(std::move(stream)),
          tls_(tls),
          deadline_(deadline),
          share_(stream_->get_executor())
    {
    }

    connector(connector const&) = delete;
    connector& operator=(connector const&) = delete;

    ~connector()
    {
        if (lookup_) lookup_->abandon();
    }

    // `done` is called once, perhaps before this returned, and never after abandon().
    void start(handler done)
    {
        done_ = std::move(done);
        auto const& host = where_.host;
        auto const port = where_.port;
        error_code not_an_address;
        auto const address = asio::ip::make_address(host, not_an_address);
        if (!not_an_address) return connect_to({{address, port}});
        if (where_.is_localhost())  // RFC 6761, 6.3: never asks the network
            return connect_to({{asio::ip::address_v4::loopback(), port}, {asio::ip::address_v6::loopback(), port}});
        look_up();
    }

    // Connects to the first of these addresses that lets it, of which there has to be one at least.
    void start(lookup::endpoints found, handler done)
    {
        done_ = std::move(done);
        connect_to(std::move(found));
    }

    void abandon()
    {
        done_ = nullptr;
        share_.cancel();
        if (lookup_) lookup_->abandon();
        if (stream_) stream_->close();
    }

    // For explanations.
    std::string doing() const
    {
        return (stream_ && stream_->tls() != nullptr ? "beginning TLS with " : "connecting to ") + where_.in_words();
    }

private:
    template <auto Member>
    step then()
    {
        return make_step<Member>(shared_from_this());
    }

    void look_up()
    {
        try {
            lookup_ = lookup::start(
                where_.host, where_.port,
                [executor = stream_->get_executor(), weak = weak_from_this()](error_code ec, lookup::endpoints found) {
                    asio::post(executor, [weak, ec, found = std::move(found)]() mutable {
                        if (auto const self = weak.lock()) self->on_looked_up(ec, std::move(found));
                    });
                });
        } catch (std::system_error const& e) {
            fail(errc::transport_failure, "cannot start a thread to resolve " + where_.host, e.code());
        }
    }

    void on_looked_up(error_code ec, lookup::endpoints found)
    {
        if (!done_) return;
        if (ec || found.empty()) return fail(errc::host_not_found, "cannot resolve the host name " + where_.host, ec);
        connect_to(std::move(found));
    }

    void connect_to(lookup::endpoints found)
    {
        endpoints_ = std::move(found);
        connect_next();
    }

    void connect_next()
    {
        auto const left = static_cast<int>(endpoints_.size() - next_);
        stream_->close();
        stream_->socket().async_connect(endpoints_[next_++], then<&connector::on_connect>());
        if (left == 1) return;
        share_.expires_after((deadline_ - std::chrono::steady_clock::now()) / left);
        share_.async_wait(then<&connector::on_share_spent>());
    }

    // An address that never answers must not use up the time of those behind it.
    void on_share_spent(error_code, std::size_t)
    {
        if (done_ && share_.expiry() <= std::chrono::steady_clock::now()) stream_->close();
    }

    void on_connect(error_code ec, std::size_t)
    {
        if (!done_) return;
        share_.expires_at(steady_time::max());  // recognized by on_share_spent(), should it be on its way
        if (!ec && !stream_->is_open()) ec = asio::error::timed_out;
        if (ec && next_ != endpoints_.size()) return connect_next();
        if (ec) return fail(errc::connection_refused, "cannot connect to " + where_.in_words(), ec);
        error_code ignored;
        stream_->socket().set_option(tcp::no_delay(true), ignored);
        if (tls_ == nullptr) return finish(std::move(stream_));

        if (!expect_peer(stream_->start_tls(*tls_), where_))
            return fail(errc::tls_failure, "OpenSSL does not take the host name " + where_.host);
        stream_->async_handshake(asio::ssl::stream_base::client, then<&connector::on_handshake>());
    }

    void on_handshake(error_code ec, std::size_t)
    {
        if (!done_) return;
        if (is_closed(ec))
            return fail(errc::connection_closed, where_.in_words() + " closed during the TLS handshake", ec);
        if (ec) return finish(handshake_failure(stream_->tls(), where_, ec));
        finish(std::move(stream_));
    }

    void fail(errc code, std::string explanation, error_code cause = {})
    {
        finish(failure(code, {.explanation = std::move(explanation), .cause = cause}));
    }

    void finish(result<std::unique_ptr<connection>> reached) { std::exchange(done_, nullptr)(std::move(reached)); }
};

}  // namespace descry::detail
