// orders: the orders and carts of the demo's customers, and the effect of ordering.
#pragma once

#include <descry/core/config.hpp>
#include <descry/testing/emulator.hpp>

namespace partner_center::demo {

/// Seeds Contoso's order of its two subscriptions.
DESCRY_DECL void seed_orders(descry::testing::emulator& to);

/// Defines the effect of ordering, of checking out a cart and of attaching files.
DESCRY_DECL void act_on_orders(descry::testing::emulator& to);

}  // namespace partner_center::demo

#ifndef DESCRY_SEPARATE_COMPILATION
#include <partner_center/emulator/impl/orders.ipp>
#endif
