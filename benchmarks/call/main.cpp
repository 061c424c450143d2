// Gets and updates a profile over reused connections to a server of its own, in several ways side by side:
// call_benchmark [<calls> [<rounds>]]. Prints a table; the best of the rounds counts.
#include <boost/describe/class.hpp>
#include <call/session.hpp>
#include <descry/json.hpp>
#include <support/allocations.hpp>

#include <algorithm>
#include <barrier>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <time.h>

namespace pc = partner_center;

void failed(char const* what)
{
    std::fprintf(stderr, "a call through %s failed\n", what);
    std::exit(1);
}

namespace {

using clock_type = std::chrono::steady_clock;

// What a call costs its client.
struct cost {
    double calls_per_second = 0;
    double processor_us = 1e9;
    double allocations = 1e9;

    void keep_best(cost const& other)
    {
        calls_per_second = std::max(calls_per_second, other.calls_per_second);
        processor_us = std::min(processor_us, other.processor_us);
        allocations = std::min(allocations, other.allocations);
    }
};

double processor_seconds_of_this_thread()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// That many calls, from as many threads at once.
cost measure(caller& by, void (session::*call)(), std::size_t at_once, std::size_t calls)
{
    auto const calls_each = calls / at_once;
    std::vector<double> seconds(at_once);
    std::vector<std::size_t> allocated(at_once);
    std::barrier all(static_cast<std::ptrdiff_t>(at_once) + 1);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i != at_once; ++i)
        threads.emplace_back([&, i] {
            auto const one = by.connect();
            for (int warm = 0; warm != 10; ++warm) (*one.*call)();
            all.arrive_and_wait();
            auto const began = processor_seconds_of_this_thread();
            auto const allocated_before = allocations::count();
            for (std::size_t n = 0; n != calls_each; ++n) (*one.*call)();
            allocated[i] = allocations::count() - allocated_before;
            seconds[i] = processor_seconds_of_this_thread() - began;
            all.arrive_and_wait();
        });
    all.arrive_and_wait();
    auto const began = clock_type::now();
    all.arrive_and_wait();
    auto const took = std::chrono::duration<double>(clock_type::now() - began).count();
    for (auto& thread : threads) thread.join();

    auto const made = static_cast<double>(calls_each * at_once);
    cost out{made / took, 0, 0};
    for (std::size_t i = 0; i != at_once; ++i) {
        out.processor_us += seconds[i] * 1e6 / made;
        out.allocations += static_cast<double>(allocated[i]) / made;
    }
    return out;
}

struct contestant {
    char const* name;
    std::unique_ptr<caller> by;
    cost best{};
};

void compare(server const& to, pc::customer_billing_profile const& profile, char const* operation,
             void (session::*call)(), std::size_t at_once, std::size_t calls, int rounds)
{
    std::vector<contestant> all;
    all.push_back({"Beast by hand, no JSON", make_floor(to, descry::write_json(profile))});
    all.push_back({"descry", make_descry(to, profile)});
    all.push_back({"libcurl, nlohmann", make_curl(to, profile)});
    all.push_back({"cpp-httplib, nlohmann", make_httplib(to, profile)});
    for (int round = 0; round != rounds; ++round)  // in turn: a neighbour on the machine disturbs all of them alike
        for (auto& each : all) each.best.keep_best(measure(*each.by, call, at_once, calls));

    auto const& floor = all.front().best;
    for (auto const& [name, by, best] : all)
        std::printf("| %s, %s, %zu at once | %s | %.0f | %.0f %% | %.1f | %+.1f | %.1f | %+.1f |\n", operation,
                    to.is_secure() ? "TLS" : "plain", at_once, name, best.calls_per_second,
                    100 * best.calls_per_second / floor.calls_per_second, best.processor_us,
                    best.processor_us - floor.processor_us, best.allocations, best.allocations - floor.allocations);
}

}  // namespace

int main(int argc, char** argv)
{
    std::size_t const calls = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 20'000;
    int const rounds = argc > 2 ? std::atoi(argv[2]) : 5;
    auto const profile =
        descry::read_json<pc::customer_billing_profile>(
            R"({"id":"fcd26b72-ebf9-4b7d-9adf-ca3ea42a6c3f","firstName":"Jane","lastName":"Roe",)"
            R"("email":"jane.roe@relecloud.example","culture":"en-US","language":"en","companyName":"Relecloud",)"
            R"("defaultAddress":{"country":"US","region":"WA","city":"Redmond","state":"WA",)"
            R"("addressLine1":"One Microsoft Way","postalCode":"98052","phoneNumber":"4255550101"},)"
            R"("attributes":{"etag":"tag","objectType":"CustomerBillingProfile"}})")
            .value();

    std::puts("| | by | calls a second | of the floor | processor µs a call | above the floor | allocations | above |");
    std::puts("|---|---|---|---|---|---|---|---|");
    for (bool const secure : {false, true}) {
        server const to(secure, descry::write_json(profile));
        for (std::size_t const at_once : {1, 32}) {
            compare(to, profile, "Get", &session::get, at_once, calls, rounds);
            compare(to, profile, "Update", &session::update, at_once, calls, rounds);
        }
    }
}
