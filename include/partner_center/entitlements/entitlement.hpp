// entitlement: an entitlement of a customer.
#pragma once

#include <descry/model/timestamp.hpp>

#include <partner_center/entitlements/artifact.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::entitlements {

/// The order of an entitlement.
struct reference_order : resource_base {
    std::optional<std::string> id, line_item_id, alternate_id;

    bool operator==(reference_order const&) const = default;
};
BOOST_DESCRIBE_STRUCT(reference_order, (resource_base), (id, line_item_id, alternate_id))

struct quantity_detail : open_model {
    std::optional<std::int64_t> quantity;
    std::optional<std::string> status;

    bool operator==(quantity_detail const&) const = default;
};
BOOST_DESCRIBE_STRUCT(quantity_detail, (open_model), (quantity, status))

struct entitlement : resource_base {
    std::optional<std::vector<entitlement>> included_entitlements;
    std::optional<entitlements::reference_order> reference_order;
    std::optional<std::string> product_id, sku_id;
    std::optional<std::int64_t> quantity;
    std::optional<std::vector<quantity_detail>> quantity_details;
    std::optional<std::vector<entitled_artifact>> entitled_artifacts;
    std::optional<std::string> entitlement_type, fulfillment_state;
    std::optional<descry::timestamp> expiry_date;  ///< Present only if requested.

    bool operator==(entitlement const&) const = default;
};
BOOST_DESCRIBE_STRUCT(entitlement, (resource_base),
                      (included_entitlements, reference_order, product_id, sku_id, quantity, quantity_details,
                       entitled_artifacts, entitlement_type, fulfillment_state, expiry_date))

}  // namespace partner_center::entitlements
