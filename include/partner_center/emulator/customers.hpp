// customers: two customers of the partner, and the creation of further ones.
#pragma once

#include <descry/core/config.hpp>
#include <descry/testing/emulator.hpp>

namespace partner_center::demo {

/// Seeds Contoso and Fabrikam, with their profiles and agreements.
DESCRY_DECL void seed_customers(descry::testing::emulator& to);

/// Defines the creation of customers and the verification of their domains.
DESCRY_DECL void act_on_customers(descry::testing::emulator& to);

}  // namespace partner_center::demo

#ifndef DESCRY_SEPARATE_COMPILATION
#include <partner_center/emulator/impl/customers.ipp>
#endif
