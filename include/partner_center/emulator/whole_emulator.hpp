// whole_emulator: all declared resources of Partner Center on this machine, over TLS.
#pragma once

#include <partner_center/emulator/emulator.hpp>
#include <partner_center/emulator/whole_in_process_emulator.hpp>

namespace partner_center {

/// A `whole_in_process_emulator` that listens on 127.0.0.1. See `listening`.
using whole_emulator = listening<whole_in_process_emulator>;

}  // namespace partner_center
