// fault: definitions of the functions of fault.hpp.
#pragma once

#include <descry/json/write.hpp>
#include <descry/testing/fault.hpp>

namespace descry::testing {

DESCRY_DECL std::string write_problem(fault const& why) { return write_json(problem{why.status(), why.what()}); }

}  // namespace descry::testing
