#!/usr/bin/env bash
# run.sh [--all]: installs what is missing, builds the tests and runs them: all suites as g++ builds them, and those of
# the codec, the transport and the main job under the sanitizers of clang. With --all also each public header alone, wrong
# declarations, the other suites and the fuzzers under those sanitizers, the thread sanitizer, what only machines without
# SSE2 run, and hard numbers with libc++.
set -euo pipefail
cd "$(dirname "$0")/.."

source .ci/packages.sh
# llvm-14 turns the addresses in a sanitizer's report into lines; libpython3.11-testsuite has cases for decimals.
install_missing "${build_packages[@]}" "${example_packages[@]}" libboost-json1.81-dev libboost-test1.81-dev clang-14 \
    clang-format-16 libclang-rt-14-dev libpython3.11-testsuite llvm-14 python3-jsonschema

all=OFF
[[ ${1-} != --all ]] || all=ON
[[ $all == OFF ]] || install_missing clang-19 libc++-19-dev libc++abi-19-dev

build() # <preset> <compiler> <option of CMake>...
{
    local tree=build/$1
    # Ninja configures again by itself when a CMakeLists.txt changes, but it knows neither presets nor options.
    if [[ ! $tree/build.ninja -nt CMakePresets.json ]] || ! grep -qx "DESCRY_TEST_ALL:BOOL=$all" $tree/CMakeCache.txt; then
        CXX=$2 cmake --preset "$1" -DDESCRY_TEST_PREFIX="$1." -DDESCRY_TEST_ALL=$all "${@:3}"
    fi
    cmake --build "$tree" -j "$(nproc)"
    trees+=("$1")
}

trees=()
build dev g++
if [[ $all == OFF ]]; then
    build asan clang++-14
else
    build asan clang++-14 -DDESCRY_TEST_FOLDERS='core;model;json;http;rest;call;beast;loopback'
    build tsan clang++-14
    build portable clang++-14
fi

# One run over all trees, so that there is one summary.
mkdir -p build/all
printf 'subdirs(../%s)\n' "${trees[@]}" >build/all/CTestTestfile.cmake

# The thread sanitizer does not start where the kernel randomises addresses over a wide range.
launch=()
setarch -R true 2>/dev/null && launch=(setarch -R)

exec "${launch[@]}" ctest --test-dir build/all --output-on-failure --no-tests=error -j "$(nproc)" </dev/null
