// activation_result: what became of activating a subscription, which only the sandbox does.
#pragma once

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::subscriptions {

struct subscription_activation_result : open_model {
    std::optional<std::string> subscription_id, status;

    bool operator==(subscription_activation_result const&) const = default;
};
BOOST_DESCRIBE_STRUCT(subscription_activation_result, (open_model), (subscription_id, status))

}  // namespace partner_center::subscriptions
