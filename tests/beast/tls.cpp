// TLS: whom the transport trusts, and what it says of those it does not.
#include <descry/beast/server.hpp>
#include <descry/call/transport.hpp>

#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <boost/test/unit_test.hpp>

#include <support/raw_server.hpp>

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>

using descry::certificate_options;
using descry::errc;
namespace asio = boost::asio;

namespace {

// The authority that the tests trust, in a file that lives as long as this.
struct trusted_authority {
    descry::certificate_authority authority;
    std::string file = "descry_test_ca_" + std::to_string(::getpid()) + ".pem";

    trusted_authority() { authority.write_certificate(file); }
    ~trusted_authority() { std::remove(file.c_str()); }
};

descry::result<descry::response> send(std::string const& base_url, std::string const& ca_file)
{
    descry::network_options options;
    options.ca_file = ca_file;
    return descry::make_transport(options, {})
        ->send({"GET", base_url, "/", {}, {}}, std::chrono::steady_clock::now() + std::chrono::seconds(20));
}

descry::response hello(descry::request const&) { return {200, {}, "hello"}; }

// What the transport makes of a server with a certificate like that.
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

// Answers one request over TLS, then closes the TCP connection with or without TLS's own farewell.
class rude_server {
    asio::io_context context_;
    asio::ssl::context tls_{asio::ssl::context::tls_server};
    asio::ip::tcp::acceptor acceptor_{context_, {asio::ip::address_v4::loopback(), 0}};
    std::thread thread_;

public:
    rude_server(descry::tls_identity const& identity, std::string answer, bool farewell)
    {
        tls_.use_certificate_chain(asio::buffer(identity.certificate_chain));
        tls_.use_private_key(asio::buffer(identity.private_key), asio::ssl::context::pem);
        thread_ = std::thread([this, answer, farewell] {
            asio::ssl::stream<asio::ip::tcp::socket> stream(acceptor_.accept(), tls_);
            stream.handshake(asio::ssl::stream_base::server);
            char request[4096];
            stream.read_some(asio::buffer(request));
            asio::write(stream, asio::buffer(answer));
            boost::system::error_code ignored;
            if (farewell) stream.shutdown(ignored);
        });
    }

    ~rude_server() { thread_.join(); }
    std::string base_url() { return "https://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(tls)

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
}

BOOST_AUTO_TEST_CASE(truncation_is_noticed_where_only_the_end_frames_the_body)
{
    trusted_authority const trusted;
    auto const answered = [&](std::string const& answer, bool farewell) {
        rude_server server(trusted.authority.issue(), answer, farewell);
        return send(server.base_url(), trusted.file);
    };
    std::string const until_close = "HTTP/1.1 200 OK\r\n\r\nhello";
    BOOST_TEST(answered(until_close, true).value().body == "hello");
    BOOST_TEST((answered(until_close, false).error() == errc::connection_closed));
    BOOST_TEST(answered("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", false).value().body == "hello");
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

BOOST_AUTO_TEST_SUITE_END()
