// Reads and writes each document with descry and with glaze, in turn, and prints times in the format of Google
// Benchmark, whose library this program cannot use: glaze requires C++23 and a newer standard library than Debian's,
// with which the other peers do not link. glaze_benchmark <compiler> [<seconds for each document>]
#include <json/data_sets.hpp>
#include <json/glaze/peer.hpp>

#include <boost/json/src.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <type_traits>
#include <vector>

namespace {

struct ours {
    static constexpr char const* name = "descry";

    template <class T>
    bool read(std::string const& text, T& value) const
    {
        return descry::read_json_into(text, value, options).has_value();
    }
    template <class T>
    static bool write(T const& value, std::string& out)
    {
        descry::write_json_into(value, out);
        return true;
    }

    descry::read_options options{};
};

template <class Function>
double nanoseconds(std::size_t times, Function const& f)
{
    using clock = std::chrono::steady_clock;
    auto const begin = clock::now();
    for (std::size_t i = 0; i != times; ++i)
        if (!f(i)) std::abort();
    return std::chrono::duration<double, std::nano>(clock::now() - begin).count() / static_cast<double>(times);
}

class comparison {
public:
    explicit comparison(double seconds) : seconds_(seconds) {}

    template <class T>
    void reads(data::document const& d) const
    {
        if (!d.exact_case) return;
        for (auto const& text : d.texts)
            if (T value; !peers::glaze::read(text, value) || value != expected<T>(text))
                return void(std::fprintf(stderr, "read/%s/glaze gives another result\n", d.name));
        auto const read = [&](auto library) {
            return [&d, library](std::size_t i) {
                T value;
                return library.read(d.texts[i % d.texts.size()], value);
            };
        };
        compare("read", d, read(ours{d.options}), read(peers::glaze()));
    }

    template <class T>
    void both(data::document const& d) const
    {
        reads<T>(d);
        auto const value = expected<T>(d.texts.front());
        std::string out;
        if (T again; !peers::glaze::write(value, out) || !ours().read(out, again) || again != value)
            return void(std::fprintf(stderr, "write/%s/glaze gives another result\n", d.name));
        auto const write = [&]<class Library>(Library) {
            return [&](std::size_t) { return Library::write(value, out); };
        };
        compare("write", {d.name, {descry::write_json(value)}}, write(ours()), write(peers::glaze()));
    }

private:
    template <class T>
    static T expected(std::string const& text)
    {
        return descry::read_json<T>(text, {.unknown = descry::unknown_members::ignored}).value();
    }

    // Both do the same in turn, for about a millisecond each; of many times the best counts.
    template <class Ours, class Theirs>
    void compare(char const* what, data::document const& d, Ours const& f, Theirs const& g) const
    {
        auto const once = std::max(nanoseconds(1, f), nanoseconds(1, g));
        auto const times = static_cast<std::size_t>(1e6 / once) + 1;
        auto const rounds = std::max(9, static_cast<int>(seconds_ * 1e9 / once / static_cast<double>(2 * times)));
        std::array<double, 2> best{1e99, 1e99};
        for (int round = 0; round != rounds; ++round) {
            best[0] = std::min(best[0], nanoseconds(times, f));
            best[1] = std::min(best[1], nanoseconds(times, g));
        }
        print(what, d, ours::name, best[0]);
        print(what, d, peers::glaze::name, best[1]);
    }

    void print(char const* what, data::document const& d, char const* library, double time) const
    {
        std::size_t bytes = 0;
        for (auto const& text : d.texts) bytes += text.size();
        std::printf(
            "%s  {\"run_type\":\"iteration\",\"family_index\":%d,\"run_name\":\"%s/%s/%s\",\"real_time\":%g,"
            "\"time_unit\":\"ns\",\"bytes_per_second\":%g}",
            rows_ == 0 ? "" : ",\n", rows_, what, d.name, library, time,
            static_cast<double>(bytes) / static_cast<double>(d.texts.size()) / time * 1e9);
        ++rows_;
    }

    double seconds_;
    mutable int rows_ = 0;
};

}  // namespace

int main(int argc, char** argv)
{
    std::printf("{\"context\":{\"compiler\":%s},\"benchmarks\":[\n",
                descry::write_json(argc > 1 ? argv[1] : "").c_str());
    data::visit_data_sets(comparison(argc > 2 ? std::atof(argv[2]) : 1.0));
    std::puts("\n]}");
}
