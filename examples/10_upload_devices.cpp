// Starts a job that uploads devices of a customer, and waits for its end.
#include "service/service.hpp"

#include <partner_center/devices_deployment/device_batch.hpp>
#include <partner_center/emulator/ids.hpp>

#include <chrono>
#include <iostream>

namespace pc = partner_center;
namespace devices = pc::devices_deployment;

int main()
{
    pc::client const partner(example::whole_service());
    devices::device_batch_creation_request request;
    request.batch_id = "tablets";
    auto& wanted = request.devices.emplace();
    for (auto const* number : {"1R9-ZNP67", "1R9-ZNP68", "1R9-ZNP69"}) wanted.emplace_back().serial_number = number;

    auto const job = partner.customers().by_id(pc::demo::customer_id).device_batches().start(request);
    std::cout << "started " << (job.has_status() ? "a job" : "nothing") << '\n';
    auto const quick = job.with(descry::polling{.initial_interval = std::chrono::milliseconds(1)});
    auto const done = quick.wait(std::chrono::minutes(5));
    for (auto const& device : done.devices_status.value())
        std::cout << device.serial_number.value_or("?") << ' '
                  << (device.status == devices::device_upload_status_type::finished ? "is known now" : "failed")
                  << '\n';
}
