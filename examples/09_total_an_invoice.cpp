// Reads the thousands of line items of an invoice in pages, and adds their amounts exactly.
#include "service/service.hpp"

#include <descry/model/decimal.hpp>

#include <partner_center/emulator/ids.hpp>
#include <partner_center/invoices/line_item.hpp>

#include <cstddef>
#include <iostream>
#include <variant>

namespace pc = partner_center;

int main()
{
    pc::client const partner(example::whole_service());
    auto const lines = partner.invoices().by_id(pc::demo::invoice_id).line_items();

    descry::decimal total;
    std::size_t count = 0, others = 0;
    for (auto const& line : lines.all({.provider = "onetime",
                            .invoice_line_item_type = "billinglineitems",
                            .currency_code = "USD",
                            .period = "current",
                            .size = 1000},
                                      {.ahead = true})) {
        ++count;
        if (auto const* const bought = std::get_if<pc::invoices::one_time_invoice_line_item>(&line))
            total = total + bought->total_for_customer.value_or(descry::decimal());
        else
            ++others;
    }
    std::cout << count << " lines, " << others << " of another kind, " << total.to_string() << " USD\n";
}
