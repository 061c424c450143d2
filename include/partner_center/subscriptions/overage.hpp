// overage: payment by the partner of usage beyond the purchased quantity.
#pragma once

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/resource_base.hpp>
#include <partner_center/subscriptions/contract.hpp>

#include <optional>
#include <string>

namespace partner_center::subscriptions {

struct overage_links : resource_links {
    std::optional<link> overage;

    bool operator==(overage_links const&) const = default;
};
BOOST_DESCRIBE_STRUCT(overage_links, (resource_links), (overage))

struct overage : contract {
    std::optional<std::string> azure_entitlement_id;
    std::optional<std::string> partner_id;  ///< The partner's MPN id.
    std::optional<std::string> type;
    std::optional<bool> overage_enabled;
    std::optional<overage_links> links;

    bool operator==(overage const&) const = default;
};
BOOST_DESCRIBE_STRUCT(overage, (contract), (azure_entitlement_id, partner_id, type, overage_enabled, links))

/// The overages of all subscriptions of a customer. In the SDK, not in the documentation.
struct overages_resource : descry::resource<collection<overage>, customer_key,
                                            "/v1/customers/{customer_id}/subscriptions/overage", list_of<overage>> {};

/// Replaces one overage. The path is that of the list; the body identifies the overage.
struct overage_resource
    : descry::resource<overage, customer_key, "/v1/customers/{customer_id}/subscriptions/overage", descry::put<>> {};

}  // namespace partner_center::subscriptions
