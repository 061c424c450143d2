#!/usr/bin/env bash
# Installs what is missing, builds everything and runs all tests: as g++ builds them, and under the sanitizers.
set -euo pipefail
cd "$(dirname "$0")/.."

source .ci/packages.sh
# llvm-14 turns the addresses in a sanitizer's report into lines.
install_missing "${build_packages[@]}" "${example_packages[@]}" libboost-json1.81-dev libboost-test1.81-dev clang-14 \
    clang-format-14 libclang-rt-14-dev llvm-14

trees=(dev asan tsan portable)

build() # <preset> <compiler>
{
    local tree=build/$1
    # Ninja configures again by itself when a CMakeLists.txt changes, but it does not know the presets.
    [[ $tree/build.ninja -nt CMakePresets.json ]] || CXX=$2 cmake --preset "$1" -DDESCRY_TEST_PREFIX="$1."
    cmake --build "$tree" -j "$(nproc)"
}
build dev g++
build asan clang++-14
build tsan g++
build portable g++

# One run over all trees, so that there is one summary.
mkdir -p build/all
printf 'subdirs(../%s)\n' "${trees[@]}" >build/all/CTestTestfile.cmake

# The thread sanitizer of g++ 12 does not start where the kernel randomises addresses over a wide range.
launch=()
setarch -R true 2>/dev/null && launch=(setarch -R)

exec "${launch[@]}" ctest --test-dir build/all --output-on-failure --no-tests=error -j "$(nproc)" </dev/null
