#!/usr/bin/env bash
# run.sh [--all]: installs what is missing, builds the tests and runs those that did not pass before as they are: all
# suites as g++ builds them, and those of the codec, the transport and the main job under the sanitizers of clang. With
# --all it runs all of them, and also each public header alone, wrong declarations, the other suites and the fuzzers under
# those sanitizers, the thread sanitizer, what only machines without SSE2 run, and hard numbers with libc++.
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
    if [[ ! $tree/build.ninja -nt CMakePresets.json ]] || ! grep -qx "DESCRY_TEST_ALL:BOOL=$all" $tree/CMakeCache.txt ||
        ! grep -qx "DESCRY_TEST_PREFIX:STRING=$1." $tree/CMakeCache.txt; then
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

# A program of tests that passed is not run again until it changes, or a file that it may read. What it links of the
# system may have changed unseen; with --all, it is run again.
started=build/all/started
touch $started
run=()  # <tree>.<folder>
passed=()
while read -r name; do
    program=build/${name%%.*}/tests/test_${name#*.}
    [[ -x $program ]] || continue  # a script, which is always run
    if [[ $all == OFF && $program.passed -nt $program ]] &&
        [[ -z $(find tests cmake \( -type f ! -name '*.?pp' -o -path 'tests/data*' \) -newer "$program.passed" \
            -print -quit) ]]; then
        passed+=("$name")
    else
        rm -f "$program.passed"
        run+=("$name")
    fi
done < <(ctest --test-dir build/all -N | sed -nE 's/^ *Test +#[0-9]+: ([^.]+\.[^.]+)\..*/\1/p' | sort -u)
skip=()
if ((${#passed[@]})); then
    echo "Passed before, and unchanged: ${passed[*]}"
    skip=(-E "^($(IFS='|' && echo "${passed[*]//./\\.}"))\\.")
fi

# The thread sanitizer does not start where the kernel randomises addresses over a wide range.
launch=()
setarch -R true 2>/dev/null && launch=(setarch -R)

failed=build/all/Testing/Temporary/LastTestsFailed.log
rm -f $failed
status=0
"${launch[@]}" ctest --test-dir build/all --output-on-failure --no-tests=error -j "$(nproc)" "${skip[@]}" </dev/null ||
    status=$?
[[ $status == 0 || -s $failed ]] || exit $status
for name in "${run[@]}"; do
    grep -qs ":$name\." $failed || touch -r $started "build/${name%%.*}/tests/test_${name#*.}.passed"
done
exit $status
