// users: Contoso's users, their roles and their licenses.
#pragma once

#include <descry/core/config.hpp>
#include <descry/testing/emulator.hpp>

namespace partner_center::demo {

/// Seeds two users, one of them with a role, and the licenses that are available to them.
DESCRY_DECL void seed_users(descry::testing::emulator& to);

/// Defines the assignment of licenses.
DESCRY_DECL void act_on_users(descry::testing::emulator& to);

}  // namespace partner_center::demo

#ifndef DESCRY_SEPARATE_COMPILATION
#include <partner_center/emulator/impl/users.ipp>
#endif
