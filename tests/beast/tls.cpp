// TLS: which servers the transport trusts, and the failures for others.
#include <descry/beast/detail/client_identity.hpp>
#include <descry/beast/transport.hpp>
#include <descry/client.hpp>
#include <descry/server/http_server.hpp>

#include <boost/test/unit_test.hpp>

#include <support/raw_server.hpp>
#include <support/temporary_folder.hpp>
#include <support/tls_server.hpp>

#include <openssl/pem.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <future>
#include <ios>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
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

struct greeting : descry::resource<descry::nothing, descry::nothing, "/", descry::exists> {};

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

BOOST_AUTO_TEST_CASE(connections_are_reused)
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

// ---- Client certificates

namespace {

// A file that lives as long as this.
struct written_file {
    temporary_folder in{};
    std::string name = in / "certificate.pem";

    explicit written_file(std::string const& text) { write(text); }
    void write(std::string const& text) const { std::ofstream(name, std::ios::binary | std::ios::trunc) << text; }
};

std::string encrypted(std::string const& key_pem, std::string const& passphrase)
{
    std::unique_ptr<BIO, decltype(&BIO_free_all)> const in(
        BIO_new_mem_buf(key_pem.data(), static_cast<int>(key_pem.size())), &BIO_free_all),
        out(BIO_new(BIO_s_mem()), &BIO_free_all);
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> const key(
        PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    PEM_write_bio_PKCS8PrivateKey(out.get(), key.get(), EVP_aes_256_cbc(), passphrase.data(),
                                  static_cast<int>(passphrase.size()), nullptr, nullptr);
    char* text = nullptr;
    auto const size = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

descry::result<descry::response> get(descry::transport& over, std::string const& base_url)
{
    return over.send({"GET", base_url, "/", {}, {}}, soon());
}

descry::result<descry::response> get(descry::network_options const& options, std::string const& base_url)
{
    return get(*descry::make_transport(options, {}), base_url);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_client_shows_its_certificate_from_files_and_from_memory)
{
    trusted_authority const trusted;
    descry::certificate_authority const clients;
    auto const middle = clients.subordinate("between");
    auto const direct = clients.issue(), below = middle.issue();
    descry::http_server const server(hello,
                                     {.tls = trusted.authority.issue(), .client_authorities = clients.certificate()});
    auto const& [certificate, key] = direct;
    std::string const words = "correct horse battery";
    written_file const certificate_file(certificate), key_file(key), both_file(certificate + key),
        locked_file(encrypted(key, words));
    struct line {
        char const* name;
        std::string certificate_file{}, key_file{}, certificate{}, key{}, key_passphrase{};
    };
    for (auto const& each : {
             line{.name = "two files", .certificate_file = certificate_file.name, .key_file = key_file.name},
             line{.name = "one file", .certificate_file = both_file.name},
             line{.name = "locked file",
             .certificate_file = certificate_file.name,
             .key_file = locked_file.name,
             .key_passphrase = words},
             line{.name = "memory", .certificate = certificate, .key = key},
             line{.name = "one text", .certificate = key + certificate},
             line{.name = "locked in memory",
             .certificate = certificate,
             .key = encrypted(key, words),
             .key_passphrase = words},
             line{.name = "file and memory", .certificate_file = certificate_file.name, .key = key},
             line{.name = "chain",
             .certificate = below.certificate_chain + middle.certificate(),
             .key = below.private_key},
         }) {
        auto options = trusted.options();
        options.certificate_file = each.certificate_file;
        options.key_file = each.key_file;
        options.certificate = each.certificate;
        options.key = each.key;
        options.key_passphrase = each.key_passphrase;
        options.certificate_origins = {server.base_url()};
        auto const r = get(options, server.base_url());
        BOOST_TEST(r.has_value(), each.name << ": " << (r ? "" : r.error().message()));
    }
}

BOOST_AUTO_TEST_CASE(a_client_without_an_accepted_certificate_is_told_so)
{
    trusted_authority const trusted;
    descry::certificate_authority const clients;
    auto const stranger = descry::certificate_authority().issue();
    for (int const version : {TLS1_2_VERSION, TLS1_3_VERSION})
        for (bool const has_one : {true, false}) {
            tls_server const server(
                trusted.authority.issue(), [](tls_socket&, int) {}, version, "DEFAULT", clients.certificate());
            auto options = trusted.options();
            if (has_one) {
                options.certificate = stranger.certificate_chain;
                options.key = stranger.private_key;
                options.certificate_origins = {server.base_url()};
            }
            auto const why = get(options, server.base_url()).error();
            BOOST_TEST((why == errc::tls_failure), why.message());
            bool const is_clear = why->explanation.find("client certificate") != std::string::npos ||
                                  why->explanation.find("accepts none") != std::string::npos;  // TLS 1.2, without one
            BOOST_TEST(is_clear, why.message());
        }
}

BOOST_AUTO_TEST_CASE(a_certificate_or_key_that_cannot_be_used_is_an_error_without_secrets)
{
    trusted_authority const trusted;
    descry::certificate_authority const clients;
    auto const own = clients.issue(), other = clients.issue();
    descry::http_server const server(hello,
                                     {.tls = trusted.authority.issue(), .client_authorities = clients.certificate()});
    written_file const certificate_file(own.certificate_chain);
    auto const locked = encrypted(own.private_key, "open sesame");
    auto const text = own.certificate_chain;
    struct line {
        std::string certificate_file, key_file, certificate, key, key_passphrase, expected;
    };
    for (auto const& each : {
             line{"no/such.pem", "", "", "", "", "in no/such.pem"},
             line{certificate_file.name, "no/key.pem", "", "", "", "in no/key.pem"},
             line{certificate_file.name, "", "", "", "", "cannot read the key"},
             line{"/dev/null", "", "", "", "", "in /dev/null: the file is empty"},
             line{"", "", "no certificate", own.private_key, "", "cannot read the client certificate in the options"},
             line{"", "", text, "no key", "", "cannot read the key of the client certificate in the options"},
             line{"", "", text, locked, "sesame open", "the passphrase may be wrong"},
             line{"", "", text, locked, "", "there is no passphrase"},
             line{"", "", text, other.private_key, "", "is not that of the client certificate"},
             line{"", "", text + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", own.private_key, "",
                  "certificates after the first one"},
             line{"", "", "", own.private_key, "", "a key without a client certificate"},
             line{certificate_file.name, "", text, own.private_key, "", "declared twice"},
             line{certificate_file.name, certificate_file.name, "", own.private_key, "", "declared twice"},
         }) {
        auto options = trusted.options();
        options.certificate_file = each.certificate_file;
        options.key_file = each.key_file;
        options.certificate = each.certificate;
        options.key = each.key;
        options.key_passphrase = each.key_passphrase;
        options.certificate_origins = {server.base_url()};
        auto const why = get(options, server.base_url()).error();
        BOOST_TEST((why == errc::tls_failure), each.expected);
        BOOST_TEST(why->not_sent);
        BOOST_TEST(!why.is_transient());
        BOOST_TEST(why->explanation.find(each.expected) != std::string::npos, why->explanation);
        for (std::string const secret : {"sesame", "PRIVATE KEY", "no key"})
            BOOST_TEST(why.message().find(secret) == std::string::npos, why.message());
    }
    auto options = trusted.options();
    options.certificate = text;
    options.key = own.private_key;
    options.certificate_origins = {"login.example"};
    BOOST_TEST(get(options, server.base_url()).error()->explanation.find("certificate_origins") != std::string::npos);
}

// The server sees which certificate a connection shows.
BOOST_AUTO_TEST_CASE(a_renewed_certificate_is_for_new_connections_and_a_half_written_one_for_none)
{
    for (int const version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        trusted_authority const trusted;
        auto const& [first, first_key] = trusted.authority.issue();
        auto const& [second, second_key] = trusted.authority.issue();
        std::vector<std::uint64_t> shown;
        std::vector<bool> resumed;
        {
            tls_server const server(
                trusted.authority.issue(),
                [&](tls_socket& peer, int) {
                    peer.read_head();
                    shown.push_back(peer.client_serial());
                    resumed.push_back(peer.is_resumed());
                    peer.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                },
                version, "DEFAULT", trusted.authority.certificate());
            written_file const certificate(first), key(first_key);
            auto options = trusted.options();
            options.certificate_file = certificate.name;
            options.key_file = key.name;
            options.certificate_origins = {server.base_url()};
            auto const transport = descry::make_transport(options, {});
            auto const connect = [&] { BOOST_TEST(get(*transport, server.base_url()).has_value()); };
            connect();
            connect();
            certificate.write(second);  // its key is missing still
            connect();
            key.write(second_key);
            connect();
            std::remove(key.name.c_str());
            connect();
        }
        BOOST_TEST_REQUIRE(shown.size() == 5u);
        BOOST_TEST(shown[0] != 0u);
        BOOST_TEST(shown[1] == shown[0]);
        BOOST_TEST(shown[2] == shown[0]);
        BOOST_TEST(shown[3] != shown[0]);
        BOOST_TEST(shown[4] == shown[3]);
        BOOST_TEST((resumed == std::vector{false, true, true, false, true}));  // no session of another identity
    }
}

BOOST_AUTO_TEST_CASE(a_certificate_in_memory_is_renewed_by_a_function)
{
    trusted_authority const trusted;
    auto const first = trusted.authority.issue(), second = trusted.authority.issue();
    std::vector<std::uint64_t> shown;
    std::vector<std::string> news;
    {
        tls_server const server(
            trusted.authority.issue(),
            [&](tls_socket& peer, int) {
                peer.read_head();
                shown.push_back(peer.client_serial());
                peer.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            },
            0, "DEFAULT", trusted.authority.certificate());
        descry::client_certificate now{first.certificate_chain, first.private_key};
        auto options = trusted.options();
        options.certificate_origins = {server.base_url()};
        options.certificate_not_renewed = [&](descry::failure const& why) { news.push_back(why->explanation); };
        options.make_certificate = [&now]() -> descry::client_certificate {
            if (now.certificate.empty()) throw std::runtime_error("the passphrase is sesame");
            return now;
        };
        auto const transport = descry::make_transport(options, {});
        auto const connect = [&] { BOOST_TEST(get(*transport, server.base_url()).has_value()); };
        connect();
        now.certificate = second.certificate_chain;  // with the key of the first
        connect();
        connect();
        now.certificate.clear();
        connect();
        now = {second.private_key + second.certificate_chain, {}};
        connect();
        now.certificate.clear();
        connect();
    }
    BOOST_TEST_REQUIRE(shown.size() == 6u);
    for (std::size_t i : {1u, 2u, 3u}) BOOST_TEST(shown[i] == shown[0]);
    BOOST_TEST(shown[4] != shown[0]);
    BOOST_TEST(shown[5] == shown[4]);
    BOOST_TEST_REQUIRE(news.size() == 3u);  // each reason once, until a renewal succeeds
    BOOST_TEST(news[0].find("is not that of the client certificate") != std::string::npos, news[0]);
    BOOST_TEST(news[1].find("threw an exception") != std::string::npos, news[1]);
    BOOST_TEST(news[2] == news[1]);
}

BOOST_AUTO_TEST_CASE(a_certificate_that_expires_before_it_is_renewed_is_an_error)
{
    for (bool const expires : {false, true}) {
        auto const own = descry::certificate_authority().issue(
            valid(std::chrono::hours(-48), std::chrono::hours(expires ? -24 : 24)));
        written_file const file(own.certificate_chain + own.private_key);
        int told = 0;
        descry::network_options options;
        options.certificate_file = file.name;
        options.certificate_origins = {"https://a.example"};
        options.certificate_not_renewed = [&told](descry::failure const&) { ++told; };
        descry::detail::client_identity_source source(options);
        auto const where = descry::parse_origin("https://a.example").value();
        BOOST_TEST((source.for_origin(where).value() != nullptr));
        std::remove(file.name.c_str());
        auto const later = source.for_origin(where);
        BOOST_TEST(later.has_value() == !expires);
        BOOST_TEST(told == !expires);
        if (expires) BOOST_TEST(later.error()->explanation.ends_with("the client certificate before has expired"));
    }
}

// A client passes the news to its observer, beside the function of its options.
BOOST_AUTO_TEST_CASE(a_certificate_that_is_not_renewed_is_observed)
{
    struct counting : descry::observer {
        std::atomic<int> told{0};
        void certificate_not_renewed(descry::failure const&) override { ++told; }
    };
    trusted_authority const trusted;
    auto const own = trusted.authority.issue();
    descry::http_server const server(hello, {.tls = trusted.authority.issue()});
    written_file const file(own.certificate_chain + own.private_key);
    auto const seen = std::make_shared<counting>();
    std::atomic<int> told{0};
    auto network = trusted.options();
    network.certificate_file = file.name;
    network.certificate_not_renewed = [&told](descry::failure const&) { ++told; };
    network.max_idle_connections = 0;
    descry::client const api({.base_url = server.base_url(), .network = network, .observer = seen});
    (void)api.at<greeting>({}).try_exists();
    BOOST_TEST(seen->told == 0);
    std::remove(file.name.c_str());
    (void)api.at<greeting>({}).try_exists();
    (void)api.at<greeting>({}).try_exists();
    BOOST_TEST(seen->told == 1);
    BOOST_TEST(told == 1);
}

BOOST_AUTO_TEST_CASE(a_certificate_is_shown_to_its_origins_only)
{
    trusted_authority const trusted;
    auto const own = trusted.authority.issue();
    std::vector<std::uint64_t> shown;
    auto const note = [&](tls_socket& peer, int) {
        peer.read_head();
        shown.push_back(peer.client_serial());
        peer.write(ok);
    };
    tls_server const server(trusted.authority.issue(), note, 0, "DEFAULT", trusted.authority.certificate());
    auto options = trusted.options();
    options.certificate = own.certificate_chain;
    options.key = own.private_key;
    // another name of the same server is another origin
    BOOST_TEST(!get(options, "https://localhost:" + std::to_string(server.port())).has_value());
    for (auto const& base_url : {server.base_url(), server.base_url() + "/prefix"}) {
        options.certificate_origins = {"https://elsewhere.example", base_url};
        BOOST_TEST(get(options, server.base_url()).has_value());
    }
    BOOST_TEST(!get(options, "https://localhost:" + std::to_string(server.port())).has_value());

    options.certificate_origins = {};
    descry::client const api({.base_url = server.base_url(), .network = options});
    BOOST_TEST(api.at<greeting>({}).try_exists().has_value());
    BOOST_TEST(shown.size() == 3u);
    for (auto const serial : shown) BOOST_TEST(serial != 0u);
}

BOOST_AUTO_TEST_SUITE_END()
