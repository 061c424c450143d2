// unreliable_network: carries connections to a server and cuts, stalls and corrupts them at random bytes.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <thread>
#include <utility>

/// Listens on 127.0.0.1, from its construction to its destruction, on a thread of its own.
class unreliable_network {
    using tcp = boost::asio::ip::tcp;
    template <class T>
    using awaitable = boost::asio::awaitable<T>;

    struct link {
        tcp::socket client, server;

        void close()
        {
            boost::system::error_code ignored;
            client.close(ignored);
            server.close(ignored);
        }
    };

    std::uint16_t server_port_;
    std::mt19937 random_{20261125};  // all below runs on one thread
    boost::asio::io_context context_{1};
    tcp::acceptor acceptor_{context_, {boost::asio::ip::address_v4::loopback(), 0}};
    std::thread thread_;

public:
    explicit unreliable_network(std::uint16_t server_port) : server_port_(server_port)
    {
        boost::asio::co_spawn(context_, accept(), boost::asio::detached);
        thread_ = std::thread([this] { context_.run(); });
    }

    ~unreliable_network()
    {
        context_.stop();
        thread_.join();
    }

    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

private:
    bool happens(unsigned one_in) { return random_() % one_in == 0; }

    // How many bytes one direction carries before something happens to it: about a hundred calls.
    std::size_t lifetime()
    {
        constexpr double bytes = 250'000;
        return static_cast<std::size_t>(std::exponential_distribution<>(1 / bytes)(random_));
    }

    awaitable<void> accept()
    {
        for (;;)
            boost::asio::co_spawn(context_, carry(co_await acceptor_.async_accept(boost::asio::use_awaitable)),
                                  boost::asio::detached);
    }

    awaitable<void> carry(tcp::socket client)
    {
        auto const both = std::make_shared<link>(link{std::move(client), tcp::socket(context_)});
        if (happens(100)) co_return;  // nobody is there
        co_await both->server.async_connect({boost::asio::ip::address_v4::loopback(), server_port_},
                                            boost::asio::use_awaitable);
        both->client.set_option(tcp::no_delay(true));
        both->server.set_option(tcp::no_delay(true));
        boost::asio::co_spawn(context_, pump(both, both->client, both->server), boost::asio::detached);
        boost::asio::co_spawn(context_, pump(both, both->server, both->client), boost::asio::detached);
    }

    awaitable<void> pump(std::shared_ptr<link> both, tcp::socket& from, tcp::socket& to)
    {
        try {
            std::array<char, 16 * 1024> bytes{};
            for (auto left = lifetime();;) {
                auto const size = co_await from.async_read_some(boost::asio::buffer(bytes), boost::asio::use_awaitable);
                if (happens(100)) co_await pause(std::chrono::milliseconds(random_() % 30));
                auto const end = std::min(left, size);
                left -= end;
                if (end != size) {
                    if (happens(20)) co_await pause(std::chrono::minutes(1));  // which is longer than any deadline
                    if (!happens(3)) {
                        co_await boost::asio::async_write(to, boost::asio::buffer(bytes, end),
                                                          boost::asio::use_awaitable);
                        break;
                    }
                    bytes[end] = static_cast<char>(bytes[end] ^ 1);
                    left = lifetime();
                }
                co_await boost::asio::async_write(to, boost::asio::buffer(bytes, size), boost::asio::use_awaitable);
            }
        } catch (boost::system::system_error const&) {  // one of the ends is gone
        }
        both->close();
    }

    awaitable<void> pause(std::chrono::steady_clock::duration time)
    {
        boost::asio::steady_timer timer(context_, time);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
};
