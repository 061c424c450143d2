// product_sku: a product with licenses, and its service plans.
#pragma once

#include <descry/model/open_enum.hpp>

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::subscribed_skus {

/// The service that manages the licenses: `group1` Azure Active Directory, `group2` Minecraft.
enum class license_group_id { none, group1, group2 };
BOOST_DESCRIBE_ENUM(license_group_id, none, group1, group2)

struct product_sku : open_model {
    std::optional<std::string> id, name, sku_part_number, target_type;
    std::optional<descry::open_enum<subscribed_skus::license_group_id>> license_group_id;

    bool operator==(product_sku const&) const = default;
};
BOOST_DESCRIBE_STRUCT(product_sku, (open_model), (id, name, sku_part_number, target_type, license_group_id))

struct service_plan : open_model {
    std::optional<std::string> display_name, service_name, id;
    std::optional<std::string> capability_status;
    std::optional<std::string> target_type;

    bool operator==(service_plan const&) const = default;
};
BOOST_DESCRIBE_STRUCT(service_plan, (open_model), (display_name, service_name, id, capability_status, target_type))

}  // namespace partner_center::subscribed_skus
