// license: a license of a user.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/customer_users/customer_user_key.hpp>
#include <partner_center/resource_base.hpp>
#include <partner_center/subscribed_skus/license_groups_query.hpp>
#include <partner_center/subscribed_skus/product_sku.hpp>

#include <optional>
#include <vector>

namespace partner_center::customer_users {

struct license : basic_resource {
    std::optional<std::vector<subscribed_skus::service_plan>> service_plans;
    std::optional<subscribed_skus::product_sku> product_sku;

    bool operator==(license const&) const = default;
};
BOOST_DESCRIBE_STRUCT(license, (basic_resource), (service_plans, product_sku))

/// "Get licenses assigned to a user", "Get licenses assigned to a user by license group".
struct licenses_resource
    : descry::resource<collection<license>, customer_user_key, "/v1/customers/{customer_id}/users/{user_id}/licenses",
                       app_user_only<list_of<license, subscribed_skus::license_groups_query>>> {};

}  // namespace partner_center::customer_users
