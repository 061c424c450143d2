// reserved_instance_artifact_details: the reservations of a reserved instance.
#pragma once

#include <descry/model/timestamp.hpp>

#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::entitlements {

struct reservation : resource_base {
    std::optional<std::string> reservation_id, display_name, scope_type, provisioning_state;
    std::optional<std::vector<std::string>> applied_scopes;
    std::optional<std::int64_t> quantity;
    std::optional<descry::timestamp> effective_date_time, expiry_date_time;

    bool operator==(reservation const&) const = default;
};
BOOST_DESCRIBE_STRUCT(reservation, (resource_base),
                      (reservation_id, display_name, scope_type, provisioning_state, applied_scopes, quantity,
                       effective_date_time, expiry_date_time))

struct reserved_instance_artifact_details : resource_base {
    std::optional<std::string> type;
    std::optional<std::vector<reservation>> reservations;
    std::optional<std::vector<reservation>> virtual_machine_reservations;  ///< The name in the documentation.

    bool operator==(reserved_instance_artifact_details const&) const = default;
};
BOOST_DESCRIBE_STRUCT(reserved_instance_artifact_details, (resource_base),
                      (type, reservations, virtual_machine_reservations))

}  // namespace partner_center::entitlements
