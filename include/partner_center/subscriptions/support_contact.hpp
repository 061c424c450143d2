// support_contact: the support contact of a subscription.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/resource_base.hpp>
#include <partner_center/subscriptions/subscription_key.hpp>

#include <optional>
#include <string>

namespace partner_center::subscriptions {

struct support_contact : resource_base {
    std::optional<std::string> support_tenant_id, support_mpn_id, name;

    bool operator==(support_contact const&) const = default;
};
BOOST_DESCRIBE_STRUCT(support_contact, (resource_base), (support_tenant_id, support_mpn_id, name))

/// "Get a subscription's support contact", "Update a subscription's support contact".
struct support_contact_resource
    : descry::resource<support_contact, subscription_key,
                       "/v1/customers/{customer_id}/subscriptions/{subscription_id}/supportcontact",
                       app_user_only<descry::get>, app_user_only<descry::put<>>> {};

}  // namespace partner_center::subscriptions
