// Reads and writes each document with each library that can: json_benchmark [<options of Google Benchmark>].
#include <json/data_sets.hpp>
#include <json/peers.hpp>
#include <support/allocations.hpp>
#ifdef DESCRY_BENCHMARK_YYJSON
#include <json/yyjson.hpp>
#endif

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string>

namespace {

using data::document;

std::string title(char const* what, document const& d, char const* peer)
{
    return std::string(what) + '/' + d.name + '/' + peer;
}

void count(benchmark::State& state, document const& d, std::size_t allocations)
{
    std::size_t bytes = 0;
    for (auto const& text : d.texts) bytes += text.size();
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes / d.texts.size()));
    state.counters["allocations"] =
        static_cast<double>(allocations) / static_cast<double>(std::max<std::size_t>(state.iterations(), 1));
}

// A peer that rounds, or gives another result otherwise, is not measured.
bool is_same(std::string const& what, bool same)
{
    if (!same) std::fprintf(stderr, "%s gives another result\n", what.c_str());
    return same;
}

template <class T>
T expected(std::string const& text)
{
    return descry::read_json<T>(text, {.unknown = descry::unknown_members::ignored}).value();
}

template <class Peer, class T>
void add_read(document const& d)
{
    auto const name = title("read", d, Peer::name);
    if constexpr (!std::is_same_v<Peer, peers::boost_parse> && !std::is_same_v<Peer, peers::descry_json>)
        for (auto const& text : d.texts)
            if (Peer peer; !is_same(name, peer.template read<T>(text) == expected<T>(text))) return;

    benchmark::RegisterBenchmark(name.c_str(), [d](benchmark::State& state) {
        Peer peer;
        if constexpr (std::is_same_v<Peer, peers::descry_json>) peer.options = d.options;
        std::size_t next = 0;
        auto const before = allocations::count();
        for (auto _ : state) {
            auto value = peer.template read<T>(d.texts[next]);
            benchmark::DoNotOptimize(value);
            if (++next == d.texts.size()) next = 0;
        }
        count(state, d, allocations::count() - before);
    });
}

// The floor: what a finished object costs anyway.
template <class T>
void add_copy(document const& d)
{
    benchmark::RegisterBenchmark(title("read", d, "copy of the object").c_str(), [d](benchmark::State& state) {
        auto const value = descry::read_json<T>(d.texts.front()).value();
        auto const before = allocations::count();
        for (auto _ : state) {
            auto copy = value;
            benchmark::DoNotOptimize(copy);
        }
        count(state, d, allocations::count() - before);
    });
}

template <class Peer, class T>
void add_write(document const& d)
{
    auto const name = title("write", d, Peer::name);
    auto const value = expected<T>(d.texts.front());
    {
        Peer peer;
        peer.template write<T>(value);
        std::string written;
        if constexpr (std::is_same_v<Peer, peers::rapid>)
            written.assign(peer.out.GetString(), peer.out.GetSize());
        else
            written = peer.out;
        if (!is_same(name, expected<T>(written) == value)) return;
    }
    benchmark::RegisterBenchmark(name.c_str(), [d, value](benchmark::State& state) {
        Peer peer;
        peer.template write<T>(value);
        auto const before = allocations::count();
        for (auto _ : state) {
            peer.template write<T>(value);
            benchmark::DoNotOptimize(peer);
        }
        count(state, d, allocations::count() - before);
    });
}

template <class T>
void add(document const& d)
{
    add_copy<T>(d);
    add_read<peers::descry_json, T>(d);
    add_read<peers::boost_parse, T>(d);
    if (!d.exact_case) return;
    add_read<peers::boost_handler, T>(d);
    add_read<peers::boost_value, T>(d);
    add_read<peers::rapid, T>(d);
    add_read<peers::simd, T>(d);
    add_read<peers::nlohmann_json, T>(d);
#ifdef DESCRY_BENCHMARK_YYJSON
    add_read<peers::yyjson, T>(d);
#endif
}

template <class T>
void add_writes(document const& d)
{
    add_write<peers::descry_json, T>(d);
    add_write<peers::boost_value, T>(d);
    add_write<peers::rapid, T>(d);
    add_write<peers::nlohmann_json, T>(d);
#ifdef DESCRY_BENCHMARK_YYJSON
    add_write<peers::yyjson, T>(d);
#endif
}

struct registration {
    template <class T>
    void reads(data::document const& d) const
    {
        add<T>(d);
    }
    template <class T>
    void both(data::document const& d) const
    {
        add<T>(d);
        add_writes<T>({d.name, {descry::write_json(expected<T>(d.texts.front()))}});
    }
};

}  // namespace

int main(int argc, char** argv)
{
    data::visit_data_sets(registration());
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
