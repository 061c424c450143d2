// retry_options: how often a call is repeated, and how patiently.
#pragma once

#include <chrono>

namespace descry {

/// Which calls are repeated is no option: their declaration decides, see docs/calls.md. The total deadline bounds all.
struct retry_options {
    unsigned max_attempts = 4;  ///< The first one included; 1: nothing is repeated.
    /// The longest pause before the first repetition, twice that before the second, and so on. How long it is within
    /// that is left to chance, so that callers who failed together do not come back together.
    std::chrono::milliseconds base_delay = std::chrono::milliseconds(250);
    std::chrono::milliseconds max_delay = std::chrono::seconds(20);  ///< The longest pause that is not asked for.
    /// The longest time for which a client sends nothing because the service asked for that with 429 and `Retry-After`.
    /// A service that asks for more gets the next request after this time, and failures say so.
    std::chrono::milliseconds max_throttle = std::chrono::minutes(10);
};

}  // namespace descry
