// Connections: which are reused, and which are not.
#include <boost/test/unit_test.hpp>

#include <descry/beast/transport.hpp>

#include <support/raw_server.hpp>

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <string_view>

using descry::errc;
using test::raw_server;
using test::raw_socket;

BOOST_AUTO_TEST_SUITE(reuse)

namespace {

constexpr std::string_view ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

struct client {
    std::shared_ptr<descry::transport> transport = descry::make_transport({}, {});

    descry::result<descry::response> send(raw_server const& server, std::string method = "GET", std::string body = {},
                                          bool idempotent = false)
    {
        return transport->send({std::move(method), server.base_url(), "/", {}, std::move(body), idempotent},
                               std::chrono::steady_clock::now() + std::chrono::seconds(20));
    }

    auto send_idempotent(raw_server const& server) { return send(server, "GET", {}, true); }
};

// Sends the same octets for every request of every connection.
raw_server::script always(std::string_view answer)
{
    return [answer](raw_socket& peer, int) {
        while (!peer.read_head().empty() && peer.write(answer)) {
        }
    };
}

// The number of connections for two requests, the first of which has this response.
int connections_for_two(std::string_view first_answer, std::string const& method = "GET",
                        descry::network_options const& options = {})
{
    client c{descry::make_transport(options, {})};
    raw_server const server([&](raw_socket& peer, int index) {
        peer.read_head();
        peer.write(index == 0 ? first_answer : ok);
        if (!peer.read_head().empty()) peer.write(ok);
    });
    BOOST_TEST(c.send(server, method).has_value());
    BOOST_TEST(c.send(server).has_value());
    return server.accepted();
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_connection_serves_many_requests)
{
    client c;
    raw_server const server(always(ok));
    for (int i = 0; i != 100; ++i) BOOST_TEST(c.send(server).has_value());
    BOOST_TEST(server.accepted() == 1);
}

BOOST_AUTO_TEST_CASE(any_complete_answer_keeps_the_connection)
{
    for (std::string_view const answer :
         {ok, std::string_view("HTTP/1.1 204 No Content\r\n\r\n"),
          std::string_view("HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"),
          std::string_view("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx")})
        BOOST_TEST(connections_for_two(answer) == 1, answer);
    BOOST_TEST(connections_for_two("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", "HEAD") == 1);
}

BOOST_AUTO_TEST_CASE(an_imperfect_end_never_does)
{
    for (std::string_view const answer :
         {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxy"})
        BOOST_TEST(connections_for_two(answer) == 2, answer);
}

BOOST_AUTO_TEST_CASE(nobody_keeps_a_connection_for_longer_than_said)
{
    BOOST_TEST(connections_for_two("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=0\r\nContent-Length: 0\r\n\r\n") == 2);
    BOOST_TEST(connections_for_two("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=60, max=9\r\nContent-Length: 0\r\n\r\n") ==
               1);
    descry::network_options not_long, not_one;
    not_long.max_idle_time = std::chrono::milliseconds(0);
    not_one.max_idle_connections = 0;
    BOOST_TEST(connections_for_two(ok, "GET", not_long) == 2);
    BOOST_TEST(connections_for_two(ok, "GET", not_one) == 2);
}

BOOST_AUTO_TEST_CASE(what_is_past_its_time_is_closed_by_a_call_to_another_host)
{
    descry::network_options not_long;
    not_long.max_idle_time = std::chrono::milliseconds(1);
    client c{descry::make_transport(not_long, {})};
    std::promise<void> closed;
    raw_server const once([&](raw_socket& peer, int) {
        peer.read_head();
        peer.write(ok);
        peer.read_all();
        closed.set_value();
    });
    raw_server const often(always(ok));
    BOOST_TEST(c.send(once).has_value());
    auto const is_closed = closed.get_future();
    for (int i = 0; i != 20'000 && is_closed.wait_for(std::chrono::seconds(0)) != std::future_status::ready; ++i)
        BOOST_REQUIRE(c.send(often).has_value());
    BOOST_TEST((is_closed.wait_for(std::chrono::seconds(0)) == std::future_status::ready));
}

BOOST_AUTO_TEST_CASE(a_timed_out_connection_is_closed)
{
    client c;
    raw_server const server([&](raw_socket& peer, int index) {
        peer.read_head();
        if (index != 0) peer.write(ok);
        peer.read_all();
    });
    auto const late = c.transport->send({"GET", server.base_url(), "/", {}, {}},
                                        std::chrono::steady_clock::now() + std::chrono::milliseconds(50));
    BOOST_TEST((late.error() == errc::deadline_exceeded));
    BOOST_TEST(c.send(server).has_value());
}

BOOST_AUTO_TEST_CASE(a_connection_closed_while_idle_is_replaced)
{
    client c;
    std::promise<void> closed;
    raw_server const server([&](raw_socket& peer, int index) {
        peer.read_head();
        peer.write(ok);
        if (index != 0) return;
        peer.shutdown_send();
        test::wait_until_received(peer.fd());
        closed.set_value();
        peer.read_all();
    });
    BOOST_TEST(c.send(server).has_value());
    closed.get_future().wait();
    BOOST_TEST(c.send(server, "POST", "{}").has_value());  // not a retry: it was never sent on the first connection
    BOOST_TEST(server.accepted() == 2);
}

BOOST_AUTO_TEST_CASE(unasked_bytes_while_idle_discard_the_connection)
{
    client c;
    std::promise<void> answered, written;
    raw_server const server([&](raw_socket& peer, int index) {
        peer.read_head();
        peer.write(ok);
        if (index != 0) return;
        answered.get_future().wait();
        peer.write("HTTP/1.1 500 Not Yours\r\nContent-Length: 0\r\n\r\n");
        test::wait_until_received(peer.fd());
        written.set_value();
        peer.read_all();
    });
    BOOST_TEST(c.send(server).value().status == 200u);
    answered.set_value();
    written.get_future().wait();
    BOOST_TEST(c.send(server).value().status == 200u);
    BOOST_TEST(server.accepted() == 2);
}

BOOST_AUTO_TEST_CASE(an_idempotent_request_on_a_dead_connection_is_retried_once)
{
    for (std::string const method : {"GET", "PUT", "DELETE", "POST"})
        for (bool const idempotent : {true, false}) {
            client c;
            raw_server const server([&](raw_socket& peer, int index) {
                peer.read_head();
                peer.write(ok);
                if (index == 0) peer.read_head();  // and closes without a response
            });
            BOOST_TEST(c.send(server).has_value());
            BOOST_TEST(c.send(server, method, method == "PUT" ? "{}" : "", idempotent).has_value() == idempotent);
        }
}

BOOST_AUTO_TEST_CASE(a_put_that_is_not_idempotent_is_sent_once)
{
    int puts = 0;
    {
        client c;
        raw_server const server([&](raw_socket& peer, int) {
            peer.read_head();
            peer.write(ok);
            puts += peer.read_head().starts_with("PUT");  // perhaps carried out, without a response
        });
        BOOST_TEST(c.send(server).has_value());
        BOOST_TEST((c.send(server, "PUT", "{}").error() == errc::connection_closed));
    }
    BOOST_TEST(puts == 1);
}

BOOST_AUTO_TEST_CASE(nothing_is_repeated_twice_or_after_a_byte_of_answer)
{
    for (std::string_view const half : {"", "HTTP/1.1 200"}) {
        client c;
        raw_server const server([&](raw_socket& peer, int index) {
            if (index == 0) {
                peer.read_head();
                peer.write(ok);
            }
            peer.read_head();
            peer.write(half);
        });
        BOOST_TEST(c.send(server).has_value());
        BOOST_TEST((c.send_idempotent(server).error() == errc::connection_closed));
        BOOST_TEST(server.accepted() == (half.empty() ? 2 : 1));
    }
}

BOOST_AUTO_TEST_CASE(a_closed_transport_refuses)
{
    client c;
    raw_server const server(always(ok));
    BOOST_TEST(c.send(server).has_value());
    c.transport->close();
    BOOST_TEST((c.send(server).error() == errc::canceled));
    c.transport->close();
}

BOOST_AUTO_TEST_SUITE_END()
