#include <descry/testing/token_endpoint.hpp>

#include <boost/describe/class.hpp>
#include <boost/test/unit_test.hpp>

#include <descry/json/read.hpp>
#include <descry/json/write.hpp>
#include <descry/model/raw_json.hpp>

#include <partner_center/emulator/in_process_emulator.hpp>
#include <partner_center/emulator/token_addresses.hpp>

#include <optional>
#include <span>
#include <string>
#include <utility>

BOOST_AUTO_TEST_SUITE(token_endpoint)

using namespace descry::testing;
using descry::credential_kind;

namespace {

// JSON as text, to distinguish a number from a number in quotes.
struct raw_answer {
    std::optional<descry::raw_json> expires_in, ext_expires_in, expires_on, not_before;
    std::optional<std::string> token_type, access_token, refresh_token, resource, scope, error, error_description;
};
BOOST_DESCRIBE_STRUCT(raw_answer, (),
                      (expires_in, ext_expires_in, expires_on, not_before, token_type, access_token, refresh_token,
                       resource, scope, error, error_description))

struct answered {
    descry::response message;
    raw_answer body;
};

struct endpoint {
    descry::testing::token_table tokens;
    descry::testing::token_endpoint under_test;

    explicit endpoint(token_options options = {},
                      std::span<token_address const> addresses = partner_center::detail::token_addresses)
        : under_test(
              tokens, options,
              {{"contoso", "app", "s&cret", "refresh-1"}, {"contoso", "other", "other-secret", "refresh-2", false}},
              addresses)
    {
    }

    answered post(std::string target, std::string body, std::string type = "application/x-www-form-urlencoded")
    {
        auto message =
            under_test.handle({"POST", "", std::move(target), {{"Content-Type", std::move(type)}}, std::move(body)});
        BOOST_REQUIRE(message.has_value());
        auto read = descry::read_json<raw_answer>(message->body);
        BOOST_REQUIRE(read.has_value());
        return {*message, *read};
    }

    credential_kind kind_of(answered const& a) { return claims_of(a).kind; }

    token_claims claims_of(answered const& a)
    {
        return tokens.check({{"Authorization", "Bearer " + a.body.access_token.value()}});
    }
};

constexpr auto v1 = "/contoso/oauth2/token";
constexpr auto v2 = "/contoso/oauth2/v2.0/token";
constexpr auto as_application = "grant_type=client_credentials&client_id=app&client_secret=s%26cret";
constexpr auto as_user = "grant_type=refresh_token&client_id=app&client_secret=s%26cret&refresh_token=";

void check_refused(answered const& a, unsigned status, std::string_view error)
{
    BOOST_TEST(a.message.status == status);
    BOOST_TEST(a.body.error.value() == error);
    BOOST_TEST(!a.body.error_description.value().empty());
    BOOST_TEST(!a.body.access_token.has_value());
    BOOST_TEST(find_header(a.message.headers, "WWW-Authenticate").empty() == (status != 401));
    for (auto const* secret : {"s&cret", "s%26cret", "wrong-secret", "refresh-1", "refresh-2", "wrong-refresh"})
        BOOST_TEST(a.message.body.find(secret) == std::string::npos, secret);
}

}  // namespace

BOOST_AUTO_TEST_CASE(version_1_writes_its_numbers_as_text)
{
    endpoint e;
    auto const a = e.post(v1, as_application + std::string("&resource=https://api.example.com"));
    BOOST_TEST(a.message.status == 200u);
    BOOST_TEST(a.body.token_type.value() == "Bearer");
    BOOST_TEST(a.body.expires_in.value().text == "\"3600\"");
    BOOST_TEST(a.body.ext_expires_in.value().text == "\"3600\"");
    BOOST_TEST(a.body.expires_on.value().text.starts_with('"'));
    BOOST_TEST(a.body.not_before.value().text.starts_with('"'));
    BOOST_TEST(a.body.resource.value() == "https://api.example.com");
    BOOST_TEST(!a.body.refresh_token.has_value());
    BOOST_TEST(find_header(a.message.headers, "Cache-Control") == "no-store");
    BOOST_CHECK(e.kind_of(a) == credential_kind::app_only);
}

BOOST_AUTO_TEST_CASE(version_2_writes_its_numbers_as_numbers)
{
    endpoint e;
    auto const a = e.post(v2, as_application + std::string("&scope=https://api.example.com/.default"));
    BOOST_TEST(a.message.status == 200u);
    BOOST_TEST(a.body.expires_in.value().text == "3600");
    BOOST_TEST(a.body.ext_expires_in.value().text == "3600");
    BOOST_TEST(!a.body.resource.has_value());
    BOOST_CHECK(e.kind_of(a) == credential_kind::app_only);
}

BOOST_AUTO_TEST_CASE(a_refresh_token_gives_a_user_token_and_the_next_refresh_token)
{
    endpoint e;
    for (auto const* target : {v1, v2}) {
        auto const first = e.post(target, as_user + std::string("refresh-1"));
        BOOST_TEST(first.message.status == 200u);
        BOOST_TEST(first.body.scope.value() == "user_impersonation");
        BOOST_CHECK(e.kind_of(first) == credential_kind::app_user);
        auto const second = e.post(target, as_user + first.body.refresh_token.value());
        BOOST_TEST(second.message.status == 200u);
        BOOST_TEST(second.body.refresh_token.value() != first.body.refresh_token.value());
    }
}

BOOST_AUTO_TEST_CASE(a_refresh_token_may_be_valid_only_once)
{
    endpoint e({.refresh_token_works_once = true});
    auto const first = e.post(v1, as_user + std::string("refresh-1"));
    check_refused(e.post(v1, as_user + std::string("refresh-1")), 400, "invalid_grant");
    BOOST_TEST(e.post(v1, as_user + first.body.refresh_token.value()).message.status == 200u);
}

BOOST_AUTO_TEST_CASE(the_oldest_refresh_tokens_become_invalid)
{
    endpoint e;
    auto const first = e.post(v1, as_user + std::string("refresh-1")).body.refresh_token.value();
    auto const second = e.post(v1, as_user + std::string("refresh-1")).body.refresh_token.value();
    for (auto i = descry::testing::token_endpoint::max_issued; i != 2; --i)
        e.post(v1, as_user + std::string("refresh-1"));
    BOOST_TEST(e.post(v1, as_user + first).message.status == 200u);
    check_refused(e.post(v1, as_user + first), 400, "invalid_grant");
    BOOST_TEST(e.post(v1, as_user + second).message.status == 200u);
    BOOST_TEST(e.post(v1, as_user + std::string("refresh-1")).message.status == 200u);
}

BOOST_AUTO_TEST_CASE(the_lifetime_is_an_option)
{
    endpoint e({.lifetime = std::chrono::seconds(0)});
    auto const a = e.post(v2, as_user + std::string("refresh-1"));
    BOOST_TEST(a.body.expires_in.value().text == "0");
    BOOST_CHECK_THROW(e.kind_of(a), fault);
}

BOOST_AUTO_TEST_CASE(wrong_applications_are_refused)
{
    endpoint e;
    check_refused(e.post(v1, "grant_type=client_credentials&client_id=app&client_secret=wrong-secret&resource=r"), 401,
                  "invalid_client");
    check_refused(e.post(v1, "grant_type=client_credentials&client_id=nobody&client_secret=s%26cret&resource=r"), 401,
                  "invalid_client");
    check_refused(e.post(v1, "grant_type=client_credentials&resource=r"), 401, "invalid_client");
    check_refused(e.post("/fabrikam/oauth2/token", as_application + std::string("&resource=r")), 400,
                  "invalid_request");
}

BOOST_AUTO_TEST_CASE(wrong_refresh_tokens_are_refused)
{
    endpoint e;
    check_refused(e.post(v1, as_user + std::string("wrong-refresh")), 400, "invalid_grant");
    check_refused(e.post(v1, as_user + std::string("refresh-2")), 400, "invalid_grant");
    check_refused(e.post(v1, as_user), 400, "invalid_request");
}

BOOST_AUTO_TEST_CASE(wrong_requests_are_refused)
{
    endpoint e;
    check_refused(e.post(v1, "grant_type=password&client_id=app&client_secret=s%26cret"), 400,
                  "unsupported_grant_type");
    check_refused(e.post(v1, "client_id=app&client_secret=s%26cret"), 400, "invalid_request");
    check_refused(e.post(v1, ""), 400, "invalid_request");
    check_refused(e.post(v1, as_application + std::string("&client_id=app&resource=r")), 400, "invalid_request");
    check_refused(e.post(v1, "{}", "application/json"), 400, "invalid_request");
    check_refused(e.post(v1, as_application), 400, "invalid_request");
    check_refused(e.post(v2, as_application + std::string("&resource=r")), 400, "invalid_request");
    check_refused(e.post(v2, as_application + std::string("&scope=https://api.example.com/read")), 400,
                  "invalid_scope");
}

BOOST_AUTO_TEST_CASE(a_token_is_for_the_resource_or_for_that_of_the_scope)
{
    struct trial {
        char const *target, *form, *audience;
    };
    auto const application = as_application + std::string("&");
    auto const user = as_user + std::string("refresh-1&");
    endpoint e;
    for (auto const& [target, form, audience] :
         {trial{v1, "resource=https://a.example", "https://a.example"},
          trial{v2, "scope=https://a.example/.default", "https://a.example"},
          trial{v2, "scope=https://a.example//.default", "https://a.example/"}}) {
        BOOST_TEST(e.claims_of(e.post(target, application + form)).audience == audience);
        BOOST_TEST(e.claims_of(e.post(target, user + form)).audience == audience);
    }
    for (auto const& [target, form, audience] :
         {trial{v2, "scope=openid https://a.example/x.y offline_access", "https://a.example"},
          trial{v2, "scope= offline_access ", ""}, trial{v1, "scope=openid", ""}})
        BOOST_TEST(e.claims_of(e.post(target, user + form)).audience == audience);
}

BOOST_AUTO_TEST_CASE(a_user_consented_with_multi_factor_authentication_or_not)
{
    endpoint e;
    BOOST_TEST(e.claims_of(e.post(v1, as_user + std::string("refresh-1"))).mfa);
    BOOST_TEST(!e.claims_of(e.post(v1,
                                   "grant_type=refresh_token&client_id=other&client_secret=other-secret&"
                                   "refresh_token=refresh-2"))
                    .mfa);
}

BOOST_AUTO_TEST_CASE(an_application_may_use_the_basic_scheme)
{
    endpoint e;
    auto const in = [&](char const* credentials) {
        return e.under_test.handle(
            {"POST",
             "",
             v2,
             {{"Content-Type", "application/x-www-form-urlencoded"}, {"Authorization", credentials}},
             "grant_type=client_credentials&scope=s/.default"});
    };
    BOOST_TEST(in("Basic YXBwOnMlMjZjcmV0").value().status == 200u);  // app:s%26cret
    BOOST_TEST(in("Basic YXBwOng=").value().status == 401u);          // app:x
}

BOOST_AUTO_TEST_CASE(tenants_and_applications_have_no_casing)
{
    endpoint e;
    auto const a = e.post("/Contoso/OAuth2/Token?api-version=1.0",
                          "grant_type=client_credentials&client_id=APP&client_secret=s%26cret&resource=r");
    BOOST_TEST(a.message.status == 200u);
}

BOOST_AUTO_TEST_CASE(the_default_response_conforms_to_the_rfc)
{
    endpoint e({}, standard_token_addresses);
    auto const a = e.post("/token", as_application + std::string("&resource=https://api.example.com"));
    BOOST_TEST(a.message.status == 200u);
    BOOST_TEST(a.body.expires_in.value().text == "3600");
    BOOST_TEST(!a.body.resource.has_value());
    BOOST_TEST(!a.body.ext_expires_in.has_value());
    BOOST_TEST(e.claims_of(a).audience == "https://api.example.com");
    BOOST_TEST(e.claims_of(e.post("/token", as_application)).audience == "");
    auto const user = e.post("/token", as_user + std::string("refresh-1"));
    BOOST_CHECK(e.kind_of(user) == credential_kind::app_user);
    BOOST_TEST(!user.body.scope.has_value());
    BOOST_TEST(e.post("/token", as_user + user.body.refresh_token.value()).message.status == 200u);
    check_refused(e.post("/token", "grant_type=client_credentials&client_id=app&client_secret=wrong-secret"), 401,
                  "invalid_client");
    BOOST_TEST(!e.under_test.handle({"POST", "", v1, {}, ""}).has_value());
}

BOOST_AUTO_TEST_CASE(the_path_of_an_address_may_contain_the_tenant)
{
    static constexpr token_address addresses[] = {{"/realms/{tenant}/protocol/token"}, {"/token"}};
    endpoint e({}, addresses);
    BOOST_TEST(e.post("/Realms/Contoso/protocol/token", as_application).message.status == 200u);
    check_refused(e.post("/realms/fabrikam/protocol/token", as_application), 400, "invalid_request");
    for (auto const* target : {"/realms//protocol/token", "/realms/protocol/token", "/realms/a/b/protocol/token"})
        BOOST_TEST(!e.under_test.handle({"POST", "", target, {}, ""}).has_value(), target);
}

BOOST_AUTO_TEST_CASE(tokens_are_requested_with_post)
{
    endpoint e;
    auto const a = e.under_test.handle({"GET", "", v1, {}, ""});
    BOOST_TEST(a.value().status == 405u);
    BOOST_TEST(find_header(a->headers, "Allow") == "POST");
}

BOOST_AUTO_TEST_CASE(other_addresses_are_not_handled)
{
    endpoint e;
    for (auto const* target : {"/", "/oauth2/token", "//oauth2/token", "/contoso/oauth2/v1.0/token",
                               "/contoso/oauth2/tokens", "/a/contoso/oauth2/token"})
        BOOST_TEST(!e.under_test.handle({"POST", "", target, {}, ""}).has_value(), target);
}

BOOST_AUTO_TEST_CASE(documents_describe_the_addresses)
{
    endpoint const standard({}, standard_token_addresses);
    auto const get = [](endpoint const& of, std::string target) {
        return of.under_test.describe({"GET", "https://login.example", std::move(target), {}, ""});
    };
    auto const metadata = get(standard, "/.well-known/oauth-authorization-server");
    BOOST_TEST_REQUIRE(metadata.has_value());
    BOOST_TEST(metadata->body ==
               R"({"issuer":"https://login.example","token_endpoint":"https://login.example/token",)"
               R"("response_types_supported":[],)"
               R"("grant_types_supported":["client_credentials","refresh_token"],)"
               R"("token_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post"]})");
    BOOST_TEST(get(standard, "/.well-known/openid-configuration")->body == metadata->body);
    BOOST_TEST(!get(standard, "/contoso/.well-known/openid-configuration").has_value());
    BOOST_TEST(!standard.under_test.describe({"POST", "", "/.well-known/openid-configuration", {}, ""}).has_value());
}

BOOST_AUTO_TEST_CASE(partner_centers_authority_is_discovered)
{
    namespace pc = partner_center;
    pc::in_process_emulator service;
    auto const get = [&](std::string target) {
        return service({"GET", "https://127.0.0.1:8443", std::move(target), {}, ""});
    };
    std::string const tenant = std::string("https://127.0.0.1:8443/") + pc::demo::tenant;
    auto const has = [](descry::response const& in, std::string const& name, std::string const& value) {
        return in.body.find(descry::write_json(name) + ':' + descry::write_json(value)) != in.body.npos;
    };
    for (std::string const version : {"", "/v2.0"}) {
        auto const in = get('/' + std::string(pc::demo::tenant) + version + "/.well-known/openid-configuration");
        BOOST_TEST(in.status == 200u);
        BOOST_TEST(has(in, "token_endpoint", tenant + "/oauth2" + version + "/token"), in.body);
        BOOST_TEST(has(in, "issuer", tenant + (version.empty() ? "/" : version)), in.body);
    }
    BOOST_TEST(get("/nobody/v2.0/.well-known/openid-configuration").status == 400u);
    auto const instance =
        get("/common/discovery/instance?api-version=1.1&authorization_endpoint="
            "https%3A%2F%2F127.0.0.1%3A8443%2Ffabrikam%2Foauth2%2Fv2.0%2Fauthorize");
    BOOST_TEST(has(instance, "tenant_discovery_endpoint",
                   "https://127.0.0.1:8443/fabrikam/v2.0/.well-known/openid-configuration"),
               instance.body);
    BOOST_TEST(has(instance, "api-version", "1.1"));
    BOOST_TEST(has(instance, "preferred_network", "127.0.0.1:8443"));
    BOOST_TEST(service.token_requests() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
