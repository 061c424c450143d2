// device_batch: a batch of devices.
#pragma once

#include <descry/model/timestamp.hpp>
#include <descry/rest/job.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/devices_deployment/batch_upload_details.hpp>
#include <partner_center/devices_deployment/device.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::devices_deployment {

struct device_batch : basic_resource {
    std::optional<link> self;
    std::optional<std::string> id, created_by;
    std::optional<descry::timestamp> creation_date;
    std::optional<std::int64_t> devices_count;
    std::optional<link> devices_link;
    std::optional<std::string> status;

    bool operator==(device_batch const&) const = default;
};
BOOST_DESCRIBE_STRUCT(device_batch, (basic_resource),
                      (self, id, created_by, creation_date, devices_count, devices_link, status))

struct device_batch_creation_request : basic_resource {
    std::optional<std::string> batch_id;
    std::optional<std::vector<device>> devices;

    bool operator==(device_batch_creation_request const&) const = default;
};
BOOST_DESCRIBE_STRUCT(device_batch_creation_request, (basic_resource), (batch_id, devices))

/// "Get a list of device batches for the specified customer". "Upload a list of devices to create a new batch for the
/// specified customer" starts a job; `Location` of the response has the URL of its status.
struct device_batches_resource
    : descry::resource<collection<device_batch>, customer_key, "/v1/customers/{customer_id}/deviceBatches",
                       list_of<device_batch>,
                       app_user_only<descry::starts<descry::create<device_batch_creation_request, descry::nothing>,
                                                    batch_upload_status_resource, has_ended>>> {};

}  // namespace partner_center::devices_deployment
