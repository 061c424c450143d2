// random_guid: random GUIDs for requests.
#pragma once

#include <descry/model/guid.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

#if __has_include(<sys/random.h>)
#include <pthread.h>
#include <sys/random.h>
#include <unistd.h>
#endif

namespace descry {

namespace detail {

using random_octets = std::array<std::uint8_t, 16>;

inline random_octets from_random_device()
{
    random_octets out{};
    std::random_device source;
    for (auto& octet : out) octet = static_cast<std::uint8_t>(source());
    return out;
}

#if __has_include(<sys/random.h>)

/// The number of forks by which this process descends from the one in which the program began.
inline std::atomic<unsigned> forks{0};
inline bool const counts_forks = pthread_atfork(nullptr, nullptr, [] { ++forks; }) == 0;

/// Random octets from the system, read in blocks since a system call for each would dominate the cost of an id. A
/// forked process reads a new block, since parent and child must not use the same ids.
class random_source {
    std::array<random_octets, 16> block_{};  // the maximum that the system returns at once
    std::size_t next_ = block_.size();
    unsigned fork_ = 0;

public:
    random_octets operator()()
    {
        if (next_ == block_.size() || fork_ != forks || !counts_forks) fill();
        return block_[next_++];
    }

private:
    void fill()
    {
        if (getentropy(block_.data(), sizeof block_) != 0)
            for (auto& octets : block_) octets = from_random_device();
        fork_ = forks;
        next_ = 0;
    }
};

#else

struct random_source {
    random_octets operator()() const { return from_random_device(); }
};

#endif

}  // namespace detail

/// A random GUID in its usual form (RFC 9562, version 4), from the random source of the system. Thread-safe.
inline std::string random_guid()
{
    thread_local detail::random_source source;
    auto octets = source();
    octets[6] = static_cast<std::uint8_t>((octets[6] & 0x0F) | 0x40);  // version 4
    octets[8] = static_cast<std::uint8_t>((octets[8] & 0x3F) | 0x80);  // variant 10
    return guid(octets).to_string();
}

}  // namespace descry
