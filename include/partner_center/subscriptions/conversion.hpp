// conversion: the conversion of a trial to a paid subscription.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/billing.hpp>
#include <partner_center/collection.hpp>
#include <partner_center/resource_base.hpp>
#include <partner_center/subscriptions/subscription_key.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace partner_center::subscriptions {

/// A possible conversion of a trial, and the request to convert it.
struct conversion : basic_resource {
    std::optional<std::string> offer_id, target_offer_id, order_id;
    std::optional<std::int64_t> quantity;
    std::optional<descry::open_enum<billing_cycle_type>> billing_cycle;

    bool operator==(conversion const&) const = default;
};
BOOST_DESCRIBE_STRUCT(conversion, (basic_resource), (offer_id, target_offer_id, order_id, quantity, billing_cycle))

enum class conversion_error_code { other, conversions_not_found };
BOOST_DESCRIBE_ENUM(conversion_error_code, other, conversions_not_found)

struct conversion_error : open_model {
    std::optional<descry::open_enum<conversion_error_code>> code;
    std::optional<std::string> description;

    bool operator==(conversion_error const&) const = default;
};
BOOST_DESCRIBE_STRUCT(conversion_error, (open_model), (code, description))

struct conversion_result : basic_resource {
    std::optional<std::string> subscription_id, offer_id, target_offer_id;
    std::optional<conversion_error> error;

    bool operator==(conversion_result const&) const = default;
};
BOOST_DESCRIBE_STRUCT(conversion_result, (basic_resource), (subscription_id, offer_id, target_offer_id, error))

/// "Get a list of trial conversion offers", "Convert a trial subscription to paid".
struct subscription_conversions_resource
    : descry::resource<collection<conversion>, subscription_key,
                       "/v1/customers/{customer_id}/subscriptions/{subscription_id}/conversions",
                       app_user_only<list_of<conversion>>,
                       app_user_only<descry::create<conversion, conversion_result>>> {};

}  // namespace partner_center::subscriptions

template <>
inline constexpr auto descry::written_as<partner_center::subscriptions::conversion_error_code> =
    descry::enum_style::number;
