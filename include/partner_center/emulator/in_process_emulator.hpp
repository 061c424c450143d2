// in_process_emulator: Partner Center in memory, derived from the declarations that its client uses, without sockets.
#pragma once

#include <descry/core/config.hpp>
#include <descry/testing/emulator.hpp>
#include <descry/testing/fault.hpp>

#include <partner_center/client.hpp>
#include <partner_center/customers/billing_profile.hpp>
#include <partner_center/emulator/ids.hpp>

#include <string>

namespace partner_center {

namespace demo {

/// The profile of the documentation's example, including its nulls. The emulator adds the entity tag.
DESCRY_DECL customer_billing_profile billing_profile_of(std::string const& customer);

}  // namespace demo

namespace detail {

/// Writes the body of an error response. As in the service, a description has at most 1024 characters.
DESCRY_DECL std::string write_fault(descry::testing::fault const& why);

}  // namespace detail

/// Serves the billing profiles of customers from memory, and compiles fast. It is seeded with the profile of the
/// documentation's example for the customer `demo::customer_id`, and with the application of `demo`. Customer ids must
/// be GUIDs. Error responses have the format of the service. More resources can be served and seeded;
/// `whole_in_process_emulator` has all. See `descry::testing::emulator` for thread-safety, seeding and inspection.
class in_process_emulator : public descry::testing::emulator {
public:
    DESCRY_DECL explicit in_process_emulator(descry::testing::emulator_options options = {});
};

}  // namespace partner_center

#ifndef DESCRY_SEPARATE_COMPILATION
#include <partner_center/emulator/impl/in_process_emulator.ipp>
#endif
