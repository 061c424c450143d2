// batch_upload_details: the status of a job that adds devices or assigns policies.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>
#include <vector>

namespace partner_center::devices_deployment {

enum class device_upload_status_type { unknown, queued, processing, finished, finished_with_errors };
BOOST_DESCRIBE_ENUM(device_upload_status_type, unknown, queued, processing, finished, finished_with_errors)

struct device_upload_details : basic_resource {
    std::optional<std::string> device_id, serial_number, product_key;
    std::optional<descry::open_enum<device_upload_status_type>> status;
    std::optional<std::string> error_code, error_description;

    bool operator==(device_upload_details const&) const = default;
};
BOOST_DESCRIBE_STRUCT(device_upload_details, (basic_resource),
                      (device_id, serial_number, product_key, status, error_code, error_description))

struct batch_upload_details : basic_resource {
    std::optional<std::string> batch_tracking_id;
    std::optional<descry::open_enum<device_upload_status_type>> status;
    std::optional<descry::timestamp> started_time, completed_time;
    std::optional<std::vector<device_upload_details>> devices_status;

    bool operator==(batch_upload_details const&) const = default;
};
BOOST_DESCRIBE_STRUCT(batch_upload_details, (basic_resource),
                      (batch_tracking_id, status, started_time, completed_time, devices_status))

/// True if the upload has ended, successfully or not.
inline bool has_ended(batch_upload_details const& upload)
{
    using type = device_upload_status_type;
    return upload.status == type::finished || upload.status == type::finished_with_errors;
}

struct batch_upload_key {
    std::string customer_id{};  ///< The customer's tenant id, a GUID.
    std::string tracking_id{};  ///< The last segment of the `Location` of a new job, a GUID.
};
BOOST_DESCRIBE_STRUCT(batch_upload_key, (), (customer_id, tracking_id))

/// "Get the status of a device batch upload".
struct batch_upload_status_resource
    : descry::resource<batch_upload_details, batch_upload_key,
                       "/v1/customers/{customer_id}/batchJobStatus/{tracking_id}", descry::get> {};

}  // namespace partner_center::devices_deployment
