#!/usr/bin/env bash
# run.sh [<options of Google Benchmark, but no filter>...]: installs what is missing, builds the benchmarks, runs them,
# and writes their charts and tables to docs/benchmarks and the table of the README; each says what made it. What was
# measured stays in build/benchmarks. Peers that Debian does not have are added from folders with their sources:
#
#   GLAZE=<folder> YYJSON=<folder> benchmarks/run.sh
set -euo pipefail
cd "$(dirname "$0")/.."

source .ci/packages.sh
install_missing "${build_packages[@]}" clang-14 libboost-json1.81-dev libbenchmark-dev rapidjson-dev libsimdjson-dev \
    nlohmann-json3-dev libcurl4-openssl-dev libcpp-httplib-dev python3

# configure <folder> <compiler> <flags> <option of CMake>...
configure()
{
    cmake -S . -B "$1" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER="$2" -DCMAKE_CXX_FLAGS_RELEASE="$3" \
        -DDESCRY_BUILD_BENCHMARKS=ON -DDESCRY_BUILD_TESTS=OFF -DDESCRY_BUILD_EXAMPLES=OFF "${@:4}"
}

tree=build/benchmarks
configure $tree g++ '-O2 -DNDEBUG' -DDESCRY_YYJSON="${YYJSON:-}"
cmake --build $tree --target json_benchmark call_benchmark
if [[ -n ${GLAZE:-} ]]; then
    install_missing clang-19 libc++-19-dev libc++abi-19-dev
    configure $tree-glaze clang++-19 '-O3 -DNDEBUG' -DDESCRY_GLAZE="$GLAZE"
    cmake --build $tree-glaze --target glaze_benchmark
fi

# The documents of other benchmarks have no licence that permits a copy here; a package of npm has them.
export DESCRY_DOCUMENTS=$PWD/$tree/documents
if [[ ! -e $DESCRY_DOCUMENTS/canada.json ]]; then
    mkdir -p "$DESCRY_DOCUMENTS"
    (cd "$DESCRY_DOCUMENTS" && npm pack --silent simdjson@0.9.2 >/dev/null &&
        tar -xzf simdjson-0.9.2.tgz --strip-components=2 package/jsonexamples/{twitter,citm_catalog,canada}.json &&
        rm simdjson-0.9.2.tgz) ||
        echo 'Without npm, twitter, citm_catalog and canada are left out.' >&2
fi

cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
clock=$(sed -n '/^cpu MHz/{s/^[^:]*: \([0-9]*\).*/\1 MHz/p;q}' /proc/cpuinfo)
clock=${clock:-clock unknown}
compiler="g++ $(g++ -dumpfullversion) -O2"
commit="commit $(git describe --always --dirty --abbrev=12)"
# Interleaved, so that a neighbour on the machine disturbs all of them alike; of the repetitions the best counts. Each
# data set has a process of its own, since what others leave in the heap decides how long its memory takes.
json=$tree/benchmarks/json/json_benchmark
rm -rf $tree/json
mkdir $tree/json
number=100
while read -r data_set; do
    number=$((number + 1))
    $json --benchmark_filter="/$data_set/" --benchmark_enable_random_interleaving=true --benchmark_repetitions=9 \
        --benchmark_min_time=0.02 --benchmark_context=cpu="$cpu" --benchmark_context=clock="$clock" \
        --benchmark_context=compiler="$compiler" --benchmark_context=commit="$commit" \
        --benchmark_out="$tree/json/$number.json" --benchmark_out_format=json "$@" </dev/null >"$tree/json/$number.log"
done < <($json --benchmark_list_tests | cut -d/ -f2 | awk '!seen[$0]++')
rm -f $tree/glaze.json
[[ -z ${GLAZE:-} ]] || $tree-glaze/benchmarks/json/glaze/glaze_benchmark \
    "clang++ $(clang++-19 -dumpversion) with libc++ -O3" >$tree/glaze.json
python3 benchmarks/charts.py $tree docs/benchmarks README.md

# page <file> <command>...: what the command prints, below what it was made with.
page()
{
    local file=$1
    shift
    { printf 'One run of `benchmarks/run.sh`: %s, %s, %s, %s.\n\n' "$cpu" "$clock" "$compiler" "$commit" && "$@"; } |
        tee "$file"
}
page docs/benchmarks/calls.md $tree/benchmarks/call/call_benchmark
page docs/benchmarks/compile_time.md python3 benchmarks/compile_time/measure.py $tree
