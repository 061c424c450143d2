// whole_in_process_emulator: all declared resources of Partner Center, in memory, without sockets.
#pragma once

#include <descry/core/config.hpp>

#include <partner_center/emulator/customers.hpp>
#include <partner_center/emulator/devices.hpp>
#include <partner_center/emulator/in_process_emulator.hpp>
#include <partner_center/emulator/invoices.hpp>
#include <partner_center/emulator/offers.hpp>
#include <partner_center/emulator/orders.hpp>
#include <partner_center/emulator/partner.hpp>
#include <partner_center/emulator/records.hpp>
#include <partner_center/emulator/subscriptions.hpp>
#include <partner_center/emulator/users.hpp>

namespace partner_center {

/// Serves all declared resources. It is seeded with two customers with subscriptions, orders, users, devices and
/// records, and with the partner's invoices and profiles; their ids are in `demo`. The effects of the declared actions
/// and jobs are defined. Its constructor has all models of the API: compile it once, by linking the CMake target
/// `partner_center::whole_emulator`, or serve from an `in_process_emulator` what a test needs.
class whole_in_process_emulator : public in_process_emulator {
public:
    DESCRY_DECL explicit whole_in_process_emulator(descry::testing::emulator_options options = {});
};

}  // namespace partner_center

#ifndef DESCRY_SEPARATE_COMPILATION
#include <partner_center/emulator/impl/whole_in_process_emulator.ipp>
#endif
