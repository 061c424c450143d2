// transition: transitions of new commerce subscriptions from one catalog item to another.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/resource_base.hpp>
#include <partner_center/subscriptions/subscription_key.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::subscriptions {

enum class transition_error_code {
    other,
    delegated_admin_permissions_disabled,
    subscription_status_not_active,
    conflicting_service_types,
    concurrency_conflicts,
    user_context_required,
    subscription_add_ons_present,
    subscription_does_not_have_any_transitioned_paths,
    subscription_target_offer_not_found,
    subscription_not_provisioned,
    offer_does_not_support_billing_cycle,
    conversions_not_found,
    user_license_error,
    insufficient_granular_admin_permissions
};
BOOST_DESCRIBE_ENUM(transition_error_code, other, delegated_admin_permissions_disabled, subscription_status_not_active,
                    conflicting_service_types, concurrency_conflicts, user_context_required,
                    subscription_add_ons_present, subscription_does_not_have_any_transitioned_paths,
                    subscription_target_offer_not_found, subscription_not_provisioned,
                    offer_does_not_support_billing_cycle, conversions_not_found, user_license_error,
                    insufficient_granular_admin_permissions)

struct transition_error : open_model {
    std::optional<descry::open_enum<transition_error_code>> code;
    std::optional<std::string> description;

    bool operator==(transition_error const&) const = default;
};
BOOST_DESCRIBE_STRUCT(transition_error, (open_model), (code, description))

struct transition_event : basic_resource {
    std::optional<std::string> name, status;
    std::optional<descry::timestamp> timestamp;
    std::optional<std::vector<transition_error>> errors;

    bool operator==(transition_event const&) const = default;
};
BOOST_DESCRIBE_STRUCT(transition_event, (basic_resource), (name, status, timestamp, errors))

struct transition : basic_resource {
    std::optional<std::string> operation_id;  ///< Identifies the transition.
    std::optional<std::string> from_catalog_item_id, from_subscription_id, to_catalog_item_id;
    std::optional<std::string> to_subscription_id;
    std::optional<std::int64_t> quantity;
    std::optional<std::string> term_duration;  ///< ISO 8601, `P1Y`
    std::optional<std::string> billing_cycle, transition_type, promotion_id;
    std::optional<std::vector<transition_event>> events;

    bool operator==(transition const&) const = default;
};
BOOST_DESCRIBE_STRUCT(transition, (basic_resource),
                      (operation_id, from_catalog_item_id, from_subscription_id, to_catalog_item_id, to_subscription_id,
                       quantity, term_duration, billing_cycle, transition_type, promotion_id, events))

struct transition_eligibility_detail : open_model {
    std::optional<bool> is_eligible;
    std::optional<std::string> transition_type;
    std::optional<std::vector<transition_error>> errors;

    bool operator==(transition_eligibility_detail const&) const = default;
};
BOOST_DESCRIBE_STRUCT(transition_eligibility_detail, (open_model), (is_eligible, transition_type, errors))

/// A possible transition of a subscription.
struct transition_eligibility : open_model {
    std::optional<std::string> catalog_item_id, title, description;
    std::optional<std::int64_t> quantity;
    std::optional<std::vector<transition_eligibility_detail>> eligibilities;

    bool operator==(transition_eligibility const&) const = default;
};
BOOST_DESCRIBE_STRUCT(transition_eligibility, (open_model),
                      (catalog_item_id, title, description, quantity, eligibilities))

struct transitions_query {
    std::optional<std::string> operation_id{};  ///< Restricts the list to one transition.
};
BOOST_DESCRIBE_STRUCT(transitions_query, (), (operation_id))

/// The transitions of a subscription, and a new one. In the SDK, not in the documentation.
struct subscription_transitions_resource
    : descry::resource<collection<transition>, subscription_key,
                       "/v1/customers/{customer_id}/subscriptions/{subscription_id}/transitions",
                       list_of<transition, transitions_query>, descry::create<transition>> {};

struct transition_eligibilities_query {
    std::optional<std::string> eligibility_type{};  ///< `immediate`, `scheduled`
};
BOOST_DESCRIBE_STRUCT(transition_eligibilities_query, (), (eligibility_type))

/// The possible transitions of a subscription. In the SDK, not in the documentation.
struct subscription_transition_eligibilities_resource
    : descry::resource<collection<transition_eligibility>, subscription_key,
                       "/v1/customers/{customer_id}/subscriptions/{subscription_id}/transitioneligibilities",
                       list_of<transition_eligibility, transition_eligibilities_query>> {};

}  // namespace partner_center::subscriptions

template <>
inline constexpr auto descry::written_as<partner_center::subscriptions::transition_error_code> =
    descry::enum_style::number;
