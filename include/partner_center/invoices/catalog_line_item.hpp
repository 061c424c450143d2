// catalog_line_item: the common members of line items for catalog items.
#pragma once

#include <descry/model/decimal.hpp>
#include <descry/model/field_options.hpp>
#include <descry/model/maybe_quoted.hpp>
#include <descry/model/timestamp.hpp>

#include <partner_center/invoices/invoice_line_item.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace partner_center::invoices {

struct catalog_line_item : invoice_line_item {
    std::optional<std::string> partner_id, customer_id, customer_name, customer_domain_name;
    std::optional<std::string> customer_country, invoice_number;
    std::optional<std::string> mpn_id;
    std::optional<std::string> product_id, sku_id, availability_id, product_name, sku_name;
    std::optional<std::string> charge_type;
    std::optional<descry::maybe_quoted<descry::decimal>> unit_price, effective_unit_price;
    std::optional<std::string> unit_type, publisher_name, publisher_id, subscription_description;
    std::optional<std::string> subscription_id;
    std::optional<descry::timestamp> charge_start_date, charge_end_date;
    std::optional<std::string> pricing_currency;  ///< ISO 4217: the currency of prices.
    /// The exchange rate from the currency of prices to that of the invoice.
    std::optional<descry::maybe_quoted<descry::decimal>> pc_to_bc_exchange_rate;
    std::optional<descry::timestamp> pc_to_bc_exchange_rate_date;

    using invoice_line_item::invoice_line_item;

    bool operator==(catalog_line_item const&) const = default;
};
BOOST_DESCRIBE_STRUCT(catalog_line_item, (invoice_line_item),
                      (partner_id, customer_id, customer_name, customer_domain_name, customer_country, invoice_number,
                       mpn_id, product_id, sku_id, availability_id, product_name, sku_name, charge_type, unit_price,
                       effective_unit_price, unit_type, publisher_name, publisher_id, subscription_description,
                       subscription_id, charge_start_date, charge_end_date, pricing_currency, pc_to_bc_exchange_rate,
                       pc_to_bc_exchange_rate_date))

}  // namespace partner_center::invoices

template <>
inline constexpr std::string_view
    descry::renamed<& partner_center::invoices::catalog_line_item::pc_to_bc_exchange_rate> = "pcToBCExchangeRate";
template <>
inline constexpr std::string_view
    descry::renamed<& partner_center::invoices::catalog_line_item::pc_to_bc_exchange_rate_date> =
        "pcToBCExchangeRateDate";
