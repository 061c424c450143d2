// offers: the catalog of offers.
#pragma once

#include <descry/core/config.hpp>
#include <descry/testing/emulator.hpp>

namespace partner_center::demo {

/// Seeds three offers in two categories, for the United States.
DESCRY_DECL void seed_offers(descry::testing::emulator& to);

}  // namespace partner_center::demo

#ifndef DESCRY_SEPARATE_COMPILATION
#include <partner_center/emulator/impl/offers.ipp>
#endif
