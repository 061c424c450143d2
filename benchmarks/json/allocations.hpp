// allocations: how often the program asked for memory.
#pragma once

#include <cstddef>

namespace allocations {

/// Since the program began.
std::size_t count() noexcept;

}  // namespace allocations
