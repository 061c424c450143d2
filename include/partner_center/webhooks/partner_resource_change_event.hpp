// partner_resource_change_event: the body of a webhook callback.
#pragma once

#include <descry/model/timestamp.hpp>

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::webhooks {

struct partner_resource_change_event : open_model {
    std::optional<std::string> partner_id;
    std::optional<std::string> event_name;    ///< `subscription-updated`
    std::optional<std::string> resource_uri;  ///< The URI of the resource.
    std::optional<std::string> resource_name;
    std::optional<std::string> audit_uri;  ///< The URI of the audit record, if there is one.
    std::optional<descry::timestamp> resource_change_utc_date;

    bool operator==(partner_resource_change_event const&) const = default;
};
BOOST_DESCRIBE_STRUCT(partner_resource_change_event, (open_model),
                      (partner_id, event_name, resource_uri, resource_name, audit_uri, resource_change_utc_date))

}  // namespace partner_center::webhooks
