// whole_emulator of Partner Center, compiled once.
#include <partner_center/emulator/src.hpp>
