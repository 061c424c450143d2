// resources: the declared resources of devices and their policies.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/devices_deployment/batch_upload_details.hpp>
#include <partner_center/devices_deployment/configuration_policy.hpp>
#include <partner_center/devices_deployment/device.hpp>
#include <partner_center/devices_deployment/device_batch.hpp>
#include <partner_center/devices_deployment/device_policy_update.hpp>

namespace partner_center::devices_deployment {

using resources =
    boost::mp11::mp_list<device_batches_resource, devices_resource, device_resource, device_policy_updates_resource,
                         batch_upload_status_resource, configuration_policies_resource, configuration_policy_resource>;

}  // namespace partner_center::devices_deployment
