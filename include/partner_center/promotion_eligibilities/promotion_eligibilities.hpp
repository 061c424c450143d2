// promotion_eligibilities: the promotions for which a customer is eligible.
#pragma once

#include <descry/model/open_enum.hpp>

#include <partner_center/billing.hpp>
#include <partner_center/promotion_eligibilities/eligibility_error.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::promotion_eligibilities {

/// An item that the customer would buy. The result for it has the same `id`.
struct promotion_eligibilities_request_item : open_model {
    std::optional<std::int64_t> id;
    std::optional<std::string> catalog_item_id;  ///< `product:sku:availability`
    std::optional<std::int64_t> quantity;
    std::optional<descry::open_enum<billing_cycle_type>> billing_cycle;
    std::optional<std::string> term_duration;  ///< ISO 8601, `P1Y`
    std::optional<std::string> promotion_id;

    bool operator==(promotion_eligibilities_request_item const&) const = default;
};
BOOST_DESCRIBE_STRUCT(promotion_eligibilities_request_item, (open_model),
                      (id, catalog_item_id, quantity, billing_cycle, term_duration, promotion_id))

struct promotion_eligibilities_request : basic_resource {
    std::optional<std::vector<promotion_eligibilities_request_item>> items;

    bool operator==(promotion_eligibilities_request const&) const = default;
};
BOOST_DESCRIBE_STRUCT(promotion_eligibilities_request, (basic_resource), (items))

struct promotion_eligibility : open_model {
    std::optional<std::string> promotion_id;
    std::optional<bool> is_eligible;
    std::optional<std::vector<eligibility_error>> errors;

    bool operator==(promotion_eligibility const&) const = default;
};
BOOST_DESCRIBE_STRUCT(promotion_eligibility, (open_model), (promotion_id, is_eligible, errors))

/// The result for one item.
struct promotion_eligibilities : basic_resource {
    std::optional<std::int64_t> id;
    std::optional<std::string> catalog_item_id;  ///< `product:sku:availability`
    std::optional<std::int64_t> quantity;
    std::optional<descry::open_enum<billing_cycle_type>> billing_cycle;
    std::optional<std::string> term_duration;  ///< ISO 8601, `P1Y`
    std::optional<std::vector<promotion_eligibility>> eligibilities;

    bool operator==(promotion_eligibilities const&) const = default;
};
BOOST_DESCRIBE_STRUCT(promotion_eligibilities, (basic_resource),
                      (id, catalog_item_id, quantity, billing_cycle, term_duration, eligibilities))

}  // namespace partner_center::promotion_eligibilities
