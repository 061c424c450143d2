// offer: an offer for sale.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/billing.hpp>
#include <partner_center/collection.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/offers/country_query.hpp>
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
    std::optional<std::int64_t> rank;  ///< The position in its category.
    std::optional<std::string> uri;
    std::optional<std::string> locale;   ///< `en-US`
    std::optional<std::string> country;  ///< ISO 3166-1 alpha-2, `US`
    std::optional<offer_category> category;
    std::optional<std::vector<std::string>> prerequisite_offers;  ///< Ids of offers: one is required.
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
    std::optional<descry::raw_json> partner_qualifications;  ///< In an example of the documentation, but not described.
    std::optional<offer_links> links;

    bool operator==(offer const&) const = default;
};
BOOST_DESCRIBE_STRUCT(offer, (basic_resource),
                      (id, name, description, minimum_quantity, maximum_quantity, rank, uri, locale, country, category,
                       prerequisite_offers, is_add_on, is_available_for_purchase, billing, supported_billing_cycles,
                       is_auto_renewable, upgrade_target_offers, sales_group_id, limit_unit_of_measure, limit,
                       has_add_ons, resellee_qualifications, reseller_qualifications, is_trial, attestation_properties,
                       product, unit_type, conversion_target_offers, is_internal, partner_qualifications, links))

struct offers_query {
    std::optional<std::string> offer_category_id{};  ///< Restricts the list to a category.
    std::string country{};                           ///< ISO 3166-1 alpha-2, `US`
    std::optional<std::int64_t> offset{};            ///< The number of elements before the page.
    std::optional<std::int64_t> size{};              ///< The maximum number of elements of a page.
};
BOOST_DESCRIBE_STRUCT(offers_query, (), (offer_category_id, country, offset, size))

/// "Get a list of offers for a market", "Get a list of offers by category for a market": in the language of the header
/// `X-Locale`, as are the two below.
struct offers_resource
    : descry::resource<collection<offer>, descry::nothing, "/v1/offers", list_of<offer, offers_query>> {};

struct offer_key {
    std::string offer_id{};
};
BOOST_DESCRIBE_STRUCT(offer_key, (), (offer_id))

/// "Get an offer by ID".
struct offer_resource
    : descry::resource<offer, offer_key, "/v1/offers/{offer_id}", descry::with_query<descry::get, country_query>> {};

struct offer_add_ons_query {
    std::string country{};                 ///< ISO 3166-1 alpha-2, `US`
    std::optional<std::int64_t> offset{};  ///< The number of elements before the page.
    std::optional<std::int64_t> size{};    ///< The maximum number of elements of a page.
};
BOOST_DESCRIBE_STRUCT(offer_add_ons_query, (), (country, offset, size))

/// "Get add-ons for an offer ID".
struct offer_add_ons_resource : descry::resource<collection<offer>, offer_key, "/v1/offers/{offer_id}/addons",
                                                 list_of<offer, offer_add_ons_query>> {};

struct customer_offers_query {
    std::optional<std::int64_t> offset{};  ///< The number of elements before the page.
    std::optional<std::int64_t> size{};    ///< The maximum number of elements of a page.
};
BOOST_DESCRIBE_STRUCT(customer_offers_query, (), (offset, size))

/// The offers for a customer. In the SDK, not in the documentation.
struct customer_offers_resource
    : descry::resource<collection<offer>, customer_key, "/v1/customers/{customer_id}/offers",
                       list_of<offer, customer_offers_query>> {};

}  // namespace partner_center::offers

template <>
inline constexpr descry::object_policy descry::policy_of<partner_center::offers::offers_query>{
    .names = descry::casing::as_declared};
