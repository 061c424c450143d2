// subscriptions: the chain below a customer's subscriptions.
#pragma once

#include <partner_center/chain/step.hpp>

namespace partner_center {

namespace subscriptions {

struct azure_entitlement_cancellation_resource;
struct azure_entitlement_resource;
struct azure_entitlements_resource;
struct overage_resource;
struct overages_resource;
struct subscription_activation_links_resource;
struct subscription_activation_resource;
struct subscription_add_ons_resource;
struct subscription_conversions_resource;
struct subscription_provisioning_status_resource;
struct subscription_registration_status_resource;
struct subscription_registrations_resource;
struct subscription_resource;
struct subscription_transition_eligibilities_resource;
struct subscription_transitions_resource;
struct subscription_upgrades_resource;
struct support_contact_resource;

}  // namespace subscriptions

namespace utilization {

struct azure_utilization_records_resource;

}  // namespace utilization

namespace chain {

struct azure_entitlement_step : step<3> {
    using step::step;
    PARTNER_CENTER_LINK(cancel, subscriptions::azure_entitlement_cancellation_resource)
};

struct azure_entitlements_step : step<2> {
    using step::step;
    PARTNER_CENTER_BY_ID(by_id, subscriptions::azure_entitlement_resource, azure_entitlement_step)
};

struct subscription_utilization_step : step<2> {
    using step::step;
    PARTNER_CENTER_LINK(azure, utilization::azure_utilization_records_resource)
};

/// One subscription: the resources below it, and actions that are called by `invoke()`.
struct subscription_step : step<2> {
    using step::step;
    subscription_utilization_step utilization() const { return below<subscription_utilization_step>(); }
    PARTNER_CENTER_LINK(activate, subscriptions::subscription_activation_resource)
    PARTNER_CENTER_LINK(activation_links, subscriptions::subscription_activation_links_resource)
    PARTNER_CENTER_LINK(add_ons, subscriptions::subscription_add_ons_resource)
    PARTNER_CENTER_BRANCH(azure_entitlements, subscriptions::azure_entitlements_resource, azure_entitlements_step)
    PARTNER_CENTER_LINK(conversions, subscriptions::subscription_conversions_resource)
    PARTNER_CENTER_LINK(provisioning_status, subscriptions::subscription_provisioning_status_resource)
    PARTNER_CENTER_LINK(registration, subscriptions::subscription_registrations_resource)
    PARTNER_CENTER_LINK(registration_status, subscriptions::subscription_registration_status_resource)
    PARTNER_CENTER_LINK(support_contact, subscriptions::support_contact_resource)
    PARTNER_CENTER_LINK(transition_eligibilities, subscriptions::subscription_transition_eligibilities_resource)
    PARTNER_CENTER_LINK(transitions, subscriptions::subscription_transitions_resource)
    PARTNER_CENTER_LINK(upgrades, subscriptions::subscription_upgrades_resource)
};

struct subscriptions_step : step<1> {
    using step::step;
    PARTNER_CENTER_BY_ID(by_id, subscriptions::subscription_resource, subscription_step)
    PARTNER_CENTER_LINK(overage, subscriptions::overages_resource)
};

}  // namespace chain

}  // namespace partner_center
