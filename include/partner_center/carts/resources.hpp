// resources: the declared resources of carts.
#pragma once

#include <boost/mp11/list.hpp>

#include <partner_center/carts/cart.hpp>
#include <partner_center/carts/checkout_result.hpp>

namespace partner_center::carts {

using resources = boost::mp11::mp_list<carts_resource, cart_resource, cart_checkout_resource>;

}  // namespace partner_center::carts
