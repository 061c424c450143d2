// resources: the declared resources of customers and their profiles.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/customers/billing_profile.hpp>
#include <partner_center/customers/company_profile.hpp>
#include <partner_center/customers/customer.hpp>

namespace partner_center::customers {

using resources =
    boost::mp11::mp_list<customers_resource, customer_resource, billing_profile, company_profile_resource>;

}  // namespace partner_center::customers
