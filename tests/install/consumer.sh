#!/usr/bin/env bash
# consumer.sh <build folder> <configure arguments>: another project finds the installed package, builds and runs.
set -euo pipefail

built=$1
shift
here=$(dirname "$0")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

cmake --install "$built" --prefix "$place/installed" >"$place/log"
cmake -S "$here/consumer" -B "$place/build" -DCMAKE_PREFIX_PATH="$place/installed" "$@"
cmake --build "$place/build"
"$place/build/with_descry"
"$place/build/with_partner_center"
