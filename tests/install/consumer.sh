#!/usr/bin/env bash
# consumer.sh <build folder> <configure arguments>: another project finds the installed package, builds and runs.
set -euo pipefail

built=$1
shift
here=$(dirname "$0")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

cmake --install "$built" --prefix "$place/installed" >"$place/log"
for only_json in ON OFF; do
    built=$place/only_json_$only_json
    cmake -S "$here/consumer" -B "$built" -DCMAKE_PREFIX_PATH="$place/installed" -DONLY_JSON=$only_json "$@"
    cmake --build "$built"
    ctest --test-dir "$built" --output-on-failure --no-tests=error
done
