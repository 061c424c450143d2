// resources: the declared resources of subscriptions.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/subscriptions/activation_link.hpp>
#include <partner_center/subscriptions/activation_result.hpp>
#include <partner_center/subscriptions/azure_entitlement.hpp>
#include <partner_center/subscriptions/conversion.hpp>
#include <partner_center/subscriptions/overage.hpp>
#include <partner_center/subscriptions/provisioning_status.hpp>
#include <partner_center/subscriptions/registration_status.hpp>
#include <partner_center/subscriptions/subscription.hpp>
#include <partner_center/subscriptions/support_contact.hpp>
#include <partner_center/subscriptions/transition.hpp>
#include <partner_center/subscriptions/upgrade.hpp>

namespace partner_center::subscriptions {

using resources = boost::mp11::mp_list<
    subscriptions_resource, subscription_resource, subscription_add_ons_resource, subscription_activation_resource,
    subscription_activation_links_resource, azure_entitlements_resource, azure_entitlement_resource,
    azure_entitlement_cancellation_resource, subscription_conversions_resource, overages_resource, overage_resource,
    subscription_provisioning_status_resource, subscription_registrations_resource,
    subscription_registration_status_resource, support_contact_resource, subscription_transitions_resource,
    subscription_transition_eligibilities_resource, subscription_upgrades_resource>;

}  // namespace partner_center::subscriptions
