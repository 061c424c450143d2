// upgrade: the upgrade of a subscription from one offer to another.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/number_or_text.hpp>
#include <partner_center/offers/offer.hpp>
#include <partner_center/resource_base.hpp>
#include <partner_center/subscriptions/subscription_key.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::subscriptions {

enum class upgrade_type { none, upgrade_only, upgrade_with_license_transfer };
BOOST_DESCRIBE_ENUM(upgrade_type, none, upgrade_only, upgrade_with_license_transfer)

enum class upgrade_error_code {
    other,
    delegated_admin_permissions_disabled,
    subscription_status_not_active,
    conflicting_service_types,
    concurrency_conflicts,
    user_context_required,
    subscription_add_ons_present,
    subscription_does_not_have_any_upgrade_paths,
    subscription_target_offer_not_found,
    subscription_not_provisioned,
    offer_does_not_support_billing_cycle,
    insufficient_granular_admin_permissions
};
BOOST_DESCRIBE_ENUM(upgrade_error_code, other, delegated_admin_permissions_disabled, subscription_status_not_active,
                    conflicting_service_types, concurrency_conflicts, user_context_required,
                    subscription_add_ons_present, subscription_does_not_have_any_upgrade_paths,
                    subscription_target_offer_not_found, subscription_not_provisioned,
                    offer_does_not_support_billing_cycle, insufficient_granular_admin_permissions)

struct upgrade_error : basic_resource {
    std::optional<descry::open_enum<upgrade_error_code>> code;
    std::optional<std::string> description, additional_details;

    bool operator==(upgrade_error const&) const = default;
};
BOOST_DESCRIBE_STRUCT(upgrade_error, (basic_resource), (code, description, additional_details))

/// A possible upgrade of a subscription, and the request to perform it.
struct upgrade : basic_resource {
    std::optional<offers::offer> target_offer;
    std::optional<descry::open_enum<subscriptions::upgrade_type>> upgrade_type;
    std::optional<bool> is_eligible;
    std::optional<std::int64_t> quantity;
    std::optional<std::vector<upgrade_error>> upgrade_errors;

    bool operator==(upgrade const&) const = default;
};
BOOST_DESCRIBE_STRUCT(upgrade, (basic_resource), (target_offer, upgrade_type, is_eligible, quantity, upgrade_errors))

/// An error within a successful response.
struct api_fault : basic_resource {
    std::optional<number_or_text> code;  ///< Documented as text and shown as a number.
    std::optional<std::string> description;
    std::optional<std::vector<descry::raw_json>> data;
    std::optional<std::string> source;

    bool operator==(api_fault const&) const = default;
};
BOOST_DESCRIBE_STRUCT(api_fault, (basic_resource), (code, description, data, source))

/// A user whose license could not be moved.
struct user_license_error : basic_resource {
    std::optional<std::string> user_object_id, name, email;
    std::optional<std::vector<api_fault>> errors;

    bool operator==(user_license_error const&) const = default;
};
BOOST_DESCRIBE_STRUCT(user_license_error, (basic_resource), (user_object_id, name, email, errors))

struct upgrade_result : basic_resource {
    std::optional<std::string> source_subscription_id, target_subscription_id;
    std::optional<descry::open_enum<subscriptions::upgrade_type>> upgrade_type;
    std::optional<std::vector<upgrade_error>> upgrade_errors;
    std::optional<std::vector<user_license_error>> license_errors;

    bool operator==(upgrade_result const&) const = default;
};
BOOST_DESCRIBE_STRUCT(upgrade_result, (basic_resource),
                      (source_subscription_id, target_subscription_id, upgrade_type, upgrade_errors, license_errors))

/// "Transition a subscription": the list of possible upgrades, and the request to perform one.
struct subscription_upgrades_resource
    : descry::resource<collection<upgrade>, subscription_key,
                       "/v1/customers/{customer_id}/subscriptions/{subscription_id}/upgrades", list_of<upgrade>,
                       descry::create<upgrade, upgrade_result>> {};

}  // namespace partner_center::subscriptions

template <>
inline constexpr auto descry::written_as<partner_center::subscriptions::upgrade_error_code> =
    descry::enum_style::number;
