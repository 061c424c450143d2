// billing: how often something is paid, and by what it is measured.
#pragma once

#include <descry/model/open_enum.hpp>

namespace partner_center {

/// How often something is paid.
enum class billing_cycle_type { unknown, monthly, annual, none, one_time, triennial, biennial };
BOOST_DESCRIBE_ENUM(billing_cycle_type, unknown, monthly, annual, none, one_time, triennial, biennial)

/// What is paid: each license, or what was used.
enum class billing_type { none, usage, license };
BOOST_DESCRIBE_ENUM(billing_type, none, usage, license)

}  // namespace partner_center
