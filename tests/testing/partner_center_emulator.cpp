// Conventions of Partner Center in its emulator. Rules common to all emulators are tested in emulator.cpp.
#include <partner_center/emulator/in_process_emulator.hpp>

#include <boost/describe/class.hpp>
#include <boost/test/unit_test.hpp>

#include <descry/json.hpp>
#include <descry/testing/scripted_transport.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace partner_center_emulator {

namespace pc = partner_center;

namespace {

struct issued {
    std::optional<std::string> access_token;
};
BOOST_DESCRIBE_STRUCT(issued, (), (access_token))

struct partner_fixture {
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

}  // namespace partner_center_emulator

BOOST_FIXTURE_TEST_SUITE(partner_center_emulator, partner_fixture)

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
    check_refused(put("{}", {{"If-Match", "*"}}), 403, "900329");
}

BOOST_AUTO_TEST_CASE(a_token_for_another_service_is_refused)
{
    auto const grant = std::string("grant_type=client_credentials&client_id=") + pc::demo::client_id +
                       "&client_secret=" + pc::demo::client_secret;
    struct trial {
        std::string path, form;
        bool good;
    };
    std::string const v1 = "/oauth2/token", v2 = "/oauth2/v2.0/token";
    for (auto const& [path, form, good] :
         {trial{v1, "&resource=https://api.partnercenter.microsoft.com", true},
          trial{v1, "&resource=https://API.partnercenter.microsoft.com/", true},
          trial{v1, "&resource=https://partner.partnercenterapi.microsoftonline.cn", true},
          trial{v2, "&scope=https://api.partnercenter.microsoft.com/.default", true},
          trial{v2, "&scope=https://api.partnercenter.microsoft.com//.default", true},
          trial{v1, "&resource=https://graph.windows.net", false},
          trial{v1, "&resource=https://graph.windows.net/", false},
          trial{v1, "&resource=https://graph.chinacloudapi.cn", false},
          trial{v1, "&resource=https://graph.microsoft.com", false},
          trial{v1, "&resource=https://api.partnercenter.microsoft.com.example", false},
          trial{v2, "&scope=https://graph.windows.net/.default", false}}) {
        auto const given = under_test({"POST",
                                       "",
                                       '/' + std::string(pc::demo::tenant) + path,
                                       {{"Content-Type", "application/x-www-form-urlencoded"}},
                                       grant + form});
        BOOST_TEST_REQUIRE(given.status == 200u);  // the authority does not check the audience
        user = *descry::read_json<issued>(given.body)->access_token;
        auto const in = send("GET", target);
        if (good)
            BOOST_TEST(in.status == 200u, form);
        else
            check_refused(in, 401, "900420");
    }
}

BOOST_AUTO_TEST_CASE(multi_factor_authentication_is_reported_on_request)
{
    using descry::credential_kind;
    auto const told = [&](descry::testing::token_claims claims, std::string asking) {
        user = under_test.issue_token(std::move(claims));
        auto const in = send("GET", target, {{"ValidateMfa", std::move(asking)}});
        BOOST_TEST(in.status == 200u);
        return std::string(find_header(in.headers, "isMfaCompliant"));
    };
    BOOST_TEST(told({.kind = credential_kind::app_user}, "true") == "true");
    BOOST_TEST(told({.kind = credential_kind::app_user, .mfa = false}, "true") == "false");
    BOOST_TEST(told({.kind = credential_kind::app_user}, "false") == "");
    BOOST_TEST(told({.kind = credential_kind::app_only}, "true") == "");
    BOOST_TEST(find_header(send("GET", target).headers, "isMfaCompliant") == "");
    BOOST_TEST(find_header(send("GET", "/v1/customers/42/profiles/billing", {{"ValidateMfa", "True"}}).headers,
                           "isMfaCompliant") == "");  // the token is still one of the application

    user = under_test.issue_token(credential_kind::app_user);
    auto const missing = send("GET", "/v1/customers/42/profiles/billing", {{"ValidateMfa", "True"}});
    check_refused(missing, 400, "800002");
    BOOST_TEST(find_header(missing.headers, "isMfaCompliant") == "true");
}

BOOST_AUTO_TEST_CASE(multi_factor_authentication_may_be_needed)
{
    pc::in_process_emulator strict{
        {.applications = {{"contoso", "old", "secret", "weak-token", false}}, .needs_mfa = true}};
    auto const read_as = [&](pc::credentials who) {
        pc::options options{.credentials = std::move(who)};
        options.client.custom_transport =
            std::make_shared<descry::testing::scripted_transport>(std::ref<descry::testing::emulator>(strict));
        return pc::client(options).try_get<pc::billing_profile>({pc::demo::customer_id});
    };
    auto const refused = read_as(pc::app_user{"contoso", "old", "secret", "weak-token"});
    BOOST_REQUIRE(refused.has_error());
    BOOST_TEST(refused.error()->status == 401u);
    BOOST_TEST((refused.error() == pc::fault_code::mfa_missing));
    BOOST_TEST(read_as(pc::demo::user_credentials()).has_value());
    BOOST_TEST(read_as(pc::app_only{"contoso", "old", "secret"}).has_value());
    auto newer = pc::demo::user_credentials();
    newer.token_endpoint = pc::token_endpoint::v2;
    BOOST_TEST(read_as(newer).has_value());
}

BOOST_AUTO_TEST_CASE(a_description_is_limited_and_remains_valid_utf8)
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
                              .authority = "https://login.test",
                              .client = {.base_url = "https://partner.center.test",
                                         .custom_transport = std::make_shared<descry::testing::scripted_transport>(
                                             std::ref<descry::testing::emulator>(under_test))}});
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
