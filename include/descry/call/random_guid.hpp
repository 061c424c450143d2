// random_guid: ids for requests.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

namespace descry {

namespace detail {

/// A random GUID in its usual spelling (RFC 9562, version 4).
inline std::string random_guid()
{
    thread_local std::random_device source;
    std::array<std::uint32_t, 4> words{};
    for (auto& word : words) word = source();
    words[1] = (words[1] & 0xFFFF0FFFu) | 0x00004000u;  // version 4
    words[2] = (words[2] & 0x3FFFFFFFu) | 0x80000000u;  // variant 10

    std::string out;
    for (std::size_t digit = 0; digit != 32; ++digit) {
        if (digit == 8 || digit == 12 || digit == 16 || digit == 20) out += '-';
        out += "0123456789abcdef"[words[digit / 8] >> (28 - digit % 8 * 4) & 15];
    }
    return out;
}

}  // namespace detail

}  // namespace descry
