// invoice_key: the key of an invoice.
#pragma once

#include <boost/describe/class.hpp>

#include <string>

namespace partner_center::invoices {

struct invoice_key {
    std::string invoice_id{};
};
BOOST_DESCRIBE_STRUCT(invoice_key, (), (invoice_id))

}  // namespace partner_center::invoices
