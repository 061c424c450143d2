#include <boost/test/unit_test.hpp>

#include <boost/asio/use_future.hpp>

#include <descry/testing/scripted_transport.hpp>
#include <partner_center/client.hpp>
#include <partner_center/customers/billing_profile.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace pc = partner_center;

namespace {

using network = std::shared_ptr<descry::testing::scripted_transport>;

constexpr std::string_view profile = R"({"id":"1","attributes":{"etag":"e1"}})";

network answering(descry::response in)
{
    return std::make_shared<descry::testing::scripted_transport>([in = std::move(in)](descry::request const& message) {
        if (message.method == "POST")
            return descry::response{200, {}, R"({"access_token":"token-1","expires_in":"3599"})"};
        return in;
    });
}

network answering_profile() { return answering({200, {}, std::string(profile)}); }

pc::client make_client(network const& to, pc::credentials credentials = descry::bearer_token{"token-1"})
{
    return pc::client{pc::options{.credentials = std::move(credentials),
                                  .client = {.retry = {.max_attempts = 1}, .custom_transport = to}}};
}

descry::failure failed(unsigned status, std::string body)
{
    return make_client(answering({status, {}, std::move(body)}))
        .try_get<pc::billing_profile>({.customer_id = "1"})
        .error();
}

}  // namespace

namespace {

struct note {
    std::string text{};
};
BOOST_DESCRIBE_STRUCT(note, (), (text))
struct note_key {
    std::string customer_id{}, note_id{};
};
BOOST_DESCRIBE_STRUCT(note_key, (), (customer_id, note_id))
struct notes : descry::resource<note, note_key, "/v1/customers/{customer_id}/notes/{note_id}", descry::get> {};

}  // namespace

BOOST_AUTO_TEST_SUITE(client)

BOOST_AUTO_TEST_CASE(the_chain_and_the_generic_spelling_are_the_same_call)
{
    auto const to = answering_profile();
    auto const partner = make_client(to);
    auto const billing = partner.customers().by_id("1").profiles().billing();
    BOOST_TEST(billing.get().id.value() == "1");
    BOOST_TEST(partner.get<pc::billing_profile>({.customer_id = "1"}).id.value() == "1");
    BOOST_TEST(billing.async_get(boost::asio::use_future).get().id.value() == "1");
    for (auto const& sent : to->requests()) {
        BOOST_TEST(sent.method == "GET");
        BOOST_TEST(sent.base_url + sent.target ==
                   "https://api.partnercenter.microsoft.com/v1/customers/1/profiles/billing");
        BOOST_TEST(descry::find_header(sent.headers, "Authorization") == "Bearer token-1");
        BOOST_TEST(descry::find_header(sent.headers, "X-Locale") == "en-US");
    }
}

BOOST_AUTO_TEST_CASE(app_user_credentials_refresh_a_token)
{
    auto const to = answering_profile();
    pc::app_user const user{
        .tenant = "contoso.com/..", .client_id = "id", .client_secret = "se&cret", .refresh_token = "refresh"};
    auto const partner = make_client(to, user);
    auto const read = partner.get<pc::billing_profile>({.customer_id = "1"});
    (void)partner.at<pc::billing_profile>({.customer_id = "1"}).update(read);
    auto const sent = to->requests().at(0);
    BOOST_TEST(sent.base_url + sent.target == "https://login.microsoftonline.com/contoso.com%2F../oauth2/token");
    BOOST_TEST(sent.body ==
               "resource=https%3A%2F%2Fapi.partnercenter.microsoft.com&client_id=id&client_secret=se%26cret&"
               "grant_type=refresh_token&refresh_token=refresh&scope=openid");
}

BOOST_AUTO_TEST_CASE(app_only_credentials_are_not_enough_for_an_update)
{
    pc::app_only const credentials{.tenant = "contoso.com", .client_id = "id", .client_secret = "secret"};
    auto const to = answering_profile();
    auto const partner = make_client(to, credentials);
    auto const read = partner.get<pc::billing_profile>({.customer_id = "1"});
    BOOST_TEST(to->requests().at(0).body ==
               "resource=https%3A%2F%2Fapi.partnercenter.microsoft.com&client_id=id&client_secret=secret&"
               "grant_type=client_credentials");

    auto const refused = partner.at<pc::billing_profile>({.customer_id = "1"}).try_update(read).error();
    BOOST_TEST((refused == descry::errc::wrong_credential_kind));
    BOOST_TEST(refused.message().find("signed-in user") != std::string::npos);
    BOOST_TEST(refused.message().find("any_credential_kind") != std::string::npos);
    BOOST_TEST(to->requests().size() == 2u);

    pc::client const relaxed{
        pc::options{.credentials = credentials, .client = {.any_credential_kind = true, .custom_transport = to}}};
    BOOST_TEST(relaxed.at<pc::billing_profile>({.customer_id = "1"}).try_update(read).has_value());
}

BOOST_AUTO_TEST_CASE(without_credentials_nothing_is_sent)
{
    auto const to = answering_profile();
    auto const refused = make_client(to, {}).try_get<pc::billing_profile>({.customer_id = "1"});
    BOOST_TEST((refused.error() == descry::errc::no_credentials));
    BOOST_TEST(to->requests().empty());
}

BOOST_AUTO_TEST_CASE(another_cloud_has_another_root_and_authority)
{
    auto const to = answering_profile();
    pc::client const partner{pc::options{.credentials = pc::app_only{"t", "i", "s"},
                                         .cloud = pc::clouds::china,
                                         .locale = "zh-CN",
                                         .client = {.custom_transport = to}}};
    (void)partner.get<pc::billing_profile>({.customer_id = "1"});
    BOOST_TEST(to->requests().at(0).base_url == "https://login.chinacloudapi.cn");
    BOOST_TEST(to->requests().at(1).base_url == "https://partner.partnercenterapi.microsoftonline.cn");
    BOOST_TEST(descry::find_header(to->requests().at(1).headers, "X-Locale") == "zh-CN");
}

BOOST_AUTO_TEST_CASE(what_every_client_takes_is_set_once)
{
    auto const to = answering_profile();
    pc::options options{.credentials = descry::bearer_token{"token-1"}};
    options.client.headers = {{"ValidateMfa", "true"}, {"MS-PartnerCenter-Application", "Contoso"}, {"x-locale", "de"}};
    options.client.base_url = "https://partner.test/root";
    options.client.custom_transport = to;
    (void)pc::client(options).get<pc::billing_profile>({.customer_id = "1"});
    auto const sent = to->requests().at(0);
    BOOST_TEST(sent.base_url + sent.target == "https://partner.test/root/v1/customers/1/profiles/billing");
    BOOST_TEST(descry::find_header(sent.headers, "ValidateMfa") == "true");
    BOOST_TEST(descry::find_header(sent.headers, "MS-PartnerCenter-Application") == "Contoso");
    std::vector<std::string> locales;
    for (auto const& h : sent.headers)
        if (descry::equal_ignoring_case(h.name, "X-Locale")) locales.push_back(h.value);
    BOOST_TEST(locales == std::vector<std::string>{"de"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(credentials_may_be_a_grant_of_ones_own)
{
    descry::credentials const grant =
        descry::oauth2_grant{.authority = "https://login.test", .path = "/token", .form = {{"grant_type", "urn:own"}}};
    auto const first = [&](pc::credentials given) {
        auto const to = answering_profile();
        pc::options options{.credentials = std::move(given)};
        options.client.credentials = grant;
        options.client.custom_transport = to;
        (void)pc::client(options).get<pc::billing_profile>({.customer_id = "1"});
        return to->requests().at(0);
    };
    BOOST_TEST(first({}).base_url == "https://login.test");
    BOOST_TEST(first({}).body == "grant_type=urn%3Aown");
    BOOST_TEST(first(descry::bearer_token{"token-1"}).method == "GET");
}

BOOST_AUTO_TEST_CASE(a_fault_says_what_the_service_said)
{
    auto const number = failed(400, R"({"code":2012,"description":"Not so.","data":[],"source":"Partner"})");
    BOOST_TEST((number == descry::errc::bad_request));
    BOOST_TEST(number->service_code == "2012");
    BOOST_TEST(number->description == "Not so.");

    auto const text = failed(404, R"({"Code":"20\u0030\u0030","Description":null})");
    BOOST_TEST((text == descry::errc::not_found));
    BOOST_TEST(text->service_code == "2000");

    auto const page = failed(500, "<html><body>Service Unavailable</body></html>");
    BOOST_TEST((page == descry::errc::server_error));
    BOOST_TEST(page->service_code == "");
    BOOST_TEST(page->body == "<html><body>Service Unavailable</body></html>");
}

BOOST_AUTO_TEST_CASE(the_other_two_forms_of_a_fault_are_read_too)
{
    auto const throttled = failed(429, R"({"statusCode":429,"message":"Rate limit is exceeded."})");
    BOOST_TEST(throttled.is_throttled());
    BOOST_TEST(throttled.is_transient());
    BOOST_TEST(throttled->service_code == "429");
    BOOST_TEST(throttled->description == "Rate limit is exceeded.");

    auto const nested =
        failed(403, R"({"error":{"code":"Denied","message":"No consent.","innerError":{"code":"x","date":"y"}}})");
    BOOST_TEST((nested == descry::errc::forbidden));
    BOOST_TEST(nested->service_code == "Denied");
    BOOST_TEST(nested->description == "No consent.");

    for (auto const* body : {"", "null", "[]", "7", R"({"error":"invalid"})", R"({"code":null})", R"({"code":{}})"}) {
        auto const why = failed(400, body);
        BOOST_TEST((why == descry::errc::bad_request));
        BOOST_TEST(why->service_code == "");
        BOOST_TEST(why->body == body);
    }
}

BOOST_AUTO_TEST_CASE(a_fault_compares_with_the_documented_codes)
{
    auto const why = failed(404, R"({"code":"60003"})");
    BOOST_TEST((why == pc::fault_code::not_found_60003));
    BOOST_TEST((why == descry::errc::not_found));
    BOOST_TEST((why != pc::fault_code::stale_etag));
    BOOST_TEST((failed(400, R"({"code":2055})") == pc::fault_code::stale_etag));
    BOOST_TEST((failed(400, "") != pc::fault_code::not_implemented_0));

    using enum pc::fault_code;
    for (auto const& [named, numbered, code] : {std::tuple{stale_etag, bad_request_2055, "2055"},
                                                {customer_agreement_missing, forbidden_13605, "13605"},
                                                {availability_not_found, not_found_400019, "400019"},
                                                {operation_pending, conflict_900278, "900278"},
                                                {insufficient_privileges, forbidden_900308, "900308"},
                                                {app_only_not_allowed, forbidden_900329, "900329"},
                                                {wrong_audience, unauthorized_900420, "900420"},
                                                {mfa_missing, unauthorized_900421, "900421"}}) {
        BOOST_TEST((named == numbered));
        BOOST_TEST((failed(400, R"({"code":)" + std::string(code) + '}') == named));
    }
}

BOOST_AUTO_TEST_CASE(a_stale_tag_is_a_conflict_however_the_service_puts_it)
{
    BOOST_TEST((failed(412, "") == descry::errc::conflict));
    BOOST_TEST((failed(400, R"({"code":2055,"description":"The ETag is stale."})") == descry::errc::conflict));
    BOOST_TEST((failed(400, R"({"code":"2055"})") == descry::errc::conflict));
    BOOST_TEST((failed(404, R"({"code":2055})") == descry::errc::not_found));
}

BOOST_AUTO_TEST_CASE(the_last_members_of_a_key_are_passed_by_name_as_well)
{
    auto const partner = make_client(answering_profile());
    auto const customer = partner.customers().by_id("1");
    note_key const key{.customer_id = "2", .note_id = "7"};
    for (auto const& at : {customer.at<notes>("7"), customer.at<notes>({.note_id = "7"}), customer.at<notes>(key)}) {
        BOOST_TEST(at.key().customer_id == "1");
        BOOST_TEST(at.key().note_id == "7");
    }
    BOOST_TEST(partner.at<notes>({.customer_id = "2", .note_id = "7"}).key().customer_id == "2");
}

BOOST_AUTO_TEST_SUITE_END()
