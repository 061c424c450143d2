// Reads and writes arrays beside stephenberry/glaze, and prints how many times its speed descry has. glaze requires C++23
// and a newer library than Debian's, which the other peers do not link with, so that this is a program of its own:
//
//   clang++-19 -std=c++23 -stdlib=libc++ -O3 -DNDEBUG -Iinclude -Ibenchmarks -I<glaze>/include
//       benchmarks/json/against_glaze.cpp benchmarks/json/documents.cpp
#include <json/documents.hpp>

#include <glaze/glaze.hpp>

#include <boost/json/src.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

struct ours {
    template <class T>
    static bool read(std::string const& text, T& value)
    {
        return descry::read_json_into(text, value).has_value();
    }
    template <class T>
    static void write(T const& value, std::string& out)
    {
        descry::write_json_into(value, out);
    }
};

struct glaze {
    template <class T>
    static bool read(std::string const& text, T& value)
    {
        return !glz::read_json(value, text);
    }
    template <class T>
    static void write(T const& value, std::string& out)
    {
        if (glz::write_json(value, out)) std::abort();
    }
};

template <class Function>
double nanoseconds(Function const& f)
{
    using clock = std::chrono::steady_clock;
    auto const begin = clock::now();
    f();
    return std::chrono::duration<double, std::nano>(clock::now() - begin).count();
}

template <class Library, class T>
double time_to_read(std::string const& text)
{
    return nanoseconds([&] {
        T value;
        if (!Library::read(text, value)) std::abort();
    });
}

template <class Library, class T>
double time_to_write(T const& value, std::string& out)
{
    return nanoseconds([&] { Library::write(value, out); });
}

// Both do the same, in turn; of many times the best counts.
template <class T>
void compare(char const* name, std::vector<T> const& list)
{
    constexpr int rounds = 1000;
    auto const text = descry::write_json(list);
    std::vector<T> read;
    std::string out;
    glaze::write(list, out);
    if (!glaze::read(text, read) || read != list || descry::read_json<std::vector<T>>(out).value() != list) {
        std::printf("| %s | glaze gives another result |\n", name);
        return;
    }
    double best[4] = {1e99, 1e99, 1e99, 1e99};
    for (int round = 0; round != rounds; ++round) {
        best[0] = std::min(best[0], time_to_read<ours, std::vector<T>>(text));
        best[1] = std::min(best[1], time_to_read<glaze, std::vector<T>>(text));
        best[2] = std::min(best[2], time_to_write<ours>(list, out));
        best[3] = std::min(best[3], time_to_write<glaze>(list, out));
    }
    std::printf("| %s | %.1f | %.2f | %.1f | %.2f |\n", name, best[0] / 1000, best[1] / best[0], best[2] / 1000,
                best[3] / best[2]);
}

}  // namespace

int main()
{
    constexpr std::size_t count = 3000;
    std::puts("| 3,000 elements | read, µs | times glaze | write, µs | times glaze |\n|---|---|---|---|---|");
    compare("bool", data::make_bools(count));
    compare("int64 of 9 digits", data::make_integers(count, 9));
    compare("int64 of 18 digits", data::make_integers(count, 18));
    compare("double, 2 decimals", data::make_amounts(count));
    compare("double, 17 digits", data::make_doubles(count));
    compare("text of 8", data::make_texts(count, 8, 8));
    compare("text of 20 to 60", data::make_texts(count, 20, 60));
    compare("text of 400", data::make_texts(count, 400, 400));
    compare("points", data::make_points(count));
}
