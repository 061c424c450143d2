#!/usr/bin/env bash
# run.sh [<options of Google Benchmark>...]: installs what is missing, builds the benchmarks, runs them and draws their
# charts into docs/benchmarks; each page says what made it. What was measured stays in build/benchmarks/json.json.
# YYJSON=<folder> adds ibireme/yyjson from its sources.
set -euo pipefail
cd "$(dirname "$0")/.."

source .ci/packages.sh
install_missing "${build_packages[@]}" clang-14 libboost-json1.81-dev libbenchmark-dev rapidjson-dev libsimdjson-dev \
    nlohmann-json3-dev libcurl4-openssl-dev libcpp-httplib-dev python3

tree=build/benchmarks
[[ -e $tree/build.ninja && -z ${YYJSON:-} ]] ||
    cmake -S . -B "$tree" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE='-O2 -DNDEBUG' \
        -DCMAKE_CXX_COMPILER=g++ -DDESCRY_BUILD_BENCHMARKS=ON -DDESCRY_BUILD_TESTS=OFF -DDESCRY_BUILD_EXAMPLES=OFF \
        -DDESCRY_YYJSON="${YYJSON:-}"
cmake --build "$tree" --target json_benchmark call_benchmark

cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
clock=$(sed -n '/^cpu MHz/{s/^[^:]*: \([0-9]*\).*/\1 MHz/p;q}' /proc/cpuinfo)
clock=${clock:-clock unknown}
compiler="g++ $(g++ -dumpfullversion) -O2"
commit="commit $(git describe --always --dirty --abbrev=12)"
# Interleaved, so that a neighbour on the machine disturbs all of them alike; of the repetitions the best counts.
"$tree/benchmarks/json/json_benchmark" --benchmark_enable_random_interleaving=true --benchmark_repetitions=9 \
    --benchmark_min_time=0.02 --benchmark_context=cpu="$cpu" --benchmark_context=clock="$clock" \
    --benchmark_context=compiler="$compiler" --benchmark_context=commit="$commit" \
    --benchmark_out="$tree/json.json" --benchmark_out_format=json "$@" >"$tree/json.log"
python3 benchmarks/charts.py "$tree/json.json" docs/benchmarks

# page <file> <command>...: what the command prints, below what it was made with.
page()
{
    local file=$1
    shift
    { printf 'One run of `benchmarks/run.sh`: %s, %s, %s, %s.\n\n' "$cpu" "$clock" "$compiler" "$commit" && "$@"; } |
        tee "$file"
}
page docs/benchmarks/calls.md "$tree/benchmarks/call/call_benchmark"
page docs/benchmarks/compile_time.md python3 benchmarks/compile_time/measure.py "$tree"
