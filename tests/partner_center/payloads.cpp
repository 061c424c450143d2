#include <boost/test/unit_test.hpp>

#include <descry/json.hpp>

#include <partner_center/audit_records/audit_record.hpp>
#include <partner_center/carts/cart.hpp>
#include <partner_center/carts/checkout_result.hpp>
#include <partner_center/collection.hpp>
#include <partner_center/customer_users/customer_user.hpp>
#include <partner_center/customers/customer.hpp>
#include <partner_center/devices_deployment/batch_upload_details.hpp>
#include <partner_center/devices_deployment/configuration_policy.hpp>
#include <partner_center/invoices/invoice.hpp>
#include <partner_center/invoices/invoice_summary.hpp>
#include <partner_center/orders/order.hpp>
#include <partner_center/service_requests/service_request.hpp>
#include <partner_center/subscriptions/subscription.hpp>
#include <partner_center/subscriptions/upgrade.hpp>
#include <partner_center/utilization/azure_utilization_record.hpp>
#include <partner_center/webhooks/webhook_registration.hpp>

#include <string>
#include <string_view>

namespace pc = partner_center;

namespace {

// Answers in the shape that the service gives them, each member where its model writes it.
constexpr std::string_view page_of_customers =
    R"({"totalCount":2,"items":[{"id":"4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04","commerceId":"",)"
    R"("companyProfile":{"tenantId":"4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04","domain":"harbour.onmicrosoft.com",)"
    R"("companyName":"Harbour & Sons",)"
    R"("links":{"self":{"uri":"/customers/4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04/profiles/company","method":"GET",)"
    R"("headers":[]}},"attributes":{"objectType":"CustomerCompanyProfile"}},"relationshipToPartner":"reseller",)"
    R"("allowDelegatedAccess":true,"customDomains":["harbour.example"],"attributes":{"objectType":"Customer"}},)"
    R"({"id":"b44bb1fb-c595-45b0-9e01-d657365580a4",)"
    R"("companyProfile":{"tenantId":"b44bb1fb-c595-45b0-9e01-d657365580a4","domain":"mill.onmicrosoft.com",)"
    R"("companyName":"Mühle","organizationRegistrationNumber":"1234567890",)"
    R"("attributes":{"objectType":"CustomerCompanyProfile"}},"billingProfile":null,"relationshipToPartner":"none",)"
    R"("userCredentials":{"userName":"admin","password":"not one"},"associatedPartnerId":"4391227"}],)"
    R"("links":{"self":{"uri":"/customers?size=2","method":"GET","headers":[]},)"
    R"("next":{"uri":"/customers?seekOperation=Next","method":"GET","headers":[{"key":"MS-ContinuationToken",)"
    R"("value":"AAAA+/=="}]}},"attributes":{"objectType":"Collection"}})";

constexpr std::string_view subscription =
    R"({"id":"83ef9d05-4169-4ef9-9657-0e86b1eab1de","entitlementId":null,)"
    R"("offerId":"CFQ7TTC0LH16:0001:CFQ7TTC0K971","offerName":"Business","friendlyName":"Seats",)"
    R"("productType":{"id":"OnlineServicesNCE","displayName":"New commerce","subType":{"id":"a",)"
    R"("displayName":"b"}},"quantity":25,"unitType":"Licenses","creationDate":"2023-01-11T08:41:02.6471341Z",)"
    R"("effectiveStartDate":"2023-01-11T00:00:00Z","commitmentEndDate":"2024-01-10T00:00:00",)"
    R"("cancellationAllowedUntilDate":"2023-01-18T08:41:02.64+00:00","status":"active","autoRenewEnabled":true,)"
    R"("billingType":"license","billingCycle":"annual","hasPurchasableAddons":false,"isTrial":false,)"
    R"("actions":["edit","cancel"],"termDuration":"P1Y","refundOptions":[{"type":"Full",)"
    R"("expiresAt":"2023-01-18T08:41:02Z"}],"isMicrosoftProduct":true,"partnerId":"4391227",)"
    R"("links":{"product":{"uri":"/products/CFQ7TTC0LH16?country=DE","method":"GET","headers":[]},)"
    R"("self":{"uri":"/customers/x/subscriptions/y","method":"GET","headers":[]}},)"
    R"("refundableQuantity":{"totalQuantity":25,"details":[{"quantity":25,)"
    R"("allowedUntilDateTime":"2023-01-18T08:41:02Z"}]},)"
    R"("scheduledNextTermInstructions":{"product":{"productId":"CFQ7TTC0LH16","skuId":"0001",)"
    R"("availabilityId":"CFQ7TTC0K971","billingCycle":"monthly","termDuration":"P1M"},"quantity":20,)"
    R"("customTermEndDate":null},"orderId":"9e1f7c24d0b1","contractType":"subscription",)"
    R"("attributes":{"etag":"\"a35c2b7d-0000-0d00-0000-5f0c00000000\"","objectType":"Subscription"}})";

constexpr std::string_view upgrade =
    R"({"targetOffer":{"id":"796b6b5f-613c-4e24-a17c-eba730d49c02","name":"Plan E3","minimumQuantity":1,)"
    R"("maximumQuantity":2147483647,"billing":"license","supportedBillingCycles":["monthly","annual"],)"
    R"("links":{"learnMore":{"uri":"http://example.com/plan","method":"GET"}}},"upgradeType":"upgrade_only",)"
    R"("isEligible":false,"quantity":5,"upgradeErrors":[{"code":2,"description":"The subscription is not active.",)"
    R"("additionalDetails":null}],"attributes":{"objectType":"Upgrade"}})";

constexpr std::string_view order =
    R"({"id":"9e1f7c24d0b1","alternateId":"9e1f7c24d0b1",)"
    R"("referenceCustomerId":"4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04","billingCycle":"one_time","currencyCode":"EUR",)"
    R"("currencySymbol":"€","lineItems":[{"lineItemNumber":0,"offerId":"DZH318Z0BQ3Q:0001:DZH318Z0DJB7",)"
    R"("termDuration":"P1Y","renewsTo":{"termDuration":"P3Y"},"friendlyName":"Reserved","quantity":2,)"
    R"("pricing":{"listPrice":120.50,"discountedPrice":100.0,"price":100.0,"extendedPrice":200.00},)"
    R"("additionalPartnerIdsOnRecord":["1","2"],"provisioningContext":{"duration":"1Year","scope":"shared",)"
    R"("subscriptionId":"a3b1"},"links":{"sku":{"uri":"/products/DZH318Z0BQ3Q/skus/0001?country=DE","method":"GET",)"
    R"("headers":[]},"activationLinks":{"uri":"/x","method":"GET"}}}],)"
    R"("creationDate":"2023-02-01T12:00:00.1234567+02:00","status":"completed","transactionType":"UserPurchase",)"
    R"("links":{"provisioningStatus":{"uri":"/customers/x/orders/9e1f7c24d0b1/provisioningstatus","method":"GET",)"
    R"("headers":[]},"self":{"uri":"/customers/x/orders/9e1f7c24d0b1","method":"GET","headers":[]}},)"
    R"("totalPrice":200.00,"client":{},"attributes":{"etag":"eyJpZCI6IjllMSJ9","objectType":"Order"}})";

constexpr std::string_view cart =
    R"({"id":"3a5c1a5c-9d1d-44bb-a2d0-4ce7a3e0ad40","creationTimestamp":"2023-03-15T17:15:01.3950000Z",)"
    R"("lastModifiedTimestamp":"2023-03-15T17:15:01.395Z","expirationTimestamp":"2023-03-22T17:15:01.3953437Z",)"
    R"("lastModifiedUser":"2713ea8c-6a5f-4f0a-b2ba-5c8bd1d1a7a1","lineItems":[{"id":0,)"
    R"("catalogItemId":"DG7GMGF0DWTL:0001:DG7GMGF0DSJB","friendlyName":"Line","quantity":1,"currencyCode":"USD",)"
    R"("billingCycle":"one_time","participants":[{"key":"transaction_reseller","value":"5357564"},{"key":"broker",)"
    R"("value":"1"}],"provisioningContext":{"scope":"shared"},"orderGroup":"0","addonItems":[{"id":"1",)"
    R"("catalogItemId":"DG7GMGF0DWTM:0002:DG7GMGF0DSJC","quantity":4,"billingCycle":"none"}],)"
    R"("renewsTo":{"termDuration":"P1M"},"error":{"errorCode":"subscription_is_not_enabled_for_r_i",)"
    R"("errorDescription":"Register it first.","additionalInformation":{"ids":[1,2],"why":null}}}],)"
    R"("status":"Active","links":{"self":{"uri":"/customers/x/carts/3a5c","method":"GET","headers":[]}},)"
    R"("attributes":{"objectType":"Cart"}})";

constexpr std::string_view checkout =
    R"({"orders":[{"id":"f76c6b7f449d","lineItems":[{"lineItemNumber":0,"quantity":1}],"status":"pending"}],)"
    R"("orderErrors":[{"orderGroupId":"1","code":800030,"description":"There is not enough of it."}],)"
    R"("attributes":{"objectType":"CartCheckoutResult"}})";

constexpr std::string_view invoice =
    R"({"id":"G000024135","invoiceDate":"2023-02-08T00:00:00Z","billingPeriodStartDate":"2023-01-01T00:00:00Z",)"
    R"("billingPeriodEndDate":"2023-01-31T23:59:59.9999999Z","totalCharges":79207.13,"paidAmount":0.0,)"
    R"("currencyCode":"EUR","currencySymbol":"€","pdfDownloadLink":"/invoices/G000024135/documents/statement",)"
    R"("taxReceipts":[{"id":"123456",)"
    R"("taxReceiptPdfDownloadLink":"/invoices/G000024135/receipts/123456/documents/statement"}],)"
    R"("invoiceDetails":[{"invoiceLineItemType":"billing_line_items","billingProvider":"one_time",)"
    R"("links":{"self":{"uri":"/invoices/G000024135/lineitems?provider=onetime","method":"GET","headers":[]}},)"
    R"("attributes":{"objectType":"InvoiceDetail"}}],"amendments":[{"id":"G000024136","totalCharges":-12.50,)"
    R"("documentType":"adjustment_note","amendsOf":"G000024135"}],"documentType":"invoice","invoiceType":"OneTime",)"
    R"("attributes":{"etag":"W/\"datetime'2023-02-08'\"","objectType":"Invoice"}})";

constexpr std::string_view summary =
    R"({"balanceAmount":9608.49,"currencyCode":"EUR","currencySymbol":"€",)"
    R"("accountingDate":"2023-05-29T20:27:22.6422937Z","lastPaymentDate":"0001-01-01T00:00:00",)"
    R"("lastPaymentAmount":0,"details":[{"invoiceType":"Recurring","summary":{"balanceAmount":9608.48,)"
    R"("currencyCode":"EUR"}},{"invoiceType":"OneTime","summary":{"balanceAmount":0.01,"currencyCode":"EUR"}}]})";

constexpr std::string_view user =
    R"({"id":"95794928-9abe-4548-8b43-50ffc20b9404","userPrincipalName":"ines@harbour.example","firstName":"Inês",)"
    R"("lastName":"Prado","displayName":"Inês Prado","passwordProfile":{"forceChangePassword":true,)"
    R"("password":null},"lastDirectorySyncTime":null,"userDomainType":"none","state":"inactive",)"
    R"("softDeletionTime":"2023-04-01T10:00:00.12Z","usageLocation":"PT","immutableId":"3a1",)"
    R"("attributes":{"objectType":"CustomerUser"}})";

constexpr std::string_view upload =
    R"({"batchTrackingId":"0ddf9c4c-5d5e-4d42-8d6b-b5b4a5a0f3ae","status":"finished_with_errors",)"
    R"("startedTime":"2023-05-02T09:00:00Z","completedTime":"2023-05-02T09:00:41.5Z",)"
    R"("devicesStatus":[{"deviceId":"1a2b","serialNumber":"R9-ZNP67","status":"finished",)"
    R"("attributes":{"objectType":"DeviceUploadDetails"}},{"serialNumber":"R9-ZNP68","productKey":null,)"
    R"("status":"cancelled_by_hand","errorCode":"806","errorDescription":"It is in use."}],)"
    R"("attributes":{"objectType":"BatchUploadDetails"}})";

constexpr std::string_view policy =
    R"({"id":"56edf752-ee77-4fd8-b7f5-df1f74a3a9ac","name":"Desks","category":"o_o_b_e","devicesAssignedCount":3,)"
    R"("policySettings":["oobe_user_not_local_admin","skip_eula"],"createdDate":"2023-07-25T18:09:33Z",)"
    R"("attributes":{"objectType":"ConfigurationPolicy"}})";

constexpr std::string_view audit_record =
    R"({"id":"1","partnerId":"p","customerId":"c","customerName":"Mühle",)"
    R"("userPrincipalName":"ines@harbour.example","applicationId":"a","resourceType":"granular_admin_relationship",)"
    R"("resourceNewValue":"{\"Id\":\"x\",\"Quantity\":5}",)"
    R"("operationType":"dap_admin_relationship_terminated_by_microsoft",)"
    R"("operationDate":"2023-06-01T07:00:00.3333333Z","operationStatus":"succeeded",)"
    R"("customizedData":[{"key":"OrderId","value":"9e1f7c24d0b1"}],"attributes":{"objectType":"AuditRecord"}})";

constexpr std::string_view utilization_record =
    R"({"usageStartTime":"2023-01-02T00:00:00-08:00","usageEndTime":"2023-01-03T00:00:00-08:00",)"
    R"("resource":{"id":"8c9d","name":"Compute hours","category":"Virtual machines","subcategory":"A1",)"
    R"("region":"EU West"},"quantity":11.600000,"unit":"Hours","infoFields":{},)"
    R"("instanceData":{"resourceUri":"/subscriptions/a/resourceGroups/b","location":"westeurope","partNumber":"",)"
    R"("orderNumber":"","tags":{"team":"web"},"additionalInfo":{"ServiceType":"Standard_A1"}},)"
    R"("attributes":{"objectType":"AzureUtilizationRecord"}})";

constexpr std::string_view service_request =
    R"({"id":"615061410000123","title":"Invoice","severity":"critical","status":"attention_needed",)"
    R"("organization":{"id":"p","name":"Partner"},"primaryContact":{"contactId":"1","lastName":"Prado",)"
    R"("firstName":"Inês"},"createdDate":"2023-06-01T07:00:00Z","lastClosedDate":"0001-01-01T00:00:00",)"
    R"("notes":[{"createdByName":"Support","createdDate":"2023-06-02T07:00:00Z","text":"Which?"}],)"
    R"("fileLinks":[{"id":"f","fileSize":5000000000}],"attributes":{"objectType":"ServiceRequest"}})";

template <class T>
T read(std::string_view text)
{
    return descry::read_json<T>(text).value();
}

// Every member is known to its model at any depth, and comes back as it was: in either casing, as a copy, through an
// object in which another one was.
template <class T>
void check_lossless(std::string_view text)
{
    auto value = descry::read_json<T>(text, {.unknown = descry::unknown_members::refused}).value();
    BOOST_TEST(descry::write_json(value) == text);

    auto const copy = value;
    auto const pascal = descry::write_json(value, {.names = descry::casing::pascal});
    BOOST_TEST(descry::read_json_into(pascal, value).has_value());
    BOOST_TEST((value == copy));
    BOOST_TEST(descry::write_json(value, {.names = descry::casing::pascal}) == pascal);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(payloads)

BOOST_AUTO_TEST_CASE(answers_come_back_as_they_were)
{
    check_lossless<pc::collection<pc::customers::customer>>(page_of_customers);
    check_lossless<pc::subscriptions::subscription>(subscription);
    check_lossless<pc::subscriptions::upgrade>(upgrade);
    check_lossless<pc::orders::order>(order);
    check_lossless<pc::carts::cart>(cart);
    check_lossless<pc::carts::cart_checkout_result>(checkout);
    check_lossless<pc::invoices::invoice>(invoice);
    check_lossless<pc::invoices::invoice_summary>(summary);
    check_lossless<pc::customer_users::customer_user>(user);
    check_lossless<pc::devices_deployment::batch_upload_details>(upload);
    check_lossless<pc::devices_deployment::configuration_policy>(policy);
    check_lossless<pc::audit_records::audit_record>(audit_record);
    check_lossless<pc::utilization::azure_utilization_record>(utilization_record);
    check_lossless<pc::service_requests::service_request>(service_request);
}

BOOST_AUTO_TEST_CASE(a_page_leads_to_the_next)
{
    auto const page = read<pc::collection<pc::customers::customer>>(page_of_customers);
    BOOST_TEST(page.total_count.value() == 2);
    BOOST_TEST(page.items->at(1).company_profile->company_name.value() == "M\u00FChle");
    BOOST_TEST(
        (page.items->at(1).relationship_to_partner.value() == pc::customers::customer_partner_relationship::none));
    auto const& header = page.links->next->headers->at(0);
    BOOST_TEST(header.key.value() == "MS-ContinuationToken");
    BOOST_TEST(header.value.value() == "AAAA+/==");
}

BOOST_AUTO_TEST_CASE(enumerators_are_read_as_numbers_too)
{
    namespace sr = pc::service_requests;
    auto request = read<sr::service_request>(R"({"severity":2,"status":1})");
    BOOST_TEST((request.severity.value() == sr::service_request_severity::moderate));
    BOOST_TEST((request.status.value() == sr::service_request_status::open));
    BOOST_TEST(descry::write_json(request) == R"({"severity":2,"status":1})");
    request.severity = sr::service_request_severity::moderate;
    BOOST_TEST(descry::write_json(request) == R"({"severity":"moderate","status":1})");
}

BOOST_AUTO_TEST_CASE(the_codes_of_upgrades_are_written_as_numbers)
{
    namespace su = pc::subscriptions;
    auto error = read<su::upgrade_error>(R"({"code":"SubscriptionStatusNotActive"})");
    BOOST_TEST((error.code.value() == su::upgrade_error_code::subscription_status_not_active));
    BOOST_TEST(descry::write_json(error) == R"({"code":"SubscriptionStatusNotActive"})");
    error.code = su::upgrade_error_code::subscription_status_not_active;
    BOOST_TEST(descry::write_json(error) == R"({"code":2})");
}

BOOST_AUTO_TEST_CASE(an_id_is_a_number_or_a_text_and_written_as_it_was_read)
{
    auto const line = read<pc::carts::cart>(cart).line_items->at(0);
    BOOST_TEST(line.id->is_number());
    BOOST_TEST(line.id->text() == "0");
    BOOST_TEST((line.id == pc::number_or_text(0)));
    BOOST_TEST((line.id != pc::number_or_text("0")));
    BOOST_TEST(!line.addon_items->at(0).id->is_number());
    BOOST_TEST(descry::write_json(pc::number_or_text("a\"b")) == R"("a\"b")");
}

BOOST_AUTO_TEST_CASE(an_enumerator_that_nobody_knew_is_kept)
{
    auto const read_cart = read<pc::carts::cart>(cart);
    auto const& participants = read_cart.line_items->at(0).participants.value();
    BOOST_TEST((participants[0].key.value() == pc::carts::participant_type::transaction_reseller));
    BOOST_TEST(!participants[1].key->known());
    BOOST_TEST(participants[1].key->text() == "broker");
}

BOOST_AUTO_TEST_CASE(members_that_nobody_knew_are_kept_at_every_depth)
{
    constexpr std::string_view text =
        R"({"lineItems":[{"pricing":{"price":1.0,"rebate":0.10},"links":{"sku":{"uri":"/s","since":[1]}},"colour":"red"}],)"
        R"("links":{"cancel":{"uri":"/c"}},"attributes":{"objectType":"Order","shard":7},"paid":null})";
    auto const order_read = read<pc::orders::order>(text);
    BOOST_TEST(order_read.extras.find("paid") == "null");
    BOOST_TEST(order_read.line_items->at(0).pricing->extras.find("rebate") == "0.10");
    BOOST_TEST(descry::write_json(order_read) == text);
}

BOOST_AUTO_TEST_CASE(webhooks_are_in_pascal_case)
{
    constexpr std::string_view text =
        R"({"WebhookUrl":"https://partner.example/events","WebhookEvents":["subscription-updated","test-created"]})";
    auto const registration = read<pc::webhooks::webhook_registration>(text);
    BOOST_TEST(registration.webhook_events->at(1) == "test-created");
    BOOST_TEST(descry::write_json(registration, {.names = descry::casing::pascal}) == text);
}

BOOST_AUTO_TEST_SUITE_END()
