// subscribed_sku: the licenses of a product that a customer has.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/resource_base.hpp>
#include <partner_center/subscribed_skus/license_groups_query.hpp>
#include <partner_center/subscribed_skus/product_sku.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::subscribed_skus {

struct subscribed_sku : basic_resource {
    std::optional<std::int64_t> available_units, active_units;
    std::optional<std::int64_t> consumed_units;  ///< The units assigned to users.
    std::optional<std::int64_t> suspended_units, total_units;
    std::optional<std::int64_t> warning_units;
    std::optional<subscribed_skus::product_sku> product_sku;
    std::optional<std::vector<service_plan>> service_plans;
    std::optional<std::string> capability_status;

    bool operator==(subscribed_sku const&) const = default;
};
BOOST_DESCRIBE_STRUCT(subscribed_sku, (basic_resource),
                      (available_units, active_units, consumed_units, suspended_units, total_units, warning_units,
                       product_sku, service_plans, capability_status))

/// "Get a list of available licenses", "Get a list of available licenses by license group".
struct subscribed_skus_resource
    : descry::resource<collection<subscribed_sku>, customer_key, "/v1/customers/{customer_id}/subscribedskus",
                       app_user_only<list_of<subscribed_sku, license_groups_query>>> {};

}  // namespace partner_center::subscribed_skus
