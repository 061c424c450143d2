// resources: the declared resources of invoices.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/invoices/estimate_link.hpp>
#include <partner_center/invoices/invoice.hpp>
#include <partner_center/invoices/invoice_summary.hpp>
#include <partner_center/invoices/line_item.hpp>
#include <partner_center/invoices/statement.hpp>

namespace partner_center::invoices {

using resources = boost::mp11::mp_list<invoices_resource, invoice_resource, invoice_statement_resource,
                                       receipt_statement_resource, line_items_resource, legacy_line_items_resource,
                                       estimate_links_resource, invoice_summary_resource, invoice_summaries_resource>;

}  // namespace partner_center::invoices
