// partner: definitions of the functions of partner.hpp.
#pragma once

#include <descry/model/random_guid.hpp>

#include <partner_center/emulator/ids.hpp>
#include <partner_center/emulator/partner.hpp>
#include <partner_center/emulator/seed.hpp>
#include <partner_center/profiles/resources.hpp>
#include <partner_center/service_requests/resources.hpp>
#include <partner_center/webhooks/resources.hpp>

#include <string>
#include <utility>
#include <vector>

namespace partner_center::demo {

namespace detail {

DESCRY_DECL void seed_profiles(descry::testing::emulator& to)
{
    using namespace profiles;
    std::string const address = R"({
        "country": "US",
        "city": "Bellevue",
        "state": "WA",
        "addressLine1": "2 Main Street",
        "postalCode": "98004"
    })";
    std::string const contact = R"({
        "firstName": "Pat",
        "lastName": "Ner",
        "email": "pat@partner.example.com"
    })";
    to.seed_json<billing_profile_resource>({}, filled({{"address", address}, {"contact", contact}}, R"({
            "companyName": "Demo Partner",
            "address": {address},
            "primaryContact": {contact},
            "billingDay": 1,
            "billingCurrency": "USD",
            "profileType": "billing_profile"
        })"));
    to.seed_json<legal_business_profile_resource>({}, filled({{"address", address}, {"contact", contact}}, R"({
            "companyName": "Demo Partner",
            "address": {address},
            "primaryContact": {contact},
            "vettingStatus": "authorized",
            "profileType": "legal_business_profile"
        })"));
    to.seed_json<mpn_profile_resource>({}, R"({
            "partnerName": "Demo Partner",
            "mpnId": "4847383",
            "profileType": "mpn_profile"
        })");
    to.seed_json<organization_profile_resource>({}, filled({{"tenant", tenant}, {"address", address}}, R"({
            "id": "{tenant}",
            "companyName": "Demo Partner",
            "defaultAddress": {address},
            "tenantId": "{tenant}",
            "domain": "partner.example.com",
            "email": "pat@partner.example.com",
            "language": "en",
            "culture": "en-US",
            "profileType": "organization_profile"
        })"));
    to.seed_json<support_profile_resource>({}, R"({
            "email": "help@partner.example.com",
            "telephone": "4255550101",
            "website": "https://partner.example.com",
            "profileType": "support_profile"
        })");
}

DESCRY_DECL void seed_service_requests(descry::testing::emulator& to)
{
    using namespace service_requests;
    std::string const request = R"({
        "id": "SR-1",
        "title": "Cannot sign in",
        "description": "Since Monday",
        "severity": "critical",
        "supportTopicId": "T-1",
        "supportTopicName": "Sign-in",
        "status": "open",
        "createdDate": "2024-05-20T08:00:00Z",
        "countryCode": "US"
    })";
    to.seed_json<service_request_resource>({"SR-1"}, request);
    to.seed_json<service_request_resource>({"SR-2"},
                                           R"({
                                               "id": "SR-2",
                                               "title": "A bill",
                                               "severity": "minimal",
                                               "status": "closed"
                                           })");
    to.seed_json<customer_service_request_resource>({customer_id, "SR-1"}, request);
    to.seed_json<support_topics_resource>({}, R"({
            "items": [{"id": "T-1", "name": "Sign-in", "description": "Accounts and passwords"}]
        })");
}

/// Reports the delivery of a test event, once it was requested.
DESCRY_DECL webhooks::webhook_validation_event send_test_event(descry::testing::emulator& to)
{
    using namespace webhooks;
    auto const registered = to.stored<webhook_registration_resource>({});
    if (!registered)
        throw descry::testing::fault(descry::testing::refusal::unknown_key, "There is no registration to test.");
    webhook_validation_event sent;
    sent.correlation_id = descry::random_guid();
    std::vector<webhook_validation_event> states(2, sent);
    for (auto& each : states) {
        each.partner_id = tenant;
        each.callback_url = registered->webhook_url;
    }
    states[0].status = "processing";
    states[1].status = "completed";
    states[1].results.emplace().emplace_back().response_code = "OK";
    to.seed_states<webhook_validation_event_resource>({*sent.correlation_id}, std::move(states));
    return sent;
}

}  // namespace detail

DESCRY_DECL void seed_partner(descry::testing::emulator& to)
{
    detail::seed_profiles(to);
    detail::seed_service_requests(to);
    to.seed<webhooks::webhook_events_resource>(
        {}, {"test-created", "subscription-updated", "invoice-ready", "order-completed"});
}

DESCRY_DECL void act_on_partner(descry::testing::emulator& to)
{
    to.on<webhooks::webhook_validation_events_resource>(
        [&to](descry::nothing const&) { return detail::send_test_event(to); });
}

}  // namespace partner_center::demo
