// invoice_line_item: the common members of line items.
#pragma once

#include <descry/model/open_enum.hpp>

#include <partner_center/resource_base.hpp>

#include <optional>

namespace partner_center::invoices {

enum class invoice_line_item_type { none, usage_line_items, billing_line_items };
BOOST_DESCRIBE_ENUM(invoice_line_item_type, none, usage_line_items, billing_line_items)

enum class billing_provider { none, office, azure, one_time, marketplace, all };
BOOST_DESCRIBE_ENUM(billing_provider, none, office, azure, one_time, marketplace, all)

struct invoice_line_item : basic_resource {
    std::optional<descry::open_enum<invoices::invoice_line_item_type>> invoice_line_item_type;
    std::optional<descry::open_enum<invoices::billing_provider>> billing_provider;

    invoice_line_item() = default;
    invoice_line_item(invoices::invoice_line_item_type type, invoices::billing_provider provider)
        : invoice_line_item_type(type), billing_provider(provider)
    {
    }

    bool operator==(invoice_line_item const&) const = default;
};
BOOST_DESCRIBE_STRUCT(invoice_line_item, (basic_resource), (invoice_line_item_type, billing_provider))

}  // namespace partner_center::invoices
