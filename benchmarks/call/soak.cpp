// Calls for as long as wanted, and looks at what is left of them: call_soak faults [<minutes>], call_soak memory
// [<calls>].
//
// faults: 32 callers, half of them threads and half coroutines of one client, get and update over TLS while network and
// service fail at random. What the store holds has to be what each was told.
// memory: one caller over a connection on which nothing fails, a plain one and one on TLS.
// Ends with 1 when an update was lost or done twice, or when memory or descriptors were.
#include <call/server.hpp>
#include <call/unreliable_network.hpp>
#include <descry/beast.hpp>
#include <descry/json.hpp>
#include <descry/testing/https_server.hpp>
#include <partner_center/emulator/in_process_emulator.hpp>
#include <partner_center/partner_center.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <unistd.h>

namespace pc = partner_center;
namespace asio = boost::asio;
using clock_type = std::chrono::steady_clock;

namespace {

std::size_t resident_kib()
{
    std::size_t all = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> all >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE)) / 1024;
}

std::size_t open_descriptors()
{
    namespace fs = std::filesystem;
    return static_cast<std::size_t>(std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
}

// The emulator's service, which fails before or after it did what it was asked.
class unreliable_service {
    std::mutex mutex_;
    std::mt19937 random_{20261126};

    bool happens(unsigned one_in)
    {
        std::lock_guard const lock(mutex_);
        return random_() % one_in == 0;
    }

public:
    pc::in_process_emulator emulator{{.tokens = {.lifetime = std::chrono::seconds(20)}}};

    descry::response operator()(descry::request const& message)
    {
        if (happens(5000)) return {429, {{"Retry-After", "0"}}, ""};
        if (happens(100)) return {503, {{"Retry-After", "0"}}, "<html>"};
        auto answer = emulator(message);
        if (happens(100)) return {502, {}, ""};
        if (happens(100)) answer.headers.push_back({"Connection", "close"});
        return answer;
    }
};

struct tally {
    std::atomic<std::size_t> gets{0}, failed_gets{0}, updates{0}, refused{0}, unknown{0}, wrong{0};
};

// One caller with a customer that nobody else changes: what it was told, against what the store holds.
class caller {
    unreliable_service& service_;
    tally& all_;
    pc::customer_key key_;
    int count_ = 0;

public:
    caller(unreliable_service& service, tally& all, int number) : service_(service), all_(all)
    {
        std::array<char, 40> id{};
        std::snprintf(id.data(), id.size(), "00000000-0000-0000-0000-%012d", number);
        key_.customer_id = id.data();
        service_.emulator.seed<pc::billing_profile>(key_, pc::demo::billing_profile_of(key_.customer_id));
    }

    pc::customer_key const& key() const { return key_; }
    pc::customer_billing_profile stored() const { return *service_.emulator.stored<pc::billing_profile>(key_); }

    pc::customer_billing_profile changed()
    {
        auto out = stored();
        out.company_name = std::to_string(++count_);
        return out;
    }

    void was_read(descry::result<pc::customer_billing_profile> const& told)
    {
        ++(told ? all_.gets : all_.failed_gets);
        if (told && *told != stored()) complain("was read otherwise");
    }

    void was_updated(descry::result<pc::customer_billing_profile> const& told,
                     pc::customer_billing_profile const& before, pc::customer_billing_profile const& mine)
    {
        auto const after = stored();
        bool const done = after.company_name == mine.company_name;
        ++(told ? all_.updates : told.error()->maybe_done ? all_.unknown : all_.refused);
        if (told && after != *told) complain("was stored otherwise");
        if (!told && !told.error()->maybe_done && after != before) complain("was stored in spite of a refusal");
        if (!done && after != before) complain("holds what nobody sent");
    }

private:
    void complain(char const* what)
    {
        ++all_.wrong;
        std::printf("the profile of %s %s\n", key_.customer_id.c_str(), what);
    }
};

void call_blocking(caller me, pc::client const& partner, clock_type::time_point end)
{
    auto const billing = partner.customers().by_id(me.key().customer_id).profiles().billing();
    while (clock_type::now() < end) {
        me.was_read(billing.try_get());
        auto const before = me.stored();
        auto const mine = me.changed();
        me.was_updated(billing.try_update(mine), before, mine);
    }
}

asio::awaitable<void> call_awaiting(caller me, pc::client const& partner, clock_type::time_point end)
{
    auto const billing = partner.customers().by_id(me.key().customer_id).profiles().billing();
    while (clock_type::now() < end) {
        auto const read = co_await billing.async_try_get();
        me.was_read(read);
        auto const before = me.stored();
        auto const mine = me.changed();
        auto const told = co_await billing.async_try_update(mine);
        me.was_updated(told, before, mine);
    }
}

void show(std::chrono::seconds since, tally const& all)
{
    std::printf("%6lld s  %8zu gets, %zu failed  %8zu updates, %zu refused, %zu unknown  %zu KiB, %zu descriptors\n",
                static_cast<long long>(since.count()), all.gets.load(), all.failed_gets.load(), all.updates.load(),
                all.refused.load(), all.unknown.load(), resident_kib(), open_descriptors());
    std::fflush(stdout);
}

int soak_in_faults(std::chrono::minutes time)
{
    constexpr int callers = 32;
    unreliable_service service;
    descry::testing::https_server const server(std::ref(service));
    unreliable_network const network(server.port());
    auto const url = "https://127.0.0.1:" + std::to_string(network.port());
    tally all;
    auto const descriptors = open_descriptors();
    std::size_t warm = 0, most_descriptors = 0;
    {
        asio::io_context context;
        pc::client const partner{
            pc::options{.credentials = pc::demo::user_credentials(),
                        .authority = url,
                        .client = {.base_url = url,
                                   .timeout = std::chrono::seconds(10),
                                   .retry = {.max_attempts = 6, .base_delay = std::chrono::milliseconds(20)},
                                   .network = {.ca_file = server.ca_file()},
                                   .executor = context.get_executor()}}};
        auto const begin = clock_type::now();
        std::vector<std::thread> threads;
        for (int i = 0; i != callers; ++i) {
            if (i % 2 == 0)
                threads.emplace_back([&, i] { call_blocking(caller(service, all, i), partner, begin + time); });
            else
                asio::co_spawn(context, call_awaiting(caller(service, all, i), partner, begin + time), asio::detached);
        }
        for (int i = 0; i != 2; ++i) threads.emplace_back([&] { context.run(); });
        for (auto next = begin; next < begin + time;) {
            std::this_thread::sleep_until(next += std::min<std::chrono::seconds>(std::chrono::seconds(15), time));
            most_descriptors = std::max(most_descriptors, open_descriptors());
            if (warm == 0 && next - begin >= time / 5) warm = resident_kib();
            show(std::chrono::duration_cast<std::chrono::seconds>(next - begin), all);
        }
        for (auto& thread : threads) thread.join();
    }
    auto const end = resident_kib();
    // Until the servers saw that the client is gone, and the network let go of what it stalled.
    for (int i = 0; i != 700 && open_descriptors() > descriptors; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    std::printf(
        "memory: %zu KiB after a fifth of the time, %zu KiB at the end; descriptors: %zu before, %zu at most, "
        "%zu after; wrong: %zu\n",
        warm, end, descriptors, most_descriptors, open_descriptors(), all.wrong.load());
    bool const flat = end < warm + warm / 10 + 4096;
    return all.wrong == 0 && all.updates != 0 && open_descriptors() <= descriptors && flat ? 0 : 1;
}

int memory_of_calls(bool secure, std::size_t calls)
{
    auto const profile = pc::demo::billing_profile_of(pc::demo::customer_id);
    server const to(secure, descry::write_json(profile));
    pc::options options{.credentials = descry::bearer_token{.text = "token"}, .client = {.base_url = to.base_url()}};
    if (secure) options.client.network.ca_file = to.ca_file();
    pc::client const partner{options};
    auto const billing = partner.customers().by_id(pc::demo::customer_id).profiles().billing();
    std::size_t warm = 0;
    for (std::size_t i = 0; i != calls; ++i) {
        if (i == calls / 100) warm = resident_kib();
        if (!billing.try_get()) return 1;
    }
    auto const end = resident_kib();
    std::printf("%s: %zu KiB after %zu calls, %zu KiB after %zu\n", secure ? "TLS" : "plain", warm, calls / 100, end,
                calls);
    return end <= warm + 1024 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv)
{
    std::string_view const what = argc > 1 ? argv[1] : "";
    long const much = argc > 2 ? std::atol(argv[2]) : 0;
    if (what == "faults") return soak_in_faults(std::chrono::minutes(much > 0 ? much : 10));
    if (what == "memory") {
        std::size_t const calls = much > 0 ? static_cast<std::size_t>(much) : 1'000'000;
        return memory_of_calls(false, calls) | memory_of_calls(true, calls);
    }
    std::fprintf(stderr, "usage: call_soak faults [<minutes>] | memory [<calls>]\n");
    return 2;
}
