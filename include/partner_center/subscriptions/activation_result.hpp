// activation_result: the result of the activation of a subscription, in the sandbox only.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/resource_base.hpp>
#include <partner_center/subscriptions/subscription_key.hpp>

#include <optional>
#include <string>

namespace partner_center::subscriptions {

struct subscription_activation_result : open_model {
    std::optional<std::string> subscription_id, status;

    bool operator==(subscription_activation_result const&) const = default;
};
BOOST_DESCRIBE_STRUCT(subscription_activation_result, (open_model), (subscription_id, status))

/// "Activate sandbox subscription".
struct subscription_activation_resource
    : descry::resource<subscription_activation_result, subscription_key,
                       "/v1/customers/{customer_id}/subscriptions/{subscription_id}/activate", descry::action<>> {};

}  // namespace partner_center::subscriptions
