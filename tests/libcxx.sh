#!/usr/bin/env bash
# libcxx.sh <include> <folder of the build>: reads hard numbers with clang 19 and libc++, which has no from_chars for
# floating-point types.
set -euo pipefail
cd "$(dirname "$0")"

command -v clang++-19 >/dev/null && [[ -e /usr/lib/llvm-19/include/c++/v1/vector ]] || exit 77
clang++-19 -stdlib=libc++ -std=c++20 -DDESCRY_TEST_ALONE -I"$1" -I. json/nearest_doubles.cpp -o "$2/nearest_doubles"
"$2/nearest_doubles"
