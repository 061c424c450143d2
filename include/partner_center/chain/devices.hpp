// devices: the chain below a customer's devices.
#pragma once

#include <partner_center/chain/step.hpp>

namespace partner_center {

namespace devices_deployment {

struct batch_upload_status_resource;
struct configuration_policy_resource;
struct devices_resource;
struct device_resource;

}  // namespace devices_deployment

namespace chain {

struct devices_step : step<2> {
    using step::step;
    PARTNER_CENTER_LEAF_BY_ID(by_id, devices_deployment::device_resource)
};

struct device_batch_step : step<2> {
    using step::step;
    PARTNER_CENTER_BRANCH(devices, devices_deployment::devices_resource, devices_step)
};

struct device_batches_step : step<1> {
    using step::step;
    device_batch_step by_id(std::string id) const { return below<device_batch_step>(std::move(id)); }
};

struct configuration_policies_step : step<1> {
    using step::step;
    PARTNER_CENTER_LEAF_BY_ID(by_id, devices_deployment::configuration_policy_resource)
};

struct batch_upload_status_step : step<1> {
    using step::step;
    PARTNER_CENTER_LEAF_BY_ID(by_id, devices_deployment::batch_upload_status_resource)
};

}  // namespace chain

}  // namespace partner_center
