// order: an order of a customer.
#pragma once

#include <descry/model/decimal.hpp>
#include <descry/model/open_enum.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/billing.hpp>
#include <partner_center/collection.hpp>
#include <partner_center/customers/customer_key.hpp>
#include <partner_center/orders/order_key.hpp>
#include <partner_center/query_name.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partner_center::orders {

/// The term after renewal.
struct renews_to : open_model {
    std::optional<std::string> term_duration;  ///< ISO 8601, `P1Y`

    bool operator==(renews_to const&) const = default;
};
BOOST_DESCRIBE_STRUCT(renews_to, (open_model), (term_duration))

/// Prices in the currency of the order. Present only if prices are requested.
struct pricing : open_model {
    std::optional<descry::decimal> list_price, discounted_price, prorated_price, price;
    std::optional<descry::decimal> extended_price;

    bool operator==(pricing const&) const = default;
};
BOOST_DESCRIBE_STRUCT(pricing, (open_model), (list_price, discounted_price, prorated_price, price, extended_price))

struct order_line_item_links : open_model {
    std::optional<link> subscription, product, sku, availability, provisioning_status;
    std::optional<link> activation_links;

    bool operator==(order_line_item_links const&) const = default;
};
BOOST_DESCRIBE_STRUCT(order_line_item_links, (open_model),
                      (subscription, product, sku, availability, provisioning_status, activation_links))

struct order_line_item : basic_resource {
    std::optional<std::int64_t> line_item_number;  ///< The index, from 0.
    /// The id of an offer or of a catalog item, `product:sku:availability`.
    std::optional<std::string> offer_id;
    std::optional<std::string> subscription_id;         ///< Empty until provisioned.
    std::optional<std::string> parent_subscription_id;  ///< The subscription that an add-on belongs to.
    std::optional<std::string> term_duration;           ///< ISO 8601, `P1Y`
    std::optional<orders::renews_to> renews_to;
    std::optional<std::string> transaction_type, promotion_id;
    std::optional<descry::timestamp> custom_term_end_date;
    std::optional<std::string> friendly_name;
    std::optional<std::int64_t> quantity;
    std::optional<orders::pricing> pricing;
    std::optional<std::string> partner_id_on_record;  ///< The MPN id of the indirect reseller.
    std::optional<std::vector<std::string>> additional_partner_ids_on_record;
    std::optional<std::map<std::string, std::string>> provisioning_context;  ///< Required by some products.
    std::optional<bool> attestation_accepted;
    std::optional<order_line_item_links> links;

    bool operator==(order_line_item const&) const = default;
};
BOOST_DESCRIBE_STRUCT(order_line_item, (basic_resource),
                      (line_item_number, offer_id, subscription_id, parent_subscription_id, term_duration, renews_to,
                       transaction_type, promotion_id, custom_term_end_date, friendly_name, quantity, pricing,
                       partner_id_on_record, additional_partner_ids_on_record, provisioning_context,
                       attestation_accepted, links))

struct order_links : resource_links {
    std::optional<link> provisioning_status, patch_operation;

    bool operator==(order_links const&) const = default;
};
BOOST_DESCRIBE_STRUCT(order_links, (resource_links), (provisioning_status, patch_operation))

struct order : basic_resource {
    std::optional<std::string> id, alternate_id, reference_customer_id;
    std::optional<descry::open_enum<billing_cycle_type>> billing_cycle;
    std::optional<std::string> currency_code;  ///< ISO 4217, `EUR`
    std::optional<std::string> currency_symbol;
    std::optional<std::vector<order_line_item>> line_items;
    std::optional<descry::timestamp> creation_date;
    std::optional<std::string> status;  ///< `completed`, `pending`, `cancelled`
    std::optional<std::string> transaction_type;
    std::optional<order_links> links;
    std::optional<descry::decimal> total_price;  ///< Present only if prices are requested.
    std::optional<bool> partner_on_record_attestation_accepted;
    std::optional<descry::raw_json> client;  ///< In an example of the documentation, but not described.

    bool operator==(order const&) const = default;
};
BOOST_DESCRIBE_STRUCT(order, (basic_resource),
                      (id, alternate_id, reference_customer_id, billing_cycle, currency_code, currency_symbol,
                       line_items, creation_date, status, transaction_type, links, total_price,
                       partner_on_record_attestation_accepted, client))

struct orders_query {
    std::optional<query_name<billing_cycle_type>> billing_type{};  ///< Restricts the list to a billing cycle.
    std::optional<bool> include_price{};                           ///< Requests `pricing` and `total_price`.
};
BOOST_DESCRIBE_STRUCT(orders_query, (), (billing_type, include_price))

/// "Get all of a customer's orders", "Get a list of orders by customer and billing cycle type", "Create an order". To
/// order on behalf of a user of the customer, name the user in the header `x-ms-customeruser-upn`.
struct orders_resource : descry::resource<collection<order>, customer_key, "/v1/customers/{customer_id}/orders",
                                          list_of<order, orders_query>, descry::create<order>> {};

struct order_query {
    std::optional<bool> include_price{};  ///< Requests `pricing` and `total_price`.
};
BOOST_DESCRIBE_STRUCT(order_query, (), (include_price))

/// "Get an order by ID"; with `patch` "Purchase an add-on to a subscription", "Change the billing cycle" and "Cancel an
/// order from the integration sandbox".
struct order_resource : descry::resource<order, order_key, "/v1/customers/{customer_id}/orders/{order_id}",
                                         descry::with_query<descry::get, order_query>, descry::patch<>> {};

}  // namespace partner_center::orders

template <>
inline constexpr std::string_view descry::renamed<& partner_center::orders::orders_query::include_price> =
    "include_price";
template <>
inline constexpr descry::object_policy descry::policy_of<partner_center::orders::order_query>{
    .names = descry::casing::as_declared};
