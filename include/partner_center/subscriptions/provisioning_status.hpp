// provisioning_status: the provisioning status of a subscription.
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

namespace partner_center::subscriptions {

enum class provisioning_status { none, success, pending, failed };
BOOST_DESCRIBE_ENUM(provisioning_status, none, success, pending, failed)

struct subscription_provisioning_status : basic_resource {
    std::optional<std::string> sku_id;
    std::optional<descry::open_enum<provisioning_status>> status;
    std::optional<std::int64_t> quantity;
    std::optional<descry::timestamp> end_date;

    bool operator==(subscription_provisioning_status const&) const = default;
};
BOOST_DESCRIBE_STRUCT(subscription_provisioning_status, (basic_resource), (sku_id, status, quantity, end_date))

/// "Get subscription provisioning status".
struct subscription_provisioning_status_resource
    : descry::resource<subscription_provisioning_status, subscription_key,
                       "/v1/customers/{customer_id}/subscriptions/{subscription_id}/provisioningstatus",
                       app_user_only<descry::get>> {};

}  // namespace partner_center::subscriptions
