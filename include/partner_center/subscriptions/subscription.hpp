// subscription: a subscription of a customer.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/billing.hpp>
#include <partner_center/collection.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/resource_base.hpp>
#include <partner_center/subscriptions/contract.hpp>
#include <partner_center/subscriptions/subscription_key.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::subscriptions {

struct subscription_links : resource_links {
    std::optional<link> offer, entitlement, parent_subscription, product, sku, availability;
    std::optional<link> activation_links;

    bool operator==(subscription_links const&) const = default;
};
BOOST_DESCRIBE_STRUCT(subscription_links, (resource_links),
                      (offer, entitlement, parent_subscription, product, sku, availability, activation_links))

struct item_sub_type : open_model {
    std::optional<std::string> id, display_name;

    bool operator==(item_sub_type const&) const = default;
};
BOOST_DESCRIBE_STRUCT(item_sub_type, (open_model), (id, display_name))

struct item_type : open_model {
    std::optional<std::string> id, display_name;
    std::optional<item_sub_type> sub_type;

    bool operator==(item_type const&) const = default;
};
BOOST_DESCRIBE_STRUCT(item_type, (open_model), (id, display_name, sub_type))

/// A product with its term.
struct product_term : open_model {
    std::optional<std::string> product_id, sku_id, availability_id;
    std::optional<descry::open_enum<billing_cycle_type>> billing_cycle;
    std::optional<std::string> term_duration;  ///< ISO 8601, `P1Y`
    std::optional<std::string> promotion_id;

    bool operator==(product_term const&) const = default;
};
BOOST_DESCRIBE_STRUCT(product_term, (open_model),
                      (product_id, sku_id, availability_id, billing_cycle, term_duration, promotion_id))

struct refund_option : open_model {
    std::optional<std::string> type;                 ///< `Full`
    std::optional<descry::timestamp> expires_at;     ///< The name sent by the service.
    std::optional<descry::timestamp> expires_after;  ///< The name in its documentation.

    bool operator==(refund_option const&) const = default;
};
BOOST_DESCRIBE_STRUCT(refund_option, (open_model), (type, expires_at, expires_after))

struct refundable_quantity_detail : open_model {
    std::optional<std::int64_t> quantity;
    std::optional<descry::timestamp> allowed_until_date_time;

    bool operator==(refundable_quantity_detail const&) const = default;
};
BOOST_DESCRIBE_STRUCT(refundable_quantity_detail, (open_model), (quantity, allowed_until_date_time))

/// The number of seats that can be returned.
struct refundable_quantity : open_model {
    std::optional<std::int64_t> total_quantity;
    std::optional<std::vector<refundable_quantity_detail>> details;

    bool operator==(refundable_quantity const&) const = default;
};
BOOST_DESCRIBE_STRUCT(refundable_quantity, (open_model), (total_quantity, details))

/// The changes at the next renewal.
struct scheduled_next_term_instructions : open_model {
    std::optional<product_term> product;
    std::optional<std::int64_t> quantity;
    std::optional<descry::timestamp> custom_term_end_date;

    bool operator==(scheduled_next_term_instructions const&) const = default;
};
BOOST_DESCRIBE_STRUCT(scheduled_next_term_instructions, (open_model), (product, quantity, custom_term_end_date))

/// The contents of the next charge.
struct next_charge_instructions : open_model {
    std::optional<product_term> product;
    std::optional<std::int64_t> quantity;

    bool operator==(next_charge_instructions const&) const = default;
};
BOOST_DESCRIBE_STRUCT(next_charge_instructions, (open_model), (product, quantity))

enum class subscription_status { none, active, suspended, deleted, expired, pending, disabled };
BOOST_DESCRIBE_ENUM(subscription_status, none, active, suspended, deleted, expired, pending, disabled)

struct subscription : contract {
    std::optional<std::string> id;  ///< A GUID.
    std::optional<std::string> entitlement_id, offer_id, offer_name, friendly_name;
    std::optional<item_type> product_type;
    std::optional<std::int64_t> quantity;
    std::optional<std::string> unit_type;
    std::optional<std::string> parent_subscription_id;  ///< The subscription that an add-on belongs to.
    std::optional<std::string> consumption_type;
    std::optional<descry::timestamp> creation_date, effective_start_date, commitment_end_date;
    std::optional<descry::timestamp> commitment_end_date_time;
    std::optional<descry::timestamp> cancellation_allowed_until_date;  ///< Empty if cancellation is not possible.
    std::optional<descry::timestamp> billing_cycle_end_date, billing_cycle_end_date_time;
    std::optional<descry::open_enum<subscription_status>> status;
    std::optional<bool> auto_renew_enabled;
    std::optional<descry::open_enum<partner_center::billing_type>> billing_type;
    std::optional<descry::open_enum<billing_cycle_type>> billing_cycle;
    std::optional<bool> has_purchasable_addons, is_trial;
    std::optional<std::vector<std::string>> actions;   ///< The possible actions, such as `edit` and `cancel`.
    std::optional<std::string> term_duration;          ///< ISO 8601, `P1Y`
    std::optional<std::string> renewal_term_duration;  ///< ISO 8601
    std::optional<std::vector<refund_option>> refund_options;
    std::optional<bool> is_microsoft_product;
    std::optional<std::string> partner_id;  ///< The MPN id of the indirect reseller.
    std::optional<std::vector<std::string>> suspension_reasons;
    std::optional<subscription_links> links;
    std::optional<std::string> publisher_name, promotion_id;
    std::optional<std::string> migrated_from_subscription_id;  ///< The legacy subscription that was migrated to it.
    std::optional<subscriptions::refundable_quantity> refundable_quantity;
    std::optional<subscriptions::scheduled_next_term_instructions> scheduled_next_term_instructions;
    std::optional<subscriptions::next_charge_instructions> next_charge_instructions;

    bool operator==(subscription const&) const = default;
};
BOOST_DESCRIBE_STRUCT(subscription, (contract),
                      (id, entitlement_id, offer_id, offer_name, friendly_name, product_type, quantity, unit_type,
                       parent_subscription_id, consumption_type, creation_date, effective_start_date,
                       commitment_end_date, commitment_end_date_time, cancellation_allowed_until_date,
                       billing_cycle_end_date, billing_cycle_end_date_time, status, auto_renew_enabled, billing_type,
                       billing_cycle, has_purchasable_addons, is_trial, actions, term_duration, renewal_term_duration,
                       refund_options, is_microsoft_product, partner_id, suspension_reasons, links, publisher_name,
                       promotion_id, migrated_from_subscription_id, refundable_quantity,
                       scheduled_next_term_instructions, next_charge_instructions))

/// The query of lists of subscriptions. Empty: all subscriptions of the customer.
struct subscriptions_query {
    std::optional<std::string> order_id{};  ///< Restricts the list to an order.
    std::optional<std::string> mpn_id{};    ///< Restricts the list to a partner.
};
BOOST_DESCRIBE_STRUCT(subscriptions_query, (), (order_id, mpn_id))

/// "Get a customer's subscriptions", "Get a list of subscriptions by order", "Get a customer's subscriptions by partner
/// MPN ID".
struct subscriptions_resource
    : descry::resource<collection<subscription>, customer_key, "/v1/customers/{customer_id}/subscriptions",
                       list_of<subscription, subscriptions_query>> {};

/// The documentation shows entity tags of subscriptions of legacy commerce, but not of new commerce.
using subscription_etag = descry::if_match_if_present<&subscription::attributes, &resource_attributes::etag>;

/// "Get a subscription by ID"; with `patch` "Change the quantity of a subscription", "Suspend a subscription",
/// "Reactivate a suspended subscription", "Update the nickname for a subscription" and others. The body has all members
/// of the subscription. The service may respond with 202 and the URL of the subscription before the change is made.
/// `patch` then fails with `descry::errc::accepted`; `start_patch` returns a job whose `wait` polls the subscription
/// until the change is made.
struct subscription_resource
    : descry::resource<subscription, subscription_key, "/v1/customers/{customer_id}/subscriptions/{subscription_id}",
                       descry::get, descry::patch_whole<subscription_etag>> {};

/// "Get a list of add-ons for a subscription".
struct subscription_add_ons_resource
    : descry::resource<collection<subscription>, subscription_key,
                       "/v1/customers/{customer_id}/subscriptions/{subscription_id}/addons", list_of<subscription>> {};

}  // namespace partner_center::subscriptions

template <>
inline constexpr descry::object_policy descry::policy_of<partner_center::subscriptions::subscriptions_query>{
    .names = descry::casing::as_declared};
