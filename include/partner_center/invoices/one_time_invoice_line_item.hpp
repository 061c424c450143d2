// one_time_invoice_line_item: a line item for a purchase or a renewal.
#pragma once

#include <descry/model/decimal.hpp>
#include <descry/model/maybe_quoted.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/model/variant.hpp>

#include <partner_center/invoices/catalog_line_item.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::invoices {

/// The documentation shows line items with numbers in quotes, and others without.
struct one_time_invoice_line_item : catalog_line_item {
    std::optional<descry::maybe_quoted<std::int64_t>> reseller_mpn_id;
    std::optional<std::string> order_id;
    std::optional<descry::timestamp> order_date;
    std::optional<std::vector<std::string>> product_qualifiers;
    std::optional<descry::maybe_quoted<std::int64_t>> quantity;
    std::optional<descry::maybe_quoted<descry::decimal>> subtotal, tax_total, total_for_customer;
    std::optional<std::string> currency;  ///< ISO 4217, `EUR`
    std::optional<descry::timestamp> subscription_start_date, subscription_end_date;
    std::optional<std::string> term_and_billing_cycle;
    std::optional<std::string> alternate_id, reference_id, price_adjustment_description;
    std::optional<std::string> discount_details;  ///< Replaced by `price_adjustment_description`.
    std::optional<descry::maybe_quoted<descry::decimal>> billable_quantity;
    std::optional<std::string> meter_description, billing_frequency, reservation_order_id;
    std::optional<std::string> credit_reason_code, promotion_id, provider_id, provider_name;
    std::optional<std::string> quote_id;

    one_time_invoice_line_item()
        : catalog_line_item(invoices::invoice_line_item_type::billing_line_items, invoices::billing_provider::one_time)
    {
    }

    bool operator==(one_time_invoice_line_item const&) const = default;
};
BOOST_DESCRIBE_STRUCT(one_time_invoice_line_item, (catalog_line_item),
                      (reseller_mpn_id, order_id, order_date, product_qualifiers, quantity, subtotal, tax_total,
                       total_for_customer, currency, subscription_start_date, subscription_end_date,
                       term_and_billing_cycle, alternate_id, reference_id, price_adjustment_description,
                       discount_details, billable_quantity, meter_description, billing_frequency, reservation_order_id,
                       credit_reason_code, promotion_id, provider_id, provider_name, quote_id))

}  // namespace partner_center::invoices

template <>
inline constexpr auto descry::chosen_when<partner_center::invoices::one_time_invoice_line_item> =
    descry::member_is<&partner_center::invoices::invoice_line_item::invoice_line_item_type>("billing_line_items") &&
    descry::member_is<&partner_center::invoices::invoice_line_item::billing_provider>("one_time", "all");
