// Asynchronous exchanges: the executors of handlers, and exchanges that end before their response.
#include <descry/beast/transport.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/test/unit_test.hpp>

#include <support/raw_server.hpp>

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using descry::errc;
using descry::response;
using descry::result;
using test::raw_server;
using test::raw_socket;
namespace asio = boost::asio;

BOOST_AUTO_TEST_SUITE(async)

namespace {

descry::steady_time soon() { return std::chrono::steady_clock::now() + std::chrono::seconds(20); }

descry::request get_from(raw_server const& server) { return {"GET", server.base_url(), "/", {}, {}}; }

// Responds to every request.
void answer(raw_socket& peer, int)
{
    while (!peer.read_head().empty()) peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
}

// Accepts requests without responding, and signals the first.
struct silent_server {
    std::promise<void> asked;
    raw_server server{[this](raw_socket& peer, int index) {
        peer.read_head();
        if (index == 0) asked.set_value();
        peer.read_all();
    }};

    void wait_until_asked() { asked.get_future().wait(); }
};

// The arguments of a handler.
struct outcome {
    std::optional<result<response>> value;

    auto handler()
    {
        return [this](result<response> r) { value.emplace(std::move(r)); };
    }

    bool is(errc why) const { return value && value->has_error() && value->error() == why; }
};

// Runs a context on a thread until it is out of work.
class runner {
    std::thread thread_;

public:
    explicit runner(asio::io_context& context) : thread_([&context] { context.run(); }) {}
    ~runner() { thread_.join(); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_handler_is_called_once_by_who_runs_the_context)
{
    raw_server const server(answer);
    asio::io_context context;
    auto const transport = descry::make_transport({}, context.get_executor());
    int calls = 0;
    transport->async_send(get_from(server), soon(), [&](result<response> r) {
        ++calls;
        BOOST_TEST(r.value().body == "ok");
    });
    BOOST_TEST(calls == 0);
    context.run();
    BOOST_TEST(calls == 1);
}

BOOST_AUTO_TEST_CASE(what_is_refused_is_told_to_the_handler_too)
{
    asio::io_context context;
    auto const transport = descry::make_transport({}, context.get_executor());
    outcome url, late;
    transport->async_send({"GET", "x", "/", {}, {}}, soon(), url.handler());
    transport->async_send({"GET", "http://127.0.0.1", "/", {}, {}}, {}, late.handler());
    BOOST_TEST(!url.value);
    context.run();
    BOOST_TEST(url.is(errc::invalid_url));
    BOOST_TEST(late.is(errc::deadline_exceeded));
}

BOOST_AUTO_TEST_CASE(failures_arrive)
{
    asio::io_context context;
    auto const transport = descry::make_transport({}, context.get_executor());
    outcome refused, unknown, late;
    silent_server silent;
    transport->async_send({"GET", "http://127.0.0.1:" + std::to_string(test::closed_port()), "/", {}, {}}, soon(),
                          refused.handler());
    transport->async_send({"GET", "https://no-such-host.invalid", "/", {}, {}}, soon(), unknown.handler());
    transport->async_send(get_from(silent.server), std::chrono::steady_clock::now() + std::chrono::milliseconds(100),
                          late.handler());
    context.run();
    BOOST_TEST(refused.is(errc::connection_refused));
    BOOST_TEST(unknown.is(errc::host_not_found));
    BOOST_TEST(late.is(errc::deadline_exceeded));
}

BOOST_AUTO_TEST_CASE(connections_are_reused)
{
    raw_server const server(answer);
    asio::io_context context;
    auto const transport = descry::make_transport({}, context.get_executor());
    for (int i = 0; i != 10; ++i) {
        outcome got;
        transport->async_send(get_from(server), soon(), got.handler());
        context.run();
        context.restart();
        BOOST_TEST(got.value.value().has_value());
    }
    BOOST_TEST(server.accepted() == 1);
}

BOOST_AUTO_TEST_CASE(a_handler_may_wait_for_the_next_exchange)
{
    raw_server const server(answer);
    asio::io_context context;
    auto const transport = descry::make_transport({}, context.get_executor());
    std::promise<std::string> second;
    transport->async_send(get_from(server), soon(), [&](result<response>) {
        // Takes the connection of the first exchange, whose strand must not be the one that waits here.
        transport->async_send(get_from(server), soon(), [&](result<response> r) { second.set_value(r.value().body); });
        BOOST_TEST(second.get_future().get() == "ok");
    });
    runner const one(context), two(context);
}

BOOST_AUTO_TEST_CASE(cancellation_before_anything_ran)
{
    silent_server silent;
    asio::io_context context;
    auto const transport = descry::make_transport({}, context.get_executor());
    asio::cancellation_signal signal;
    outcome got;
    transport->async_send(get_from(silent.server), soon(), asio::bind_cancellation_slot(signal.slot(), got.handler()));
    signal.emit(asio::cancellation_type::terminal);
    context.run();
    BOOST_TEST(got.is(errc::canceled));
}

BOOST_AUTO_TEST_CASE(a_signal_after_the_end_finds_nobody)
{
    raw_server const server(answer);
    asio::io_context context;
    auto const transport = descry::make_transport({}, context.get_executor());
    asio::cancellation_signal signal;
    outcome first, second;
    transport->async_send(get_from(server), soon(), asio::bind_cancellation_slot(signal.slot(), first.handler()));
    context.run();
    context.restart();
    transport->async_send(get_from(server), soon(), second.handler());  // takes the connection of the first
    signal.emit(asio::cancellation_type::terminal);
    context.run();
    BOOST_TEST(first.value.value().has_value());
    BOOST_TEST(second.value.value().has_value());
    BOOST_TEST(server.accepted() == 1);
}

BOOST_AUTO_TEST_CASE(a_handler_may_close_and_destroy_the_transport)
{
    raw_server const server(answer);
    silent_server silent;
    asio::io_context context;
    auto transport = descry::make_transport({}, context.get_executor());
    outcome pending;
    transport->async_send(get_from(silent.server), soon(), pending.handler());
    transport->async_send(get_from(server), soon(), [&](result<response> r) {
        BOOST_TEST(r.has_value());
        transport->close();
        transport.reset();
    });
    context.run();
    BOOST_TEST(!transport);
    BOOST_TEST(pending.is(errc::canceled));
}

BOOST_AUTO_TEST_CASE(the_transport_may_go_first)
{
    silent_server silent;
    asio::io_context context;
    auto transport = descry::make_transport({}, context.get_executor());
    std::vector<outcome> got(5);
    for (auto& each : got) transport->async_send(get_from(silent.server), soon(), each.handler());
    context.run_one();
    transport.reset();
    context.run();
    for (auto const& each : got) BOOST_TEST(each.is(errc::canceled));
}

BOOST_AUTO_TEST_CASE(the_context_may_go_before_its_idle_connections)
{
    raw_server const server(answer);
    auto context = std::make_unique<asio::io_context>();
    auto const transport = descry::make_transport({}, context->get_executor());
    outcome got;
    transport->async_send(get_from(server), soon(), got.handler());
    context->run();
    BOOST_TEST(got.value.value().has_value());
    context.reset();
    BOOST_TEST(transport->send(get_from(server), soon()).has_value());
    transport->close();
}

BOOST_AUTO_TEST_CASE(the_context_may_go_with_exchanges_in_flight)
{
    silent_server silent;
    auto context = std::make_unique<asio::io_context>();
    auto const transport = descry::make_transport({}, context->get_executor());
    auto const token = std::make_shared<int>();
    asio::cancellation_signal signal;
    auto const start = [&](descry::request message) {
        transport->async_send(std::move(message), soon(),
                              asio::bind_cancellation_slot(signal.slot(), [token](result<response>) {}));
    };
    start(get_from(silent.server));
    std::thread stopper([&] {
        silent.wait_until_asked();
        context->stop();
    });
    context->run();
    stopper.join();
    start(get_from(silent.server));  // has not begun
    context.reset();
    BOOST_TEST(token.use_count() == 1);  // no handler remains
    signal.emit(asio::cancellation_type::terminal);
    transport->close();
}

BOOST_AUTO_TEST_CASE(the_context_may_go_while_a_name_is_looked_up)
{
    descry::network_options options;
    options.allow_insecure_http = true;
    auto const token = std::make_shared<int>();
    for (int i = 0; i != 20; ++i) {
        asio::io_context context;
        auto const transport = descry::make_transport(options, context.get_executor());
        transport->async_send({"GET", "http://no-such-host.invalid", "/", {}, {}}, soon(),
                              [token](result<response>) {});
        context.poll();
    }
    BOOST_TEST(token.use_count() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
