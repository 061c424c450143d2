// search: the fields by which audit records may be filtered.
#pragma once

#include <boost/describe/class.hpp>

#include <partner_center/audit_records/audit_record.hpp>
#include <partner_center/filter.hpp>

#include <string>

namespace partner_center::audit_records {

/// For `where` and `filter`.
struct search : searchable {
    std::string company_name, customer_id;
    audit_records::resource_type resource_type;
};
BOOST_DESCRIBE_STRUCT(search, (), (company_name, customer_id, resource_type))

}  // namespace partner_center::audit_records
