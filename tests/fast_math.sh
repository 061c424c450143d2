#!/usr/bin/env bash
# fast_math.sh <folder of the build> <compiler> <option>...: compiles fast_math.cpp with -ffast-math, and runs it.
set -euo pipefail
program=$1/fast_math
"${@:2}" -O2 -ffast-math "$(dirname "$0")/fast_math.cpp" -o "$program"
"$program"
