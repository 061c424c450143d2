// retry_options: the number of attempts of a call, and the pauses between them.
#pragma once

#include <chrono>

namespace descry {

/// The declaration of a call, not an option, decides whether it is retried; see docs/calls.md. The deadline of the call
/// bounds all attempts.
struct retry_options {
    unsigned max_attempts = 4;  ///< Including the first; 1: no retries.
    /// The upper bound of the pause before the first retry; it doubles with each retry. The actual pause is a random
    /// part of it (full jitter), so that callers that failed together do not retry together.
    std::chrono::milliseconds base_delay = std::chrono::milliseconds(250);
    /// The longest pause that is not set by the service.
    std::chrono::milliseconds max_delay = std::chrono::seconds(20);
    /// The maximum time for which a client sends no requests after a 429 response with `Retry-After`. If the service
    /// requests more, the next request is sent after this time, and failures say so.
    std::chrono::milliseconds max_retry_after = std::chrono::minutes(10);
};

}  // namespace descry
