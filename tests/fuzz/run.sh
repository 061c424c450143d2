#!/usr/bin/env bash
# run.sh [<seconds> [<fuzzer>...]]: runs each fuzzer for that long, 900 seconds by default, one after the other, whatever
# those before it found. The input of a finding is kept in the fuzzer's corpus, where its next run and its test begin
# with it. At the end the fuzzers that found something are named, and the command fails. Installs what is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."

source .ci/packages.sh
install_missing "${build_packages[@]}" libboost-json1.81-dev libboost-test1.81-dev clang-14 libclang-rt-14-dev llvm-14

declare -A corpora  # of the fuzzers, as the build has them
while read -r fuzzer corpus; do corpora[$fuzzer]=tests/fuzz/corpus/$corpus; done \
    < <(sed -nE 's/^add_fuzzer\((\w+) \w+ (\w+)\)$/\1 \2/p' tests/fuzz/CMakeLists.txt)

seconds=${1:-900}
fuzzers=("${@:2}")
[[ ${#fuzzers[@]} != 0 ]] || mapfile -t fuzzers < <(printf '%s\n' "${!corpora[@]}" | sort)
for fuzzer in "${fuzzers[@]}"; do
    [[ ${corpora[$fuzzer]:-} ]] || { echo "There is no fuzzer $fuzzer, only: ${!corpora[*]}" >&2; exit 2; }
done

CXX=clang++-14 cmake --preset asan -DDESCRY_TEST_PREFIX=asan. -DDESCRY_TEST_ALL=ON -DDESCRY_FUZZ_LEVEL=-O1
failed=()
for fuzzer in "${fuzzers[@]}"; do
    corpus=${corpora[$fuzzer]}
    cmake --build build/asan --target "fuzz_$fuzzer"
    build/asan/tests/fuzz/fuzz_"$fuzzer" -max_total_time="$seconds" -max_len=4096 -artifact_prefix="$corpus/" \
        "build/asan/tests/fuzz/$fuzzer" "$corpus" || failed+=("$fuzzer")
done
[[ ${#failed[@]} == 0 ]] || { echo "Findings, kept in the corpus, of: ${failed[*]}" >&2; exit 1; }
