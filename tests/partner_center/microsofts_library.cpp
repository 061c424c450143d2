// The emulator as Microsoft's library for .NET uses it: what that sends, octet by octet, and what it needs of the
// answers. It names all members in PascalCase and sends those that are null, no If-Match ever, and `null` for a body it
// has not.
#include <partner_center/emulator/emulator.hpp>

#include <boost/test/unit_test.hpp>

#include <descry/json.hpp>
#include <partner_center/customer_users/customer_user.hpp>
#include <partner_center/customers/customer.hpp>
#include <partner_center/subscriptions/activation_result.hpp>
#include <partner_center/subscriptions/subscription.hpp>
#include <support/tls_client.hpp>

#include <string>
#include <utility>

namespace pc = partner_center;

namespace {

std::string const correlation_id = "b1317092-f087-471e-a637-f66523b2b94c";
std::string const contoso = std::string("/v1/customers/") + pc::demo::customer_id;
std::string const seats = contoso + "/subscriptions/" + pc::demo::subscription_id;

struct answer {
    std::string head, body;

    unsigned status() const { return test::status_of(head); }
    bool has(std::string_view part) const { return head.find(part) != head.npos || body.find(part) != body.npos; }

    template <class T>
    T read() const
    {
        auto out = descry::read_json<T>(body);
        BOOST_REQUIRE_MESSAGE(out.has_value(), head << body);
        return *std::move(out);
    }
};

struct library_fixture {
    pc::emulator under_test{{.tag_in_body = true}};
    test::tls_client connection{under_test.port(), under_test.ca_pem()};
    std::string const token = under_test.issue_token(descry::credential_kind::app_user);
    std::string request_id = "5a3ab9bf-5d4a-4cbf-9ae4-5ee1d2a4a500";  // another one for each call

    library_fixture()
    {
        using namespace pc::subscriptions;
        under_test.serve<pc::customers::customers_resource>();
        under_test.serve<pc::customers::customer_resource>();
        under_test.serve<pc::customer_users::customer_users_resource>();
        under_test.serve<pc::customer_users::customer_user_resource>();
        under_test.serve<subscription_resource>();
        under_test.serve<subscription_activation_resource>();
        under_test.on<subscription_activation_resource>([](pc::subscriptions::subscription_key const& key) {
            subscription_activation_result out;
            out.subscription_id = key.subscription_id;
            out.status = "Success";
            return out;
        });
        for (auto const* id : {pc::demo::customer_id, pc::demo::other_customer_id}) {
            pc::customers::customer made;
            made.id = id;
            made.company_profile.emplace().company_name = id == pc::demo::customer_id ? "Contoso & Sons" : "Fabrikam";
            under_test.seed<pc::customers::customer_resource>({id}, made);
        }
        subscription bought;
        bought.id = pc::demo::subscription_id;
        bought.friendly_name = "Seats";
        bought.quantity = 5;
        under_test.seed<subscription_resource>({pc::demo::customer_id, pc::demo::subscription_id}, bought);
    }

    answer exchange(std::string const& message)
    {
        connection.write(message);
        answer out{connection.read_head(), {}};
        while (out.status() == 100) out.head = connection.read_head();
        if (out.status() != 204) out.body = connection.read_body(out.head);
        return out;
    }

    // Its headers, in its order.
    answer send(std::string const& method, std::string const& target, std::string const& body = {},
                std::string const& more = {})
    {
        ++request_id.back();
        auto head = method + ' ' + target + " HTTP/1.1\r\nAccept: application/json\r\nAuthorization: Bearer " + token +
                    "\r\nMS-RequestId: " + request_id + "\r\nMS-CorrelationId: " + correlation_id +
                    "\r\nX-Locale: en-US\r\nMS-PartnerCenter-Client: Partner Center .NET SDK\r\n"
                    "MS-SdkVersion: 3.4.0.0\r\nMS-PartnerCenter-Application: Store\r\n" +
                    more + "Host: 127.0.0.1:" + std::to_string(under_test.port()) + "\r\n";
        if (!body.empty())
            head += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        return exchange(head + "\r\n" + body);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(microsofts_library, library_fixture)

BOOST_AUTO_TEST_CASE(it_gets_tokens_from_both_endpoints)
{
    auto const ask = [&](std::string const& path, std::string form) {
        form += "&client_id=" + std::string(pc::demo::client_id) + "&client_secret=" + pc::demo::client_secret;
        return exchange("POST /" + std::string(pc::demo::tenant) + path +
                        " HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nHost: x\r\nContent-Length: " +
                        std::to_string(form.size()) + "\r\n\r\n" + form);
    };
    auto const first =
        ask("/oauth2/token", "resource=https%3A%2F%2Fapi.partnercenter.microsoft.com&grant_type=client_credentials");
    BOOST_TEST(first.status() == 200u);
    for (auto const* part :
         {R"("token_type":"Bearer")", R"("expires_in":"3600")", R"("ext_expires_in":"3600")", R"("expires_on":")",
          R"("not_before":")", R"("resource":"https://api.partnercenter.microsoft.com")", R"("access_token":")"})
        BOOST_TEST(first.has(part), part << " in " << first.body);
    auto const second =
        ask("/oauth2/v2.0/token",
            "scope=https%3A%2F%2Fapi.partnercenter.microsoft.com%2F.default&grant_type=client_credentials");
    BOOST_TEST(second.status() == 200u);
    BOOST_TEST(second.has(R"("expires_in":3600)"));
    auto const user = ask("/oauth2/token",
                          "grant_type=refresh_token&scope=openid&resource=https%3A%2F%2F"
                          "api.partnercenter.microsoft.com&refresh_token=" +
                              std::string(pc::demo::refresh_token));
    BOOST_TEST(user.status() == 200u);
    BOOST_TEST(user.has(R"("scope":"user_impersonation")"));
    BOOST_TEST(user.has(R"("refresh_token":")"));
}

BOOST_AUTO_TEST_CASE(it_walks_through_customers_by_their_links)
{
    using page = pc::collection<pc::customers::customer>;
    auto const all = send("GET", "/v1/customers?size=0");
    BOOST_TEST(all.status() == 200u);
    BOOST_TEST(all.has("\r\nContent-Type: application/json"));
    BOOST_TEST(all.has("\r\nMS-RequestId: " + request_id + "\r\n"));
    BOOST_TEST(all.has("\r\nMS-CorrelationId: " + correlation_id + "\r\n"));
    BOOST_TEST(all.has(R"("attributes":{"objectType":"Collection"})"));
    BOOST_TEST(all.read<page>().total_count.value() == 2);

    auto const first = send("GET", "/v1/customers?size=1").read<page>();
    BOOST_TEST(first.total_count.value() == 1);
    BOOST_TEST(first.links->self->uri.value() == "/customers?size=1");
    auto const& next = first.links->next.value();
    BOOST_TEST(next.method.value() == "GET");
    BOOST_TEST(next.uri.value() == "/customers?size=1&seekOperation=Next");
    auto const& token_header = next.headers->at(0);
    BOOST_TEST(token_header.key.value() == "MS-ContinuationToken");
    auto const last =
        send("GET", "/v1" + *next.uri, {}, *token_header.key + ": " + token_header.value.value() + "\r\n").read<page>();
    BOOST_TEST(last.items->at(0).id.value() != first.items->at(0).id.value());
    BOOST_TEST(!last.links->next.has_value());
}

BOOST_AUTO_TEST_CASE(it_filters_with_an_encoding_of_forms)
{
    auto const in =
        send("GET",
             "/v1/customers?size=0&filter=%7b%22Field%22%3a%22CompanyName%22%2c%22Value%22%3a%22Contoso+%26%22"
             "%2c%22Operator%22%3a%22starts_with%22%7d");
    auto const found = in.read<pc::collection<pc::customers::customer>>().items.value();
    BOOST_TEST(found.size() == 1u);
    BOOST_TEST(found.at(0).id.value() == pc::demo::customer_id);
}

BOOST_AUTO_TEST_CASE(it_creates_a_user_with_all_members_and_lists_users_below_a_slash)
{
    auto const made = send(
        "POST", contoso + "/users/",
        R"({"Id":null,"UserPrincipalName":"new@contoso.com","FirstName":"Ines","LastName":null,"DisplayName":"Ines",)"
        R"("PasswordProfile":{"ForceChangePassword":true,"Password":"<password>"},"LastDirectorySyncTime":null,)"
        R"("UserDomainType":"none","State":"active","SoftDeletionTime":null,"UsageLocation":"US","ImmutableId":null,)"
        R"("PhoneNumber":null,"Attributes":{"ObjectType":"CustomerUser"}})",
        "Expect: 100-continue\r\n");
    BOOST_TEST(made.status() == 201u);
    auto const user = made.read<pc::customer_users::customer_user>();
    BOOST_TEST(user.attributes->object_type.value() == "CustomerUser");

    auto const listed = send("GET", contoso + "/users/").read<pc::collection<pc::customer_users::customer_user>>();
    BOOST_TEST(listed.items->at(0).id.value() == user.id.value());
    auto const deleted = send("DELETE", contoso + "/users/" + user.id.value());
    BOOST_TEST(deleted.status() == 204u);
}

BOOST_AUTO_TEST_CASE(it_changes_a_subscription_under_the_tag_in_the_body)
{
    auto const before = send("GET", seats).read<pc::subscriptions::subscription>();
    auto const body = [&](std::string const& tag) {
        return R"({"Id":")" + *before.id +
               R"(","OfferId":null,"EntitlementId":null,"OfferName":null,"FriendlyName":null,"Quantity":7,)"
               R"("UnitType":null,"ParentSubscriptionId":null,"CreationDate":"0001-01-01T00:00:00",)"
               R"("EffectiveStartDate":"0001-01-01T00:00:00","Status":"none","AutoRenewEnabled":false,)"
               R"("BillingType":"none","BillingCycle":"unknown","Actions":null,"SuspensionReasons":null,)"
               R"("ContractType":"subscription","OrderId":null,"Attributes":{"Etag":")" +
               tag + R"(","ObjectType":"Subscription"}})";
    };
    BOOST_TEST(send("PATCH", seats, body("stale")).status() == 412u);
    auto const changed = send("PATCH", seats, body(*before.attributes->etag));
    BOOST_TEST(changed.status() == 200u, changed.head << changed.body);
    auto const after = changed.read<pc::subscriptions::subscription>();
    BOOST_TEST(after.quantity.value() == 7);
    BOOST_TEST(after.friendly_name.value() == "Seats");  // null leaves it as it is
    BOOST_TEST(after.attributes->etag.value() != *before.attributes->etag);
}

BOOST_AUTO_TEST_CASE(it_replaces_a_billing_profile_under_the_tag_in_the_body)
{
    auto profile = send("GET", contoso + "/profiles/billing").read<pc::customer_billing_profile>();
    profile.email = "new@contoso.com";
    auto const body = descry::write_json(profile, {.names = descry::casing::pascal});
    BOOST_TEST(send("PUT", contoso + "/profiles/billing", body).status() == 200u);
    BOOST_TEST(send("PUT", contoso + "/profiles/billing", "{}").status() == 428u);
}

BOOST_AUTO_TEST_CASE(it_sends_null_where_there_is_no_body)
{
    auto const in = send("POST", seats + "/activate", "null");
    BOOST_TEST(in.status() == 200u, in.head << in.body);
    BOOST_TEST(in.read<pc::subscriptions::subscription_activation_result>().status.value() == "Success");
}

BOOST_AUTO_TEST_CASE(it_understands_why_it_was_refused)
{
    auto const in = send("GET", "/v1/customers/00000000-0000-0000-0000-000000000404");
    BOOST_TEST(in.status() == 404u);
    BOOST_TEST(in.has("\r\nContent-Type: application/json"));
    for (auto const* member : {"\"code\":", "\"description\":", "\"data\":[]", "\"source\":"})
        BOOST_TEST(in.has(member), member << " in " << in.body);
}

BOOST_AUTO_TEST_SUITE_END()
