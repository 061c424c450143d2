#!/usr/bin/env bash
# format.sh: every file is as clang-format writes it, with comments of up to 120 columns, which it leaves as they are; to
# write them so: tests/format.sh -i
set -euo pipefail
cd "$(dirname "$0")/.."

command -v clang-format-16 >/dev/null || exit 77  # CTest: skipped

find include examples tests benchmarks -name '*.[chi]pp' | sort | xargs -d '\n' -n 50 -P "$(nproc)" clang-format-16 "${@:---dry-run}" -Werror

# Lines of must_not_compile are what the compiler has to write.
if LC_ALL=C.UTF-8 grep -rnE '^ *//' include examples tests benchmarks --include='*.[chi]pp' --exclude-dir=must_not_compile |
    LC_ALL=C.UTF-8 grep -E '^[^:]*:[0-9]*:.{121}'; then
    echo "These comments are longer than 120 columns." >&2
    exit 1
fi
