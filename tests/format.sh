#!/usr/bin/env bash
# format.sh: every file is as clang-format writes it; to write them so: tests/format.sh -i
set -euo pipefail
cd "$(dirname "$0")/.."

command -v clang-format-16 >/dev/null || exit 77  # CTest: skipped

find include examples tests benchmarks -name '*.[chi]pp' | sort | xargs -d '\n' -n 50 -P "$(nproc)" clang-format-16 "${@:---dry-run}" -Werror
