// resources: the declared resources of agreements.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/agreements/agreement.hpp>
#include <partner_center/agreements/agreement_template.hpp>

namespace partner_center::agreements {

using resources = boost::mp11::mp_list<agreements_resource, direct_signed_customer_agreement_status_resource,
                                       agreement_meta_data_resource, agreement_document_resource>;

}  // namespace partner_center::agreements
