// resources: the declared resources of domains.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/domains/domain.hpp>
#include <partner_center/domains/verified_domain.hpp>

namespace partner_center::domains {

using resources = boost::mp11::mp_list<domain_resource, verified_domains_resource>;

}  // namespace partner_center::domains
