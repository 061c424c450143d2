// billing: billing cycles and billing types.
#pragma once

#include <descry/model/open_enum.hpp>

namespace partner_center {

/// The interval of payments.
enum class billing_cycle_type { unknown, monthly, annual, none, one_time, triennial, biennial };
BOOST_DESCRIBE_ENUM(billing_cycle_type, unknown, monthly, annual, none, one_time, triennial, biennial)

/// The subject of charges: licenses or usage.
enum class billing_type { none, usage, license };
BOOST_DESCRIBE_ENUM(billing_type, none, usage, license)

}  // namespace partner_center
