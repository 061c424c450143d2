// azure_entitlement: an Azure subscription of an Azure plan.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/resource_base.hpp>
#include <partner_center/subscriptions/subscription_key.hpp>

#include <optional>
#include <string>

namespace partner_center::subscriptions {

struct azure_entitlement : open_model {
    std::optional<std::string> id, status, friendly_name, subscription_id;
    std::optional<resource_links> links;

    bool operator==(azure_entitlement const&) const = default;
};
BOOST_DESCRIBE_STRUCT(azure_entitlement, (open_model), (id, status, friendly_name, subscription_id, links))

/// The body of the cancellation of an entitlement, with its reason.
struct azure_entitlement_cancellation_request_content : open_model {
    std::optional<std::string> cancellation_reason;

    bool operator==(azure_entitlement_cancellation_request_content const&) const = default;
};
BOOST_DESCRIBE_STRUCT(azure_entitlement_cancellation_request_content, (open_model), (cancellation_reason))

/// "Get a list of Azure entitlements for a subscription".
struct azure_entitlements_resource
    : descry::resource<collection<azure_entitlement>, subscription_key,
                       "/v1/customers/{customer_id}/subscriptions/{subscription_id}/azureEntitlements",
                       list_of<azure_entitlement>> {};

struct azure_entitlement_key {
    std::string customer_id{}, subscription_id{}, azure_entitlement_id{};
};
BOOST_DESCRIBE_STRUCT(azure_entitlement_key, (), (customer_id, subscription_id, azure_entitlement_id))

/// One entitlement. In the SDK, not in the documentation.
struct azure_entitlement_resource
    : descry::resource<
          azure_entitlement, azure_entitlement_key,
          "/v1/customers/{customer_id}/subscriptions/{subscription_id}/azureEntitlements/{azure_entitlement_id}",
          descry::get> {};

/// Cancels an entitlement, and returns its new state. In the SDK, not in the documentation.
struct azure_entitlement_cancellation_resource
    : descry::resource<
          azure_entitlement, azure_entitlement_key,
          "/v1/customers/{customer_id}/subscriptions/{subscription_id}/azureEntitlements/{azure_entitlement_id}/cancel",
          descry::action<azure_entitlement_cancellation_request_content>> {};

}  // namespace partner_center::subscriptions
