// subscriptions: definitions of the functions of subscriptions.hpp.
#pragma once

#include <descry/model/random_guid.hpp>

#include <partner_center/emulator/ids.hpp>
#include <partner_center/emulator/seed.hpp>
#include <partner_center/emulator/subscriptions.hpp>
#include <partner_center/subscriptions/resources.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partner_center::demo {

namespace detail {

/// Seeds a subscription. `members` is an object with the members that differ between subscriptions.
DESCRY_DECL void seed_subscription(descry::testing::emulator& to, std::string const& customer, std::string const& id,
                                   std::string_view members, bool tagged = true)
{
    using namespace subscriptions;
    auto seeded = written<subscription>(
        filled({{"id", id}, {"customer", customer}, {"members", members.substr(1, members.size() - 2)}}, R"({
            "id": "{id}",
            "status": "active",
            "contractType": "subscription",
            "creationDate": "2024-01-15T00:00:00Z",
            "effectiveStartDate": "2024-01-15T00:00:00Z",
            "commitmentEndDate": "2025-01-14T00:00:00Z",
            "autoRenewEnabled": true,
            "links": {"self": {"uri": "/customers/{customer}/subscriptions/{id}", "method": "GET", "headers": []}},
            "attributes": {"objectType": "Subscription"},
            {members}
        })"));
    if (tagged)
        to.seed<subscription_resource>({customer, id}, std::move(seeded));
    else
        to.seed_untagged<subscription_resource>({customer, id}, std::move(seeded));
    to.seed_json<subscription_registration_status_resource>(
        {customer, id}, filled({{"id", id}}, R"({"subscriptionId": "{id}", "status": "notregistered"})"));
    to.seed_json<subscription_provisioning_status_resource>(
        {customer, id}, filled({{"sku_id", sku_id}}, R"({"skuId": "{sku_id}", "status": "success", "quantity": 10})"));
    to.seed_json<support_contact_resource>({customer, id}, filled({{"tenant", tenant}}, R"({
        "supportTenantId": "{tenant}",
        "supportMpnId": "4847383",
        "name": "Demo Partner"
    })"));
    to.seed<subscription_activation_links_resource>({customer, id});
}

DESCRY_DECL subscriptions::transition begin_transition(descry::testing::emulator& to,
                                                       subscriptions::subscription_key const& key,
                                                       subscriptions::transition made)
{
    made.operation_id = descry::random_guid();
    made.from_subscription_id = key.subscription_id;
    if (!made.to_subscription_id) made.to_subscription_id = descry::random_guid();
    made.events.emplace().emplace_back();
    made.events->back().name = "Conversion";
    made.events->back().status = "Completed";
    add_to<subscriptions::subscription_transitions_resource>(to, key, made);
    return made;
}

DESCRY_DECL subscriptions::conversion_result convert(descry::testing::emulator& to,
                                                     subscriptions::subscription_key const& key,
                                                     subscriptions::conversion const& requested)
{
    to.change<subscriptions::subscription_resource>(key, [&](subscriptions::subscription& trial) {
        trial.offer_id = requested.target_offer_id;
        if (requested.quantity) trial.quantity = requested.quantity;
        trial.is_trial = false;
    });
    subscriptions::conversion_result out;
    out.subscription_id = key.subscription_id;
    out.offer_id = requested.offer_id;
    out.target_offer_id = requested.target_offer_id;
    return out;
}

DESCRY_DECL subscriptions::upgrade_result upgrade(descry::testing::emulator& to,
                                                  subscriptions::subscription_key const& key,
                                                  subscriptions::upgrade const& requested)
{
    subscriptions::upgrade_result out;
    out.source_subscription_id = key.subscription_id;
    out.target_subscription_id = key.subscription_id;
    out.upgrade_type = requested.upgrade_type;
    to.change<subscriptions::subscription_resource>(key, [&](subscriptions::subscription& upgraded) {
        if (requested.target_offer) upgraded.offer_id = requested.target_offer->id;
        if (requested.target_offer) upgraded.offer_name = requested.target_offer->name;
    });
    return out;
}

DESCRY_DECL subscriptions::overage set_overage(descry::testing::emulator& to, customer_key const& key,
                                               subscriptions::overage requested)
{
    auto all = to.stored<subscriptions::overages_resource>(key).value_or(collection<subscriptions::overage>());
    if (!all.items) all.items.emplace();
    std::erase_if(*all.items,
                  [&](auto const& each) { return each.azure_entitlement_id == requested.azure_entitlement_id; });
    all.items->push_back(requested);
    to.seed<subscriptions::overages_resource>(key, std::move(all));
    return requested;
}

}  // namespace detail

DESCRY_DECL void seed_subscriptions(descry::testing::emulator& to)
{
    using namespace subscriptions;
    detail::seed_subscription(to, customer_id, subscription_id, filled({{"order_id", order_id}}, R"({
                                  "orderId": "{order_id}",
                                  "offerId": "031C9E47-4802-4248-838E-778FB1D2CC05",
                                  "offerName": "Microsoft 365 Business Premium",
                                  "friendlyName": "Seats",
                                  "quantity": 10,
                                  "unitType": "license",
                                  "billingType": "license",
                                  "billingCycle": "monthly",
                                  "partnerId": "4847383",
                                  "termDuration": "P1Y"
                              })"));
    detail::seed_subscription(to, customer_id, azure_subscription_id, filled({{"order_id", order_id}}, R"({
                                  "orderId": "{order_id}",
                                  "offerId": "DZH318Z0BPS6:0001",
                                  "offerName": "Azure plan",
                                  "friendlyName": "Azure",
                                  "quantity": 1,
                                  "billingType": "usage",
                                  "billingCycle": "one_time"
                              })"));
    detail::seed_subscription(to, other_customer_id, trial_subscription_id,
                              R"({
                                  "offerId": "A0DA3F3E-3D57-41A2-9E52-E5D1C5E5D5A6",
                                  "offerName": "Microsoft 365 Trial",
                                  "friendlyName": "Trial",
                                  "quantity": 25,
                                  "billingType": "license",
                                  "isTrial": true
                              })");
    detail::seed_subscription(to, other_customer_id, new_commerce_subscription_id,
                              R"({
            "offerId": "CFQ7TTC0LH18:0001:CFQ7TTC0K971",
            "offerName": "Microsoft 365 Business Basic",
            "friendlyName": "Basic",
            "quantity": 5,
            "unitType": "Licenses",
            "billingType": "license",
            "billingCycle": "monthly",
            "termDuration": "P1Y",
            "isTrial": false,
            "productType": {"id": "OnlineServicesNCE", "displayName": "OnlineServicesNCE"}
        })",
                              false);

    to.seed_json<azure_entitlement_resource>(
        {customer_id, azure_subscription_id, azure_entitlement_id},
        filled({{"azure_entitlement_id", azure_entitlement_id}, {"azure_subscription_id", azure_subscription_id}}, R"({
            "id": "{azure_entitlement_id}",
            "status": "active",
            "friendlyName": "Production",
            "subscriptionId": "{azure_subscription_id}"
        })"));
    to.seed_json<overages_resource>({customer_id}, filled({{"azure_entitlement_id", azure_entitlement_id}}, R"({
                                        "items": [
                                            {
                                                "azureEntitlementId": "{azure_entitlement_id}",
                                                "partnerId": "4847383",
                                                "type": "PhysicalUnits",
                                                "overageEnabled": false
                                            }
                                        ]
                                    })"));
    to.seed_json<subscription_conversions_resource>({other_customer_id, trial_subscription_id},
                                                    R"({
            "items": [
                {
                    "offerId": "A0DA3F3E-3D57-41A2-9E52-E5D1C5E5D5A6",
                    "targetOfferId": "031C9E47-4802-4248-838E-778FB1D2CC05",
                    "quantity": 25,
                    "billingCycle": "monthly"
                }
            ]
        })");
    to.seed_json<subscription_upgrades_resource>({customer_id, subscription_id},
                                                 R"({
            "items": [
                {
                    "targetOffer": {"id": "796B6B5F-613C-4E24-A17C-EBA730D49C02", "name": "Microsoft 365 E3"},
                    "upgradeType": "upgrade_only",
                    "isEligible": true,
                    "quantity": 10
                }
            ]
        })");
    to.seed_json<subscription_transition_eligibilities_resource>({customer_id, subscription_id},
                                                                 R"({
            "items": [
                {
                    "catalogItemId": "CFQ7TTC0LCHC:0002:CFQ7TTC0K971",
                    "title": "Microsoft 365 E3",
                    "quantity": 10,
                    "eligibilities": [{"isEligible": true, "transitionType": "transition_only"}]
                }
            ]
        })");
}

DESCRY_DECL void act_on_subscriptions(descry::testing::emulator& to)
{
    using namespace subscriptions;
    to.on<subscription_activation_resource>([&to](subscription_key const& key) {
        to.change<subscription_resource>(key, [](subscription& s) { s.status = subscription_status::active; });
        subscription_activation_result out;
        out.subscription_id = key.subscription_id;
        out.status = "Success";
        return out;
    });
    to.on<azure_entitlement_cancellation_resource>(
        [&to](azure_entitlement_key const& key, azure_entitlement_cancellation_request_content const&) {
            to.change<azure_entitlement_resource>(key, [](azure_entitlement& e) { e.status = "cancelled"; });
            return to.stored<azure_entitlement_resource>(key).value();
        });
    to.job<subscription_registrations_resource, subscription_registration_status_resource>(
        [](subscription_key const& key, subscription_key const&) {
            std::vector<subscription_registration_status> out(3);
            for (auto& each : out) each.subscription_id = key.subscription_id;
            out[0].status = out[1].status = "registering";
            out[2].status = "registered";
            return out;
        });
    to.on<subscription_conversions_resource>([&to](subscription_key const& key, conversion const& requested) {
        return detail::convert(to, key, requested);
    });
    to.on<subscription_upgrades_resource>([&to](subscription_key const& key, subscriptions::upgrade const& requested) {
        return detail::upgrade(to, key, requested);
    });
    to.on<subscription_transitions_resource>([&to](subscription_key const& key, transition const& requested) {
        return detail::begin_transition(to, key, requested);
    });
    to.on<overage_resource>(
        [&to](customer_key const& key, overage const& requested) { return detail::set_overage(to, key, requested); });
}

}  // namespace partner_center::demo
