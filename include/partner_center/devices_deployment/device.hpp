// device: a device that is set up without anybody at it.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>

#include <partner_center/devices_deployment/configuration_policy.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>
#include <vector>

namespace partner_center::devices_deployment {

/// A policy of a device, by its id.
struct assigned_policy : open_model {
    std::optional<descry::open_enum<policy_category>> key;
    std::optional<std::string> value;

    bool operator==(assigned_policy const&) const = default;
};
BOOST_DESCRIBE_STRUCT(assigned_policy, (open_model), (key, value))

/// It is known by its hardware hash; or by its product key; or by serial number, manufacturer and model together.
struct device : basic_resource {
    std::optional<std::string> id, serial_number, product_key, hardware_hash, model_name;
    std::optional<std::string> oem_manufacturer_name;
    std::optional<std::vector<assigned_policy>> policies;
    std::optional<descry::timestamp> uploaded_date;
    std::optional<std::vector<std::string>> allowed_operations;

    bool operator==(device const&) const = default;
};
BOOST_DESCRIBE_STRUCT(device, (basic_resource),
                      (id, serial_number, product_key, hardware_hash, model_name, oem_manufacturer_name, policies,
                       uploaded_date, allowed_operations))

/// Devices with their ids and the policies that they get.
struct device_policy_update_request : basic_resource {
    std::optional<std::vector<device>> devices;

    bool operator==(device_policy_update_request const&) const = default;
};
BOOST_DESCRIBE_STRUCT(device_policy_update_request, (basic_resource), (devices))

}  // namespace partner_center::devices_deployment
