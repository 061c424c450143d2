// service: the emulator of all resources for the examples, compiled once.
#pragma once

#include <partner_center/client.hpp>

namespace example {

/// The options of a client that calls the emulator, which runs from the first call of this function until the program
/// ends.
partner_center::options whole_service();

}  // namespace example
