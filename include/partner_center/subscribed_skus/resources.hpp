// resources: the declared resources of subscribed SKUs.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/subscribed_skus/subscribed_sku.hpp>

namespace partner_center::subscribed_skus {

using resources = boost::mp11::mp_list<subscribed_skus_resource>;

}  // namespace partner_center::subscribed_skus
