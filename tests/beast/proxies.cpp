// HTTP proxies: their selection, the data they receive, and the responses they may send.
#include <descry/beast/detail/proxy.hpp>
#include <descry/beast/transport.hpp>
#include <descry/server/http_server.hpp>

#include <boost/test/unit_test.hpp>

#include <support/fault_proxy.hpp>
#include <support/tls_server.hpp>

#include <array>
#include <chrono>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

using descry::errc;
using descry::parse_origin;
using descry::detail::exempts;
using descry::detail::parse_proxy;
using descry::detail::proxy_settings;
using test::raw_server;
using test::raw_socket;

BOOST_AUTO_TEST_SUITE(proxies)

namespace {

constexpr std::array variables{"http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"};

// Sets these environment variables and no others during its lifetime.
class environment {
    std::map<std::string, std::string> before_{};

    static void replace(std::map<std::string, std::string> const& by)
    {
        for (auto const* const name : variables) ::unsetenv(name);
        for (auto const& [name, value] : by) ::setenv(name.c_str(), value.c_str(), 1);
    }

public:
    explicit environment(std::map<std::string, std::string> const& set)
    {
        for (auto const* const name : variables)
            if (auto const* const value = std::getenv(name)) before_[name] = value;
        replace(set);
    }
    ~environment() { replace(before_); }
};

// The proxy for a URL, as `host:port`; empty if there is none.
std::string proxy_to(std::string_view url, std::optional<std::string> const& option = {})
{
    auto const proxy = proxy_settings(option)(parse_origin(url).value());
    if (!proxy) return "refused";
    return proxy->has_value() ? (*proxy)->where.host_and_port() : "";
}

descry::result<descry::response> get(std::string const& url, descry::network_options const& options)
{
    auto r = descry::make_transport(options, {})
                 ->send({"GET", url, "/v1/x", {{"A", "b"}}, {}},
                        std::chrono::steady_clock::now() + std::chrono::seconds(20));
    if (r.has_error()) {
        BOOST_TEST(r.error().message().find("secret") == std::string::npos);
        BOOST_TEST(r.error().message().find("c2VjcmV0") == std::string::npos);
    }
    return r;
}

std::string with_user(raw_server const& proxy)
{
    return "http://user:secret%40@127.0.0.1:" + std::to_string(proxy.port());
}

// The outcome of a CONNECT with this response.
descry::failure refused(std::string_view answer)
{
    raw_server const proxy([&](raw_socket& peer, int) {
        peer.read_head();
        peer.write(answer);
    });
    descry::network_options options;
    options.proxy = with_user(proxy);
    return get("https://no-such-host.invalid", options).error();
}

}  // namespace

BOOST_AUTO_TEST_CASE(urls_of_proxies)
{
    auto const p = parse_proxy("http://us%3aer:p%40ss@Proxy.example.com:3128/", "it").value();
    BOOST_TEST(p.where.host_and_port() == "proxy.example.com:3128");
    BOOST_TEST(p.authorization == "Basic dXM6ZXI6cEBzcw==");
    BOOST_TEST(parse_proxy("proxy:3128", "it").value().where.host_and_port() == "proxy:3128");
    BOOST_TEST(parse_proxy("http://[::1]:1", "it").value().where.host_and_port() == "[::1]:1");
    BOOST_TEST(parse_proxy("http://proxy", "it").value().authorization == "");
    for (std::string_view const url :
         {"https://secret@proxy", "socks5://secret@proxy", "http://secret@", "http://proxy/secret",
          "http://secret proxy", "http://proxy?secret", "http://proxy:99999"}) {
        auto const why = parse_proxy(url, "it").error();
        BOOST_TEST((why == errc::invalid_url), url);
        BOOST_TEST(why.message().find("secret") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(the_environment_chooses)
{
    environment const set({{"https_proxy", "http://lower:1"},
                           {"HTTPS_PROXY", "http://upper:2"},
                           {"http_proxy", "plain:3"},
                           {"no_proxy", "example.org, .intern.example,10.0.0.0/8 [2001:db8::1],host:8443"}});
    BOOST_TEST(proxy_to("https://example.com") == "lower:1");
    BOOST_TEST(proxy_to("http://example.com") == "plain:3");
    BOOST_TEST(proxy_to("https://example.org") == "");
    BOOST_TEST(proxy_to("https://a.intern.example") == "");
    BOOST_TEST(proxy_to("https://10.1.2.3") == "");
    BOOST_TEST(proxy_to("https://[2001:db8::1]") == "");
    BOOST_TEST(proxy_to("https://host:8443") == "");
    BOOST_TEST(proxy_to("https://host") == "lower:1");
    for (std::string_view const here : {"https://localhost", "http://127.0.0.1:8080", "https://[::1]"})
        BOOST_TEST(proxy_to(here) == "", here);
}

BOOST_AUTO_TEST_CASE(the_environment_of_a_cgi_program_is_not_trusted)
{
    environment const set({{"HTTP_PROXY", "http://evil:1"}, {"HTTPS_PROXY", "http://upper:2"}});
    BOOST_TEST(proxy_to("http://example.com") == "");
    BOOST_TEST(proxy_to("https://example.com") == "upper:2");
}

BOOST_AUTO_TEST_CASE(the_option_rules_out_the_environment)
{
    environment const set({{"https_proxy", "http://lower:1"}, {"no_proxy", "*"}});
    BOOST_TEST(proxy_to("https://example.com") == "");
    BOOST_TEST(proxy_to("https://example.com", "http://mine:1") == "mine:1");
    BOOST_TEST(proxy_to("http://127.0.0.1", "http://mine:1") == "mine:1");
    BOOST_TEST(proxy_to("https://example.com", "") == "");
    BOOST_TEST(proxy_to("https://example.com", "socks5://mine") == "refused");
}

BOOST_AUTO_TEST_CASE(who_needs_no_proxy)
{
    auto const is_exempt = [](std::string_view entry, std::string_view url) {
        return exempts(entry, parse_origin(url).value());
    };
    for (std::string_view const entry : {"*", "example.com", "EXAMPLE.com", ".example.com", "*.example.com", "com",
                                         "a.example.com", "a.example.com:443", "example.com:443", "a.example.com."})
        BOOST_TEST(is_exempt(entry, "https://a.Example.com"), entry);
    for (std::string_view const entry : {"", ".", "ample.com", "b.example.com", "a.example.com:80", "example.com.org",
                                         "10.0.0.0/8", "x.a.example.com"})
        BOOST_TEST(!is_exempt(entry, "https://a.example.com"), entry);
    BOOST_TEST(is_exempt("192.168.0.0/16", "https://192.168.3.4"));
    BOOST_TEST(is_exempt("192.168.3.4", "https://192.168.3.4"));
    BOOST_TEST(!is_exempt("192.168.0.0/24", "https://192.168.3.4"));
    BOOST_TEST(!is_exempt("192.168.0.0/x", "https://192.168.3.4"));
    BOOST_TEST(is_exempt("2001:db8::/32", "https://[2001:db8::7]"));
    BOOST_TEST(is_exempt("2001:db8::7", "https://[2001:db8::7]"));
    BOOST_TEST(!is_exempt("2001:db9::/32", "https://[2001:db8::7]"));
}

BOOST_AUTO_TEST_CASE(https_goes_through_a_tunnel)
{
    test::trusted_authority const trusted;
    descry::http_server const server(
        [](descry::request const& r) {
            return descry::response{200, {}, r.target};
        },
        {.tls = trusted.authority.issue()});
    std::string head;
    raw_server const proxy([&](raw_socket& client, int) {
        head = client.read_head();
        client.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 Connection established\r\nContent-Length: 7\r\n\r\n");
        raw_socket upstream(test::connect_to(server.port()));
        std::thread requests([&] { test::pump(client, upstream); });
        test::pump(upstream, client);
        requests.join();
    });
    auto options = trusted.options();
    options.proxy = with_user(proxy);
    {
        auto const transport = descry::make_transport(options, {});
        for (int i = 0; i != 3; ++i)
            BOOST_TEST(transport
                           ->send({"GET", server.base_url(), "/v1/x", {}, {}},
                                  std::chrono::steady_clock::now() + std::chrono::seconds(20))
                           .value()
                           .body == "/v1/x");
    }
    auto const to = "127.0.0.1:" + std::to_string(server.port());
    BOOST_TEST(head == "CONNECT " + to + " HTTP/1.1\r\nHost: " + to +
                           "\r\nProxy-Authorization: Basic dXNlcjpzZWNyZXRA\r\n\r\n");
    BOOST_TEST(proxy.accepted() == 1);
    BOOST_TEST(server.accepted() == 1u);
}

BOOST_AUTO_TEST_CASE(plain_http_tells_the_proxy_where_it_leads)
{
    std::string head;
    descry::network_options options;
    options.allow_insecure_http = true;
    {
        raw_server const proxy([&](raw_socket& peer, int) {
            head = peer.read_head();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        options.proxy = with_user(proxy);
        BOOST_TEST(get("http://no-such-host.invalid/api", options).value().body == "ok");
    }
    BOOST_TEST(head ==
               "GET http://no-such-host.invalid/api/v1/x HTTP/1.1\r\nHost: no-such-host.invalid\r\n"
               "Accept-Encoding: gzip\r\nProxy-Authorization: Basic dXNlcjpzZWNyZXRA\r\nA: b\r\n\r\n");

    raw_server const unwilling([&](raw_socket& peer, int) {
        peer.read_head();
        peer.write("HTTP/1.1 407 Who\r\nContent-Length: 0\r\n\r\n");
    });
    options.proxy = with_user(unwilling);
    BOOST_TEST((get("http://no-such-host.invalid", options).error() == errc::proxy_unauthorized));
}

BOOST_AUTO_TEST_CASE(plain_http_does_not_leave_this_machine_by_way_of_a_proxy)
{
    descry::network_options options;
    options.proxy = "http://proxy.invalid:3128";
    BOOST_TEST((get("http://127.0.0.1:1", options).error() == errc::insecure_url));
}

BOOST_AUTO_TEST_CASE(a_proxy_that_does_not_connect)
{
    BOOST_TEST((refused("HTTP/1.1 407 Who\r\n\r\n") == errc::proxy_unauthorized));
    auto const why = refused("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 3\r\n\r\nsecret");
    BOOST_TEST((why == errc::proxy_unavailable));
    BOOST_TEST(why.is_transient());
    BOOST_TEST(why->explanation.find("502") != std::string::npos);
    for (auto const* const never : {"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n", "HTTP/1.1 403 No\r\n\r\n"}) {
        auto const refusal = refused(never);
        BOOST_TEST((refusal == errc::proxy_refused));
        BOOST_TEST(!refusal.is_transient());
    }
    BOOST_TEST((refused("HTTP/1.1 429 Slowly\r\n\r\n") == errc::proxy_unavailable));
    BOOST_TEST((refused("") == errc::connection_closed));
    BOOST_TEST((refused("HTTP/1.1 200 OK\r\n") == errc::connection_closed));
    BOOST_TEST((refused("SSH-2.0-OpenSSH_9.2\r\n") == errc::malformed_response));
    BOOST_TEST((refused("HTTP/1.1 200 OK\r\n\r\nsecret") == errc::malformed_response));
    BOOST_TEST((refused("HTTP/1.1 200 OK\r\nA: " + std::string(100'000, 'x')) == errc::response_too_large));

    descry::network_options options;
    options.proxy = "http://user:secret@127.0.0.1:" + std::to_string(test::closed_port());
    auto const nobody = get("https://example.com", options).error();
    BOOST_TEST((nobody == errc::connection_refused));
    BOOST_TEST(nobody->explanation.find("the proxy 127.0.0.1") != std::string::npos);
    options.proxy = "ftp://secret";
    BOOST_TEST((get("https://example.com", options).error() == errc::invalid_url));
}

BOOST_AUTO_TEST_CASE(a_proxy_that_never_answers_takes_the_time_to_connect)
{
    raw_server const silent([](raw_socket& peer, int) { peer.read_all(); });
    descry::network_options options;
    options.proxy = with_user(silent);
    options.connect_timeout = std::chrono::milliseconds(50);
    auto const why = get("https://example.com", options).error();
    BOOST_TEST((why == errc::connect_timeout));
    BOOST_TEST(why->explanation.find("50 ms") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
