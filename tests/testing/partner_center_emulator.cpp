// What is Partner Center's own about its emulator; the rules that all emulators share are tested in emulator.cpp.
#include <partner_center/in_process_emulator.hpp>

#include <boost/test/unit_test.hpp>

#include <descry/json.hpp>
#include <descry/testing/scripted_transport.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace pc = partner_center;

namespace {

struct fixture {
    pc::in_process_emulator under_test;
    std::string const target = "/v1/customers/a58ceba5-60ac-48e4-a0bc-2a855811807a/profiles/billing";
    std::string user = under_test.issue_token(descry::credential_kind::app_user);

    descry::response send(std::string method, std::string where, std::vector<descry::header> headers = {},
                          std::string body = {})
    {
        headers.push_back({"Authorization", "Bearer " + user});
        return under_test({std::move(method), "", std::move(where), std::move(headers), std::move(body)});
    }

    descry::response put(std::string body, std::vector<descry::header> headers = {})
    {
        headers.push_back({"Content-Type", "application/json"});
        return send("PUT", target, std::move(headers), std::move(body));
    }
};

void check_refused(descry::response const& in, unsigned status, std::string_view code)
{
    BOOST_TEST(in.status == status);
    auto const body = descry::read_json<pc::fault>(in.body);
    BOOST_REQUIRE(body.has_value());
    BOOST_TEST(body->code.value().text == code);
    BOOST_TEST(!body->description.value().empty());
    BOOST_TEST(body->data.value().text == "[]");
    BOOST_TEST(!body->source.value().empty());
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(partner_center_emulator, fixture)

BOOST_AUTO_TEST_CASE(it_begins_with_the_profile_of_the_documentation)
{
    auto const in = send("GET", target, {{"MS-RequestId", "r-1"}, {"MS-CorrelationId", "c-1"}});
    auto const tag = under_test.stored<pc::billing_profile>({pc::demo::customer_id})->attributes->etag.value();
    BOOST_TEST(in.status == 200u);
    BOOST_TEST(find_header(in.headers, "MS-RequestId") == "r-1");
    BOOST_TEST(find_header(in.headers, "MS-CorrelationId") == "c-1");
    BOOST_TEST(find_header(in.headers, "ETag") == '"' + tag + '"');
    BOOST_TEST(in.body ==
               R"({"id":"a58ceba5-60ac-48e4-a0bc-2a855811807a","firstName":"FirstName","lastName":"LastName",)"
               R"("email":"email@sample.com","culture":"en-US","language":"en","companyName":"CompanyName",)"
               R"("defaultAddress":{"country":"US","region":null,"city":"Redmond","state":"WA",)"
               R"("addressLine1":"One Microsoft Way","addressLine2":null,"postalCode":"98052","firstName":"FirstName",)"
               R"("lastName":"LastName","phoneNumber":"4255555555"},)"
               R"("links":{"self":{"uri":"/v1/customers/a58ceba5-60ac-48e4-a0bc-2a855811807a/profiles/billing",)"
               R"("method":"GET","headers":[]}},"attributes":{"etag":")" +
                   tag + R"(","objectType":"CustomerBillingProfile"}})");
}

BOOST_AUTO_TEST_CASE(the_path_may_be_written_in_any_casing)
{
    BOOST_TEST(send("GET", "/V1/Customers/A58CEBA5-60AC-48E4-A0BC-2A855811807A/Profiles/Billing").status == 200u);
}

BOOST_AUTO_TEST_CASE(refusals_have_the_form_and_the_codes_of_the_service)
{
    check_refused(send("GET", "/v1/customers"), 404, "1000");
    check_refused(send("GET", "/v1/customers/00000000-0000-0000-0000-000000000404/profiles/billing"), 404, "60003");
    check_refused(send("GET", "/v1/customers/42/profiles/billing"), 400, "800002");
    check_refused(send("DELETE", target), 405, "405");
    check_refused(put("{}"), 428, "428");
    check_refused(put("{", {{"If-Match", "*"}}), 400, "800002");
    check_refused(put("{}", {{"If-Match", "\"stale\""}}), 412, "412");
    check_refused(send("PUT", target, {{"If-Match", "*"}}, "{}"), 415, "415");
    check_refused(under_test({"GET", "", target, {}, ""}), 401, "800001");
    check_refused(under_test({"GET", "", target, {{"Authorization", "Bearer x"}}, ""}), 401, "400");
    BOOST_TEST(put("{}", {{"If-Match", "*"}, {"MS-RequestId", "r-1"}}).status == 200u);
    check_refused(put(R"({"id":"x"})", {{"If-Match", "*"}, {"MS-RequestId", "r-1"}}), 409, "409");
}

BOOST_AUTO_TEST_CASE(an_update_needs_a_user)
{
    user = under_test.issue_token(descry::credential_kind::app_only);
    BOOST_TEST(send("GET", target).status == 200u);
    check_refused(put("{}", {{"If-Match", "*"}}), 403, "2032");
}

BOOST_AUTO_TEST_CASE(a_description_has_a_limit_and_stays_text)
{
    std::string deep;
    for (int i = 0; i != 600; ++i) deep += "\xC3\xBC";
    auto const in = put(R"({"links":{"self":{"headers":[{"key":0,")" + deep + R"(":1}]}}})", {{"If-Match", "*"}});
    check_refused(in, 400, "800002");

    descry::testing::fault const why(descry::testing::refusal::malformed_body, "x" + deep);
    auto const description = descry::read_json<pc::fault>(pc::detail::write_fault(why))->description.value();
    BOOST_TEST(description.size() <= 1024u);
    BOOST_TEST(description.ends_with("\xC3\xBC..."));
}

BOOST_AUTO_TEST_CASE(the_client_needs_no_socket)
{
    pc::client const partner({.credentials = pc::demo::user_credentials(),
                              .base_url = "https://partner.center.test",
                              .authority = "https://login.test",
                              .custom_transport = std::make_shared<descry::testing::scripted_transport>(
                                  std::ref<descry::testing::emulator>(under_test))});
    auto const billing = partner.customers().by_id(pc::demo::customer_id).profiles().billing();
    auto profile = billing.get();
    auto const stale = profile;
    profile.company_name = "Contoso";
    profile = billing.update(profile);
    BOOST_TEST(profile.company_name.value() == "Contoso");
    BOOST_TEST(under_test.stored<pc::billing_profile>({pc::demo::customer_id})->company_name.value() == "Contoso");

    auto const refused = billing.try_update(stale);
    BOOST_REQUIRE(refused.has_error());
    BOOST_TEST((refused.error().code() == descry::errc::conflict));
    BOOST_TEST(refused.error()->service_code == "412");
    BOOST_TEST(under_test.token_requests() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
