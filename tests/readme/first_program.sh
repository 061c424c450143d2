#!/usr/bin/env bash
# first_program.sh <README> <compile command>: the first C++ block is a complete program of at most 25 lines. It compiles,
# and so do the resource that the second block declares and the calls of the third.
set -euo pipefail

block() { awk -v wanted="$2" '/^```cpp$/ { inside = ++n == wanted; next } /^```$/ { inside = 0 } inside' "$1"; }

program=$(block "$1" 1)
lines=$(wc -l <<<"$program")
[[ $program == *'int main()'* ]] || { echo 'the first block of the README is no program'; exit 1; }
[[ $lines -le 25 ]] || { echo "the README's first program has $lines lines"; exit 1; }
declared=$(block "$1" 2)
[[ $declared == *descry::resource* ]] || { echo 'the second block of the README declares no resource'; exit 1; }
calls=$(block "$1" 3)
[[ $calls == *'api.at<'* ]] || { echo 'the third block of the README calls no resource'; exit 1; }
"${@:2}" -fsyntax-only -x c++ - <<<"$program
$declared
void call()
{
$calls
}"
