// partner: the partner's profiles, service requests and webhooks.
#pragma once

#include <descry/core/config.hpp>
#include <descry/testing/emulator.hpp>

namespace partner_center::demo {

/// Seeds the resources of the partner itself. No webhook is registered.
DESCRY_DECL void seed_partner(descry::testing::emulator& to);

/// Defines the effect of sending a test event.
DESCRY_DECL void act_on_partner(descry::testing::emulator& to);

}  // namespace partner_center::demo

#ifndef DESCRY_SEPARATE_COMPILATION
#include <partner_center/emulator/impl/partner.ipp>
#endif
