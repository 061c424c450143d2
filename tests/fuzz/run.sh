#!/usr/bin/env bash
# run.sh [<seconds> [<fuzzer>...]]: runs each fuzzer for that long, 900 seconds by default, one after the other. What one
# finds it prints, and leaves beside its folder in build/asan/tests/fuzz.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=${1:-900}
fuzzers=("${@:2}")
[[ ${#fuzzers[@]} != 0 ]] || fuzzers=(addresses answers differential differential_portable round_trip scalars write_read)
[[ -e build/asan/build.ninja ]] || CXX=clang++-14 cmake --preset asan -DDESCRY_TEST_PREFIX=asan.

for fuzzer in "${fuzzers[@]}"; do
    cmake --build build/asan --target "fuzz_$fuzzer"
    case $fuzzer in
        addresses | answers | scalars) corpus=$fuzzer ;;
        write_read) corpus=objects ;;
        *) corpus=texts ;;
    esac
    found=build/asan/tests/fuzz/$fuzzer
    build/asan/tests/fuzz/fuzz_"$fuzzer" -max_total_time="$seconds" -max_len=4096 -artifact_prefix="$found". \
        "$found" "tests/fuzz/corpus/$corpus"
done
