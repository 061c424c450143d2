// The emulator that serves all that is declared of Partner Center: what it knows from its start, and what happens.
#include <partner_center/emulator/whole_in_process_emulator.hpp>

#include <boost/test/unit_test.hpp>

#include <descry/client/multipart.hpp>
#include <descry/http/sinks.hpp>
#include <descry/json.hpp>
#include <descry/testing/scripted_transport.hpp>
#include <partner_center/partner_center.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace pc = partner_center;

namespace {

std::string const contoso = std::string("/v1/customers/") + pc::demo::customer_id;
std::string const seats = contoso + "/subscriptions/" + pc::demo::subscription_id;
std::string const ada = contoso + "/users/" + pc::demo::user_id;

struct fixture {
    pc::whole_in_process_emulator under_test;
    std::string user = under_test.issue_token(descry::credential_kind::app_user);

    descry::response send(std::string method, std::string target, std::string body = {},
                          std::vector<descry::header> headers = {})
    {
        headers.push_back({"Authorization", "Bearer " + user});
        if (!body.empty()) headers.push_back({"Content-Type", "application/json"});
        return under_test({std::move(method), "", std::move(target), std::move(headers), std::move(body)});
    }

    descry::response get(std::string target) { return send("GET", std::move(target)); }

    pc::client make_client()
    {
        using descry::testing::scripted_transport;
        auto network = std::make_shared<scripted_transport>(std::ref<descry::testing::emulator>(under_test));
        return pc::client{{.credentials = pc::demo::user_credentials(), .client = {.custom_transport = network}}};
    }

    template <class T>
    static T read(descry::response const& in)
    {
        auto out = descry::read_json<T>(in.body);
        BOOST_REQUIRE_MESSAGE(out.has_value(), in.status << ' ' << in.body);
        return *std::move(out);
    }

    template <class T>
    std::vector<T> items(std::string target)
    {
        return read<pc::collection<T>>(get(std::move(target))).items.value();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(whole_emulator, fixture)

BOOST_AUTO_TEST_CASE(it_has_something_of_everything)
{
    auto const order = contoso + "/orders/" + pc::demo::order_id;
    auto const azure = contoso + "/subscriptions/" + pc::demo::azure_subscription_id;
    auto const invoice = std::string("/v1/invoices/") + pc::demo::invoice_id;
    for (auto const& target : {std::string("/v1/customers"),
                               contoso,
                               contoso + "/profiles/billing",
                               contoso + "/profiles/company",
                               contoso + "/agreements",
                               contoso + "/directSignedMicrosoftCustomerAgreementStatus",
                               std::string("/v1/agreements?agreementType=*"),
                               std::string("/v1/agreementtemplates/117a77b0-9360-443b-8795-c6dedc750cf9/document"),
                               contoso + "/subscriptions",
                               seats,
                               seats + "/addons",
                               seats + "/activationlinks",
                               seats + "/conversions",
                               seats + "/provisioningstatus",
                               seats + "/registrationstatus",
                               seats + "/supportcontact",
                               seats + "/transitions",
                               seats + "/transitioneligibilities",
                               seats + "/upgrades",
                               azure + "/azureEntitlements",
                               azure + "/azureentitlements/" + pc::demo::azure_entitlement_id,
                               azure + "/utilizations/azure",
                               contoso + "/subscriptions/overage",
                               contoso + "/orders",
                               order,
                               order + "/activationlinks",
                               order + "/attachments",
                               order + "/provisioningstatus",
                               order + "/lineitems/0/activationlinks",
                               contoso + "/users",
                               ada,
                               ada + "/directoryroles",
                               ada + "/licenses",
                               contoso + "/directoryroles",
                               contoso + "/directoryroles/" + pc::demo::role_id + "/usermembers",
                               contoso + "/subscribedskus",
                               contoso + "/policies",
                               contoso + "/policies/" + pc::demo::policy_id,
                               contoso + "/deviceBatches",
                               contoso + "/deviceBatches/" + pc::demo::device_batch_id + "/devices",
                               contoso + "/offers",
                               contoso + "/offercategories",
                               contoso + "/servicerequests",
                               contoso + "/servicerequests/SR-1",
                               std::string("/v1/offers?country=US"),
                               std::string("/v1/offers/031C9E47-4802-4248-838E-778FB1D2CC05?country=US"),
                               std::string("/v1/offers/031C9E47-4802-4248-838E-778FB1D2CC05/addons?country=US"),
                               std::string("/v1/offercategories?country=US"),
                               std::string("/v1/invoices"),
                               invoice,
                               invoice + "/documents/statement",
                               invoice + "/receipts/" + pc::demo::receipt_id + "/documents/statement",
                               invoice + "/lineitems/OneTime/BillingLineItems?size=2",
                               std::string("/v1/invoices/summary"),
                               std::string("/v1/invoices/summaries"),
                               std::string("/v1/invoices/estimates/links?currencyCode=USD"),
                               std::string("/v1/auditrecords?startDate=2024-05-01"),
                               std::string("/v1/auditrecords/audit-1000"),
                               std::string("/v1/profiles/billing"),
                               std::string("/v1/profiles/legalbusiness?vettingVersion=Current"),
                               std::string("/v1/profiles/mpn"),
                               std::string("/v1/profiles/organization"),
                               std::string("/v1/profiles/support"),
                               std::string("/v1/servicerequests"),
                               std::string("/v1/servicerequests/SR-1"),
                               std::string("/v1/servicerequests/supporttopics"),
                               std::string("/webhooks/v1/registration/events")}) {
        auto const in = get(target);
        BOOST_TEST(in.status == 200u, target << ": " << in.status << ' ' << in.body);
        BOOST_TEST(!in.body.empty(), target);
    }
    BOOST_TEST(send("HEAD", "/v1/domains/contoso.onmicrosoft.com").status == 200u);
    BOOST_TEST(send("HEAD", "/v1/domains/free.onmicrosoft.com").status == 404u);
}

BOOST_AUTO_TEST_CASE(customers_are_filtered_by_their_name)
{
    auto const found = items<pc::customers::customer>(
        "/v1/customers?size=40&filter=%7B%22Field%22%3A%22CompanyName%22%2C%22Value%22%3A%22Con%22%2C%22Operator%22%3A"
        "%22starts_with%22%7D");
    BOOST_TEST(found.size() == 1u);
    BOOST_TEST(found.at(0).id.value() == pc::demo::customer_id);
}

BOOST_AUTO_TEST_CASE(a_new_customer_has_its_profiles)
{
    auto const in = send("POST", "/v1/customers",
                         R"({"Id":null,"CompanyProfile":{"Domain":"new.onmicrosoft.com","CompanyName":"New"},)"
                         R"("BillingProfile":{"CompanyName":"New","Culture":"en-US"}})");
    BOOST_TEST(in.status == 201u);
    auto const made = read<pc::customers::customer>(in);
    BOOST_TEST(!made.user_credentials->password->empty());
    auto const target = "/v1/customers/" + made.id.value();
    BOOST_TEST(read<pc::customer_billing_profile>(get(target + "/profiles/billing")).company_name.value() == "New");
    BOOST_TEST(get(target + "/profiles/company").status == 200u);
    BOOST_TEST(items<pc::subscriptions::subscription>(target + "/subscriptions").empty());
    BOOST_TEST(send("HEAD", "/v1/domains/new.onmicrosoft.com").status == 200u);
    BOOST_TEST(send("DELETE", target).status == 204u);
    BOOST_TEST(get(target + "/profiles/billing").status == 404u);
}

BOOST_AUTO_TEST_CASE(a_cart_becomes_an_order_and_its_lines_subscriptions)
{
    auto const cart = read<pc::carts::cart>(send(
        "POST", contoso + "/carts",
        R"({"LineItems":[{"CatalogItemId":"CFQ7TTC0LH18:0001:CFQ7TTC0K971","Quantity":3,"FriendlyName":"More"}]})"));
    auto const target = contoso + "/carts/" + cart.id.value();
    BOOST_TEST(get(target).status == 200u);
    auto const result = read<pc::carts::cart_checkout_result>(send("POST", target + "/checkout"));
    auto const& order = result.orders.value().at(0);
    auto const& line = order.line_items.value().at(0);
    auto const bought = read<pc::subscriptions::subscription>(get(contoso + "/subscriptions/" + *line.subscription_id));
    BOOST_TEST(bought.quantity.value() == 3);
    BOOST_TEST(bought.order_id.value() == order.id.value());
    BOOST_TEST(items<pc::subscriptions::subscription>(contoso + "/subscriptions?order_id=" + *order.id).size() == 1u);
    auto const status = contoso + "/orders/" + *order.id + "/provisioningstatus";
    using pc::orders::order_line_item_provisioning_status;
    BOOST_TEST(items<order_line_item_provisioning_status>(status).at(0).status.value() == "pending");
    BOOST_TEST(items<order_line_item_provisioning_status>(status).at(0).status.value() == "fulfilled");
    BOOST_TEST(get(target).status == 404u);
    BOOST_TEST(send("POST", target + "/checkout").status == 404u);
}

BOOST_AUTO_TEST_CASE(a_subscription_is_patched_under_its_tag)
{
    auto const before = read<pc::subscriptions::subscription>(get(seats));
    BOOST_TEST(send("PATCH", seats, R"({"Quantity":11})").status == 428u);
    auto const in = send("PATCH", seats, R"({"Quantity":11,"OfferName":null})",
                         {{"If-Match", '"' + before.attributes->etag.value() + '"'}});
    BOOST_TEST(in.status == 200u);
    auto const after = read<pc::subscriptions::subscription>(in);
    BOOST_TEST(after.quantity.value() == 11);
    BOOST_TEST(after.offer_name.value() == before.offer_name.value());
    BOOST_TEST(*after.attributes->etag != *before.attributes->etag);
}

BOOST_AUTO_TEST_CASE(a_new_commerce_subscription_has_no_tag_and_needs_none)
{
    auto const target = std::string("/v1/customers/") + pc::demo::other_customer_id + "/subscriptions/" +
                        pc::demo::new_commerce_subscription_id;
    auto const is_untagged = [](descry::response const& in) {
        BOOST_TEST(in.status == 200u);
        BOOST_TEST(find_header(in.headers, "ETag") == "");
        auto const shown = read<pc::subscriptions::subscription>(in);
        BOOST_TEST(shown.attributes->object_type.value() == "Subscription");
        BOOST_TEST(!shown.attributes->etag.has_value());
        return shown.quantity.value();
    };
    BOOST_TEST(is_untagged(get(target)) == 5);
    BOOST_TEST(is_untagged(send("PATCH", target, R"({"Quantity":7})")) == 7);
    BOOST_TEST(is_untagged(get(target)) == 7);
}

BOOST_AUTO_TEST_CASE(a_change_of_a_subscription_may_be_accepted_and_made_later)
{
    using pc::subscriptions::subscription, pc::subscriptions::subscription_key;
    using resource = pc::subscriptions::subscription_resource;
    under_test.job<resource, resource>(
        [&](subscription_key const& key, subscription const& wanted, subscription_key const&) {
            auto const before = under_test.stored<resource>(key).value();
            auto after = before;
            after.quantity = wanted.quantity;
            return std::vector{before, before, after};
        });
    auto const client = make_client();
    auto const changed = [&](char const* customer, char const* id) {
        auto const seats = client.customers().by_id(customer).subscriptions().by_id(id);
        auto const before = seats.get();
        auto after = before;
        ++after.quantity.value();
        BOOST_TEST((seats.try_patch(before, after).error() == descry::errc::accepted));
        BOOST_TEST((seats.try_modify([](subscription& s) { ++s.quantity.value(); }).error() == descry::errc::accepted));
        for (int state = 0; state != 2; ++state) (void)seats.get();  // until the one that stays, under its tag
        auto const now = seats.get();
        ++(after = now).quantity.value();
        auto const job = seats.start_patch(now, after).with({.initial_interval = std::chrono::milliseconds(1)});
        auto const stored = job.wait(std::chrono::seconds(30));
        BOOST_TEST(stored.quantity.value() == after.quantity.value());
        BOOST_TEST(seats.get().quantity.value() == after.quantity.value());
    };
    changed(pc::demo::other_customer_id, pc::demo::new_commerce_subscription_id);
    changed(pc::demo::customer_id, pc::demo::subscription_id);
}

BOOST_AUTO_TEST_CASE(a_registration_is_a_job)
{
    auto const in = send("POST", seats + "/registrations");
    BOOST_TEST(in.status == 202u);
    auto const where = "/v1" + std::string(find_header(in.headers, "Location"));
    BOOST_TEST(where == seats + "/registrationstatus");
    for (auto const* status : {"registering", "registering", "registered", "registered"})
        BOOST_TEST(read<pc::subscriptions::subscription_registration_status>(get(where)).status.value() == status);
}

BOOST_AUTO_TEST_CASE(devices_are_added_by_a_job)
{
    using namespace pc::devices_deployment;
    auto const in = send("POST", contoso + "/deviceBatches", R"({"BatchId":"new","Devices":[{"SerialNumber":"S-1"}]})");
    BOOST_TEST(in.status == 202u);
    auto const where = "/v1" + std::string(find_header(in.headers, "Location"));
    BOOST_TEST((read<batch_upload_details>(get(where)).status == device_upload_status_type::queued));
    BOOST_TEST((read<batch_upload_details>(get(where)).status == device_upload_status_type::processing));
    auto const done = read<batch_upload_details>(get(where));
    BOOST_TEST((done.status == device_upload_status_type::finished));
    BOOST_TEST(done.devices_status.value().at(0).serial_number.value() == "S-1");
    BOOST_TEST(items<device>(contoso + "/deviceBatches/new/devices").size() == 1u);
    BOOST_TEST(items<device_batch>(contoso + "/deviceBatches").size() == 2u);
    BOOST_TEST(send("POST", contoso + "/deviceBatches/new/devices", R"([{"SerialNumber":"S-2"}])").status == 202u);
    BOOST_TEST(items<device>(contoso + "/deviceBatches/new/devices").size() == 2u);
    BOOST_TEST(send("PATCH", contoso + "/DevicePolicyUpdates", R"({"Devices":[]})").status == 202u);
}

BOOST_AUTO_TEST_CASE(a_user_comes_gets_a_license_and_goes)
{
    using namespace pc::customer_users;
    auto const made = read<customer_user>(send(
        "POST", contoso + "/users", R"({"UserPrincipalName":"new@contoso.onmicrosoft.com","DisplayName":"Aaron"})"));
    auto const target = contoso + "/users/" + made.id.value();
    BOOST_TEST(
        items<customer_user>(contoso + "/users?sortField=DisplayName&sortDirection=Ascending").at(0).id.value() ==
        *made.id);
    BOOST_TEST(send("PATCH", target, R"({"UsageLocation":"DE"})").status == 200u);
    auto const assigned = R"({"LicensesToAssign":[{"SkuId":")" + std::string(pc::demo::sku_id) + R"("}]})";
    BOOST_TEST(send("POST", target + "/licenseupdates", assigned).status == 201u);
    BOOST_TEST(items<license>(target + "/licenses").size() == 1u);
    auto const skus = items<pc::subscribed_skus::subscribed_sku>(contoso + "/subscribedskus?licenseGroupIds=Group1");
    BOOST_TEST(skus.at(0).available_units.value() == 9);
    BOOST_TEST(items<pc::subscribed_skus::subscribed_sku>(contoso + "/subscribedskus?licenseGroupIds=Group2").empty());
    auto const members = contoso + "/directoryroles/" + pc::demo::role_id + "/usermembers";
    BOOST_TEST(send("POST", members, R"({"Id":")" + *made.id + R"("})").status == 201u);
    BOOST_TEST(send("POST", members, R"({"Id":")" + *made.id + R"("})").status == 409u);
    BOOST_TEST(send("DELETE", members + '/' + *made.id).status == 204u);
    BOOST_TEST(send("DELETE", target).status == 204u);
    BOOST_TEST(get(target).status == 404u);
}

BOOST_AUTO_TEST_CASE(the_lines_of_an_invoice_come_in_pages_and_add_up)
{
    std::string target =
        std::string("/v1/invoices/") + pc::demo::invoice_id +
        "/lineitems?provider=onetime&invoiceLineItemType=billinglineitems&currencyCode=usd&period=current"
        "&size=2000";
    descry::decimal total;
    std::size_t lines = 0, pages = 0;
    std::vector<descry::header> headers;
    for (; !target.empty(); ++pages) {
        BOOST_REQUIRE(pages != 100);
        auto const page = read<pc::collection<pc::invoices::line_item>>(send("GET", target, {}, headers));
        for (auto const& each : page.items.value()) {
            total += std::get<pc::invoices::one_time_invoice_line_item>(each).total_for_customer.value();
            ++lines;
        }
        auto const& next = page.links->next;
        target = next ? "/v1" + next->uri.value() : "";
        if (next) headers = {{next->headers->at(0).key.value(), next->headers->at(0).value.value()}};
    }
    BOOST_TEST(pages == 5u);
    BOOST_TEST(lines == pc::demo::invoice_lines);
    auto const invoice = read<pc::invoices::invoice>(get(std::string("/v1/invoices/") + pc::demo::invoice_id));
    BOOST_TEST((total == invoice.total_charges.value()));
}

BOOST_AUTO_TEST_CASE(what_no_invoice_has_yet_is_selected_by_its_kind)
{
    auto const ask = [&](std::string provider, std::string type) {
        return items<pc::invoices::line_item>("/v1/invoices/unbilled/lineitems?provider=" + provider +
                                              "&invoiceLineItemType=" + type +
                                              "&currencyCode=usd&period=current&size=2000")
            .size();
    };
    BOOST_TEST(ask("onetime", "billinglineitems") == 20u);
    BOOST_TEST(ask("marketplace", "usagelineitems") == 31u);
    BOOST_TEST(ask("office", "billinglineitems") == 0u);
}

BOOST_AUTO_TEST_CASE(files_are_attached_to_an_order)
{
    auto const order = contoso + "/orders/" + pc::demo::order_id;
    auto const in =
        under_test({"POST",
                    "",
                    order + "/attachment",
                    {{"Authorization", "Bearer " + user}, {"Content-Type", "multipart/form-data; boundary=b"}},
                    "--b\r\nContent-Disposition: form-data; name=POFiles; filename=po.pdf\r\n"
                    "Content-Type: application/pdf\r\n\r\n%PDF\r\n--b--"});
    BOOST_TEST(in.status == 201u);
    auto const attached = items<pc::orders::order_attachment>(order + "/attachments");
    BOOST_TEST(attached.at(0).file_name.value() == "po.pdf");
    auto const file = get(order + "/attachment/" + attached.at(0).attachment_id.value());
    BOOST_TEST(file.body == "%PDF");
    BOOST_TEST(find_header(file.headers, "Content-Type") == "application/pdf");
}

BOOST_AUTO_TEST_CASE(a_webhook_is_registered_and_tested)
{
    using namespace pc::webhooks;
    std::string const target = "/webhooks/v1/registration";
    BOOST_TEST(send("POST", target + "/validationEvents").status == 404u);
    BOOST_TEST(send("POST", target, R"({"WebhookUrl":"https://a.test","WebhookEvents":["invoice-ready"]})").status ==
               201u);
    BOOST_TEST(send("POST", target, R"({"WebhookUrl":"https://b.test"})").status == 409u);
    BOOST_TEST(send("PUT", target, R"({"WebhookUrl":"https://b.test"})").status == 200u);
    BOOST_TEST(read<webhook_registration>(get(target)).webhook_url.value() == "https://b.test");
    auto const sent = read<webhook_validation_event>(send("POST", target + "/validationEvents"));
    auto const event = target + "/validationEvents/" + sent.correlation_id.value();
    BOOST_TEST(read<webhook_validation_event>(get(event)).status.value() == "processing");
    BOOST_TEST(read<webhook_validation_event>(get(event)).status.value() == "completed");
}

BOOST_AUTO_TEST_CASE(the_other_actions_do_something)
{
    using namespace pc::subscriptions;
    BOOST_TEST(read<subscription_activation_result>(send("POST", seats + "/activate")).status.value() == "Success");
    BOOST_TEST(send("POST", contoso + "/subscriptions/00000000-0000-0000-0000-000000000404/activate").status == 404u);
    auto const trial = std::string("/v1/customers/") + pc::demo::other_customer_id + "/subscriptions/" +
                       pc::demo::trial_subscription_id;
    BOOST_TEST(send("POST", trial + "/conversions", R"({"OfferId":"a","TargetOfferId":"b","Quantity":7})").status ==
               201u);
    BOOST_TEST(read<pc::subscriptions::subscription>(get(trial)).is_trial.value() == false);
    BOOST_TEST(send("POST", seats + "/upgrades", R"({"TargetOffer":{"Id":"c"},"UpgradeType":"upgrade_only"})").status ==
               201u);
    BOOST_TEST(read<pc::subscriptions::subscription>(get(seats)).offer_id.value() == "c");
    auto const moved = read<transition>(send("POST", seats + "/transitions", R"({"ToCatalogItemId":"d"})"));
    BOOST_TEST(items<transition>(seats + "/transitions?operationId=" + moved.operation_id.value()).size() == 1u);
    auto const entitlement = contoso + "/subscriptions/" + pc::demo::azure_subscription_id + "/azureEntitlements/" +
                             pc::demo::azure_entitlement_id;
    BOOST_TEST(send("POST", entitlement + "/cancel", R"({"CancellationReason":"none"})").status == 200u);
    BOOST_TEST(read<azure_entitlement>(get(entitlement)).status.value() == "cancelled");
    auto const overage = contoso + "/subscriptions/overage";
    BOOST_TEST(
        send("PUT", overage,
             R"({"AzureEntitlementId":")" + std::string(pc::demo::azure_entitlement_id) + R"(","OverageEnabled":true})")
            .status == 200u);
    BOOST_TEST(items<pc::subscriptions::overage>(overage).at(0).overage_enabled.value());
    auto const asked =
        read<pc::service_requests::service_request>(send("POST", "/v1/servicerequests/en-US", R"({"Title":"Help"})"));
    BOOST_TEST(
        read<pc::service_requests::service_request>(get("/v1/servicerequests/" + asked.id.value())).title.value() ==
        "Help");
    BOOST_TEST(send("POST", contoso + "/verifieddomain", R"({"VerifiedDomainName":"mine.example.com"})").status ==
               201u);
    BOOST_TEST(send("POST", contoso + "/agreements", R"({"Type":"MicrosoftCloudAgreement"})").status == 201u);
    BOOST_TEST(items<pc::agreements::agreement>(contoso + "/agreements?agreementType=MicrosoftCloudAgreement").size() ==
               1u);
}

BOOST_AUTO_TEST_CASE(papers_go_up_and_come_back_over_a_client)
{
    auto const partner = make_client();
    auto const order = partner.customers().by_id(pc::demo::customer_id).orders().by_id(pc::demo::order_id);
    pc::orders::attachment_metadata about;
    about.currency = "USD";
    descry::multipart form;
    form.file("POFiles", "order 1.pdf", "%PDF\x80", "application/pdf").json("metadata", about);
    auto const stored = order.attachments().upload_form().upload(form).items.value();
    BOOST_REQUIRE(stored.size() == 1u);
    BOOST_TEST(stored[0].file_name.value() == "order 1.pdf");

    descry::text_sink sink(10000);
    auto const back = order.attachments().by_id(stored[0].attachment_id.value()).download(sink);
    BOOST_TEST(back.content_type == "application/pdf");
    BOOST_TEST(sink.text() == "%PDF\x80");
    auto const statement = partner.invoices().by_id(pc::demo::invoice_id).statement().download(sink);
    BOOST_TEST(statement.size == sink.text().size());
    BOOST_TEST(sink.text().starts_with("%PDF"));
}

BOOST_AUTO_TEST_SUITE_END()
