#!/usr/bin/env bash
# first_program.sh <README> <compile command>: the first C++ block is a complete program of at most 25 lines.
set -euo pipefail

program=$(awk '/^```cpp$/ { inside = 1; next } /^```$/ && inside { exit } inside' "$1")
lines=$(wc -l <<<"$program")
[[ $program == *'int main()'* ]] || { echo 'the first block of the README is no program'; exit 1; }
[[ $lines -le 25 ]] || { echo "the README's first program has $lines lines"; exit 1; }
"${@:2}" -fsyntax-only -x c++ - <<<"$program"
