// registration_status: whether a subscription is registered, so that reserved instances may be bought for it.
#pragma once

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::subscriptions {

struct subscription_registration_status : basic_resource {
    std::optional<std::string> subscription_id;
    std::optional<std::string> status;  ///< `registering`, `registered`, `notregistered`

    bool operator==(subscription_registration_status const&) const = default;
};
BOOST_DESCRIBE_STRUCT(subscription_registration_status, (basic_resource), (subscription_id, status))

}  // namespace partner_center::subscriptions
