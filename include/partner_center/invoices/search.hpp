// search: the fields by which invoices may be filtered.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/model/date.hpp>

#include <partner_center/filter.hpp>

namespace partner_center::invoices {

/// For `where` and `filter`.
struct search : searchable {
    descry::date invoice_date;
};
BOOST_DESCRIBE_STRUCT(search, (), (invoice_date))

}  // namespace partner_center::invoices
