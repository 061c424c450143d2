// support_contact: who helps with a subscription.
#pragma once

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::subscriptions {

struct support_contact : resource_base {
    std::optional<std::string> support_tenant_id, support_mpn_id, name;

    bool operator==(support_contact const&) const = default;
};
BOOST_DESCRIBE_STRUCT(support_contact, (resource_base), (support_tenant_id, support_mpn_id, name))

}  // namespace partner_center::subscriptions
