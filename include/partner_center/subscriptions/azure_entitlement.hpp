// azure_entitlement: an Azure subscription below an Azure plan.
#pragma once

#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>

namespace partner_center::subscriptions {

struct azure_entitlement : open_model {
    std::optional<std::string> id, status, friendly_name, subscription_id;
    std::optional<resource_links> links;

    bool operator==(azure_entitlement const&) const = default;
};
BOOST_DESCRIBE_STRUCT(azure_entitlement, (open_model), (id, status, friendly_name, subscription_id, links))

/// Why an entitlement is cancelled: the body of that call.
struct azure_entitlement_cancellation_request_content : open_model {
    std::optional<std::string> cancellation_reason;

    bool operator==(azure_entitlement_cancellation_request_content const&) const = default;
};
BOOST_DESCRIBE_STRUCT(azure_entitlement_cancellation_request_content, (open_model), (cancellation_reason))

}  // namespace partner_center::subscriptions
