// offer: what may be bought.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/raw_json.hpp>

#include <partner_center/billing.hpp>
#include <partner_center/offers/offer_category.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::offers {

struct product : open_model {
    std::optional<std::string> id, name, unit;

    bool operator==(product const&) const = default;
};
BOOST_DESCRIBE_STRUCT(product, (open_model), (id, name, unit))

struct offer_attestation_properties : open_model {
    std::optional<bool> enforce_attestation;
    std::optional<std::string> attestation_type;

    bool operator==(offer_attestation_properties const&) const = default;
};
BOOST_DESCRIBE_STRUCT(offer_attestation_properties, (open_model), (enforce_attestation, attestation_type))

struct offer_links : resource_links {
    std::optional<link> learn_more;

    bool operator==(offer_links const&) const = default;
};
BOOST_DESCRIBE_STRUCT(offer_links, (resource_links), (learn_more))

struct offer : basic_resource {
    std::optional<std::string> id, name, description;
    std::optional<std::int64_t> minimum_quantity, maximum_quantity;
    std::optional<std::int64_t> rank;  ///< Where it stands among those of its category.
    std::optional<std::string> uri;
    std::optional<std::string> locale;   ///< `en-US`
    std::optional<std::string> country;  ///< ISO 3166-1 alpha-2, `US`
    std::optional<offer_category> category;
    std::optional<std::vector<std::string>> prerequisite_offers;  ///< Ids of those of which one is needed first.
    std::optional<bool> is_add_on, is_available_for_purchase;
    std::optional<descry::open_enum<billing_type>> billing;
    std::optional<std::vector<descry::open_enum<billing_cycle_type>>> supported_billing_cycles;
    std::optional<bool> is_auto_renewable;
    std::optional<std::vector<std::string>> upgrade_target_offers;
    std::optional<std::string> sales_group_id, limit_unit_of_measure;
    std::optional<std::int64_t> limit;
    std::optional<bool> has_add_ons;
    std::optional<std::vector<std::string>> resellee_qualifications, reseller_qualifications;
    std::optional<bool> is_trial;
    std::optional<offer_attestation_properties> attestation_properties;
    std::optional<offers::product> product;
    std::optional<std::string> unit_type;  ///< `seat(s)`
    std::optional<std::vector<std::string>> conversion_target_offers;
    std::optional<bool> is_internal;
    std::optional<descry::raw_json> partner_qualifications;  ///< Shown by the documentation, and not described.
    std::optional<offer_links> links;

    bool operator==(offer const&) const = default;
};
BOOST_DESCRIBE_STRUCT(offer, (basic_resource),
                      (id, name, description, minimum_quantity, maximum_quantity, rank, uri, locale, country, category,
                       prerequisite_offers, is_add_on, is_available_for_purchase, billing, supported_billing_cycles,
                       is_auto_renewable, upgrade_target_offers, sales_group_id, limit_unit_of_measure, limit,
                       has_add_ons, resellee_qualifications, reseller_qualifications, is_trial, attestation_properties,
                       product, unit_type, conversion_target_offers, is_internal, partner_qualifications, links))

}  // namespace partner_center::offers
