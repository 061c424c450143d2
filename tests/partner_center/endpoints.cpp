// What single kinds of endpoints send, and what becomes of their answers.
#include "scripted_partner.hpp"

#include <boost/test/unit_test.hpp>

#include <partner_center/carts/resources.hpp>
#include <partner_center/customers/resources.hpp>
#include <partner_center/domains/resources.hpp>
#include <partner_center/orders/resources.hpp>
#include <partner_center/profiles/resources.hpp>
#include <partner_center/subscriptions/resources.hpp>

namespace pc = partner_center;

namespace {

// Not in the areas that are declared: answers that are no object.
enum class qualification { none, education, nonprofit };
BOOST_DESCRIBE_ENUM(qualification, none, education, nonprofit)

struct qualification_resource
    : descry::resource<descry::open_enum<qualification>, pc::customer_key, "/v1/customers/{customer_id}/qualification",
                       descry::get, descry::put<>> {};
struct qualification_text_resource
    : descry::resource<std::string, pc::customer_key, "/v1/customers/{customer_id}/qualification", descry::get> {};

constexpr auto empty_list = R"({"totalCount":0,"items":[]})";

}  // namespace

BOOST_AUTO_TEST_SUITE(endpoints)

BOOST_AUTO_TEST_CASE(a_customer_is_created_with_a_body_in_pascal_case)
{
    test::scripted_partner const to(R"({"id":"1","userCredentials":{"userName":"admin","password":"first"}})", 201);
    pc::customers::customer wanted;
    wanted.company_profile.emplace().domain = "contoso.onmicrosoft.com";
    auto const made = to.at<pc::customers::customers_resource>({}).create(wanted);
    BOOST_TEST(made.user_credentials.value().password.value() == "first");
    BOOST_TEST(to.line() == "POST /v1/customers");
    BOOST_TEST(to.sent().body == R"({"CompanyProfile":{"Domain":"contoso.onmicrosoft.com"}})");
}

BOOST_AUTO_TEST_CASE(customers_are_listed_as_their_query_says)
{
    test::scripted_partner const to(R"({"items":[{"id":"1"}],"continuationToken":"t"})");
    auto const customers = to.at<pc::customers::customers_resource>({});
    BOOST_TEST(customers.get().items.value().at(0).id.value() == "1");
    (void)customers.get({.size = 2, .filter = pc::where<&pc::customers::search::domain>.starts_with("con")});
    (void)customers.get({.seek_operation = pc::seek_operation::page_index});
    auto const sent = to.requests();
    BOOST_TEST(sent.at(0).target == "/v1/customers");
    BOOST_TEST(
        sent.at(1).target ==
        "/v1/customers?size=2&filter=%7B%22Field%22%3A%22Domain%22%2C%22Value%22%3A%22con%22%2C%22Operator%22%3A%22"
        "starts_with%22%7D");
    BOOST_TEST(sent.at(2).target == "/v1/customers?seekOperation=PageIndex");
}

BOOST_AUTO_TEST_CASE(a_customer_is_deleted)
{
    test::scripted_partner const to("", 204);
    to.at<pc::customers::customer_resource>({.customer_id = "1"}).remove();
    BOOST_TEST(to.line() == "DELETE /v1/customers/1");
}

BOOST_AUTO_TEST_CASE(a_reseller_relationship_ends_by_a_change_on_behalf_of_a_user)
{
    pc::customers::customer before, after;
    before.relationship_to_partner = pc::customers::customer_partner_relationship::reseller;
    after.relationship_to_partner = pc::customers::customer_partner_relationship::none;

    test::scripted_partner const to;
    (void)to.at<pc::customers::customer_resource>({.customer_id = "1"}).patch(before, after);
    BOOST_TEST(to.sent().method == "PATCH");
    BOOST_TEST(to.sent().body == R"({"RelationshipToPartner":"none"})");

    test::scripted_partner const other("{}", 200, pc::app_only{"contoso.com", "id", "secret"});
    auto const refused = other.at<pc::customers::customer_resource>({.customer_id = "1"}).try_patch(before, after);
    BOOST_TEST((refused.error() == descry::errc::wrong_credential_kind));
    BOOST_TEST(other.silent());
}

BOOST_AUTO_TEST_CASE(orders_are_listed_by_billing_cycle_and_with_prices)
{
    test::scripted_partner const to(empty_list);
    auto const orders = to.at<pc::orders::orders_resource>({.customer_id = "1"});
    (void)orders.get({.billing_type = pc::billing_cycle_type::one_time, .include_price = true});
    (void)orders.get({.include_price = false});
    auto const unknown = orders.try_get({.billing_type = static_cast<pc::billing_cycle_type>(99)});
    BOOST_TEST((unknown.error() == descry::errc::empty_query));
    auto const sent = to.requests();
    BOOST_TEST(sent.size() == 2u);
    BOOST_TEST(sent.at(0).target == "/v1/customers/1/orders?billingType=OneTime&include_price=True");
    BOOST_TEST(sent.at(1).target == "/v1/customers/1/orders?include_price=False");
}

BOOST_AUTO_TEST_CASE(an_order_is_changed_by_what_differs)
{
    test::scripted_partner const to(R"({"id":"2","status":"cancelled"})");
    pc::orders::order before;
    before.id = "2";
    before.status = "pending";
    auto after = before;
    after.status = "cancelled";
    auto const order = to.at<pc::orders::order_resource>({.customer_id = "1", .order_id = "2"});
    BOOST_TEST(order.patch(before, after).status.value() == "cancelled");
    (void)order.get({.include_price = true});
    BOOST_TEST(to.requests().at(0).body == R"({"Status":"cancelled"})");
    BOOST_TEST(to.sent().target == "/v1/customers/1/orders/2?include_price=True");
}

BOOST_AUTO_TEST_CASE(subscriptions_are_listed_by_order)
{
    test::scripted_partner const to(empty_list);
    (void)to.at<pc::subscriptions::subscriptions_resource>({.customer_id = "1"}).get({.order_id = "a/b"});
    BOOST_TEST(to.sent().target == "/v1/customers/1/subscriptions?order_id=a%2Fb");
}

BOOST_AUTO_TEST_CASE(a_subscription_is_changed_as_a_whole_and_under_its_tag)
{
    test::scripted_partner const to(R"({"id":"2","quantity":3,"attributes":{"etag":"e2"}})");
    auto const seats = to.at<pc::subscriptions::subscription_resource>({.customer_id = "1", .subscription_id = "2"});
    pc::subscriptions::subscription before;
    before.id = "2";
    before.quantity = 2;
    before.attributes.emplace().etag = "e1";
    auto after = before;
    after.quantity = 3;
    BOOST_TEST(seats.patch(before, after).attributes.value().etag.value() == "e2");
    BOOST_TEST(to.line() == "PATCH /v1/customers/1/subscriptions/2");
    BOOST_TEST(descry::find_header(to.sent().headers, "If-Match") == R"("e1")");
    BOOST_TEST(to.sent().body == R"({"Id":"2","Quantity":3,"Attributes":{"Etag":"e1"}})");
}

BOOST_AUTO_TEST_CASE(a_subscription_of_new_commerce_is_changed_without_a_tag)
{
    test::scripted_partner const to(R"({"id":"2","quantity":3,"attributes":{"objectType":"Subscription"}})");
    auto const seats = to.at<pc::subscriptions::subscription_resource>({.customer_id = "1", .subscription_id = "2"});
    auto const before = seats.get();
    auto after = before;
    after.quantity = 5;
    (void)seats.patch(before, after);
    BOOST_TEST(to.sent().body == R"({"Id":"2","Quantity":5,"Attributes":{"ObjectType":"Subscription"}})");
    (void)seats.modify([](auto& subscription) { subscription.quantity = 7; });
    BOOST_TEST(to.requests().size() == 4u);
    for (auto const& sent : to.requests()) BOOST_TEST(descry::find_header(sent.headers, "If-Match") == "");
}

BOOST_AUTO_TEST_CASE(a_cart_is_checked_out_without_a_body)
{
    test::scripted_partner const to(R"({"orders":[{"id":"3"}],"orderErrors":[{"code":800002}]})", 201);
    auto const cart = to.at<pc::carts::cart_checkout_resource>({.customer_id = "1", .cart_id = "2"});
    auto const done = cart.with({.headers = {{"x-ms-customeruser-upn", "user@contoso.com"}}}).invoke();
    BOOST_TEST(done.orders.value().at(0).id.value() == "3");
    BOOST_TEST(done.order_errors.value().at(0).code.value() == 800002);
    BOOST_TEST(to.line() == "POST /v1/customers/1/carts/2/checkout");
    BOOST_TEST(to.sent().body == "");
    BOOST_TEST(descry::find_header(to.sent().headers, "x-ms-customeruser-upn") == "user@contoso.com");
}

BOOST_AUTO_TEST_CASE(a_domain_is_taken_or_free)
{
    auto const taken = [](unsigned status) {
        test::scripted_partner const to("", status);
        auto const domain = to.at<pc::domains::domain_resource>({.domain = "contoso.onmicrosoft.com"});
        auto const found = domain.try_exists();
        BOOST_TEST(to.line() == "HEAD /v1/domains/contoso.onmicrosoft.com");
        return found;
    };
    BOOST_TEST(taken(200).value());
    BOOST_TEST(!taken(404).value());
    BOOST_TEST((taken(403).error() == descry::errc::forbidden));
}

BOOST_AUTO_TEST_CASE(an_answer_may_be_a_bare_text)
{
    test::scripted_partner const to(R"("education")");
    BOOST_TEST((to.at<qualification_resource>({"1"}).get() == qualification::education));
    BOOST_TEST(to.at<qualification_text_resource>({"1"}).get() == "education");
    (void)to.at<qualification_resource>({"1"}).update(qualification::nonprofit);
    BOOST_TEST(to.line() == "PUT /v1/customers/1/qualification");
    BOOST_TEST(to.sent().body == R"("nonprofit")");
}

BOOST_AUTO_TEST_CASE(the_current_legal_profile_is_asked_for_unless_another_is)
{
    test::scripted_partner const to;
    auto const legal = to.at<pc::profiles::legal_business_profile_resource>({});
    (void)legal.get();
    (void)legal.get({.vetting_version = pc::profiles::vetting_version::last_finalized});
    BOOST_TEST(to.requests().at(0).target == "/v1/profiles/legalbusiness?vettingVersion=Current");
    BOOST_TEST(to.sent().target == "/v1/profiles/legalbusiness?vettingVersion=LastFinalized");
}

BOOST_AUTO_TEST_SUITE_END()
