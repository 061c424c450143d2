// resources: the declared resources of audit records.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/audit_records/audit_record.hpp>

namespace partner_center::audit_records {

using resources = boost::mp11::mp_list<audit_records_resource, audit_record_resource>;

}  // namespace partner_center::audit_records
