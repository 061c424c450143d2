// invoice_summary: the balance of the partner in one currency.
#pragma once

#include <descry/model/decimal.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/resource_base.hpp>

#include <optional>
#include <string>
#include <vector>

namespace partner_center::invoices {

struct invoice_summary_detail;

struct invoice_summary : resource_base {
    std::optional<descry::decimal> balance_amount;  ///< The total balance.
    std::optional<std::string> currency_code;       ///< ISO 4217, `EUR`
    std::optional<std::string> currency_symbol;
    std::optional<descry::timestamp> accounting_date, first_invoice_creation_date;
    std::optional<descry::timestamp> last_payment_date;
    std::optional<descry::decimal> last_payment_amount;
    std::optional<descry::timestamp> latest_invoice_date;
    std::optional<std::vector<invoice_summary_detail>> details;  ///< One for each type of invoice.

    bool operator==(invoice_summary const&) const = default;
};
BOOST_DESCRIBE_STRUCT(invoice_summary, (resource_base),
                      (balance_amount, currency_code, currency_symbol, accounting_date, first_invoice_creation_date,
                       last_payment_date, last_payment_amount, latest_invoice_date, details))

struct invoice_summary_detail : open_model {
    std::optional<std::string> invoice_type;  ///< `Recurring`, `OneTime`
    std::optional<invoice_summary> summary;

    bool operator==(invoice_summary_detail const&) const = default;
};
BOOST_DESCRIBE_STRUCT(invoice_summary_detail, (open_model), (invoice_type, summary))

/// "Get the reseller's current account balance".
struct invoice_summary_resource
    : descry::resource<invoice_summary, descry::nothing, "/v1/invoices/summary", descry::get> {};

/// "Get invoice summaries": one for each currency.
struct invoice_summaries_resource
    : descry::resource<collection<invoice_summary>, descry::nothing, "/v1/invoices/summaries",
                       app_user_only<list_of<invoice_summary>>> {};

}  // namespace partner_center::invoices
