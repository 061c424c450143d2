// daily_rated_usage_line_item: a line item for a day of usage of a catalog item.
#pragma once

#include <descry/model/decimal.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/model/variant.hpp>

#include <partner_center/invoices/catalog_line_item.hpp>

#include <optional>
#include <string>

namespace partner_center::invoices {

struct daily_rated_usage_line_item : catalog_line_item {
    std::optional<std::string> partner_name;
    std::optional<descry::timestamp> usage_date;
    std::optional<std::string> meter_type, meter_category, meter_id, meter_sub_category;
    std::optional<std::string> meter_name, meter_region, unit_of_measure, resource_location;
    std::optional<std::string> consumed_service, resource_group, resource_uri;
    std::optional<std::string> tags;             ///< JSON as text.
    std::optional<std::string> additional_info;  ///< JSON as text.
    std::optional<std::string> service_info1, service_info2, reseller_mpn_id;
    std::optional<descry::decimal> quantity, billing_pre_tax_total;
    std::optional<std::string> billing_currency;  ///< ISO 4217: the currency of the invoice.
    std::optional<descry::decimal> pricing_pre_tax_total;
    std::optional<std::string> entitlement_id, entitlement_description;
    std::optional<descry::decimal> rate_of_partner_earned_credit;
    std::optional<bool> has_partner_earned_credit;
    std::optional<std::string> credit_type;
    std::optional<descry::decimal> rate_of_credit;

    daily_rated_usage_line_item()
        : catalog_line_item(invoices::invoice_line_item_type::usage_line_items, invoices::billing_provider::marketplace)
    {
    }

    bool operator==(daily_rated_usage_line_item const&) const = default;
};
BOOST_DESCRIBE_STRUCT(daily_rated_usage_line_item, (catalog_line_item),
                      (partner_name, usage_date, meter_type, meter_category, meter_id, meter_sub_category, meter_name,
                       meter_region, unit_of_measure, resource_location, consumed_service, resource_group, resource_uri,
                       tags, additional_info, service_info1, service_info2, reseller_mpn_id, quantity,
                       billing_pre_tax_total, billing_currency, pricing_pre_tax_total, entitlement_id,
                       entitlement_description, rate_of_partner_earned_credit, has_partner_earned_credit, credit_type,
                       rate_of_credit))

}  // namespace partner_center::invoices

template <>
inline constexpr auto descry::chosen_when<partner_center::invoices::daily_rated_usage_line_item> =
    descry::member_is<&partner_center::invoices::invoice_line_item::invoice_line_item_type>("usage_line_items") &&
    descry::member_is<&partner_center::invoices::invoice_line_item::billing_provider>("marketplace", "one_time", "all");
