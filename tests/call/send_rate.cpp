#include <descry/call/send_rate.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>

using namespace std::chrono_literals;
using descry::steady_time;

namespace {

constexpr steady_time epoch = steady_time(1h);
constexpr steady_time never = steady_time::max();

// Clients that send as fast as they may for a while; how many requests that were.
std::size_t sent(descry::detail::send_rate& rate, steady_time from, std::chrono::nanoseconds during)
{
    std::size_t count = 0;
    for (auto at = from; at < from + during; ++count) at = *rate.reserve(at, never) + 1ms;
    return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(send_rate)

BOOST_AUTO_TEST_CASE(nothing_waits_until_the_service_throttles)
{
    descry::detail::send_rate rate;
    for (int i = 0; i != 1000; ++i) BOOST_TEST((*rate.reserve(epoch, epoch) == epoch));
}

BOOST_AUTO_TEST_CASE(all_callers_wait_as_long_as_the_service_asks)
{
    descry::detail::send_rate rate;
    (void)rate.reserve(epoch, never);
    rate.throttled(epoch, 5s);
    auto const first = *rate.reserve(epoch + 1ms, never), second = *rate.reserve(epoch + 1ms, never);
    BOOST_TEST((first == epoch + 5s));
    BOOST_TEST((second > first));
}

BOOST_AUTO_TEST_CASE(a_turn_behind_the_deadline_is_not_kept)
{
    descry::detail::send_rate rate;
    (void)rate.reserve(epoch, never);
    rate.throttled(epoch, 5s);
    BOOST_TEST(!rate.reserve(epoch, epoch + 4s).has_value());
    BOOST_TEST((*rate.reserve(epoch, epoch + 6s) == epoch + 5s));
}

BOOST_AUTO_TEST_CASE(callers_are_slower_afterwards_than_what_was_too_fast)
{
    descry::detail::send_rate rate;
    auto const before = sent(rate, epoch, 2s);
    rate.throttled(epoch + 2s, 0s);
    auto const after = sent(rate, epoch + 2s, 1s);
    BOOST_TEST(after < before / 2);
    BOOST_TEST(after > before / 10);
}

BOOST_AUTO_TEST_CASE(answers_to_requests_under_way_together_count_as_one)
{
    descry::detail::send_rate once, often;
    for (auto* rate : {&once, &often}) (void)sent(*rate, epoch, 2s);
    once.throttled(epoch + 2s, 0s);
    for (int i = 0; i != 50; ++i) often.throttled(epoch + 2s + i * 1ms, 0s);
    BOOST_TEST(sent(often, epoch + 3s, 1s) == sent(once, epoch + 3s, 1s));
}

BOOST_AUTO_TEST_CASE(the_rate_recovers_by_itself)
{
    descry::detail::send_rate rate;
    (void)sent(rate, epoch, 2s);
    rate.throttled(epoch + 2s, 1s);
    BOOST_TEST((*rate.reserve(epoch + 1min, never) == epoch + 1min));
    for (int i = 0; i != 1000; ++i) BOOST_TEST((*rate.reserve(epoch + 1min, never) == epoch + 1min));
}

BOOST_AUTO_TEST_CASE(there_is_always_a_next_turn)
{
    descry::detail::send_rate rate;
    auto at = epoch;
    for (int i = 0; i != 20; ++i) {
        rate.throttled(at, {});
        auto const turn = *rate.reserve(at, never);
        BOOST_TEST((turn - at <= 2s));
        at = turn + 600ms;
    }
}

BOOST_AUTO_TEST_SUITE_END()
