// The emulator over TLS, called by a client that is not part of the library.
#include <partner_center/emulator/emulator.hpp>

#include <boost/test/unit_test.hpp>

#include <descry/beast.hpp>
#include <descry/client.hpp>
#include <descry/json.hpp>
#include <support/tls_client.hpp>

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

namespace over_tls {

namespace pc = partner_center;
using test::status_of;
using test::tls_client;

namespace {

struct tls_fixture {
    pc::emulator under_test;
    std::string const path = "/v1/customers/a58ceba5-60ac-48e4-a0bc-2a855811807a/profiles/billing";
    std::string const bearer =
        "Authorization: Bearer " + under_test.issue_token(descry::credential_kind::app_user) + "\r\n";

    tls_client connect() { return {under_test.port(), under_test.ca_pem()}; }

    std::string get() { return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + bearer + "\r\n"; }

    std::string put_head(std::string const& tag, std::size_t size)
    {
        return "PUT " + path + " HTTP/1.1\r\nHost: x\r\n" + bearer + "If-Match: \"" + tag +
               "\"\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(size) + "\r\n";
    }

    std::string tag()
    {
        return under_test.stored<pc::billing_profile>({pc::demo::customer_id})->attributes->etag.value();
    }
};

}  // namespace

}  // namespace over_tls

BOOST_FIXTURE_TEST_SUITE(over_tls, tls_fixture)

BOOST_AUTO_TEST_CASE(a_profile_is_read_and_updated_on_one_connection)
{
    auto client = connect();
    client.write(get());
    auto const head = client.read_head();
    BOOST_TEST(head.starts_with("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: \"" + tag() + "\"\r\n"));
    auto profile = descry::read_json<pc::customer_billing_profile>(client.read_body(head)).value();

    profile.company_name = "Contoso";
    auto const body = descry::write_json(profile, {.names = descry::casing::pascal});
    for (unsigned const status : {200u, 412u}) {
        client.write(put_head(*profile.attributes->etag, body.size()) + "\r\n" + body);
        auto const answer = client.read_head();
        BOOST_TEST(status_of(answer) == status);
        client.read_body(answer);
    }
    BOOST_TEST(under_test.stored<pc::billing_profile>({pc::demo::customer_id})->company_name.value() == "Contoso");
    BOOST_TEST(under_test.connections() == 1u);
    BOOST_TEST(under_test.updates() == 1u);
}

BOOST_AUTO_TEST_CASE(a_large_body_is_sent_after_100_continue)
{
    auto client = connect();
    std::string const body = R"({"FirstName":")" + std::string(2'000'000, 'x') + R"("})";
    client.write(put_head(tag(), body.size()) + "Expect: 100-continue\r\n\r\n");
    BOOST_TEST(client.read_head() == "HTTP/1.1 100 Continue\r\n\r\n");
    client.write(body);
    auto const head = client.read_head();
    BOOST_TEST(status_of(head) == 200u);
    BOOST_TEST(client.read_body(head).size() > body.size());
}

BOOST_AUTO_TEST_CASE(a_head_has_the_length_and_no_body)
{
    auto client = connect();
    client.write("HEAD" + get().substr(3) + get());
    auto const head = client.read_head();
    auto const full = client.read_head();
    BOOST_TEST(status_of(head) == 200u);
    auto const length = [](std::string const& h) { return h.substr(h.find("Content-Length")); };
    BOOST_TEST(length(head) == length(full));
}

BOOST_AUTO_TEST_CASE(http_1_0_gets_a_response_and_the_connection_is_closed)
{
    auto client = connect();
    client.write("GET " + path + " HTTP/1.0\r\n" + bearer + "\r\n");
    auto const head = client.read_head();
    BOOST_TEST(status_of(head) == 200u);
    client.read_body(head);
    BOOST_TEST(client.at_end());
}

BOOST_AUTO_TEST_CASE(the_certificate_is_refused_without_its_authority)
{
    descry::certificate_authority const another;
    BOOST_CHECK_THROW(tls_client(under_test.port(), another.certificate()), boost::system::system_error);
}

BOOST_AUTO_TEST_CASE(clients_may_have_to_show_a_certificate)
{
    descry::certificate_authority const clients;
    pc::emulator const guarded({}, {.client_authorities = clients.certificate()});
    auto const outcome = [&](descry::network_options network) {
        network.ca_file = guarded.ca_file();
        descry::client const api({.base_url = guarded.base_url(), .network = network});
        return api.at<pc::billing_profile>({pc::demo::customer_id}).try_get().error();
    };
    auto const [certificate, key] = clients.issue();
    BOOST_TEST((outcome({}) == descry::errc::tls_failure));
    BOOST_TEST((outcome({.certificate = certificate, .key = key}) == descry::errc::unauthorized));  // without a token
}

BOOST_AUTO_TEST_CASE(the_authority_is_in_a_file_while_the_emulator_runs)
{
    std::string file;
    {
        pc::emulator const another;
        file = another.ca_file();
        std::ifstream in(file);
        BOOST_TEST(std::string(std::istreambuf_iterator<char>(in), {}) == another.ca_pem());
    }
    BOOST_TEST(!std::filesystem::exists(file));
}

BOOST_AUTO_TEST_CASE(a_port_that_is_taken_is_refused)
{
    BOOST_CHECK_THROW(pc::emulator({}, {.port = under_test.port()}), boost::system::system_error);
}

BOOST_AUTO_TEST_CASE(exactly_one_client_wins_each_tag)
{
    constexpr int clients = 4;
    constexpr int rounds = 5;
    for (int round = 0; round != rounds; ++round) {
        auto const request = put_head(tag(), 2) + "\r\n{}";
        std::atomic<int> won = 0, lost = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i != clients; ++i)
            threads.emplace_back([&] {
                auto client = connect();
                client.write(request);
                auto const status = status_of(client.read_head());
                if (status == 200) ++won;
                if (status == 412) ++lost;
            });
        for (auto& thread : threads) thread.join();
        BOOST_TEST(won == 1);
        BOOST_TEST(lost == clients - 1);
    }
}

BOOST_AUTO_TEST_SUITE_END()
