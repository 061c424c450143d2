// http_server: the acceptor, which starts a session for each connection.
#pragma once

#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <descry/beast/detail/connection.hpp>
#include <descry/beast/detail/tls.hpp>
#include <descry/server/detail/session.hpp>
#include <descry/server/http_server.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// The acceptor, threads and connections of a running server.
class running_server {
    server_shared shared_;
    std::unique_ptr<asio::io_context> context_ = std::make_unique<asio::io_context>();
    std::optional<tcp::acceptor> acceptor_;
    std::uint16_t port_ = 0;
    std::vector<std::thread> threads_;
    static constexpr std::chrono::milliseconds pause_{10};

public:
    running_server(http_server::handler handle, server_options const& options)
    {
        shared_.handler = std::move(handle);
        if (options.tls) {
            auto& tls = shared_.tls.emplace(asio::ssl::context::tls_server);
            tls.use_certificate_chain(asio::buffer(options.tls->certificate_chain));
            tls.use_private_key(asio::buffer(options.tls->private_key), asio::ssl::context::pem);
            if (!options.client_authorities.empty()) require_certificate(tls, options.client_authorities);
            boost::system::error_code ec;
            restrict_tls(tls, ec);
            if (ec) throw boost::system::system_error(ec, "cipher suites");
        }
        acceptor_.emplace(*context_, tcp::endpoint(asio::ip::address_v4::loopback(), options.port));
        port_ = acceptor_->local_endpoint().port();
        shared_.base_url = (options.tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_);
        accept();
        try {
            for (int i = 0; i != 4; ++i) threads_.emplace_back([this] { run(); });
        } catch (...) {
            stop();  // the destructor of a running thread would terminate the process
            throw;
        }
    }

    ~running_server() { stop(); }
    running_server(running_server const&) = delete;
    running_server& operator=(running_server const&) = delete;

    std::uint16_t port() const noexcept { return port_; }

    std::string const& base_url() const noexcept { return shared_.base_url; }

    std::size_t accepted() const noexcept { return shared_.accepted; }

    void stop()
    {
        if (context_) context_->stop();
        for (auto& thread : threads_) thread.join();
        threads_.clear();
        acceptor_.reset();
        context_.reset();  // destroys all sessions
    }

private:
    // Sessions with certificates are resumed in their own context only.
    static void require_certificate(asio::ssl::context& tls, std::string const& authorities)
    {
        constexpr unsigned char context[] = "descry";
        tls.add_certificate_authority(asio::buffer(authorities));
        tls.set_verify_mode(asio::ssl::verify_peer | asio::ssl::verify_fail_if_no_peer_cert);
        SSL_CTX_set_session_id_context(tls.native_handle(), context, sizeof context);
    }

    // An exception outside of the handler, such as std::bad_alloc, ends only the connection that threw it.
    void run()
    {
        for (;;) try {
                return void(context_->run());
            } catch (...) {
            }
    }

    void accept()
    {
        acceptor_->async_accept(asio::make_strand(context_->get_executor()),
                                [this](boost::system::error_code ec, auto socket) {
                                    if (ec) return accept_later();
                                    ++shared_.accepted;
                                    accept_again();
                                    serve(std::move(socket));
                                });
    }

    // Retries until memory is available: without a pending accept the server would receive no more connections.
    void accept_again()
    {
        while (!context_->stopped()) try {
                return accept();
            } catch (std::bad_alloc const&) {
                std::this_thread::sleep_for(pause_);
            }
    }

    // The process is probably out of descriptors. The connection stays in the queue, so that accept would fail again at
    // once.
    void accept_later()
    {
        try {
            auto const timer = std::make_shared<asio::steady_timer>(*context_, pause_);
            timer->async_wait([this, timer](boost::system::error_code) { accept_again(); });
        } catch (std::bad_alloc const&) {
            accept_again();
        }
    }

    void serve(tcp::socket&& socket)
    {
        auto session = std::make_shared<server_session>(shared_, std::move(socket));
        asio::dispatch(session->get_executor(), [session] { session->start(); });
    }
};

}  // namespace detail

DESCRY_DECL http_server::http_server(handler handle, server_options const& options)
    : running_(std::make_unique<detail::running_server>(std::move(handle), options))
{
}

DESCRY_DECL http_server::~http_server() = default;

DESCRY_DECL std::uint16_t http_server::port() const noexcept { return running_->port(); }
DESCRY_DECL std::string const& http_server::base_url() const noexcept { return running_->base_url(); }
DESCRY_DECL std::size_t http_server::accepted() const noexcept { return running_->accepted(); }
DESCRY_DECL void http_server::stop() { running_->stop(); }

}  // namespace descry
