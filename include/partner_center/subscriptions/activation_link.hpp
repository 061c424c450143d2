// activation_link: links for the activation of a subscription.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/orders/activation_link.hpp>
#include <partner_center/subscriptions/subscription_key.hpp>

namespace partner_center::subscriptions {

/// The links of a subscription. In the SDK, not in the documentation.
struct subscription_activation_links_resource
    : descry::resource<collection<orders::order_line_item_activation_link>, subscription_key,
                       "/v1/customers/{customer_id}/subscriptions/{subscription_id}/activationlinks",
                       list_of<orders::order_line_item_activation_link>> {};

}  // namespace partner_center::subscriptions
