// service: Partner Center's stand-in for the examples of many resources: the whole emulator, compiled once.
#pragma once

#include <partner_center/client.hpp>

namespace example {

/// What a client needs to call a stand-in that runs from the first call of this function to the program's end.
partner_center::options whole_service();

}  // namespace example
