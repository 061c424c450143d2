// allocations: counts the memory that a thread holds, and lets it run out. Inert until a test asks for it; operator new
// is replaced in allocations.cpp, which all test programs have.
#pragma once

#include <cstddef>
#include <limits>

namespace allocations {

inline constexpr auto unlimited = std::numeric_limits<std::ptrdiff_t>::max();

// Of this thread. What it frees for another one counts as well, so that it may hold less than nothing.
inline thread_local std::ptrdiff_t held = 0, peak = 0, most = unlimited;
inline thread_local std::size_t until_failure = 0;  // allocations, the one that fails included; 0: none fails
inline thread_local std::size_t least_to_fail = 0;  // the size of those that are counted for it

/// From here on, what this thread holds more than before may not become more than `bytes`.
class limit {
    std::ptrdiff_t before_ = held;

public:
    explicit limit(std::ptrdiff_t bytes = unlimited)
    {
        peak = held;
        most = bytes == unlimited ? unlimited : held + bytes;
    }
    limit(limit const&) = delete;
    limit& operator=(limit const&) = delete;
    ~limit() { most = unlimited; }

    /// The most that it held at once.
    std::ptrdiff_t bytes() const noexcept { return peak - before_; }
};

/// The allocation of that number that this thread makes, counted from 1, fails. Those of fewer bytes are not counted.
class failure_of_one {
public:
    explicit failure_of_one(std::size_t number, std::size_t bytes = 0)
    {
        until_failure = number;
        least_to_fail = bytes;
    }
    failure_of_one(failure_of_one const&) = delete;
    failure_of_one& operator=(failure_of_one const&) = delete;
    ~failure_of_one() { until_failure = 0; }

    bool has_come() const noexcept { return until_failure == 0; }
};

}  // namespace allocations
