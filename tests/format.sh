#!/usr/bin/env bash
# format.sh: every file is as clang-format writes it; to write them so: tests/format.sh -i
set -euo pipefail
cd "$(dirname "$0")/.."

command -v clang-format-14 >/dev/null || exit 77  # CTest: skipped

# To be formatted yet.
not_yet='^(include/descry|tests)/beast/'
find include examples tests -name '*.[ch]pp' | grep -vE "$not_yet" | sort |
    xargs -d '\n' clang-format-14 "${@:---dry-run}" -Werror
