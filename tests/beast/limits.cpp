// The limit of concurrent exchanges with a host, and the exchanges that wait for a permit.
#include <descry/beast/transport.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/test/unit_test.hpp>

#include <descry/server/http_server.hpp>
#include <support/raw_server.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using descry::errc;
using descry::response;
using descry::result;
using test::raw_server;
using test::raw_socket;
namespace asio = boost::asio;

BOOST_AUTO_TEST_SUITE(limits)

namespace {

descry::steady_time in(std::chrono::milliseconds time) { return std::chrono::steady_clock::now() + time; }
descry::steady_time soon() { return in(std::chrono::seconds(20)); }

descry::network_options at_most(std::size_t count)
{
    descry::network_options options;
    options.max_connections = count;
    return options;
}

// Responds when permitted.
struct holding_server {
    std::promise<void> asked, may_answer;
    raw_server server{[this](raw_socket& peer, int index) {
        for (int i = 0; !peer.read_head().empty(); ++i) {
            if (index == 0 && i == 0) {
                asked.set_value();
                may_answer.get_future().wait();
            }
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
    }};

    descry::request get() const { return {"GET", server.base_url(), "/", {}, {}}; }
};

// The arguments of a handler.
struct outcome {
    result<response> value = errc::canceled;
    bool called = false;

    auto handler()
    {
        return [this](result<response> r) {
            BOOST_TEST(!called);
            called = true;
            value = std::move(r);
        };
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(who_waits_gets_the_connection_that_becomes_free)
{
    holding_server holding;
    asio::io_context context;
    auto const transport = descry::make_transport(at_most(1), context.get_executor());
    std::vector<outcome> got(5);
    for (auto& each : got) transport->async_send(holding.get(), soon(), each.handler());
    std::thread letting([&] {
        holding.asked.get_future().wait();
        holding.may_answer.set_value();
    });
    context.run();
    letting.join();
    for (auto const& each : got) BOOST_TEST(each.value.value().body == "ok");
    BOOST_TEST(holding.server.accepted() == 1);
}

BOOST_AUTO_TEST_CASE(who_waits_too_long_is_told_so)
{
    holding_server holding;
    asio::io_context context;
    auto const transport = descry::make_transport(at_most(1), context.get_executor());
    outcome first, second;
    transport->async_send(holding.get(), soon(), first.handler());
    transport->async_send(holding.get(), in(std::chrono::milliseconds(30)), second.handler());
    auto const blocked = transport->send(holding.get(), in(std::chrono::milliseconds(30)));
    BOOST_TEST((blocked.error() == errc::deadline_exceeded));
    BOOST_TEST(blocked.error()->explanation.find("in use") != std::string::npos);
    BOOST_TEST(blocked.error()->not_sent);
    while (!second.called) context.run_one();
    BOOST_TEST((second.value.error() == errc::deadline_exceeded));
    BOOST_TEST(second.value.error()->explanation.find("in use") != std::string::npos);
    BOOST_TEST(second.value.error()->not_sent);
    holding.may_answer.set_value();
    context.run();
    BOOST_TEST(first.value.has_value());
}

BOOST_AUTO_TEST_CASE(who_waits_may_be_canceled)
{
    holding_server holding;
    asio::io_context context;
    auto const transport = descry::make_transport(at_most(1), context.get_executor());
    asio::cancellation_signal in_line, later;
    outcome first, second, third;
    transport->async_send(holding.get(), soon(), first.handler());
    auto change = holding.get();
    change.method = "PUT";
    transport->async_send(change, soon(), asio::bind_cancellation_slot(in_line.slot(), second.handler()));
    transport->async_send(holding.get(), soon(), asio::bind_cancellation_slot(later.slot(), third.handler()));
    in_line.emit(asio::cancellation_type::total);
    while (!second.called) context.run_one();
    BOOST_TEST((second.value.error() == errc::canceled));
    BOOST_TEST(second.value.error()->not_sent);
    BOOST_TEST(!first.called);
    holding.may_answer.set_value();
    context.run();
    BOOST_TEST(first.value.has_value());
    BOOST_TEST(third.value.has_value());
    later.emit(asio::cancellation_type::total);  // too late, and harmless
}

BOOST_AUTO_TEST_CASE(who_waited_may_be_canceled_later)
{
    raw_server const server([](raw_socket& peer, int) {
        peer.read_head();
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        peer.read_all();
    });
    asio::io_context context;
    auto const transport = descry::make_transport(at_most(1), context.get_executor());
    asio::cancellation_signal signal;
    outcome first, second;
    descry::request const get{"GET", server.base_url(), "/", {}, {}};
    transport->async_send(get, soon(), first.handler());
    transport->async_send(get, soon(), asio::bind_cancellation_slot(signal.slot(), second.handler()));
    while (!first.called) context.run_one();
    context.poll();
    signal.emit(asio::cancellation_type::terminal);
    context.run();
    BOOST_TEST(first.value.has_value());
    BOOST_TEST((second.value.error() == errc::canceled));
    BOOST_TEST(!second.value.error()->not_sent);
}

BOOST_AUTO_TEST_CASE(closing_ends_the_waiting)
{
    holding_server holding;
    asio::io_context context;
    auto const transport = descry::make_transport(at_most(1), context.get_executor());
    outcome first, second;
    transport->async_send(holding.get(), soon(), first.handler());
    transport->async_send(holding.get(), soon(), second.handler());
    auto blocked = std::async(std::launch::async, [&] { return transport->send(holding.get(), soon()); });
    std::thread closing([&] {
        holding.asked.get_future().wait();
        transport->close();
    });
    context.run();
    closing.join();
    BOOST_TEST((first.value.error() == errc::canceled));
    BOOST_TEST((second.value.error() == errc::canceled));
    BOOST_TEST((blocked.get().error() == errc::canceled));
    holding.may_answer.set_value();
}

BOOST_AUTO_TEST_CASE(the_context_may_go_with_some_in_line)
{
    holding_server holding;
    auto context = std::make_unique<asio::io_context>();
    auto const transport = descry::make_transport(at_most(1), context->get_executor());
    auto const token = std::make_shared<int>();
    asio::cancellation_signal signal;
    for (int i = 0; i != 3; ++i)
        transport->async_send(holding.get(), soon(),
                              asio::bind_cancellation_slot(signal.slot(), [token](result<response>) {}));
    context->poll();
    context.reset();
    BOOST_TEST(token.use_count() == 1);  // no handler remains
    signal.emit(asio::cancellation_type::terminal);
    holding.asked.get_future().wait();
    holding.may_answer.set_value();
    BOOST_TEST(transport->send(holding.get(), soon()).has_value());  // their permits are released
}

BOOST_AUTO_TEST_CASE(threads_share_a_few_connections)
{
    descry::http_server const server([](descry::request const&) { return response{200, {}, "ok"}; });
    auto const transport = descry::make_transport(at_most(2), {});
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i != 8; ++i)
        threads.emplace_back([&] {
            for (int j = 0; j != 50; ++j)
                right += transport->send({"GET", server.base_url(), "/", {}, {}}, soon()).has_value();
        });
    for (auto& thread : threads) thread.join();
    BOOST_TEST(right == 400);
    BOOST_TEST(server.accepted() <= 2u);
}

BOOST_AUTO_TEST_SUITE_END()
