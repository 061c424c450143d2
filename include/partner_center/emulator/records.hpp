// records: audit records and the usage of Azure.
#pragma once

#include <descry/core/config.hpp>
#include <descry/testing/emulator.hpp>

namespace partner_center::demo {

/// The number of audit records.
inline constexpr int audit_record_count = 30;

/// Seeds audit records of both customers, and the usage of Azure on three days.
DESCRY_DECL void seed_records(descry::testing::emulator& to);

}  // namespace partner_center::demo

#ifndef DESCRY_SEPARATE_COMPILATION
#include <partner_center/emulator/impl/records.ipp>
#endif
