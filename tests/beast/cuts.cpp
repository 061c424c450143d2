// Responses that a fault proxy cuts, corrupts, duplicates and splits at chosen octets are never misread.
#include <descry/beast/transport.hpp>
#include <descry/server/http_server.hpp>

#include <boost/test/unit_test.hpp>

#include <support/fault_proxy.hpp>
#include <support/tls_server.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

using descry::errc;
using test::fault;
using test::fault_proxy;
using test::raw_server;
using test::raw_socket;

BOOST_AUTO_TEST_SUITE(cuts)

namespace {

constexpr std::chrono::milliseconds soon{20'000};

// The outcome of an exchange of a new transport through a proxy.
descry::result<descry::response> get(fault_proxy const& proxy, descry::network_options const& options = {},
                                     std::chrono::milliseconds limit = soon)
{
    auto const* const scheme = options.ca_file.empty() ? "http" : "https";
    return descry::make_transport(options, {})
        ->send({"GET", std::string(scheme) + "://127.0.0.1:" + std::to_string(proxy.port()), "/", {}, {}, true},
               std::chrono::steady_clock::now() + limit);
}

// The variation in the length of handshakes, by signatures and tickets.
constexpr std::size_t margin = 64;

// A TLS server, and the minimum number of octets it sends on a connection without session resumption.
struct tls_service {
    test::trusted_authority trusted{};
    std::string body = std::string(100, 'x');
    descry::http_server server{[this](descry::request const&) {
                                   return descry::response{200, {}, body};
                               },
                               {.tls = trusted.authority.issue()}};

    descry::result<descry::response> get(fault what, std::size_t& passed, std::chrono::milliseconds limit = soon) const
    {
        fault_proxy const proxy(server.port(), what);
        auto answer = cuts::get(proxy, trusted.options(), limit);
        passed = proxy.passed();
        return answer;
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(cut_at_every_byte_of_an_answer)
{
    for (std::string_view const answer :
         {std::string_view("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
          std::string_view(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nA: b\r\n\r\n")}) {
        raw_server const server([&](raw_socket& peer, int) {
            if (peer.read_head().empty()) return;
            peer.write(answer);
            peer.read_all();
        });
        for (std::size_t at = 0; at != answer.size(); ++at) {
            fault_proxy const proxy(server.port(), {.cut_before = at});
            auto const why = get(proxy).error();
            BOOST_TEST((why == errc::connection_closed), at);
            BOOST_TEST(why->response_begun == (at != 0), at);
            BOOST_TEST(proxy.accepted() == 1);
        }
        for (bool const apart : {false, true}) {
            fault_proxy const proxy(server.port(), {.cut_before = answer.size(), .apart = apart});
            BOOST_TEST(get(proxy).value().body == "hello");
        }
    }
}

BOOST_AUTO_TEST_CASE(cut_on_tls)
{
    tls_service const service;
    std::size_t whole = 0;
    BOOST_TEST(service.get({}, whole).value().body == service.body);
    // The response comes last.
    for (std::size_t at = 0; at < whole; at += at < whole - 300 ? 61 : 1) {
        std::size_t passed = 0;
        auto const cut = service.get({.cut_before = at}, passed);
        if (cut.has_value() && at > whole - margin) {
            BOOST_TEST(cut->body == service.body);
            continue;
        }
        auto const& why = cut.error();
        BOOST_TEST((why == errc::connection_closed || why == errc::transport_failure), at << ": " << why.message());
    }
}

BOOST_AUTO_TEST_CASE(corrupted_on_tls)
{
    tls_service const service;
    std::size_t whole = 0;
    BOOST_TEST(service.get({}, whole).has_value());
    // Where the length of a record becomes larger, the client waits for the rest of it.
    constexpr std::chrono::milliseconds limit{500};
    for (std::size_t at = 3; at < whole - margin; at += 13) {
        std::size_t passed = 0;
        auto const corrupted = service.get({.corrupted = at}, passed, limit);
        BOOST_TEST((corrupted.has_error() || corrupted->body == service.body), at);
        if (at > whole - 250) BOOST_TEST(corrupted.has_error(), at);
        auto const doubled = service.get({.doubled = at}, passed, limit);
        BOOST_TEST((doubled.has_error() || doubled->body == service.body), at);
    }
}

BOOST_AUTO_TEST_CASE(byte_by_byte_on_tls)
{
    tls_service const service;
    std::size_t passed = 0;
    BOOST_TEST(service.get({.apart = true}, passed).value().body == service.body);
}

BOOST_AUTO_TEST_CASE(an_answer_that_never_gets_anywhere_ends_with_the_deadline)
{
    // One octet at a time: no single wait is long.
    raw_server const server([](raw_socket& peer, int) {
        peer.read_head();
        peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (peer.write("1\r\nx\r\n")) {
            timeval pause{0, 1000};
            ::setsockopt(peer.fd(), SOL_SOCKET, SO_RCVTIMEO, &pause, sizeof pause);
            char byte = 0;
            if (::recv(peer.fd(), &byte, 1, 0) == 0) return;
        }
    });
    auto const r =
        descry::make_transport({}, {})->send({"GET", server.base_url(), "/", {}, {}, true},
                                             std::chrono::steady_clock::now() + std::chrono::milliseconds(50));
    BOOST_TEST((r.error() == errc::deadline_exceeded));
    BOOST_TEST(server.accepted() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
