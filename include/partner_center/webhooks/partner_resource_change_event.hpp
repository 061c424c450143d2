// partner_resource_change_event: what the service calls with when something happened.
#pragma once

#include <descry/model/timestamp.hpp>

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::webhooks {

struct partner_resource_change_event : open_model {
    std::optional<std::string> partner_id;
    std::optional<std::string> event_name;    ///< `subscription-updated`
    std::optional<std::string> resource_uri;  ///< Where the resource is found.
    std::optional<std::string> resource_name;
    std::optional<std::string> audit_uri;  ///< Where the audit record is found, if there is one.
    std::optional<descry::timestamp> resource_change_utc_date;

    bool operator==(partner_resource_change_event const&) const = default;
};
BOOST_DESCRIBE_STRUCT(partner_resource_change_event, (open_model),
                      (partner_id, event_name, resource_uri, resource_name, audit_uri, resource_change_utc_date))

}  // namespace partner_center::webhooks
