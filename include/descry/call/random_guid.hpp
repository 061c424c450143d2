// random_guid: ids for requests.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

#if __has_include(<sys/random.h>)
#include <sys/random.h>
#include <unistd.h>
#endif

namespace descry {

namespace detail {

#if __has_include(<sys/random.h>)

/// Words from the system, a block at a time: to ask for each takes longer than all else about an id. A process that was
/// forked asks anew, since two of them under one id would be one to the service.
class random_words {
    std::array<std::uint32_t, 64> block_{};  // as much as the system gives at once
    std::size_t next_ = block_.size();
    pid_t process_ = 0;

public:
    std::uint32_t operator()()
    {
        if (next_ == block_.size()) fill();
        return block_[next_++];
    }

    /// To be called before words that belong together.
    void watch_for_fork()
    {
        if (process_ != getpid()) fill();
    }

private:
    void fill()
    {
        if (getentropy(block_.data(), sizeof block_) != 0)
            for (std::random_device source; auto& word : block_) word = source();
        process_ = getpid();
        next_ = 0;
    }
};

#else

struct random_words : std::random_device {
    void watch_for_fork() {}
};

#endif

/// A random GUID in its usual spelling (RFC 9562, version 4).
inline std::string random_guid()
{
    thread_local random_words source;
    source.watch_for_fork();
    std::array<std::uint32_t, 4> words{};
    for (auto& word : words) word = source();
    words[1] = (words[1] & 0xFFFF0FFFu) | 0x00004000u;  // version 4
    words[2] = (words[2] & 0x3FFFFFFFu) | 0x80000000u;  // variant 10

    std::string out(36, '-');
    std::size_t at = 0;
    for (std::size_t digit = 0; digit != 32; ++digit) {
        if (digit == 8 || digit == 12 || digit == 16 || digit == 20) ++at;
        out[at++] = "0123456789abcdef"[words[digit / 8] >> (28 - digit % 8 * 4) & 15];
    }
    return out;
}

}  // namespace detail

}  // namespace descry
