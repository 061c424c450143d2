// resources: the declared resources of utilization.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/utilization/azure_utilization_record.hpp>

namespace partner_center::utilization {

using resources = boost::mp11::mp_list<azure_utilization_records_resource>;

}  // namespace partner_center::utilization
