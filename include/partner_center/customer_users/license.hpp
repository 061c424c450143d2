// license: what a user may use.
#pragma once

#include <partner_center/resource_base.hpp>
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

}  // namespace partner_center::customer_users
