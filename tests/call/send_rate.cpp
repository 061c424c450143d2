#include "document.hpp"

#include <descry/client/detail/call_steps.hpp>
#include <descry/client/detail/send_rate.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>

using namespace std::chrono_literals;
using descry::steady_time;

BOOST_AUTO_TEST_SUITE(send_rate)

namespace {

constexpr steady_time epoch = steady_time(1h);
constexpr steady_time never = steady_time::max();

// Clients that send as fast as permitted for a while; returns the number of requests.
std::size_t sent(descry::detail::send_rate& rate, steady_time from, std::chrono::nanoseconds during)
{
    std::size_t count = 0;
    for (auto at = from; at < from + during; ++count) at = *rate.reserve(at, never) + 1ms;
    return count;
}

// Calls of one client, without network and with a clock that advances only during waits.
struct throttled_client {
    static inline steady_time clock = epoch;

    descry::detail::call_environment shared{
        .context = {.api = call_test::wire(), .base_url = "https://documents.example", .headers = {}},
        .chance = [] { return 0.0; },
        .clock = [] { return clock; }};
    std::size_t sent = 0;

    descry::result<void> get(std::chrono::seconds timeout, descry::response const& answer)
    {
        using next = descry::detail::call_steps::next;
        call_test::document_key const key{"7"};
        descry::call_options const options;
        auto made = descry::detail::prepare_call(
            shared.context, {descry::operation_for<call_test::documents, descry::verb_kind::get>(), &key, {}, options});
        call_test::document out;
        descry::detail::call_steps steps(shared, std::move(made).value(), nullptr,
                                         {.model = descry::detail::pointer_to(out)}, clock + timeout);
        for (auto step = steps.start(); step != next::done;) {
            if (step == next::send) {
                ++sent;
                step = steps.got_response(answer);
            } else {
                clock = steps.resume_at();
                step = steps.waited();
            }
        }
        return steps.outcome();
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(nothing_waits_until_the_service_throttles)
{
    descry::detail::send_rate rate;
    for (int i = 0; i != 1000; ++i) BOOST_TEST((*rate.reserve(epoch, epoch) == epoch));
}

BOOST_AUTO_TEST_CASE(all_callers_wait_as_long_as_the_service_asks)
{
    descry::detail::send_rate rate;
    (void)rate.reserve(epoch, never);
    rate.throttled(epoch, 5s, 10min);
    auto const first = *rate.reserve(epoch + 1ms, never), second = *rate.reserve(epoch + 1ms, never);
    BOOST_TEST((first == epoch + 5s));
    BOOST_TEST((second > first));
}

BOOST_AUTO_TEST_CASE(a_turn_behind_the_deadline_is_not_kept)
{
    descry::detail::send_rate rate;
    (void)rate.reserve(epoch, never);
    rate.throttled(epoch, 5s, 10min);
    BOOST_TEST(!rate.reserve(epoch, epoch + 4s).has_value());
    BOOST_TEST((*rate.reserve(epoch, epoch + 6s) == epoch + 5s));
}

BOOST_AUTO_TEST_CASE(callers_are_slower_afterwards_than_what_was_too_fast)
{
    descry::detail::send_rate rate;
    auto const before = sent(rate, epoch, 2s);
    rate.throttled(epoch + 2s, 0s, 10min);
    auto const after = sent(rate, epoch + 2s, 1s);
    BOOST_TEST(after < before / 2);
    BOOST_TEST(after > before / 10);
}

BOOST_AUTO_TEST_CASE(answers_to_requests_under_way_together_count_as_one)
{
    descry::detail::send_rate once, often;
    for (auto* rate : {&once, &often}) (void)sent(*rate, epoch, 2s);
    once.throttled(epoch + 2s, 0s, 10min);
    for (int i = 0; i != 50; ++i) often.throttled(epoch + 2s + i * 1ms, 0s, 10min);
    BOOST_TEST(sent(often, epoch + 3s, 1s) == sent(once, epoch + 3s, 1s));
}

BOOST_AUTO_TEST_CASE(the_rate_recovers_by_itself)
{
    descry::detail::send_rate rate;
    (void)sent(rate, epoch, 2s);
    rate.throttled(epoch + 2s, 1s, 10min);
    BOOST_TEST((*rate.reserve(epoch + 1min, never) == epoch + 1min));
    for (int i = 0; i != 1000; ++i) BOOST_TEST((*rate.reserve(epoch + 1min, never) == epoch + 1min));
}

BOOST_AUTO_TEST_CASE(there_is_always_a_next_turn)
{
    descry::detail::send_rate rate;
    auto at = epoch;
    for (int i = 0; i != 20; ++i) {
        rate.throttled(at, {}, 10min);
        auto const turn = *rate.reserve(at, never);
        BOOST_TEST((turn - at <= 2s));
        at = turn + 600ms;
    }
}

BOOST_AUTO_TEST_CASE(callers_wait_no_longer_than_the_longest_throttle)
{
    descry::detail::send_rate rate;
    (void)rate.reserve(epoch, never);
    rate.throttled(epoch, std::chrono::years(1), 10min);
    BOOST_TEST(!rate.reserve(epoch, epoch + 10min - 1ns).has_value());
    BOOST_TEST((*rate.reserve(epoch, never) == epoch + 10min));
    BOOST_TEST((rate.shortened() == std::chrono::years(1)));
    rate.throttled(epoch + 10min, 10min, 10min);
    BOOST_TEST((*rate.reserve(epoch + 10min, never) == epoch + 20min));
    BOOST_TEST(!rate.shortened().has_value());
}

BOOST_AUTO_TEST_CASE(a_client_sends_again_after_the_longest_throttle_and_says_what_it_did_not_honour)
{
    for (auto const& [name, value] : {std::pair{"Retry-After", "31556952"},
                                      {"Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT"},
                                      {"retry-after-ms", "31556952000"}}) {
        throttled_client client;
        std::string const words = "the service asked to wait 31556952 s; at most 600 s is honoured";
        auto const refused = client.get(1min, {429, {{name, value}}, {}}).error();
        BOOST_TEST(refused.is_throttled());
        BOOST_TEST((refused->retry_after == std::chrono::years(1)));
        BOOST_TEST(refused.message().find("too many requests: " + words) != std::string::npos);

        auto const unsent = client.get(1min, call_test::ok("{}")).error();
        BOOST_TEST(unsent.is_throttled());
        BOOST_TEST(unsent->not_sent);
        BOOST_TEST((unsent->retry_after == 10min));
        BOOST_TEST(unsent.message().find(words) != std::string::npos);
        BOOST_TEST(client.sent == 1u);

        BOOST_TEST(client.get(11min, call_test::ok("{}")).has_value());
        BOOST_TEST(client.sent == 2u);
    }
}

BOOST_AUTO_TEST_CASE(a_throttle_that_is_honoured_needs_no_words)
{
    throttled_client client;
    auto const refused = client.get(1min, {429, {{"Retry-After", "600"}}, {}}).error();
    BOOST_TEST(refused->explanation == "");
    BOOST_TEST(client.get(1min, call_test::ok("{}")).error()->explanation.find("honoured") == std::string::npos);
    client.shared.retry.max_retry_after = 0ms;
    BOOST_TEST(client.get(11min, {429, {{"Retry-After", "9"}}, {}}).error()->explanation.find("at most 0 s") !=
               std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
