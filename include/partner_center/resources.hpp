// resources: all that is declared of Partner Center, for what walks declarations: the emulator, and tests.
#pragma once

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <partner_center/agreements/resources.hpp>
#include <partner_center/carts/resources.hpp>
#include <partner_center/customers/resources.hpp>
#include <partner_center/domains/resources.hpp>
#include <partner_center/orders/resources.hpp>
#include <partner_center/profiles/resources.hpp>
#include <partner_center/subscriptions/resources.hpp>

namespace partner_center {

using resources =
    boost::mp11::mp_append<agreements::resources, carts::resources, customers::resources, domains::resources,
                           orders::resources, profiles::resources, subscriptions::resources>;

}  // namespace partner_center
