// device: a device for automatic deployment.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/rest/job.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/devices_deployment/batch_upload_details.hpp>
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

/// Identified by its hardware hash, by its product key, or by serial number, manufacturer and model together.
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

struct device_batch_key {
    std::string customer_id{};  ///< The customer's tenant id, a GUID.
    std::string device_batch_id{};
};
BOOST_DESCRIBE_STRUCT(device_batch_key, (), (customer_id, device_batch_id))

/// "Get a list of devices for the specified batch and customer". "Upload a list of devices to an existing batch for the
/// specified customer" starts a job; `Location` of the response has the URL of its status.
struct devices_resource
    : descry::resource<collection<device>, device_batch_key,
                       "/v1/customers/{customer_id}/deviceBatches/{device_batch_id}/devices", list_of<device>,
                       descry::starts<descry::create<std::vector<device>, descry::nothing>,
                                      batch_upload_status_resource, has_ended>> {};

struct device_key {
    std::string customer_id{};  ///< The customer's tenant id, a GUID.
    std::string device_batch_id{};
    std::string device_id{};  ///< A GUID.
};
BOOST_DESCRIBE_STRUCT(device_key, (), (customer_id, device_batch_id, device_id))

/// "Delete a device for the specified customer". The update is in the SDK, not in the documentation.
struct device_resource
    : descry::resource<device, device_key,
                       "/v1/customers/{customer_id}/deviceBatches/{device_batch_id}/devices/{device_id}", descry::put<>,
                       descry::remove<>> {};

}  // namespace partner_center::devices_deployment
