// allocations: how often a thread asked for memory.
#pragma once

#include <cstddef>

namespace allocations {

/// By this thread, since it began. What libraries written in C ask for is not counted.
std::size_t count() noexcept;

}  // namespace allocations
