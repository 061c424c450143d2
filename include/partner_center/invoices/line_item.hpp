// line_item: a line item of any kind.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/model/field_options.hpp>
#include <descry/model/open_enum.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/invoices/daily_rated_usage_line_item.hpp>
#include <partner_center/invoices/invoice_key.hpp>
#include <partner_center/invoices/license_based_line_item.hpp>
#include <partner_center/invoices/one_time_invoice_line_item.hpp>
#include <partner_center/invoices/usage_based_line_item.hpp>
#include <partner_center/seek_operation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace partner_center::invoices {

/// The kind of a line item follows from its type and provider. The documentation requests daily rated usage of the
/// provider `one_time`, and shows line items of `marketplace`; both are read. A line item of another kind is stored as
/// it was received.
using line_item = std::variant<license_based_line_item, usage_based_line_item, daily_usage_line_item,
                               one_time_invoice_line_item, daily_rated_usage_line_item, descry::raw_json>;

/// Sent with the request of every page.
struct line_items_query {
    std::string provider{};                ///< `onetime`, `office`, `azure`
    std::string invoice_line_item_type{};  ///< `billinglineitems`, `usagelineitems`
    std::string currency_code{};           ///< ISO 4217, `EUR`
    std::string period{};                  ///< The period of charges that are not invoiced: `current`, `previous`.
    std::int64_t size = 2000;              ///< The maximum number of elements of a page, at most 2000.
    std::optional<descry::open_enum<partner_center::seek_operation>> seek_operation{};
};
BOOST_DESCRIBE_STRUCT(line_items_query, (),
                      (provider, invoice_line_item_type, currency_code, period, size, seek_operation))

/// "Get invoice line items", "Get invoice billed commercial consumption line items". With `unbilled` as invoice id,
/// "Get invoice unbilled reconciliation line items", "Get invoice unbilled commercial consumption line items".
struct line_items_resource : descry::resource<collection<line_item>, invoice_key, "/v1/invoices/{invoice_id}/lineitems",
                                              list_of<line_item, line_items_query>> {};

struct legacy_line_items_key {
    std::string invoice_id{};
    std::string billing_provider{};        ///< `Office`, `Azure`, `OneTime`
    std::string invoice_line_item_type{};  ///< `BillingLineItems`, `UsageLineItems`
};
BOOST_DESCRIBE_STRUCT(legacy_line_items_key, (), (invoice_id, billing_provider, invoice_line_item_type))

struct legacy_line_items_query {
    std::optional<std::int64_t> size{};    ///< The maximum number of elements of a page.
    std::optional<std::int64_t> offset{};  ///< The number of elements before the page.
};
BOOST_DESCRIBE_STRUCT(legacy_line_items_query, (), (size, offset))

/// "Get invoice line items", in the form from before there were other providers.
struct legacy_line_items_resource
    : descry::resource<collection<line_item>, legacy_line_items_key,
                       "/v1/invoices/{invoice_id}/lineitems/{billing_provider}/{invoice_line_item_type}",
                       list_of<line_item, legacy_line_items_query>> {};

}  // namespace partner_center::invoices

template <>
inline constexpr std::string_view descry::renamed<& partner_center::invoices::line_items_query::seek_operation> =
    "seekoperation";
