// line_item: a line of an invoice, whichever kind it is.
#pragma once

#include <descry/model/raw_json.hpp>

#include <partner_center/invoices/daily_rated_usage_line_item.hpp>
#include <partner_center/invoices/license_based_line_item.hpp>
#include <partner_center/invoices/one_time_invoice_line_item.hpp>
#include <partner_center/invoices/usage_based_line_item.hpp>

#include <variant>

namespace partner_center::invoices {

/// The type of a line and the provider say which kind it is. The service's documentation asks for the daily rated usage
/// of the provider `one_time`, and gets lines that say `marketplace`: both are read. A line of another kind is kept as it
/// came.
using line_item = std::variant<license_based_line_item, usage_based_line_item, daily_usage_line_item,
                               one_time_invoice_line_item, daily_rated_usage_line_item, descry::raw_json>;

}  // namespace partner_center::invoices
