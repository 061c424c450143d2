// usage_based_line_item: line items for usage of legacy Azure offers.
#pragma once

#include <descry/model/decimal.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/model/variant.hpp>

#include <partner_center/invoices/invoice_line_item.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace partner_center::invoices {

struct base_usage_based_line_item : invoice_line_item {
    std::optional<std::string> partner_id, partner_name, partner_billable_account_id, customer_id;
    std::optional<std::string> customer_company_name;
    std::optional<std::int64_t> mpn_id, tier2_mpn_id;
    std::optional<std::string> invoice_number, domain_name, billing_cycle_type, subscription_id;
    std::optional<std::string> subscription_name, subscription_description, order_id, service_name;
    std::optional<std::string> service_type, resource_guid, resource_name, region;
    std::optional<descry::decimal> consumed_quantity;
    std::optional<descry::timestamp> charge_start_date, charge_end_date;
    std::optional<std::string> unit;

    using invoice_line_item::invoice_line_item;

    bool operator==(base_usage_based_line_item const&) const = default;
};
BOOST_DESCRIBE_STRUCT(base_usage_based_line_item, (invoice_line_item),
                      (partner_id, partner_name, partner_billable_account_id, customer_id, customer_company_name,
                       mpn_id, tier2_mpn_id, invoice_number, domain_name, billing_cycle_type, subscription_id,
                       subscription_name, subscription_description, order_id, service_name, service_type, resource_guid,
                       resource_name, region, consumed_quantity, charge_start_date, charge_end_date, unit))

struct usage_based_line_item : base_usage_based_line_item {
    std::optional<std::int64_t> detail_line_item_id;
    std::optional<std::string> sku;
    std::optional<descry::decimal> included_quantity, overage_quantity, list_price;
    std::optional<descry::decimal> consumption_price, consumption_discount;
    std::optional<std::string> currency;  ///< ISO 4217, `EUR`
    std::optional<descry::decimal> pretax_charges, tax_amount, post_tax_total;
    std::optional<descry::decimal> pretax_effective_rate, post_tax_effective_rate;
    std::optional<std::string> charge_type, customer_name;

    usage_based_line_item()
        : base_usage_based_line_item(invoices::invoice_line_item_type::billing_line_items,
                                     invoices::billing_provider::azure)
    {
    }

    bool operator==(usage_based_line_item const&) const = default;
};
BOOST_DESCRIBE_STRUCT(usage_based_line_item, (base_usage_based_line_item),
                      (detail_line_item_id, sku, included_quantity, overage_quantity, list_price, consumption_price,
                       consumption_discount, currency, pretax_charges, tax_amount, post_tax_total,
                       pretax_effective_rate, post_tax_effective_rate, charge_type, customer_name))

struct daily_usage_line_item : base_usage_based_line_item {
    std::optional<std::string> customer_billable_account;
    std::optional<descry::timestamp> usage_date;
    std::optional<std::string> metered_service, metered_service_type, metered_region, project;
    std::optional<std::string> service_info;

    daily_usage_line_item()
        : base_usage_based_line_item(invoices::invoice_line_item_type::usage_line_items,
                                     invoices::billing_provider::azure)
    {
    }

    bool operator==(daily_usage_line_item const&) const = default;
};
BOOST_DESCRIBE_STRUCT(daily_usage_line_item, (base_usage_based_line_item),
                      (customer_billable_account, usage_date, metered_service, metered_service_type, metered_region,
                       project, service_info))

}  // namespace partner_center::invoices

template <>
inline constexpr auto descry::chosen_when<partner_center::invoices::usage_based_line_item> =
    descry::member_is<&partner_center::invoices::invoice_line_item::invoice_line_item_type>("billing_line_items") &&
    descry::member_is<&partner_center::invoices::invoice_line_item::billing_provider>("azure");
template <>
inline constexpr auto descry::chosen_when<partner_center::invoices::daily_usage_line_item> =
    descry::member_is<&partner_center::invoices::invoice_line_item::invoice_line_item_type>("usage_line_items") &&
    descry::member_is<&partner_center::invoices::invoice_line_item::billing_provider>("azure");
