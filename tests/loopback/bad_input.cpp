// Whatever goes wrong is a failure with a code of its own, through the client, on real sockets.
#include <support/raw_server.hpp>
#include <support/temporary_folder.hpp>

#include <boost/test/unit_test.hpp>

#include <boost/asio/use_future.hpp>

#include <descry/server/certificate_authority.hpp>
#include <descry/server/http_server.hpp>
#include <partner_center/client.hpp>
#include <partner_center/customers/billing_profile.hpp>

#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

namespace pc = partner_center;

namespace {

constexpr std::string_view profile = R"({"id":"1","defaultAddress":{"city":"Redmond"},"attributes":{"etag":"e1"}})";

std::string framed(std::string_view status, std::string_view body, std::string_view headers = "")
{
    return "HTTP/1.1 " + std::string(status) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(headers) + "\r\n" + std::string(body);
}

pc::client make_client(std::string base_url, descry::network_options network = {},
                       std::chrono::milliseconds timeout = std::chrono::seconds(30))
{
    return pc::client{
        pc::options{.credentials = descry::bearer_token{"token-1"},
                    .client = {.base_url = std::move(base_url), .timeout = timeout, .network = std::move(network)}}};
}

// Both ways of calling have to tell the same.
descry::failure get_fails(pc::client const& partner)
{
    auto const billing = partner.customers().by_id("1").profiles().billing();
    auto const blocking = billing.try_get();
    auto const asynchronous = billing.async_try_get(boost::asio::use_future).get();
    BOOST_REQUIRE(blocking.has_error());
    BOOST_REQUIRE(asynchronous.has_error());
    BOOST_TEST(blocking.error().code() == asynchronous.error().code());
    return blocking.error();
}

// What a client makes of these bytes, after which the server closes.
descry::failure answered(std::string const& bytes)
{
    test::raw_server const service([&](test::raw_socket& peer, int) {
        if (!peer.read_head().empty()) peer.write(bytes);
    });
    return get_fails(make_client(service.base_url()));
}

descry::failure over_tls(descry::certificate_options const& says, bool trusted = true)
{
    descry::certificate_authority const authority;
    descry::certificate_authority const stranger;
    temporary_folder const in;
    std::string const name = in / "authority.pem";
    (trusted ? authority : stranger).write_certificate(name);
    auto const answer = [](descry::request const&) { return descry::response{200, {}, std::string(profile)}; };
    descry::http_server const server(answer, {.tls = authority.issue(says)});
    return get_fails(make_client(server.base_url(), {.ca_file = name}));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bad_input)

BOOST_AUTO_TEST_CASE(what_is_refused_here_never_reaches_the_service)
{
    int connections = 0;
    {
        test::raw_server const service([](test::raw_socket&, int) {});
        auto const partner = make_client(service.base_url());
        BOOST_TEST((partner.try_get<pc::billing_profile>({""}).error() == descry::errc::empty_key));
        BOOST_TEST((partner.try_get<pc::billing_profile>({".."}).error() == descry::errc::unsafe_key));
        BOOST_TEST((partner.try_get<pc::billing_profile>({"1\r\nX: y"}).error() == descry::errc::unsafe_key));
        BOOST_TEST((partner.at<pc::billing_profile>({"1"}).try_update({}).error() == descry::errc::missing_etag));

        pc::client const injected{pc::options{.credentials = descry::bearer_token{"t\r\nX-Injected: y"},
                                              .client = {.base_url = service.base_url()}}};
        auto const why = injected.try_get<pc::billing_profile>({"1"}).error();
        BOOST_TEST((why == descry::errc::unsafe_header));
        BOOST_TEST(why.message().find("Injected") == std::string::npos);
        connections = service.accepted();
    }
    BOOST_TEST(connections == 0);
}

BOOST_AUTO_TEST_CASE(a_slash_in_an_id_stays_in_its_segment)
{
    std::string head;
    {
        test::raw_server const service([&](test::raw_socket& peer, int) {
            head = peer.read_head();
            peer.write(framed("200 OK", profile));
        });
        (void)make_client(service.base_url()).get<pc::billing_profile>({"a/../b?c"});
    }
    BOOST_TEST(head.starts_with("GET /v1/customers/a%2F..%2Fb%3Fc/profiles/billing HTTP/1.1\r\n"));
}

BOOST_AUTO_TEST_CASE(bodies_that_are_no_profile)
{
    BOOST_TEST((answered(framed("200 OK", profile.substr(0, 40))) == descry::errc::unexpected_end));
    BOOST_TEST((answered(framed("200 OK", "<html></html>")) == descry::errc::syntax_error));
    BOOST_TEST((answered(framed("200 OK", "")) == descry::errc::unexpected_end));

    auto const wrong_kind = answered(framed("200 OK", R"({"id":"1","defaultAddress":{"city":7}})"));
    BOOST_TEST((wrong_kind == descry::errc::unexpected_kind));
    BOOST_TEST(wrong_kind->pointer == "/defaultAddress/city");
    BOOST_TEST(wrong_kind->offset.value() == 35u);
    BOOST_TEST(wrong_kind->status == 200u);
}

BOOST_AUTO_TEST_CASE(statuses_that_are_failures)
{
    BOOST_TEST((answered(framed("401 Unauthorized", "")) == descry::errc::unauthorized));
    BOOST_TEST((answered(framed("404 Not Found", "{}")) == descry::errc::not_found));
    BOOST_TEST((answered(framed("412 Precondition Failed", "{}")) == descry::errc::conflict));
    auto const page = answered(framed("500 Internal Server Error", "<html>oops</html>", "Content-Type: text/html\r\n"));
    BOOST_TEST((page == descry::errc::server_error));
    BOOST_TEST(page->body == "<html>oops</html>");
}

BOOST_AUTO_TEST_CASE(connections_that_fail)
{
    auto const refused = get_fails(make_client("http://127.0.0.1:" + std::to_string(test::closed_port())));
    BOOST_TEST((refused == descry::errc::connection_refused));
    BOOST_TEST((answered("") == descry::errc::connection_closed));
    BOOST_TEST((answered("HTTP/1.1 200 OK\r\nContent-Le") == descry::errc::connection_closed));
    BOOST_TEST((answered("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\"") == descry::errc::connection_closed));
    BOOST_TEST((answered("SSH-2.0-OpenSSH_9.2\r\n\r\n") == descry::errc::malformed_response));
    BOOST_TEST((get_fails(make_client("https://partner.invalid")) == descry::errc::host_not_found));
    BOOST_TEST((get_fails(make_client("http://partner.invalid")) == descry::errc::insecure_url));
}

BOOST_AUTO_TEST_CASE(certificates_that_prove_nothing)
{
    using namespace std::chrono;
    auto const now = system_clock::now();
    BOOST_TEST((over_tls({.names = {"other.example"}}) == descry::errc::certificate_host_mismatch));
    BOOST_TEST((over_tls({.valid_from = now - hours(48), .valid_until = now - hours(24)}) ==
                descry::errc::certificate_expired));
    BOOST_TEST((over_tls({}, false) == descry::errc::certificate_untrusted));
}

BOOST_AUTO_TEST_CASE(a_server_that_never_answers_meets_the_deadline)
{
    descry::failure why;
    {
        test::raw_server const service([](test::raw_socket& peer, int) { (void)peer.read_all(); });
        why = get_fails(make_client(service.base_url(), {}, std::chrono::milliseconds(50)));
    }
    BOOST_TEST((why == descry::errc::deadline_exceeded));
    BOOST_TEST(why->operation == "GET /v1/customers/{customer_id}/profiles/billing");
}

BOOST_AUTO_TEST_SUITE_END()
