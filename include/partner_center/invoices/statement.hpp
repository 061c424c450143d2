// statement: invoices and receipts as documents.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/rest/resource.hpp>

#include <partner_center/collection.hpp>
#include <partner_center/invoices/invoice_key.hpp>

#include <string>

namespace partner_center::invoices {

/// "Get an invoice statement": a PDF.
struct invoice_statement_resource
    : descry::resource<descry::nothing, invoice_key, "/v1/invoices/{invoice_id}/documents/statement",
                       app_user_only<descry::download<"application/pdf">>> {};

struct receipt_key {
    std::string invoice_id{};
    std::string receipt_id{};  ///< The id of a `tax_receipt` of the invoice.
};
BOOST_DESCRIBE_STRUCT(receipt_key, (), (invoice_id, receipt_id))

/// "Get an invoice receipt statement": a PDF, in some countries.
struct receipt_statement_resource
    : descry::resource<descry::nothing, receipt_key,
                       "/v1/invoices/{invoice_id}/receipts/{receipt_id}/documents/statement",
                       app_user_only<descry::download<"application/pdf">>> {};

}  // namespace partner_center::invoices
