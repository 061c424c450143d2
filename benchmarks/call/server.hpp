// server: answers with the same profile whatever it is asked, and costs as little as possible.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <descry/server/certificate_authority.hpp>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// Listens on 127.0.0.1, with a thread for each connection. Clients have to be gone before it is destroyed.
class server {
public:
    server(bool secure, std::string const& body);
    ~server();
    server(server const&) = delete;
    server& operator=(server const&) = delete;

    std::string const& base_url() const noexcept { return base_url_; }
    std::uint16_t port() const noexcept { return port_; }
    bool is_secure() const noexcept { return tls_ != nullptr; }
    std::string const& ca_file() const noexcept { return ca_file_; }

private:
    void accept();
    template <class Stream>
    void serve(Stream& stream);

    std::string answer_;
    descry::certificate_authority authority_;
    std::string ca_file_;
    boost::asio::io_context context_;
    std::unique_ptr<boost::asio::ssl::context> tls_;
    boost::asio::ip::tcp::acceptor acceptor_;
    std::uint16_t port_ = 0;
    std::string base_url_;
    std::mutex mutex_;
    std::vector<std::thread> connections_;
    std::atomic<bool> stopping_ = false;
    std::thread acceptor_thread_;
};
