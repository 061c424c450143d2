// device_policy_update: an update of the policies of several devices.
#pragma once

#include <descry/rest/job.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/customers/customer_key.hpp>
#include <partner_center/devices_deployment/batch_upload_details.hpp>
#include <partner_center/devices_deployment/device.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <vector>

namespace partner_center::devices_deployment {

/// The ids of devices, and the policies to assign to them.
struct device_policy_update_request : basic_resource {
    std::optional<std::vector<device>> devices;

    bool operator==(device_policy_update_request const&) const = default;
};
BOOST_DESCRIBE_STRUCT(device_policy_update_request, (basic_resource), (devices))

/// "Update a list of devices with a policy" starts a job; `Location` of the response has the URL of its status.
struct device_policy_updates_resource
    : descry::resource<device_policy_update_request, customer_key, "/v1/customers/{customer_id}/DevicePolicyUpdates",
                       descry::starts<descry::with_response<descry::patch_whole<>, descry::nothing>,
                                      batch_upload_status_resource, has_ended>> {};

}  // namespace partner_center::devices_deployment
