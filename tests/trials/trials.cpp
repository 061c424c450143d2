// The client behind proxies that no one here wrote. run.sh starts them and says where they listen.
#define BOOST_TEST_MODULE trials
#include <boost/test/unit_test.hpp>

#include <descry/beast.hpp>
#include <descry/server/http_server.hpp>
#include <partner_center/emulator/in_process_emulator.hpp>
#include <partner_center/partner_center.hpp>

#include <support/raw_server.hpp>

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace pc = partner_center;
using descry::errc;

namespace {

std::string setting(char const* name)
{
    auto const* const value = std::getenv(name);
    BOOST_REQUIRE_MESSAGE(value, "run.sh sets " << name);
    return value;
}

std::uint16_t port(char const* name) { return static_cast<std::uint16_t>(std::stoi(setting(name))); }

descry::steady_time soon() { return std::chrono::steady_clock::now() + std::chrono::seconds(20); }

// What stands behind the proxies.
struct service {
    pc::in_process_emulator emulator{};
    descry::http_server server{[this](descry::request const& message) { return answer(message); },
                               {.port = port("TRIAL_SERVICE")}};

    descry::response answer(descry::request const& message)
    {
        if (message.target == "/slow") std::this_thread::sleep_for(std::chrono::seconds(2));
        if (message.target == "/long") return {200, {{"Content-Type", "application/json"}}, std::string(300'000, ' ')};
        if (message.target == "/wide") return {200, {{"X-Wide", std::string(30'000, 'x')}}, "ok"};
        if (message.target.starts_with("/v1/")) return emulator(message);
        return {200, {}, message.method + std::to_string(message.body.size())};
    }

    pc::client client(std::string base_url, descry::network_options network)
    {
        return pc::client{
            pc::options{.credentials = descry::bearer_token{emulator.issue_token(descry::credential_kind::app_user)},
                        .client = {.base_url = std::move(base_url),
                                   .retry = {.base_delay = std::chrono::milliseconds(10)},
                                   .network = std::move(network)}}};
    }
};

// Reads and updates, as often as it takes a proxy to close connections; each update is done once.
void reads_and_updates(service& behind, pc::client const& partner)
{
    auto const billing = partner.customers().by_id(pc::demo::customer_id).profiles().billing();
    auto const before = behind.emulator.updates();
    auto profile = billing.get();
    for (int i = 0; i != 50; ++i) {
        profile.company_name = std::to_string(i);
        profile = billing.update(profile);
        BOOST_TEST((billing.get() == profile));
    }
    BOOST_TEST(behind.emulator.updates() == before + 50);
    auto stale = profile;
    stale.attributes->etag = "another";
    BOOST_TEST(billing.try_update(stale).error().is_conflict());

    std::vector<std::future<bool>> many;
    for (int thread = 0; thread != 8; ++thread)
        many.push_back(std::async(std::launch::async, [&billing] {
            bool good = true;
            for (int i = 0; i != 25; ++i) good = billing.try_get().has_value() && good;
            return good;
        }));
    for (auto& each : many) BOOST_TEST(each.get());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(nginx)

struct behind_nginx {
    service behind{};
    std::string base_url = "https://127.0.0.1:" + setting("TRIAL_NGINX");
    descry::network_options network{.ca_file = setting("TRIAL_CA")};
    std::shared_ptr<descry::transport> transport = descry::make_transport(network, {});

    descry::response ask(std::string method, std::string target, std::string body = {},
                         std::vector<descry::header> headers = {})
    {
        return transport
            ->send({std::move(method), base_url, std::move(target), std::move(headers), std::move(body)}, soon())
            .value();
    }
};

BOOST_FIXTURE_TEST_CASE(reads_and_updates_as_ever, behind_nginx)
{
    reads_and_updates(behind, behind.client(base_url, network));
}

BOOST_FIXTURE_TEST_CASE(connections_that_it_closed_are_replaced, behind_nginx)
{
    for (int i = 0; i != 3; ++i) {
        BOOST_TEST(ask("POST", "/x", "{}").body == "POST2");  // sent once, whatever became of the connection before
        std::this_thread::sleep_for(std::chrono::milliseconds(i == 1 ? 1050 : 1300));
    }
}

BOOST_FIXTURE_TEST_CASE(compressed_and_chunked, behind_nginx)
{
    auto const answer = ask("GET", "/long");
    BOOST_TEST(answer.body.size() == 300'000u);
    BOOST_TEST(find_header(answer.headers, "Transfer-Encoding") == "chunked");
    BOOST_TEST(find_header(answer.headers, "Content-Encoding") == "");
}

BOOST_FIXTURE_TEST_CASE(what_it_refuses_is_an_answer, behind_nginx)
{
    BOOST_TEST(ask("PUT", "/x", std::string(5'000'000, 'x')).status == 413u);
    BOOST_TEST(ask("GET", "/x", {}, {{"X-Wide", std::string(50'000, 'x')}}).status == 400u);
    BOOST_TEST(ask("GET", "/wide").headers.size() > 1u);
    BOOST_TEST(ask("HEAD", "/x").body == "");
    BOOST_TEST(ask("GET", "/down/x").status == 502u);
    BOOST_TEST(ask("GET", "/x").status == 200u);
}

BOOST_FIXTURE_TEST_CASE(bodies_wait_for_continue, behind_nginx)
{
    network.expect_continue_above = 0;
    transport = descry::make_transport(network, {});
    BOOST_TEST(ask("PUT", "/x", std::string(50'000, 'x')).body == "PUT50000");
    BOOST_TEST(ask("PUT", "/x", std::string(5'000'000, 'x')).status == 413u);
    BOOST_TEST(ask("PUT", "/x", "{}").body == "PUT2");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(haproxy)

struct behind_haproxy {
    service behind{};
    std::string base_url = "http://127.0.0.1:" + setting("TRIAL_HAPROXY");
    std::shared_ptr<descry::transport> transport = descry::make_transport({}, {});

    descry::result<descry::response> ask(std::string method, std::string target, std::string body = {})
    {
        return transport->send({std::move(method), base_url, std::move(target), {}, std::move(body)}, soon());
    }
};

BOOST_FIXTURE_TEST_CASE(reads_and_updates_as_ever, behind_haproxy)
{
    reads_and_updates(behind, behind.client(base_url, {}));
}

BOOST_FIXTURE_TEST_CASE(what_it_says_in_the_place_of_the_service, behind_haproxy)
{
    BOOST_TEST(ask("GET", "/down/x").value().status == 503u);
    BOOST_TEST(ask("GET", "/slow").value().status == 504u);
    BOOST_TEST(ask("GET", "/denied").value().status == 403u);
    BOOST_TEST(ask("PUT", "/x", std::string(3'000'000, 'x')).value().body == "PUT3000000");
}

BOOST_FIXTURE_TEST_CASE(connections_that_it_closed_are_replaced, behind_haproxy)
{
    for (int i = 0; i != 3; ++i) {
        BOOST_TEST(ask("POST", "/x", "{}").value().body == "POST2");
        std::this_thread::sleep_for(std::chrono::milliseconds(i == 1 ? 1050 : 1300));
    }
}

BOOST_FIXTURE_TEST_CASE(a_service_that_breaks_off, behind_haproxy)
{
    test::raw_server const broken(
        [](test::raw_socket& peer, int) {
            if (!peer.read_head().empty()) peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        },
        port("TRIAL_BROKEN"));
    auto const cut = ask("GET", "/broken/x");
    BOOST_REQUIRE(cut.has_error());
    BOOST_TEST((cut.error() == errc::connection_closed));
    BOOST_TEST(cut.error()->response_begun);
    BOOST_TEST(ask("GET", "/x").value().status == 200u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(squid)

struct behind_squid {
    service behind{};
    std::string base_url = "https://127.0.0.1:" + setting("TRIAL_NGINX");

    descry::network_options through(std::string const& proxy) const
    {
        descry::network_options out;
        out.ca_file = setting("TRIAL_CA");
        out.proxy = proxy;
        return out;
    }

    descry::result<descry::response> ask(descry::network_options const& options, std::string const& url)
    {
        return descry::make_transport(options, {})->send({"GET", url, "/x", {}, {}}, soon());
    }
};

BOOST_FIXTURE_TEST_CASE(reads_and_updates_through_tunnels, behind_squid)
{
    reads_and_updates(behind, behind.client(base_url, through("http://127.0.0.1:" + setting("TRIAL_SQUID"))));
    auto const guarded = "127.0.0.1:" + setting("TRIAL_SQUID_GUARDED");
    reads_and_updates(behind, behind.client(base_url, through("http://user:p%40ss%3Aword@" + guarded)));
}

BOOST_FIXTURE_TEST_CASE(plain_http_through_it, behind_squid)
{
    auto const open = through("http://127.0.0.1:" + setting("TRIAL_SQUID"));
    BOOST_TEST(ask(open, "http://127.0.0.1:" + setting("TRIAL_SERVICE")).value().body == "GET0");
}

BOOST_FIXTURE_TEST_CASE(what_it_does_not_let_through, behind_squid)
{
    auto const guarded = "127.0.0.1:" + setting("TRIAL_SQUID_GUARDED");
    auto const open = through("http://127.0.0.1:" + setting("TRIAL_SQUID"));
    auto const code = [&](descry::network_options const& options, std::string const& url) {
        auto const r = ask(options, url);
        BOOST_REQUIRE(r.has_error());
        BOOST_TEST(r.error().message().find("word") == std::string::npos);
        BOOST_TEST(r.error()->not_sent == url.starts_with("https"));
        return r.error().code();
    };
    BOOST_TEST((code(through("http://" + guarded), base_url) == errc::proxy_unauthorized));
    BOOST_TEST((code(through("http://user:wrong@" + guarded), base_url) == errc::proxy_unauthorized));
    BOOST_TEST((code(through("http://user:wrong@" + guarded), "http://127.0.0.1:" + setting("TRIAL_SERVICE")) ==
                errc::proxy_unauthorized));
    BOOST_TEST((code(open, "https://denied.example") == errc::proxy_refused));
    BOOST_TEST((code(open, "https://127.0.0.1:" + std::to_string(test::closed_port())) == errc::proxy_unavailable));
}

BOOST_AUTO_TEST_SUITE_END()
