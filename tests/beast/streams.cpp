// Streams on real sockets: values as they arrive, back pressure, limits of time, and the ways in which a stream ends.
#include <boost/describe/class.hpp>

#include <descry/client.hpp>
#include <descry/client/stream.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <support/raw_server.hpp>

#include <chrono>
#include <cstddef>
#include <future>
#include <memory>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <poll.h>
#include <sys/socket.h>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using descry::errc;
using test::raw_server;
using test::raw_socket;

BOOST_AUTO_TEST_SUITE(streams)

namespace {

struct tick {
    int number = 0;
    std::string text{};
};
BOOST_DESCRIBE_STRUCT(tick, (), (number, text))

struct ticks : descry::resource<tick, descry::nothing, "/ticks", descry::watch<descry::ndjson<tick>>> {};
struct news : descry::resource<int, descry::nothing, "/news", descry::watch<descry::events<int>>> {};

descry::client client_of(raw_server const& server, std::chrono::milliseconds timeout = 60s,
                         descry::network_options network = {})
{
    return descry::client({.base_url = server.base_url(),
                           .timeout = timeout,
                           .retry = {.base_delay = 0ms},
                           .network = std::move(network)});
}

constexpr auto chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

std::string hex(std::size_t size)
{
    std::string out;
    for (; size != 0; size /= 16) out.insert(out.begin(), "0123456789abcdef"[size % 16]);
    return out;
}

std::string chunk(std::string_view text) { return hex(text.size()) + "\r\n" + std::string(text) + "\r\n"; }

std::string line(int number, std::size_t size = 0)
{
    return "{\"number\":" + std::to_string(number) + ",\"text\":\"" + std::string(size, 'x') + "\"}\n";
}

// A server that sends each part when the test says so, and tells when the client has closed.
struct stepwise {
    std::vector<std::string> parts;
    std::counting_semaphore<> next{0};
    std::promise<void> closed{};
    raw_server server;

    explicit stepwise(std::vector<std::string> all, bool ends = false)
        : parts(std::move(all)), server([this, ends](raw_socket& peer, int) {
              peer.read_head();
              for (auto const& part : parts) {
                  next.acquire();
                  peer.write(part);
              }
              if (!ends && peer.read_some().empty()) closed.set_value();
          })
    {
    }
};

std::string texts(descry::result<std::optional<tick>> const& in)
{
    return !in ? in.error().code().message() : !*in ? "end" : std::to_string((*in)->number);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_value_is_there_before_the_next_is_sent)
{
    for (std::string const head : {chunked, "HTTP/1.1 200 OK\r\n\r\n"}) {
        bool const is_chunked = head == chunked;
        auto const part = [&](std::string const& text) { return is_chunked ? chunk(text) : text; };
        auto const last = line(3);
        stepwise to({head + part(line(1)), part("\n" + line(2) + last.substr(0, 5)),
                     part(last.substr(5)) + (is_chunked ? "0\r\n\r\n" : "")},
                    true);
        auto const api = client_of(to.server);
        auto stream = api.at<ticks>({}).watch();
        for (int i = 1; i != 4; ++i) {
            to.next.release();
            BOOST_TEST(texts(stream.try_next()) == std::to_string(i));
        }
        BOOST_TEST(texts(stream.try_next()) == "end");
    }
}

BOOST_AUTO_TEST_CASE(a_coroutine_reads_events)
{
    stepwise to({"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n" +
                     chunk(": hello\r\n\r\nid: 1\r\ndata: 5\r"),
                 chunk("\n\r\n"), chunk("data: 6\n\n") + "0\r\n\r\n"},
                true);
    asio::io_context context;
    descry::client const api({.base_url = to.server.base_url(), .executor = context.get_executor()});
    int sum = 0;
    asio::co_spawn(
        context,
        [&]() -> asio::awaitable<void> {
            auto stream = api.at<news>({}).watch();
            to.next.release(2);
            while (auto event = co_await stream.async_next()) {
                sum += event->data;
                to.next.release();
            }
        },
        [](std::exception_ptr e) { BOOST_TEST(!e); });
    context.run();
    BOOST_TEST(sum == 11);
}

BOOST_AUTO_TEST_CASE(the_caller_ends_it_and_the_connection_is_closed)
{
    for (int const way : {0, 1, 2, 3}) {
        stepwise to({chunked + chunk(line(1)) + chunk(line(2))});
        to.next.release();
        auto const closed = to.closed.get_future();
        auto const api = client_of(to.server);
        auto stream = std::make_optional(api.at<ticks>({}).watch());
        if (way == 0) {
            for (auto& each : api.at<ticks>({}).watch())
                if (each.number == 1) break;
        } else {
            BOOST_TEST(texts(stream->try_next()) == "1");
            BOOST_TEST(texts(stream->try_next()) == "2");
            if (way == 1) {
                stream.reset();
            } else if (way == 2) {
                auto pending = stream->async_try_next(asio::use_future);
                stream.reset();
                BOOST_TEST(texts(pending.get()) == "end");
            } else {
                std::thread other([&] { stream->close(); });
                BOOST_TEST(texts(stream->try_next()) == "end");
                other.join();
            }
        }
        closed.wait();
        BOOST_TEST(to.server.accepted() == 1);
    }
}

BOOST_AUTO_TEST_CASE(time_is_limited_between_lines_and_not_for_the_whole)
{
    // Heartbeats for longer than the limit, and then silence after a value.
    constexpr auto limit = 500ms;
    raw_server const server([&](raw_socket& peer, int) {
        auto const end = std::chrono::steady_clock::now() + limit * 3 / 2;
        peer.read_head();
        peer.write(chunked);
        for (int i = 0; std::chrono::steady_clock::now() < end; ++i) {
            peer.write(chunk(i % 2 == 0 ? "\n" : " \r\n"));
            std::this_thread::sleep_for(1ms);
        }
        peer.write(chunk(line(1)));
        peer.read_some();
    });
    auto const api = client_of(server, limit);
    for (bool const blocking : {true, false}) {
        auto stream = api.at<ticks>({}).watch();
        auto const next = [&] { return blocking ? stream.try_next() : stream.async_try_next(asio::use_future).get(); };
        BOOST_TEST(texts(next()) == "1");
        auto const why = next().error();
        BOOST_TEST((why == errc::deadline_exceeded));
        BOOST_TEST(why->explanation == "the stream had no line for 500 ms");
        BOOST_TEST(why->response_begun);
        BOOST_TEST(texts(next()) == "end");
    }
}

BOOST_AUTO_TEST_CASE(a_line_without_end_does_not_extend_the_wait)
{
    raw_server const server([](raw_socket& peer, int) {
        peer.read_head();
        peer.write(chunked);
        while (peer.write(chunk("x"))) std::this_thread::sleep_for(10ms);
    });
    auto const api = client_of(server, 200ms);
    BOOST_TEST((api.at<ticks>({}).watch().try_next().error() == errc::deadline_exceeded));
    auto stream = api.at<ticks>({}).watch();
    BOOST_TEST((stream.async_try_next(asio::use_future).get().error() == errc::deadline_exceeded));
}

BOOST_AUTO_TEST_CASE(before_the_body_the_limit_is_that_of_the_call)
{
    raw_server const server([](raw_socket& peer, int) {
        peer.read_head();
        peer.write("HTTP/1.1 200 OK\r\n");
        peer.read_some();
    });
    auto const api = client_of(server, 100ms);
    auto const why = api.at<ticks>({}).watch().try_next().error();
    BOOST_TEST((why == errc::deadline_exceeded));
    BOOST_TEST(why->explanation.starts_with("the deadline passed while waiting for the response of"));
}

BOOST_AUTO_TEST_CASE(a_slow_reader_makes_the_service_wait)
{
    constexpr int most = 20'000;  // of 1 KiB each
    for (bool const blocking : {true, false}) {
        std::promise<int> full;
        raw_server const server([&](raw_socket& peer, int) {
            int const small = 16 * 1024;
            ::setsockopt(peer.fd(), SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
            peer.read_head();
            peer.write(chunked);
            bool was_full = false;
            for (int i = 1; i <= most; ++i) {
                pollfd room{peer.fd(), POLLOUT, 0};
                if (!was_full && ::poll(&room, 1, 200) == 0) {
                    was_full = true;
                    full.set_value(i);
                }
                peer.write(chunk(line(i, 1000)));
            }
            if (!was_full) full.set_value(most);
            peer.write("0\r\n\r\n");
        });
        auto const api = client_of(server);
        auto stream = api.at<ticks>({}).watch();
        auto const next = [&] { return blocking ? stream.try_next() : stream.async_try_next(asio::use_future).get(); };
        BOOST_TEST(texts(next()) == "1");
        BOOST_TEST(full.get_future().get() < most / 2);  // what the kernel holds
        int count = 1;
        while (auto const each = next().value()) BOOST_TEST_REQUIRE(each->number == ++count);
        BOOST_TEST(count == most);
    }
}

BOOST_AUTO_TEST_CASE(a_lost_connection_is_a_failure_after_the_values_before_it)
{
    std::string bytes = chunked;
    for (int i = 1; i != 4; ++i) bytes += chunk(line(i));
    for (bool const resets : {true, false}) {
        raw_server const server([&](raw_socket& peer, int) {
            peer.read_head();
            peer.write(bytes + "20\r\n{\"number\":");
            test::wait_until_received(peer.fd());
            if (resets) peer.shutdown_send();
        });
        auto const api = client_of(server);
        auto stream = api.at<ticks>({}).watch();
        for (auto const* const expected : {"1", "2", "3"}) BOOST_TEST(texts(stream.try_next()) == expected);
        auto const why = stream.try_next().error();
        BOOST_TEST((why == errc::connection_closed));
        BOOST_TEST(why->response_begun);
        BOOST_TEST(why->operation == "GET /ticks");
        BOOST_TEST(texts(stream.try_next()) == "end");
        BOOST_TEST(server.accepted() == 1);
    }
}

BOOST_AUTO_TEST_CASE(the_limit_of_bodies_is_that_of_a_value)
{
    raw_server const server([](raw_socket& peer, int) {
        peer.read_head();
        peer.write(chunked);
        for (int i = 1; i != 100; ++i) peer.write(chunk(line(i, i == 50 ? 100'000 : 500)));
        peer.write("0\r\n\r\n");
    });
    auto const api = client_of(server, 60s, {.max_body_bytes = 1000});
    auto stream = api.at<ticks>({}).watch();
    for (int i = 1; i != 100; ++i) {
        auto const in = stream.try_next();
        if (i == 50) {
            BOOST_TEST((in.error() == errc::too_large));
            BOOST_TEST(in.error()->line == 50u);
        } else {
            BOOST_TEST(texts(in) == std::to_string(i));
        }
    }
    BOOST_TEST(texts(stream.try_next()) == "end");
}

BOOST_AUTO_TEST_CASE(a_complete_stream_leaves_its_connection_for_others)
{
    raw_server const server([](raw_socket& peer, int) {
        while (!peer.read_head().empty()) peer.write(chunked + chunk(line(1)) + "0\r\n\r\n");
    });
    auto const api = client_of(server);
    for (int i = 0; i != 3; ++i) {
        auto stream = api.at<ticks>({}).watch();
        BOOST_TEST(texts(stream.try_next()) == "1");
        BOOST_TEST(texts(stream.try_next()) == "end");
    }
    BOOST_TEST(server.accepted() == 1);
}

BOOST_AUTO_TEST_CASE(clients_and_contexts_may_go_while_a_stream_is_open)
{
    for (bool const paused : {true, false}) {
        stepwise to({chunked + chunk(line(1)) + (paused ? chunk(line(2)) : "")});
        to.next.release();
        auto const closed = to.closed.get_future();
        auto api = std::make_optional(client_of(to.server));
        auto stream = api->at<ticks>({}).watch();
        BOOST_TEST(texts(stream.try_next()) == "1");
        api.reset();
        if (paused) BOOST_TEST(texts(stream.try_next()) == "2");
        BOOST_TEST((stream.try_next().error() == errc::canceled));
        closed.wait();
    }
    for (bool const paused : {true, false}) {
        stepwise to({chunked + chunk(line(1)) + (paused ? chunk(line(2)) : "")});
        to.next.release();
        auto context = std::make_unique<asio::io_context>();
        std::optional<descry::client> api(std::in_place, descry::client_options{.base_url = to.server.base_url(),
                                                                                .executor = context->get_executor()});
        auto stream = api->at<ticks>({}).watch();
        std::string out;
        bool const waits = !paused;
        stream.async_try_next([&](auto const& in) {
            out += texts(in);
            if (waits) stream.async_try_next([&](auto const& more) { out += texts(more); });
        });
        while (out.empty()) context->run_one();
        context.reset();
        if (paused) BOOST_TEST(texts(stream.try_next()) == "2");
        BOOST_TEST(texts(stream.try_next()) == make_error_code(errc::canceled).message());
        BOOST_TEST(out == "1");
        to.closed.get_future().wait();
    }
}

BOOST_AUTO_TEST_SUITE_END()
