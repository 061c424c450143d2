// devices: definitions of the functions of devices.hpp.
#pragma once

#include <descry/model/random_guid.hpp>

#include <partner_center/devices_deployment/resources.hpp>
#include <partner_center/emulator/devices.hpp>
#include <partner_center/emulator/ids.hpp>
#include <partner_center/emulator/seed.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace partner_center::demo {

namespace detail {

/// The states of a job for devices, one for each poll. The job succeeds for all devices.
DESCRY_DECL std::vector<devices_deployment::batch_upload_details> job_states(
    devices_deployment::batch_upload_key const& key, std::vector<devices_deployment::device> const& devices)
{
    using namespace devices_deployment;
    std::vector<batch_upload_details> out(3);
    for (auto& each : out) each.batch_tracking_id = key.tracking_id;
    out[0].status = device_upload_status_type::queued;
    out[1].status = device_upload_status_type::processing;
    out[2].status = device_upload_status_type::finished;
    for (auto const& device : devices) {
        auto& done = out[2].devices_status ? out[2].devices_status->emplace_back()
                                           : out[2].devices_status.emplace().emplace_back();
        done.device_id = device.id;
        done.serial_number = device.serial_number;
        done.product_key = device.product_key;
        done.status = device_upload_status_type::finished;
    }
    return out;
}

/// Adds devices to a batch and assigns their ids. Creates the batch if it does not exist.
DESCRY_DECL void add_devices(descry::testing::emulator& to, devices_deployment::device_batch_key const& key,
                             std::vector<devices_deployment::device>& devices)
{
    using namespace devices_deployment;
    for (auto& each : devices) {
        each.id = descry::random_guid();
        to.seed<device_resource>({key.customer_id, key.device_batch_id, *each.id}, each);
    }
    auto batches = to.stored<device_batches_resource>({key.customer_id}).value_or(collection<device_batch>());
    if (!batches.items) batches.items.emplace();
    device_batch* batch = nullptr;
    for (auto& each : *batches.items)
        if (each.id == key.device_batch_id) batch = &each;
    if (!batch) {
        batch = &batches.items->emplace_back();
        batch->id = key.device_batch_id;
        batch->created_by = "admin@partner.example.com";
        auto& where = batch->devices_link.emplace();
        where.uri = "/customers/" + key.customer_id + "/deviceBatches/" + key.device_batch_id + "/devices";
        where.method = "GET";
    }
    batch->devices_count = batch->devices_count.value_or(0) + static_cast<std::int64_t>(devices.size());
    to.seed<device_batches_resource>({key.customer_id}, std::move(batches));
}

}  // namespace detail

DESCRY_DECL void seed_devices(descry::testing::emulator& to)
{
    using namespace devices_deployment;
    std::vector<device> laptops(2);
    laptops[0].serial_number = "1R9-ZNP67";
    laptops[1].serial_number = "1R9-ZNP68";
    for (auto& each : laptops) {
        each.oem_manufacturer_name = "Contoso Devices";
        each.model_name = "Laptop 5";
    }
    detail::add_devices(to, {customer_id, device_batch_id}, laptops);
    to.seed_json<configuration_policy_resource>({customer_id, policy_id}, filled({{"policy_id", policy_id}}, R"({
            "id": "{policy_id}",
            "name": "Quick start",
            "category": "o_o_b_e",
            "description": "Asks nothing",
            "devicesAssignedCount": 0,
            "policySettings": ["skip_express_settings", "skip_eula"],
            "createdDate": "2024-01-15T00:00:00Z"
        })"));
}

DESCRY_DECL void act_on_devices(descry::testing::emulator& to)
{
    using namespace devices_deployment;
    to.job<device_batches_resource, batch_upload_status_resource>(
        [&to](customer_key const& key, device_batch_creation_request const& requested, batch_upload_key const& status) {
            auto devices = requested.devices.value_or(std::vector<device>());
            auto const batch = requested.batch_id.value_or(descry::random_guid());
            detail::add_devices(to, {key.customer_id, batch}, devices);
            return detail::job_states(status, devices);
        });
    to.job<devices_resource, batch_upload_status_resource>(
        [&to](device_batch_key const& key, std::vector<device> devices, batch_upload_key const& status) {
            detail::add_devices(to, key, devices);
            return detail::job_states(status, devices);
        });
    to.job<device_policy_updates_resource, batch_upload_status_resource>(
        [](customer_key const&, device_policy_update_request const& requested, batch_upload_key const& status) {
            return detail::job_states(status, requested.devices.value_or(std::vector<device>()));
        });
}

}  // namespace partner_center::demo
