// invoice: an invoice to the partner.
#pragma once

#include <descry/model/decimal.hpp>
#include <descry/model/open_enum.hpp>
#include <descry/model/timestamp.hpp>
#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/filter.hpp>
#include <partner_center/invoices/invoice_key.hpp>
#include <partner_center/invoices/invoice_line_item.hpp>
#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace partner_center::invoices {

enum class document_type { none, invoice, void_note, adjustment_note };
BOOST_DESCRIBE_ENUM(document_type, none, invoice, void_note, adjustment_note)

struct tax_receipt : open_model {
    std::optional<std::string> id, tax_receipt_pdf_download_link;

    bool operator==(tax_receipt const&) const = default;
};
BOOST_DESCRIBE_STRUCT(tax_receipt, (open_model), (id, tax_receipt_pdf_download_link))

/// A kind of line items of an invoice, each read by its own request.
struct invoice_detail : resource_base {
    std::optional<descry::open_enum<invoices::invoice_line_item_type>> invoice_line_item_type;
    std::optional<descry::open_enum<invoices::billing_provider>> billing_provider;

    bool operator==(invoice_detail const&) const = default;
};
BOOST_DESCRIBE_STRUCT(invoice_detail, (resource_base), (invoice_line_item_type, billing_provider))

struct invoice : resource_base {
    std::optional<std::string> id;
    std::optional<descry::timestamp> invoice_date, billing_period_start_date;
    std::optional<descry::timestamp> billing_period_end_date;
    std::optional<descry::decimal> total_charges, paid_amount;
    std::optional<std::string> currency_code;  ///< ISO 4217, `EUR`
    std::optional<std::string> currency_symbol;
    std::optional<std::string> pdf_download_link;
    std::optional<std::vector<tax_receipt>> tax_receipts;
    std::optional<std::vector<invoice_detail>> invoice_details;
    std::optional<std::vector<invoice>> amendments;  ///< Void notes and adjustment notes.
    std::optional<descry::open_enum<invoices::document_type>> document_type;
    std::optional<std::string> amends_of;     ///< The invoice that a note amends.
    std::optional<std::string> invoice_type;  ///< `Recurring`, `OneTime`

    bool operator==(invoice const&) const = default;
};
BOOST_DESCRIBE_STRUCT(invoice, (resource_base),
                      (id, invoice_date, billing_period_start_date, billing_period_end_date, total_charges, paid_amount,
                       currency_code, currency_symbol, pdf_download_link, tax_receipts, invoice_details, amendments,
                       document_type, amends_of, invoice_type))

/// The fields by which the service filters; see `where`.
struct search : searchable {
    descry::date invoice_date;
};
BOOST_DESCRIBE_STRUCT(search, (), (invoice_date))

struct invoices_query {
    std::optional<std::int64_t> size{};    ///< The maximum number of elements of a page.
    std::optional<std::int64_t> offset{};  ///< The number of elements before the page.
    std::optional<partner_center::filter<search>> filter{};
};
BOOST_DESCRIBE_STRUCT(invoices_query, (), (size, offset, filter))

/// "Get a collection of invoices".
struct invoices_resource
    : descry::resource<collection<invoice>, descry::nothing, "/v1/invoices", list_of<invoice, invoices_query>> {};

/// "Get an invoice by ID".
struct invoice_resource
    : descry::resource<invoice, invoice_key, "/v1/invoices/{invoice_id}", app_user_only<descry::get>> {};

}  // namespace partner_center::invoices
