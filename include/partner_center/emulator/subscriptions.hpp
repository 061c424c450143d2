// subscriptions: the subscriptions of the demo's customers, and the effects of their actions.
#pragma once

#include <descry/core/config.hpp>
#include <descry/testing/emulator.hpp>

namespace partner_center::demo {

/// Seeds Contoso's seats and Azure plan, and Fabrikam's trial and new commerce seats.
DESCRY_DECL void seed_subscriptions(descry::testing::emulator& to);

/// Defines the effects of activation, registration, conversion, upgrade and cancellation.
DESCRY_DECL void act_on_subscriptions(descry::testing::emulator& to);

}  // namespace partner_center::demo

#ifndef DESCRY_SEPARATE_COMPILATION
#include <partner_center/emulator/impl/subscriptions.ipp>
#endif
