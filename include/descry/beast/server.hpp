// server: a small HTTP/1.1 server on the loopback interface, for emulators and tests.
#pragma once

#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <descry/beast/certificate_authority.hpp>
#include <descry/beast/connection.hpp>
#include <descry/beast/server_session.hpp>
#include <descry/beast/tls.hpp>
#include <descry/call/message.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace descry {

/// How a server listens.
struct server_options {
    std::uint16_t port = 0;             ///< 0: a free one is chosen, see `http_server::port()`.
    std::optional<tls_identity> tls{};  ///< Serves `https` when there is one.
};

/// Serves HTTP/1.1 on 127.0.0.1, plain or with TLS as clients accept it (1.3, or 1.2 with
/// ECDHE and AES-GCM or ChaCha20-Poly1305), on four threads of its own. The handler is called
/// from those threads, several at once; it makes a response of status, headers and body, and the server adds `Date`,
/// `Content-Length` and, where needed, `Connection`. Whatever the handler throws is answered with 500. Connections are
/// kept alive, `Expect: 100-continue` is answered. What is not HTTP, what could be framed in two ways (RFC 9112, 6) and
/// what does not name one valid host (RFC 9112, 3.2) gets 400 and ends its connection, a header section above 64 KiB
/// 431, a body above 64 MiB 413. Meant for tests: it trusts its clients to close their connections some day.
///
/// A template so that a program may compile it once: `extern template class descry::basic_http_server<>;` in all files
/// that use it, and the same without `extern` in one.
template <class = void>
class basic_http_server {
    detail::server_shared shared_;
    std::unique_ptr<detail::asio::io_context> context_ = std::make_unique<detail::asio::io_context>();
    std::optional<detail::tcp::acceptor> acceptor_;
    std::uint16_t port_ = 0;
    std::vector<std::thread> threads_;

public:
    using handler = std::function<response(request const&)>;

    /// Listens and starts to serve. Throws `boost::system::system_error` when the port is taken or the identity bad,
    /// `std::system_error` when the system has no thread left.
    explicit basic_http_server(handler handle, server_options const& options = {})
    {
        namespace asio = detail::asio;
        shared_.handler = std::move(handle);
        if (options.tls) {
            auto& tls = shared_.tls.emplace(asio::ssl::context::tls_server);
            tls.use_certificate_chain(asio::buffer(options.tls->certificate_chain));
            tls.use_private_key(asio::buffer(options.tls->private_key), asio::ssl::context::pem);
            boost::system::error_code ec;
            detail::restrict_tls(tls, ec);
            if (ec) throw boost::system::system_error(ec, "cipher suites");
        }
        acceptor_.emplace(*context_, detail::tcp::endpoint(asio::ip::address_v4::loopback(), options.port));
        port_ = acceptor_->local_endpoint().port();
        shared_.base_url = (options.tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_);
        accept();
        try {
            for (int i = 0; i != 4; ++i) threads_.emplace_back([this] { run(); });
        } catch (...) {
            stop();  // a thread that runs already would end the process
            throw;
        }
    }

    ~basic_http_server() { stop(); }
    basic_http_server(basic_http_server const&) = delete;
    basic_http_server& operator=(basic_http_server const&) = delete;

    std::uint16_t port() const noexcept { return port_; }

    /// `http://127.0.0.1:51234`, or `https://…`.
    std::string const& base_url() const noexcept { return shared_.base_url; }

    /// How many connections were accepted so far.
    std::size_t accepted() const noexcept { return shared_.accepted; }

    /// Closes the port and all connections, and waits for handlers that run. Not to be called by a handler.
    void stop()
    {
        if (context_) context_->stop();
        for (auto& thread : threads_) thread.join();
        threads_.clear();
        acceptor_.reset();
        context_.reset();  // and with it all sessions
    }

private:
    // What is thrown outside of the handler, for want of memory most likely, ends the connection that it came from.
    void run()
    {
        for (;;) try {
                return void(context_->run());
            } catch (...) {
            }
    }

    void accept()
    {
        acceptor_->async_accept(detail::asio::make_strand(context_->get_executor()),
                                [this](boost::system::error_code ec, auto socket) {
                                    if (ec) return accept_later();
                                    ++shared_.accepted;
                                    accept();
                                    serve(std::move(socket));
                                });
    }

    // Out of descriptors, most likely: the connection goes on waiting, so that another attempt would fail at once.
    void accept_later()
    {
        auto const pause = std::make_shared<detail::asio::steady_timer>(*context_, std::chrono::milliseconds(10));
        pause->async_wait([this, pause](boost::system::error_code) { accept(); });
    }

    void serve(detail::tcp::socket&& socket)
    {
        auto session = std::make_shared<detail::server_session>(shared_, std::move(socket));
        detail::asio::dispatch(session->get_executor(), [session] { session->start(); });
    }
};

/// The server over plain connections or TLS, as its options say.
using http_server = basic_http_server<>;

}  // namespace descry
