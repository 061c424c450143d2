// TLS: which servers the transport trusts, and the failures for others.
#include <descry/beast/transport.hpp>
#include <descry/server/http_server.hpp>

#include <boost/test/unit_test.hpp>

#include <support/raw_server.hpp>
#include <support/tls_server.hpp>

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using descry::certificate_options;
using descry::errc;
using test::tls_server;
using test::tls_socket;
using test::trusted_authority;

BOOST_AUTO_TEST_SUITE(tls)

namespace {

descry::result<descry::response> send(std::string const& base_url, std::string const& ca_file)
{
    descry::network_options options;
    options.ca_file = ca_file;
    return descry::make_transport(options, {})
        ->send({"GET", base_url, "/", {}, {}}, std::chrono::steady_clock::now() + std::chrono::seconds(20));
}

descry::response hello(descry::request const&) { return {200, {}, "hello"}; }

// The outcome of an exchange with a server that has this certificate.
descry::result<descry::response> send_to(certificate_options const& certificate, std::string const& host = "127.0.0.1")
{
    trusted_authority const trusted;
    descry::http_server const server(hello, {.tls = trusted.authority.issue(certificate)});
    return send("https://" + host + ':' + std::to_string(server.port()), trusted.file);
}

certificate_options named(std::vector<std::string> names)
{
    certificate_options options;
    options.names = std::move(names);
    return options;
}

certificate_options valid(std::chrono::hours from, std::chrono::hours until)
{
    certificate_options options;
    options.valid_from = std::chrono::system_clock::now() + from;
    options.valid_until = std::chrono::system_clock::now() + until;
    return options;
}

descry::steady_time soon() { return std::chrono::steady_clock::now() + std::chrono::seconds(20); }

constexpr std::string_view ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

}  // namespace

BOOST_AUTO_TEST_CASE(a_trusted_server_is_talked_to_by_name_and_by_address)
{
    for (std::string const host : {"localhost", "127.0.0.1"}) {
        auto const r = send_to({}, host);
        BOOST_REQUIRE_MESSAGE(r.has_value(), r.error().message());
        BOOST_TEST(r->body == "hello");
    }
    BOOST_TEST(send_to(named({"LocalHost"}), "LOCALHOST").has_value());
}

BOOST_AUTO_TEST_CASE(a_certificate_of_another_host)
{
    BOOST_TEST((send_to(named({"example.com"}), "localhost").error() == errc::certificate_host_mismatch));
    BOOST_TEST((send_to(named({"localhost"}), "127.0.0.1").error() == errc::certificate_host_mismatch));
    BOOST_TEST((send_to(named({"127.0.0.2"}), "127.0.0.1").error() == errc::certificate_host_mismatch));
    BOOST_TEST((send_to(named({}), "localhost").error() == errc::certificate_host_mismatch));
}

BOOST_AUTO_TEST_CASE(a_certificate_out_of_its_time)
{
    using std::chrono::hours;
    auto const expired = send_to(valid(hours(-48), hours(-24))).error();
    BOOST_TEST((expired == errc::certificate_expired));
    BOOST_TEST(expired->explanation.find("expired") != std::string::npos);
    BOOST_TEST((send_to(valid(hours(24), hours(48))).error() == errc::certificate_expired));
}

BOOST_AUTO_TEST_CASE(a_certificate_of_an_unknown_authority)
{
    trusted_authority const trusted;
    descry::http_server const server(hello, {.tls = descry::certificate_authority().issue()});
    auto const given = send(server.base_url(), trusted.file).error();
    BOOST_TEST((given == errc::certificate_untrusted));
    BOOST_TEST(given->explanation.find(std::to_string(server.port())) != std::string::npos);
    BOOST_TEST((send(server.base_url(), {}).error() == errc::certificate_untrusted));
}

BOOST_AUTO_TEST_CASE(authorities_that_cannot_be_read)
{
    for (std::string const file : {"no/such/file.pem", "/dev/null"}) {
        auto const why = send("https://127.0.0.1:" + std::to_string(test::closed_port()), file).error();
        BOOST_TEST((why == errc::tls_failure), file);
        BOOST_TEST(why->explanation.find(file) != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_server_without_tls)
{
    descry::http_server const server(hello);
    BOOST_TEST((send("https://127.0.0.1:" + std::to_string(server.port()), {}).error() == errc::tls_failure));

    test::raw_server const closing([](test::raw_socket& peer, int) { peer.read(1); });
    BOOST_TEST((send("https://127.0.0.1:" + std::to_string(closing.port()), {}).error() == errc::connection_closed));
}

BOOST_AUTO_TEST_CASE(the_deadline_covers_the_handshake)
{
    test::raw_server const silent([](test::raw_socket& peer, int) { peer.read_all(); });
    trusted_authority const trusted;
    descry::network_options options;
    options.ca_file = trusted.file;
    auto const transport = descry::make_transport(options, {});
    auto const r = transport->send({"GET", "https://127.0.0.1:" + std::to_string(silent.port()), "/", {}, {}},
                                   std::chrono::steady_clock::now() + std::chrono::milliseconds(50));
    BOOST_TEST((r.error() == errc::deadline_exceeded));
    BOOST_TEST(r.error()->not_sent);
}

BOOST_AUTO_TEST_CASE(truncation_is_noticed_where_only_the_end_frames_the_body)
{
    trusted_authority const trusted;
    auto const answered = [&](std::string const& answer, bool farewell) {
        tls_server const server(trusted.authority.issue(), [&](tls_socket& peer, int) {
            peer.read_head();
            peer.write(answer);
            if (farewell) peer.say_goodbye();
        });
        return send(server.base_url(), trusted.file);
    };
    std::string const until_close = "HTTP/1.1 200 OK\r\n\r\nhello";
    BOOST_TEST(answered(until_close, true).value().body == "hello");
    BOOST_TEST((answered(until_close, false).error() == errc::connection_closed));
    BOOST_TEST((answered(until_close, false).error()->status == 200u));
    BOOST_TEST(answered("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", false).value().body == "hello");
    auto const refusal = answered("HTTP/1.1 412 No\r\nETag: x\r\n\r\nhello", false).value();
    BOOST_TEST(refusal.status == 412u);
    BOOST_TEST(refusal.body == "hello");
}

BOOST_AUTO_TEST_CASE(connections_are_kept)
{
    trusted_authority const trusted;
    descry::http_server server(hello, {.tls = trusted.authority.issue()});
    descry::network_options options;
    options.ca_file = trusted.file;
    auto const transport = descry::make_transport(options, {});
    auto const again = [&](std::string body) {
        return transport->send({"PUT", server.base_url(), "/", {}, std::move(body)},
                               std::chrono::steady_clock::now() + std::chrono::seconds(20));
    };
    for (int i = 0; i != 20; ++i) BOOST_TEST(again(std::string(static_cast<std::size_t>(i) * 5000, 'x')).has_value());
    BOOST_TEST(server.accepted() == 1u);
}

BOOST_AUTO_TEST_CASE(a_server_that_says_goodbye_is_left)
{
    trusted_authority const trusted;
    descry::network_options options;
    options.ca_file = trusted.file;
    auto const transport = descry::make_transport(options, {});
    descry::http_server server(
        [](descry::request const&) {
            return descry::response{200, {{"Connection", "close"}}, "bye"};
        },
        {.tls = trusted.authority.issue()});
    for (std::size_t i = 1; i != 4; ++i) {
        auto const r = transport->send({"POST", server.base_url(), "/", {}, {}},
                                       std::chrono::steady_clock::now() + std::chrono::seconds(20));
        BOOST_TEST(r.value().body == "bye");
        BOOST_TEST(server.accepted() == i);
    }
}

BOOST_AUTO_TEST_CASE(a_new_connection_resumes_the_session_of_its_host)
{
    for (int const version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        trusted_authority const trusted;
        tls_server const server(
            trusted.authority.issue(),
            [](tls_socket& peer, int) {
                peer.read_head();
                peer.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            },
            version);
        auto const get = [&](descry::transport& transport, std::string const& host) {
            return transport.send({"GET", "https://" + host + ':' + std::to_string(server.port()), "/", {}, {}}, soon())
                .has_value();
        };
        auto const transport = descry::make_transport(trusted.options(), {});
        for (int i = 0; i != 3; ++i) BOOST_TEST(get(*transport, "127.0.0.1"));
        BOOST_TEST(server.accepted() == 3);
        BOOST_TEST(server.resumed() == 2);
        BOOST_TEST(get(*transport, "localhost"));  // another host, although the server is the same
        BOOST_TEST(get(*descry::make_transport(trusted.options(), {}), "127.0.0.1"));
        BOOST_TEST(server.accepted() == 5);
        BOOST_TEST(server.resumed() == 2);
    }
}

BOOST_AUTO_TEST_CASE(an_idle_connection_that_ended_or_speaks_is_replaced)
{
    for (bool const farewell : {true, false}) {
        trusted_authority const trusted;
        std::promise<void> answered, done;
        tls_server const server(trusted.authority.issue(), [&](tls_socket& peer, int index) {
            peer.read_head();
            peer.write(ok);
            if (index != 0) return;
            answered.get_future().wait();
            if (farewell)
                peer.say_goodbye();
            else
                peer.write("x");
            test::wait_until_received(peer.stream().next_layer().native_handle());
            done.set_value();
        });
        auto const transport = descry::make_transport(trusted.options(), {});
        descry::request const post{"POST", server.base_url(), "/", {}, "{}"};  // not idempotent
        BOOST_TEST(transport->send(post, soon()).has_value());
        answered.set_value();
        done.get_future().wait();
        BOOST_TEST(transport->send(post, soon()).has_value());
        BOOST_TEST(server.accepted() == 2);
    }
}

BOOST_AUTO_TEST_CASE(old_protocols_are_refused)
{
    trusted_authority const trusted;
    tls_server const server(
        trusted.authority.issue(), [](tls_socket&, int) {}, TLS1_1_VERSION);
    BOOST_TEST((send(server.base_url(), trusted.file).error() == errc::tls_failure));
}

// RFC 9325, 4.1 and 4.2.
BOOST_AUTO_TEST_CASE(cipher_suites_without_forward_secrecy_or_authenticated_encryption_are_refused)
{
    trusted_authority const trusted;
    auto const rsa = trusted.authority.issue({.rsa_bits = 2048}), ecdsa = trusted.authority.issue({});
    auto const outcome = [&](descry::tls_identity const& identity, char const* suite) {
        tls_server const server(
            identity, [](tls_socket& peer, int) { peer.read_head(), peer.write(ok); }, TLS1_2_VERSION, suite);
        return send(server.base_url(), trusted.file);
    };
    for (auto const* const suite : {"AES128-SHA", "AES128-GCM-SHA256", "DHE-RSA-AES128-GCM-SHA256",
                                    "ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES128-SHA256"}) {
        auto const r = outcome(rsa, suite);
        BOOST_REQUIRE_MESSAGE(!r, suite);
        BOOST_TEST((r.error() == errc::tls_failure), suite);
        BOOST_TEST(r.error()->explanation.find("accepts none of what was offered") != std::string::npos, suite);
    }
    for (auto const* const suite : {"ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-CHACHA20-POLY1305"})
        BOOST_TEST(outcome(rsa, suite).has_value(), suite);
    BOOST_TEST(outcome(ecdsa, "ECDHE-ECDSA-AES256-GCM-SHA384").has_value());
}

BOOST_AUTO_TEST_CASE(the_small_server_refuses_the_same_cipher_suites)
{
    trusted_authority const trusted;
    descry::http_server const server(hello, {.tls = trusted.authority.issue({.rsa_bits = 2048})});
    auto const connects = [&](char const* suite) {
        namespace asio = boost::asio;
        asio::io_context io;
        asio::ssl::context tls(asio::ssl::context::tlsv12_client);
        SSL_CTX_set_cipher_list(tls.native_handle(), suite);
        asio::ssl::stream<asio::ip::tcp::socket> stream(io, tls);
        stream.next_layer().connect({asio::ip::address_v4::loopback(), server.port()});
        boost::system::error_code ec;
        stream.handshake(asio::ssl::stream_base::client, ec);
        return !ec;
    };
    for (auto const* const suite : {"AES128-SHA", "AES128-GCM-SHA256", "ECDHE-RSA-AES128-SHA"})
        BOOST_TEST(!connects(suite), suite);
    BOOST_TEST(connects("ECDHE-RSA-AES128-GCM-SHA256"));
}

BOOST_AUTO_TEST_CASE(a_handshake_has_its_own_time)
{
    test::raw_server const silent([](test::raw_socket& peer, int) { peer.read_all(); });
    trusted_authority const trusted;
    auto options = trusted.options();
    options.handshake_timeout = std::chrono::milliseconds(50);
    auto const why = descry::make_transport(options, {})
                         ->send({"GET", "https://127.0.0.1:" + std::to_string(silent.port()), "/", {}, {}}, soon())
                         .error();
    BOOST_TEST((why == errc::handshake_timeout));
    BOOST_TEST(why->explanation.find("50 ms") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
