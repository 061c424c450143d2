// provisioning_status: how far a subscription is set up.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>

#include <partner_center/resource_base.hpp>

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

}  // namespace partner_center::subscriptions
