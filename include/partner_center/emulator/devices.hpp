// devices: Contoso's devices and their policies, and the jobs that add them.
#pragma once

#include <descry/core/config.hpp>
#include <descry/testing/emulator.hpp>

namespace partner_center::demo {

/// Seeds a batch of two laptops, and a policy.
DESCRY_DECL void seed_devices(descry::testing::emulator& to);

/// Defines the jobs that add devices and assign policies.
DESCRY_DECL void act_on_devices(descry::testing::emulator& to);

}  // namespace partner_center::demo

#ifndef DESCRY_SEPARATE_COMPILATION
#include <partner_center/emulator/impl/devices.ipp>
#endif
