// The octets of requests, and invalid responses. See also contract.cpp.
#include <boost/test/unit_test.hpp>

#include <descry/beast/transport.hpp>

#include <support/raw_server.hpp>

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using descry::errc;
using descry::request;
using test::raw_server;
using test::raw_socket;

BOOST_AUTO_TEST_SUITE(wire)

namespace {

descry::steady_time soon() { return std::chrono::steady_clock::now() + std::chrono::seconds(20); }

descry::result<descry::response> send(request const& message, descry::network_options const& options = {})
{
    return descry::make_transport(options, {})->send(message, soon());
}

// The octets that the server receives for a request, to which it responds with 200.
std::string received(request message, descry::network_options const& options = {}, std::size_t body = 0)
{
    std::string bytes;
    {
        raw_server server([&](raw_socket& peer, int) {
            bytes = peer.read_head();
            bytes += peer.read(body);
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        message.base_url = server.base_url() + message.base_url;
        BOOST_TEST(send(message, options).value().status == 200u);
        auto const port = ':' + std::to_string(server.port());
        bytes.erase(bytes.find(port), port.size());
    }
    return bytes;
}

// The outcome of a response after which the server closes the connection.
descry::result<descry::response> answered(std::string_view bytes, std::string method = "GET")
{
    raw_server const server([&](raw_socket& peer, int) {
        peer.read_head();
        peer.write(bytes);
    });
    return send({std::move(method), server.base_url(), "/", {}, {}});
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_get_has_no_body)
{
    BOOST_TEST(
        received({"GET", "", "/v1/customers/1?size=2", {{"Accept", "application/json"}, {"X-locale", "en-US"}}, {}}) ==
        "GET /v1/customers/1?size=2 HTTP/1.1\r\n"
        "Host: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
        "Accept: application/json\r\n"
        "X-locale: en-US\r\n"
        "\r\n");
}

BOOST_AUTO_TEST_CASE(headers_keep_their_order_and_spelling)
{
    BOOST_TEST(received({"PUT", "/prefix/", "/v1", {{"MS-RequestId", "1"}, {"b", ""}, {"a", "\ttab, \xc3\xbc"}}, "{}"},
                        {}, 2) ==
               "PUT /prefix/v1 HTTP/1.1\r\n"
               "Host: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
               "MS-RequestId: 1\r\n"
               "b: \r\n"
               "a: \ttab, \xc3\xbc\r\n"
               "Content-Length: 2\r\n"
               "\r\n"
               "{}");
}

BOOST_AUTO_TEST_CASE(an_empty_body_has_a_length_where_one_is_usual)
{
    for (std::string const method : {"PUT", "POST", "PATCH", "PROPFIND"})
        BOOST_TEST(received({method, "", "/", {}, {}}) ==
                   method + " / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nContent-Length: 0\r\n\r\n");
    BOOST_TEST(received({"DELETE", "", "/", {}, {}}) ==
               "DELETE / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(expect_comes_last_and_only_with_a_body)
{
    descry::network_options options;
    options.expect_continue_above = 0;
    BOOST_TEST(received({"GET", "", "/", {}, {}}, options) ==
               "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n");
    BOOST_TEST(received({"PUT", "", "/", {{"A", "b"}}, "{}"}, options) ==
               "PUT / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nA: b\r\nContent-Length: 2\r\nExpect: "
               "100-continue\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(the_body_waits_for_continue)
{
    descry::network_options options;
    options.expect_continue_above = 0;
    std::string body;
    raw_server const server([&](raw_socket& peer, int) {
        peer.read_head();
        peer.write("HTTP/1.1 100 Continue\r\n\r\n");
        body = peer.read(2);
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes");
        peer.read_all();
    });
    BOOST_TEST(send({"PUT", server.base_url(), "/", {}, "{}"}, options).value().body == "yes");
    BOOST_TEST(body == "{}");
}

BOOST_AUTO_TEST_CASE(a_server_that_ignores_expect_gets_the_body_nevertheless)
{
    descry::network_options options;
    options.expect_continue_above = 0;
    raw_server const server([&](raw_socket& peer, int) {
        peer.read_head();
        auto const body = peer.read(2);
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + body);
    });
    auto const before = std::chrono::steady_clock::now();
    BOOST_TEST(send({"PUT", server.base_url(), "/", {}, "{}"}, options).value().body == "{}");
    BOOST_TEST((std::chrono::steady_clock::now() - before >= std::chrono::seconds(1)));
}

BOOST_AUTO_TEST_CASE(a_refusal_instead_of_continue_is_the_answer)
{
    descry::network_options options;
    options.expect_continue_above = 0;
    std::string rest = "not closed";
    raw_server server([&](raw_socket& peer, int index) {
        peer.read_head();
        peer.write("HTTP/1.1 412 Precondition Failed\r\nContent-Length: 0\r\n\r\n");
        if (index == 0) rest = peer.read_all();
    });
    auto const transport = descry::make_transport(options, {});
    BOOST_TEST(transport->send({"PUT", server.base_url(), "/", {}, "{}"}, soon()).value().status == 412u);
    BOOST_TEST(transport->send({"PUT", server.base_url(), "/", {}, "{}"}, soon()).value().status == 412u);
    BOOST_TEST(rest == "");
    BOOST_TEST(server.accepted() == 2);
}

BOOST_AUTO_TEST_CASE(only_bodies_above_the_size_wait)
{
    descry::network_options options;
    options.expect_continue_above = 2;
    BOOST_TEST(received({"PUT", "", "/", {}, "{}"}, options, 2).find("Expect") == std::string::npos);
    BOOST_TEST(received({"PUT", "", "/", {}, "{ }"}, options).find("Expect: 100-continue") != std::string::npos);
    options.expect_continue_above = 0;
    BOOST_TEST(received({"PUT", "", "/", {}, ""}, options).find("Expect") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_server_that_does_not_know_expect_gets_the_request_without_it)
{
    descry::network_options options;
    options.expect_continue_above = 0;
    std::string first, second;
    raw_server const server([&](raw_socket& peer, int index) {
        (index == 0 ? first : second) = peer.read_head();
        if (index == 0) {
            peer.write("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n");
            return void(peer.read_all());
        }
        auto const body = peer.read(2);
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + body);
    });
    BOOST_TEST(send({"PUT", server.base_url(), "/", {}, "{}"}, options).value().body == "{}");
    auto const at = first.find("Expect: 100-continue\r\n");
    BOOST_REQUIRE(at != std::string::npos);
    BOOST_TEST(second == first.erase(at, 22));
    BOOST_TEST(server.accepted() == 2);
}

BOOST_AUTO_TEST_CASE(an_answer_before_the_end_of_the_body_is_taken)
{
    raw_server const server([](raw_socket& peer, int) {
        peer.read_head();
        peer.write("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        peer.read_all();
    });
    BOOST_TEST(send({"PUT", server.base_url(), "/", {}, std::string(10'000'000, 'x')}).value().status == 413u);
}

BOOST_AUTO_TEST_CASE(an_answer_to_a_body_that_nobody_reads_is_taken)
{
    std::promise<void> answered;
    raw_server const server([&](raw_socket& peer, int) {
        peer.read_head();
        peer.write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
        answered.get_future().wait();
    });
    BOOST_TEST(send({"PUT", server.base_url(), "/", {}, std::string(50'000'000, 'x')}).value().status == 413u);
    answered.set_value();
}

BOOST_AUTO_TEST_CASE(answers_at_the_edge_of_what_is_one)
{
    BOOST_TEST(answered("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n1").value().body == "1");
    BOOST_TEST(answered("HTTP/1.1 200 \r\nContent-Length: 1\r\n\r\n1").value().body == "1");
    BOOST_TEST(answered("HTTP/1.1 200\r\nContent-Length: 1\r\n\r\n1").value().body == "1");
    BOOST_TEST((answered("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n").error() == errc::malformed_response));
}

BOOST_AUTO_TEST_CASE(what_would_break_out_is_refused)
{
    auto const refused = [](request const& message, errc why) {
        auto const r = send(message);
        BOOST_TEST((r.has_error() && r.error() == why));
    };
    using std::string;
    string const here = "http://127.0.0.1";
    for (string const name : {"\xc3\xbc", "a\t"}) refused({"GET", here, "/", {{name, "b"}}, {}}, errc::unsafe_header);
    for (string const& value : {string("b\0", 2), string("b\x7f")})
        refused({"GET", here, "/", {{"A", value}}, {}}, errc::unsafe_header);
    refused({"GET", here, "/\xc3\xbc", {}, {}}, errc::invalid_url);
    for (string const method : {"", "GET /", "G\r\n"}) refused({method, here, "/", {}, {}}, errc::invalid_url);
}

BOOST_AUTO_TEST_SUITE_END()
