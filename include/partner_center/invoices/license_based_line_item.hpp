// license_based_line_item: a line item for licenses of an offer.
#pragma once

#include <descry/model/decimal.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/model/variant.hpp>

#include <partner_center/invoices/invoice_line_item.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace partner_center::invoices {

struct license_based_line_item : invoice_line_item {
    std::optional<std::string> partner_id, customer_id, customer_name;
    std::optional<std::int64_t> mpn_id, tier2_mpn_id;
    std::optional<std::string> order_id, subscription_id, subscription_name;
    std::optional<std::string> subscription_description, billing_cycle_type, domain_name;
    std::optional<std::string> syndication_partner_subscription_number, offer_id, durable_offer_id;
    std::optional<std::string> offer_name;
    std::optional<descry::timestamp> subscription_start_date, subscription_end_date;
    std::optional<descry::timestamp> charge_start_date, charge_end_date;
    std::optional<std::string> charge_type;
    std::optional<descry::decimal> unit_price;
    std::optional<std::int64_t> quantity;
    std::optional<descry::decimal> amount, total_other_discount, subtotal, tax, total_for_customer;
    std::optional<std::string> currency;  ///< ISO 4217, `EUR`

    license_based_line_item()
        : invoice_line_item(invoices::invoice_line_item_type::billing_line_items, invoices::billing_provider::office)
    {
    }

    bool operator==(license_based_line_item const&) const = default;
};
BOOST_DESCRIBE_STRUCT(license_based_line_item, (invoice_line_item),
                      (partner_id, customer_id, customer_name, mpn_id, tier2_mpn_id, order_id, subscription_id,
                       subscription_name, subscription_description, billing_cycle_type, domain_name,
                       syndication_partner_subscription_number, offer_id, durable_offer_id, offer_name,
                       subscription_start_date, subscription_end_date, charge_start_date, charge_end_date, charge_type,
                       unit_price, quantity, amount, total_other_discount, subtotal, tax, total_for_customer, currency))

}  // namespace partner_center::invoices

template <>
inline constexpr auto descry::chosen_when<partner_center::invoices::license_based_line_item> =
    descry::member_is<&partner_center::invoices::invoice_line_item::invoice_line_item_type>("billing_line_items") &&
    descry::member_is<&partner_center::invoices::invoice_line_item::billing_provider>("office");
