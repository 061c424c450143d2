#!/usr/bin/env bash
# run.sh [<program> [<argument>...]]: installs what is missing, builds one of the programs here and runs it. Without
# arguments that is the main job: against the emulator, or the real service if the environment holds credentials.
set -euo pipefail
cd "$(dirname "$0")/.."

source .ci/packages.sh
install_missing "${build_packages[@]}" "${example_packages[@]}"

program=${1:-01_update_billing_profile}
tree=build/examples

if [[ ! -e $tree/build.ninja ]]; then
    # -O1 is a compromise: -O2 takes half as long again to compile.
    cmake -S . -B "$tree" -G Ninja --log-level=WARNING -DDESCRY_BUILD_TESTS=OFF -DCMAKE_COMPILE_WARNING_AS_ERROR=OFF \
        -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE='-O1 -DNDEBUG' >/dev/null
fi
if ! ninja -C "$tree" -n "$program" | grep -q 'no work to do'; then
    echo "Building $program"
    cmake --build "$tree" --target "$program" -- --quiet
fi

exec "$tree/examples/$program" "${@:2}"
