// Many concurrent exchanges from many threads, over plain sockets and TLS.
#include <descry/beast/transport.hpp>
#include <descry/server/http_server.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using descry::response;
using descry::result;

BOOST_AUTO_TEST_SUITE(load)

namespace {

descry::steady_time soon() { return std::chrono::steady_clock::now() + std::chrono::seconds(60); }

response echo(descry::request const& message) { return {200, {}, message.target + message.body}; }

void on_threads(int count, std::function<void(int)> const& work)
{
    std::vector<std::thread> threads;
    for (int i = 0; i != count; ++i) threads.emplace_back(work, i);
    for (auto& thread : threads) thread.join();
}

// A server, plain or with TLS, and the options that trust it.
struct fixture {
    std::string file = "descry_test_ca_" + std::to_string(::getpid()) + ".pem";
    descry::network_options options{};
    std::unique_ptr<descry::http_server> server;

    explicit fixture(bool tls)
    {
        descry::server_options how;
        if (tls) {
            descry::certificate_authority const authority;
            authority.write_certificate(options.ca_file = file);
            how.tls = authority.issue();
        }
        server = std::make_unique<descry::http_server>(echo, how);
    }

    ~fixture() { std::remove(file.c_str()); }

    descry::request put(std::string const& id) const { return {"PUT", server->base_url(), "/" + id, {}, "body"}; }
};

}  // namespace

BOOST_AUTO_TEST_CASE(eight_threads_block)
{
    for (bool const tls : {false, true}) {
        fixture const f(tls);
        auto const transport = descry::make_transport(f.options, {});
        std::atomic<int> right = 0;
        on_threads(8, [&](int thread) {
            for (int i = 0; i != 100; ++i) {
                auto const id = std::to_string(thread * 1000 + i);
                auto const r = transport->send(f.put(id), soon());
                right += r.has_value() && r->body == '/' + id + "body";
            }
        });
        BOOST_TEST(right == 800);
        BOOST_TEST(f.server->accepted() <= 8u);
    }
}

BOOST_AUTO_TEST_CASE(thirty_two_at_a_time_on_four_threads)
{
    for (bool const tls : {false, true}) {
        fixture const f(tls);
        boost::asio::io_context context;
        auto const transport = descry::make_transport(f.options, context.get_executor());
        std::atomic<int> right = 0, next = 0;
        std::function<void()> one = [&] {
            int const i = next++;
            if (i >= 640) return;
            auto const id = std::to_string(i);
            transport->async_send(f.put(id), soon(), [&, id](result<response> r) {
                right += r.has_value() && r->body == '/' + id + "body";
                one();
            });
        };
        for (int i = 0; i != 32; ++i) one();
        on_threads(4, [&](int) { context.run(); });
        BOOST_TEST(right == 640);
    }
}

BOOST_AUTO_TEST_CASE(closing_amid_the_rush)
{
    fixture const f(false);
    boost::asio::io_context context;
    auto const transport = descry::make_transport(f.options, context.get_executor());
    std::atomic<int> done = 0, unexpected = 0;
    auto const finished = [&](result<response> const& r) {
        unexpected += r.has_error() && r.error() != descry::errc::canceled;
        ++done;
    };
    // Without it, exchanges might not run whose permits the blocking ones need.
    auto work = boost::asio::make_work_guard(context);
    std::thread running([&] { context.run(); });
    on_threads(6, [&](int thread) {
        for (int i = 0; i != 100; ++i) {
            if (thread == 0 && i == 50) transport->close();
            if (thread % 2 == 0)
                finished(transport->send(f.put("x"), soon()));
            else
                transport->async_send(f.put("x"), soon(), finished);
            context.poll();
        }
    });
    work.reset();
    running.join();
    BOOST_TEST(unexpected == 0);
    BOOST_TEST(done == 600);
}

BOOST_AUTO_TEST_SUITE_END()
