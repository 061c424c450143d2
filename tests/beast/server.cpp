// The server of the tests, on the level of octets.
#include <descry/server/detail/frame_response.hpp>
#include <descry/server/http_server.hpp>

#include <boost/test/unit_test.hpp>

#include <support/raw_server.hpp>

#include <deque>
#include <latch>
#include <mutex>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using test::raw_socket;

BOOST_AUTO_TEST_SUITE(server)

namespace {

// Responds with the method, target and body of the request.
descry::response echo(descry::request const& message)
{
    if (message.target == "/throw") throw std::runtime_error("secret");
    if (message.target == "/throw-text") throw std::string("secret");
    if (message.target == "/throw-memory") throw std::bad_alloc();
    if (message.target == "/none") return {204, {}, {}};
    return {200, {{"MS-RequestId", "r-1"}}, message.method + ' ' + message.target + ' ' + message.body};
}

// All octets that the server sends until it closes the connection.
std::string all_answers(std::string_view requests)
{
    descry::http_server const server(echo);
    raw_socket client(test::connect_to(server.port()));
    client.write(requests);
    return client.read_all();
}

std::string status_of(std::string_view requests) { return all_answers(requests).substr(0, 12); }

}  // namespace

BOOST_AUTO_TEST_CASE(answers_with_length_date_and_headers_as_given)
{
    descry::http_server const server(echo);
    raw_socket client(test::connect_to(server.port()));
    client.write("GET /a?b HTTP/1.1\r\nHost: x\r\n\r\n");
    auto const head = client.read_head();
    BOOST_TEST(head.starts_with("HTTP/1.1 200 OK\r\nMS-RequestId: r-1\r\nDate: "));
    BOOST_TEST(head.ends_with(" GMT\r\nContent-Length: 9\r\n\r\n"));
    BOOST_TEST(client.read(9) == "GET /a?b ");
    BOOST_TEST(server.accepted() == 1u);
    BOOST_TEST(server.base_url() == "http://127.0.0.1:" + std::to_string(server.port()));
}

BOOST_AUTO_TEST_CASE(pipelined_requests_are_answered_in_order)
{
    auto const answers = all_answers(
        "PUT /1 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none"
        "POST /2 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\ntw\r\n1\r\no\r\n0\r\n\r\n"
        "GET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    auto const first = answers.find("PUT /1 one"), second = answers.find("POST /2 two"),
               third = answers.find("GET /3 ");
    BOOST_TEST((first < second && second < third && third != std::string::npos));
    BOOST_TEST(answers.find("Connection: close") > second);
}

BOOST_AUTO_TEST_CASE(some_answers_have_no_body)
{
    auto const head = all_answers("HEAD /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    BOOST_TEST(head.find("Content-Length: 8\r\n") != std::string::npos);
    BOOST_TEST(head.ends_with("\r\n\r\n"));
    auto const none = all_answers("GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    BOOST_TEST(none.starts_with("HTTP/1.1 204 No Content\r\n"));
    BOOST_TEST(none.find("Content-Length") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(http_1_0_closes) { BOOST_TEST(all_answers("GET /x HTTP/1.0\r\n\r\n").ends_with("GET /x ")); }

BOOST_AUTO_TEST_CASE(the_client_is_told_to_continue)
{
    descry::http_server const server(echo);
    raw_socket client(test::connect_to(server.port()));
    client.write("PUT /x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    BOOST_TEST(client.read_head() == "HTTP/1.1 100 Continue\r\n\r\n");
    client.write("{}");
    BOOST_TEST(client.read_head().starts_with("HTTP/1.1 200 OK\r\n"));
    BOOST_TEST(client.read(9) == "PUT /x {}");
}

BOOST_AUTO_TEST_CASE(what_is_not_http_is_refused)
{
    for (std::string_view const request :
         {"GARBAGE\r\n\r\n", "GET / HTTP/2.0\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET /\r\n",
          "GET /\r\n\r\n", "GET / \r\n", "GET\r\n", "GET / HTTP/1.1\n", "GET / HTTP/1.1\r\nHost x\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
          "\x16\x03\x01\x02\x01\x01\xfc"}) {
        auto const answer = all_answers(request);
        BOOST_TEST(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"), request);
        BOOST_TEST(answer.find("Connection: close\r\n") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_request_names_one_host)
{
    for (std::string_view const fields :
         {"", "Host: x\r\nHost: x\r\n", "Host: x\r\nhost: y\r\n", "Host:\r\n", "Host: x y\r\n", "Host: x/y\r\n",
          "Host: x/\r\n", "Host: u@x\r\n", "Host: x, y\r\n", "Host: x:y\r\n", "Host: x:65536\r\n", "Host: :80\r\n",
          "Host: [::1\r\n", "Host: x?y\r\n", "Host: x..y\r\n", "Host:\r\n x\r\n"}) {
        // Before its body, which is not read.
        auto const request =
            "PUT / HTTP/1.1\r\n" + std::string(fields) + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n";
        BOOST_TEST(status_of(request) == "HTTP/1.1 400", fields);
    }
    for (std::string_view const host : {"x", "X.example.", "127.0.0.1:1", "[::1]:65535", "localhost:"})
        BOOST_TEST(status_of("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\nConnection: close\r\n\r\n") ==
                       "HTTP/1.1 200",
                   host);
    BOOST_TEST(status_of("GET / HTTP/1.0\r\nHost: x\r\n\r\n") == "HTTP/1.1 200");
    BOOST_TEST(status_of("GET / HTTP/1.0\r\nHost: x\r\nHost: x\r\n\r\n") == "HTTP/1.1 400");
}

BOOST_AUTO_TEST_CASE(framing_that_smuggles_is_refused)
{
    std::string const head = "POST / HTTP/1.1\r\nHost: x\r\n", chunked = "Transfer-Encoding: chunked\r\n",
                      body = "\r\n2\r\nok\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    for (std::string const& request :
         {head + "Transfer-Encoding: gzip\r\n" + body,
          head + "Transfer-Encoding: identity\r\nContent-Length: 2\r\n" + body,
          head + "Transfer-Encoding:\r\nContent-Length: 2\r\n" + body,
          head + "Transfer-Encoding: gzip, chunked\r\n" + body, head + "Transfer-Encoding: chunked abc\r\n" + body,
          head + "Transfer-Encoding:\r\n chunked\r\n" + body, head + chunked + chunked + body,
          head + chunked + "Content-Length: 2\r\n" + body, head + "Content-Length: 2\r\nContent-Length: 3\r\n" + body,
          "POST / HTTP/1.0\r\n" + chunked + body, head + chunked + "\r\n2;x=\"\n\"\r\nok\r\n0\r\n\r\n"}) {
        auto const answers = all_answers(request);
        BOOST_TEST(answers.starts_with("HTTP/1.1 400 "), request);
        BOOST_TEST(answers.find("HTTP/1.1", 1) == answers.npos);
        BOOST_TEST(answers.find("Connection: close\r\n") != answers.npos);
    }
    BOOST_TEST(
        all_answers(head + "Connection: close\r\n" + chunked + "\r\n2 ;x=y\r\nok\r\n0\r\n\r\n").ends_with("POST / ok"));
}

BOOST_AUTO_TEST_CASE(what_is_too_large_is_refused)
{
    BOOST_TEST(status_of("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n") == "HTTP/1.1 413");
    BOOST_TEST(status_of("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(70'000, 'x') + "\r\n\r\n") == "HTTP/1.1 431");
}

BOOST_AUTO_TEST_CASE(an_exception_is_answered_without_its_text)
{
    for (std::string const target : {"/throw", "/throw-text", "/throw-memory"}) {
        auto const answer = all_answers("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        BOOST_TEST(answer.starts_with("HTTP/1.1 500 "));
        BOOST_TEST(answer.find("secret") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(handlers_run_at_the_same_time)
{
    std::latch both(2);
    descry::http_server const server([&](descry::request const&) {
        both.arrive_and_wait();
        return descry::response{200, {}, {}};
    });
    raw_socket one(test::connect_to(server.port())), two(test::connect_to(server.port()));
    one.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    two.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    BOOST_TEST(one.read_head().starts_with("HTTP/1.1 200"));
    BOOST_TEST(two.read_head().starts_with("HTTP/1.1 200"));
}

BOOST_AUTO_TEST_CASE(slow_clients_hold_up_nobody)
{
    // More connections than the server has threads: in a head, in a body, and in a response that is not read.
    std::string const large(16 * 1024 * 1024, 'x');
    descry::http_server const server([&](descry::request const& r) {
        return descry::response{200, {}, r.target == "/large" ? large : "ok"};
    });
    std::deque<raw_socket> slow;
    for (std::string_view const begin :
         {"GET / HTTP/1.1\r\nHo", "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n",
          "GET /large HTTP/1.1\r\nHost: x\r\n\r\n"})
        for (int i = 0; i != 5; ++i) slow.emplace_back(test::connect_to(server.port())).write(begin);
    raw_socket client(test::connect_to(server.port()));
    client.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    BOOST_TEST(client.read_head().starts_with("HTTP/1.1 200"));
    slow[5].write("abc");
    BOOST_TEST(slow[5].read_head().starts_with("HTTP/1.1 200"));
}

BOOST_AUTO_TEST_CASE(stopping_closes_connections_in_any_state)
{
    descry::http_server server(echo);
    raw_socket fresh(test::connect_to(server.port())), halfway(test::connect_to(server.port())),
        idle(test::connect_to(server.port()));
    halfway.write("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n");
    idle.write("GET /1 HTTP/1.1\r\nHost: x\r\n\r\n");
    idle.read_head();
    server.stop();
    server.stop();
    BOOST_TEST(fresh.read_all() == "");
    BOOST_TEST(halfway.read_all() == "");
    BOOST_TEST(idle.read_all() == "GET /1 ");
    BOOST_CHECK_THROW(test::connect_to(server.port()), std::system_error);
}

BOOST_AUTO_TEST_CASE(a_taken_port_and_a_bad_identity_throw)
{
    descry::http_server const server(echo);
    BOOST_CHECK_THROW(descry::http_server(echo, {.port = server.port()}), boost::system::system_error);
    BOOST_CHECK_THROW(descry::http_server(echo, {.tls = descry::tls_identity{"x", "y"}}), boost::system::system_error);
}

BOOST_AUTO_TEST_CASE(dates_are_written_as_http_wants_them)
{
    BOOST_TEST(descry::detail::http_date(std::chrono::sys_seconds(std::chrono::seconds(784111777))) ==
               "Sun, 06 Nov 1994 08:49:37 GMT");
}

BOOST_AUTO_TEST_SUITE_END()
