// Thousands of updates of an emulator whose network and service fail at random, without sockets: the store holds
// exactly what the client was told, no update is lost and none done twice.
#include <boost/test/unit_test.hpp>

#include <descry/testing/scripted_transport.hpp>
#include <partner_center/client.hpp>
#include <partner_center/customers/billing_profile.hpp>
#include <partner_center/emulator/in_process_emulator.hpp>
#include <support/sanitized.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <future>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace pc = partner_center;
using descry::errc;

namespace {

pc::customer_key const demo_customer{pc::demo::customer_id};

using answer = descry::result<descry::response>;

// An emulator behind everything that can go wrong on the way to it and back. Its service forgets half of the request
// ids, so that both ways to find out what became of an update are taken.
class unreliable_service {
    std::mutex mutex_;
    std::mt19937 random_{20261124};

    unsigned below(unsigned end)
    {
        std::lock_guard const lock(mutex_);
        return std::uniform_int_distribution<unsigned>(0, end - 1)(random_);
    }

    answer fail(bool done)
    {
        switch (below(8)) {
            case 0: return descry::failure(errc::connection_closed);
            case 1: return descry::failure(errc::connection_closed, {.response_begun = true});
            case 2: return descry::failure(errc::transport_failure);
            case 3: return descry::response{500, {}, "<html>"};
            case 4: return descry::response{502, {}, ""};
            case 5: return descry::response{504, {}, ""};
            // Never throttled after the work was done (RFC 6585, 4).
            case 6: return descry::response{!done && throttles ? 429u : 503u, {{"Retry-After", "0"}}, ""};
            default: return descry::response{408, {}, ""};
        }
    }

    answer exchange(descry::request message)
    {
        auto const what = below(10);
        if (what == 0) return descry::failure(errc::connection_refused);
        if (what == 1) return fail(false);
        if (below(2) == 0) std::erase_if(message.headers, [](auto const& h) { return h.name == "MS-RequestId"; });
        auto in = emulator(message);
        if (what == 2 || what == 3) return fail(true);
        return in;
    }

public:
    pc::in_process_emulator emulator{};
    bool throttles = false;  // which slows the client down, so that a test ends with it

    pc::client client()
    {
        return pc::client{
            pc::options{.credentials = descry::bearer_token{emulator.issue_token(descry::credential_kind::app_user)},
                        .client = {.retry = {.base_delay = std::chrono::milliseconds(0)},
                                   .max_conflicts = 1000,
                                   .custom_transport = std::make_shared<descry::testing::scripted_transport>(
                                       [this](descry::request const& message) { return exchange(message); })}}};
    }

    pc::customer_billing_profile stored() { return emulator.stored<pc::billing_profile>(demo_customer).value(); }

    bool happens(unsigned one_in) { return below(one_in) == 0; }
};

int count_of(pc::customer_billing_profile const& profile) { return std::stoi(profile.company_name.value()); }

void count_up(pc::customer_billing_profile& profile) { profile.company_name = std::to_string(count_of(profile) + 1); }

}  // namespace

BOOST_AUTO_TEST_SUITE(lost_answers)

BOOST_AUTO_TEST_CASE(updates_are_what_the_client_was_told)
{
    unreliable_service service;
    service.emulator.change<pc::billing_profile>(demo_customer, [](auto& profile) { profile.company_name = "0"; });
    auto const partner = service.client();
    auto current = service.stored();
    int done = 0, refused = 0, unknown = 0;
    constexpr int updates = sanitized ? 2'000 : 10'000;
    for (int i = 0; i != updates; ++i) {
        service.throttles = i >= updates - 100;
        if (service.happens(50)) {  // somebody else is faster
            service.emulator.change<pc::billing_profile>(demo_customer,
                                                         [](auto& p) { p.email = "x" + p.email.value(); });
        }
        auto const before = service.stored();
        auto mine = current;
        mine.company_name = std::to_string(i);
        auto const told = partner.at<pc::billing_profile>(demo_customer).try_update(mine);
        auto const after = service.stored();
        if (told) {
            ++done;
            BOOST_REQUIRE((after == *told));
            BOOST_REQUIRE(after.company_name.value() == std::to_string(i));
            BOOST_REQUIRE(after.email == mine.email);
        } else if (told.error()->maybe_done) {
            ++unknown;
            BOOST_REQUIRE(!told.error().is_conflict());
        } else {
            ++refused;
            BOOST_REQUIRE((after == before));
        }
        current = after;
    }
    BOOST_TEST(done > updates * 85 / 100);
    BOOST_TEST(refused > updates / 200);
    BOOST_TEST(unknown > 0);
    BOOST_TEST_MESSAGE(done << " done, " << refused << " refused, " << unknown << " unknown");
}

BOOST_AUTO_TEST_CASE(changes_of_four_callers_are_each_done_once)
{
    constexpr int callers = 4;
    constexpr int changes_each = sanitized ? 50 : 250;
    unreliable_service service;
    service.emulator.change<pc::billing_profile>(demo_customer, [](auto& profile) { profile.company_name = "0"; });
    auto const partner = service.client();

    struct tally {
        int done = 0, unknown = 0, other = 0;
    };
    std::vector<std::future<tally>> workers;
    for (int i = 0; i != callers; ++i)
        workers.push_back(std::async(std::launch::async, [&partner] {
            tally out;
            for (int n = 0; n != changes_each; ++n) {
                auto const told = partner.at<pc::billing_profile>(demo_customer).try_modify(count_up);
                ++(told ? out.done : told.error()->maybe_done ? out.unknown : out.other);
            }
            return out;
        }));
    tally all;
    for (auto& worker : workers) {
        auto const one = worker.get();
        all.done += one.done;
        all.unknown += one.unknown;
        all.other += one.other;
    }
    auto const counted = count_of(service.stored());
    BOOST_TEST(static_cast<std::size_t>(counted) == service.emulator.updates());
    BOOST_TEST(counted >= all.done);
    BOOST_TEST(counted <= all.done + all.unknown);
    BOOST_TEST(all.done > callers * changes_each / 2);
    BOOST_TEST(all.done + all.unknown + all.other == callers * changes_each);
}

BOOST_AUTO_TEST_SUITE_END()
