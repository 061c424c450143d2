// fuzz: how a fuzzer says what it found.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace fuzz {

/// Stops at a finding: libFuzzer then keeps the input.
inline void require(bool holds, std::string_view otherwise)
{
    if (holds) return;
    std::fprintf(stderr, "found: %.*s\n", static_cast<int>(otherwise.size()), otherwise.data());
    std::abort();
}

}  // namespace fuzz
