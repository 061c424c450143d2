// Each failure of an exchange on real sockets has its own code.
#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <descry/beast.hpp>
#include <descry/client.hpp>
#include <descry/json.hpp>

#include <support/raw_server.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <list>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using descry::errc;
using test::raw_server;
using test::raw_socket;

BOOST_AUTO_TEST_SUITE(faults)

namespace {

struct thing : descry::resource<descry::nothing, descry::nothing, "/thing", descry::get,
                                descry::create<descry::nothing>, descry::remove<>> {};

constexpr std::chrono::milliseconds soon{20'000};

descry::failure failure_of(std::string const& base_url, std::chrono::milliseconds timeout = soon,
                           descry::network_options const& options = {})
{
    auto const secret = std::string("Bearer secret");
    auto const transport = descry::make_transport(options, {});
    auto const r = transport->send({"PUT", base_url, "/v1/x", {{"Authorization", secret}}, "{\"secret\":1}"},
                                   std::chrono::steady_clock::now() + timeout);
    BOOST_REQUIRE(r.has_error());
    BOOST_TEST(r.error().message().find("secret") == std::string::npos);
    BOOST_TEST_MESSAGE(r.error().message());
    return r.error();
}

// The outcome of a response after which the server closes the connection.
descry::failure failure_after(std::string_view answer, descry::network_options const& options = {})
{
    raw_server const server([&](raw_socket& peer, int) {
        peer.read_head();
        peer.read(12);
        peer.write(answer);
    });
    return failure_of(server.base_url(), soon, options);
}

}  // namespace

BOOST_AUTO_TEST_CASE(nobody_listens)
{
    auto const port = std::to_string(test::closed_port());
    for (std::string const host : {"127.0.0.1", "localhost", "[::1]"}) {
        auto const why = failure_of("http://" + host + ':' + port);
        BOOST_TEST((why == errc::connection_refused), host);
        BOOST_TEST(why->explanation.find(port) != std::string::npos);
        BOOST_TEST(why->cause.failed());
    }
}

BOOST_AUTO_TEST_CASE(the_name_does_not_resolve)
{
    auto const why = failure_of("https://no-such-host.invalid");
    BOOST_TEST((why == errc::host_not_found));
    BOOST_TEST(why->explanation.find("no-such-host.invalid") != std::string::npos);
    BOOST_TEST(why->cause.failed());
}

BOOST_AUTO_TEST_CASE(plain_http_leaves_this_machine_only_when_allowed)
{
    BOOST_TEST((failure_of("http://no-such-host.invalid") == errc::insecure_url));
    descry::network_options options;
    options.allow_insecure_http = true;
    BOOST_TEST((failure_of("http://no-such-host.invalid", soon, options) == errc::host_not_found));
    BOOST_TEST((failure_of("no url", soon, options) == errc::invalid_url));
}

BOOST_AUTO_TEST_CASE(closed_in_the_middle)
{
    for (std::string_view const answer :
         {"", "H", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n1234", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n123\r\n0\r\n", "HTTP/1.1 100 Continue\r\n\r\n"})
        BOOST_TEST((failure_after(answer) == errc::connection_closed), answer);
}

BOOST_AUTO_TEST_CASE(a_success_without_its_body_is_a_failure_that_knows_its_status)
{
    descry::network_options options;
    options.max_body_bytes = 100;
    std::string const head = "HTTP/1.1 201 Created\r\n";
    for (auto const& [rest, code] :
         {std::pair("Content-Length: 5\r\n\r\n1234", errc::connection_closed),
          std::pair("Content-Length: 101\r\n\r\n", errc::response_too_large),
          std::pair("Transfer-Encoding: chunked\r\n\r\nx\r\n", errc::malformed_response),
          std::pair("Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", errc::malformed_response)}) {
        auto const why = failure_after(head + rest, options);
        BOOST_TEST((why == code), rest);
        BOOST_TEST(why->status == 201u);
        BOOST_TEST(why->response_begun);
        BOOST_TEST(why.is_transient() == (code == errc::connection_closed));
    }
    BOOST_TEST(failure_after("HTTP/1.1 201 Created\r\nTransfer-Encoding: gzip\r\n\r\n")->status == 0u);
}

BOOST_AUTO_TEST_CASE(from_300_on_what_is_wrong_with_the_body_costs_no_more_than_the_body)
{
    descry::network_options options;
    options.max_body_bytes = 100;
    std::string const x(101, 'x');
    for (auto const& [rest, body] :
         {std::pair("Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", std::string()),
          std::pair("Content-Encoding: br\r\nContent-Length: 5\r\n\r\nhello", std::string()),
          std::pair("Content-Length: 6\r\n\r\nhello", std::string("hello")),
          std::pair("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nx\r\n", std::string("hello")),
          std::pair("Content-Length: 101\r\n\r\n", x.substr(1)), std::pair("\r\n", x.substr(1))})
        for (std::string const status : {"301", "401", "404", "412", "503"}) {
            auto const broken = "HTTP/1.1 " + status + "\r\nETag: x\r\n" + rest + (body.size() == 100 ? x : "");
            raw_server const server([&](raw_socket& peer, int index) {
                peer.read_head();
                peer.write(index == 0 ? broken : "HTTP/1.1 204\r\n\r\n");
            });
            auto const transport = descry::make_transport(options, {});
            descry::request const asked{"GET", server.base_url(), "/", {}, {}, true};
            auto const refused = transport->send(asked, std::chrono::steady_clock::now() + soon).value();
            BOOST_TEST(std::to_string(refused.status) == status);
            BOOST_TEST(refused.body == body, rest);
            BOOST_TEST(find_header(refused.headers, "ETag") == "x");
            BOOST_TEST(transport->send(asked, std::chrono::steady_clock::now() + soon).value().status == 204u);
            BOOST_TEST(server.accepted() == 2);
        }
}

BOOST_AUTO_TEST_CASE(from_300_on_a_body_that_does_not_end_is_cut_by_the_deadline)
{
    boost::asio::io_context context;
    auto const transport = descry::make_transport({}, context.get_executor());
    struct exchange {
        explicit exchange(unsigned with) : status(with) {}

        unsigned status;
        raw_server server{[this](raw_socket& peer, int) {
            peer.read_head();
            peer.write("HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: 6\r\n\r\nhello");
            peer.read_all();
        }};
        std::promise<descry::result<descry::response>> response;
    };
    std::list<exchange> all;  // at once, since each lasts until the deadline
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    std::vector<std::jthread> threads;
    for (bool const blocking : {true, false})
        for (unsigned const status : {200u, 412u, 417u}) {
            auto& added = all.emplace_back(status);
            descry::request const asked{"GET", added.server.base_url(), "/", {}, {}};
            auto const set = [&added](descry::result<descry::response> const& r) { added.response.set_value(r); };
            if (blocking)
                threads.emplace_back([=, &transport] { set(transport->send(asked, deadline)); });
            else
                transport->async_send(asked, deadline, set);
        }
    context.run();
    threads.clear();
    for (auto& [status, server, response] : all) {
        auto future = response.get_future();
        BOOST_TEST_REQUIRE((future.wait_for(std::chrono::seconds(0)) == std::future_status::ready));
        auto const r = future.get();
        if (status == 200) {
            BOOST_TEST((r.error() == errc::deadline_exceeded));
            BOOST_TEST(r.error()->status == 200u);
        } else {
            BOOST_TEST(r.value().status == status);
            BOOST_TEST(r.value().body == "hello");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_call_acts_on_a_status_whatever_became_of_the_body)
{
    std::atomic<int> asked = 0;
    raw_server const server([&](raw_socket& peer, int) {
        auto const head = peer.read_head();
        bool const is_get = head.starts_with("GET"), is_post = head.starts_with("POST");
        if (is_get && ++asked == 2) {
            peer.write("HTTP/1.1 200\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
            return;
        }
        auto const* const status = is_get ? "503" : is_post ? (++asked == 3 ? "201" : "409") : "404";
        peer.write("HTTP/1.1 " + std::string(status) + "\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n{}");
        // Closing with octets unread would reset the connection, and the client might lose the response.
        peer.shutdown_send();
        peer.read_all();
    });
    descry::client const client({.base_url = server.base_url(), .retry = {.base_delay = std::chrono::milliseconds(0)}},
                                {});
    auto const it = client.at<thing>({});
    BOOST_TEST(it.try_get().has_value());
    BOOST_TEST(asked == 2);
    auto const created = it.try_create({}).error();
    BOOST_TEST((created == errc::connection_closed));
    BOOST_TEST(created->status == 201u);
    BOOST_TEST(created->maybe_done);
    auto const refused = it.try_create({}).error();
    BOOST_TEST((refused == errc::state_conflict));
    BOOST_TEST(!refused->maybe_done);
    BOOST_TEST((it.try_remove().error() == errc::not_found));
}

BOOST_AUTO_TEST_CASE(reset_in_the_middle)
{
    raw_server const server([](raw_socket& peer, int) {
        peer.read_head();
        peer.write("HTTP/1.1 200 OK\r\n\r\nuntil");
        peer.reset();
    });
    BOOST_TEST((failure_of(server.base_url()) == errc::connection_closed));
}

BOOST_AUTO_TEST_CASE(not_http)
{
    for (std::string_view const answer :
         {"x", "nope\r\n", "220 smtp.example.com ready\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/2.0 200 OK\r\n\r\n",
          "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "HTTP/1.1 200 OK\r\na : b\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12",
          "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n12345\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n"})
        BOOST_TEST((failure_after(answer) == errc::malformed_response), answer);
}

BOOST_AUTO_TEST_CASE(too_large)
{
    descry::network_options options;
    options.max_header_bytes = 1000;
    options.max_body_bytes = 100;
    std::string const x(2000, 'x');
    for (std::string const& answer :
         {"HTTP/1.1 200 " + x, "HTTP/1.1 200 OK\r\nX: " + x + "\r\n\r\n", "HTTP/1.1 200 OK\r\n" + x,
          std::string("HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n"),
          std::string("HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\n"),
          std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n"),
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + x,
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: " + x,
          "HTTP/1.1 200 OK\r\n\r\n" + x.substr(0, 101)})
        BOOST_TEST((failure_after(answer, options) == errc::response_too_large), answer.substr(0, 80));
}

BOOST_AUTO_TEST_CASE(endless)
{
    for (std::string_view const part : {"X: y\r\n", "HTTP/1.1 100 Continue\r\n\r\n"}) {
        raw_server const server([&](raw_socket& peer, int) {
            peer.read_head();
            peer.write(part.starts_with("HTTP") ? "" : "HTTP/1.1 200 OK\r\n");
            while (peer.write(part)) {
            }
        });
        BOOST_TEST((failure_of(server.base_url()) == errc::response_too_large), part);
    }
}

BOOST_AUTO_TEST_CASE(the_server_never_answers)
{
    raw_server const server([](raw_socket& peer, int) { peer.read_all(); });
    auto const why = failure_of(server.base_url(), std::chrono::milliseconds(50));
    BOOST_TEST((why == errc::deadline_exceeded));
    BOOST_TEST(why->explanation.find("deadline") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_server_never_stops_to_answer)
{
    raw_server const server([](raw_socket& peer, int) {
        peer.read_head();
        peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        peer.read_all();
    });
    BOOST_TEST((failure_of(server.base_url(), std::chrono::milliseconds(50)) == errc::deadline_exceeded));
}

BOOST_AUTO_TEST_CASE(the_deadline_had_passed)
{
    raw_server const server([](raw_socket& peer, int) { peer.read_all(); });
    BOOST_TEST((failure_of(server.base_url(), std::chrono::milliseconds(0)) == errc::deadline_exceeded));
    BOOST_TEST(server.accepted() == 0);
}

BOOST_AUTO_TEST_CASE(no_deadline_at_all)
{
    raw_server const server([](raw_socket& peer, int) {
        peer.read_head();
        peer.write("HTTP/1.1 204 No Content\r\n\r\n");
    });
    auto const r =
        descry::make_transport({}, {})->send({"GET", server.base_url(), "/", {}, {}}, descry::steady_time::max());
    BOOST_TEST(r.value().status == 204u);
}

BOOST_AUTO_TEST_SUITE_END()
