#include <descry/client/detail/rate_limit.hpp>
#include <descry/client/detail/retry.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace descry;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(retry)

namespace {

constexpr retry_options options{.max_attempts = 4, .base_delay = 100ms, .max_delay = 1s};

struct attempt {
    failure why;
    unsigned number = 1;
    bool idempotent = true;
    std::chrono::nanoseconds time_left = 1h;
    double chance = 1;
};

std::optional<std::chrono::milliseconds> pause(attempt const& a)
{
    return detail::pause_before_retry(options, {a.why, a.number, a.idempotent, a.time_left, a.chance});
}

failure answered(unsigned status, std::optional<std::chrono::seconds> retry_after = {})
{
    return {errc::server_error, {.status = status, .retry_after = retry_after}};
}

response asking(std::string retry_after, std::string date = {})
{
    response in{503, {{"Retry-After", std::move(retry_after)}}, {}};
    if (!date.empty()) in.headers.push_back({"Date", std::move(date)});
    return in;
}

constexpr std::chrono::sys_seconds now = std::chrono::sys_days(std::chrono::year(1994) / 11 / 6) + 8h + 49min + 37s;

}  // namespace

BOOST_AUTO_TEST_CASE(a_busy_or_failing_service_is_asked_again)
{
    for (unsigned const status : {408u, 429u, 500u, 502u, 503u, 504u})
        BOOST_TEST(pause({answered(status)}).has_value());
}

BOOST_AUTO_TEST_CASE(a_refusal_is_an_answer)
{
    for (unsigned const status :
         {200u, 301u, 400u, 401u, 403u, 404u, 405u, 406u, 409u, 412u, 415u, 417u, 422u, 428u, 501u, 505u})
        BOOST_TEST(!pause({answered(status)}), status);
}

BOOST_AUTO_TEST_CASE(a_connection_that_failed_before_any_answer_is_made_again)
{
    for (auto const code : {errc::host_not_found, errc::connection_refused, errc::connection_closed,
                            errc::transport_failure, errc::deadline_exceeded})
        BOOST_TEST(pause({failure(code)}).has_value());
    BOOST_TEST(!pause({failure(errc::connection_closed, {.response_begun = true})}));
    for (auto const code : {errc::canceled, errc::certificate_expired, errc::certificate_untrusted, errc::tls_failure,
                            errc::malformed_response, errc::response_too_large, errc::invalid_url, errc::insecure_url,
                            errc::token_refused, errc::syntax_error})
        BOOST_TEST(!pause({failure(code)}));
}

BOOST_AUTO_TEST_CASE(a_token_endpoint_that_is_busy_is_asked_again_and_one_that_refuses_is_not)
{
    BOOST_TEST(pause({failure(errc::token_unavailable, {.status = 503})}).has_value());
    BOOST_TEST(!pause({failure(errc::token_unavailable, {.status = 200})}));
    BOOST_TEST(!pause({failure(errc::token_refused, {.status = 400})}));
}

BOOST_AUTO_TEST_CASE(what_is_not_idempotent_is_never_retried)
{
    BOOST_TEST(!pause({.why = answered(503), .idempotent = false}));
    BOOST_TEST(!pause({.why = failure(errc::connection_refused), .idempotent = false}));
}

BOOST_AUTO_TEST_CASE(attempts_are_counted)
{
    BOOST_TEST(pause({.why = answered(503), .number = 3}).has_value());
    BOOST_TEST(!pause({.why = answered(503), .number = 4}));
}

BOOST_AUTO_TEST_CASE(pauses_double_up_to_the_longest)
{
    for (auto const& [number, longest] : {std::pair{1u, 100ms},
                                          {2u, 200ms},
                                          {3u, 400ms},
                                          {4u, 800ms},
                                          {5u, 1000ms},
                                          {50u, 1000ms},
                                          {4'000'000'000u, 1000ms}})
        BOOST_TEST((detail::backoff(options, number, 1) == longest), number);
}

BOOST_AUTO_TEST_CASE(pauses_without_a_longest_do_not_overflow)
{
    retry_options const unbounded{.base_delay = 100ms, .max_delay = std::chrono::milliseconds::max()};
    BOOST_TEST((detail::backoff(unbounded, 4, 1) == 800ms));
    BOOST_TEST((detail::backoff(unbounded, 4'000'000'000u, 1) == std::chrono::years(1)));
}

BOOST_AUTO_TEST_CASE(chance_decides_the_whole_of_a_pause)
{
    BOOST_TEST((detail::backoff(options, 3, 0) == 0ms));
    BOOST_TEST((detail::backoff(options, 3, 0.25) == 100ms));
    BOOST_TEST((detail::backoff(options, 3, 1) == 400ms));
}

BOOST_AUTO_TEST_CASE(what_the_service_asks_for_is_waited_at_least)
{
    BOOST_TEST((pause({answered(429, 7s)}) == 7000ms));
    BOOST_TEST((pause({.why = answered(429, 0s), .chance = 0.5}) == 50ms));
}

BOOST_AUTO_TEST_CASE(a_pause_never_passes_the_deadline)
{
    BOOST_TEST((pause({.why = answered(429, 7s), .time_left = 7s + 1ns}) == 7000ms));
    BOOST_TEST(!pause({.why = answered(429, 7s), .time_left = 7s}));
    BOOST_TEST(!pause({.why = answered(503), .time_left = 50ms}));
    BOOST_TEST(!pause({.why = answered(503), .time_left = -1s}));
}

BOOST_AUTO_TEST_CASE(retry_after_is_seconds_or_a_date)
{
    BOOST_TEST((detail::retry_after(asking("120"), now) == 120s));
    BOOST_TEST((detail::retry_after(asking("0"), now) == 0s));
    BOOST_TEST((detail::retry_after(asking("Sun, 06 Nov 1994 08:50:07 GMT"), now) == 30s));
    BOOST_TEST((detail::retry_after(asking("Sunday, 06-Nov-94 08:50:07 GMT"), now) == 30s));
    BOOST_TEST((detail::retry_after(asking("Sun Nov  6 08:50:07 1994"), now) == 30s));
    BOOST_TEST((detail::retry_after(asking("Sun, 06 Nov 1994 08:00:00 GMT"), now) == 0s));
}

BOOST_AUTO_TEST_CASE(a_number_of_any_kind_is_rounded_up)
{
    for (auto const& [text, asked] : {std::pair{"2.128", 3s},
                                      {"2.0", 2s},
                                      {" 2 ", 2s},
                                      {"\t2", 2s},
                                      {"1e1", 10s},
                                      {"1.25E+1", 13s},
                                      {"5.9e-05", 1s},
                                      {"0.0", 0s},
                                      {"0e9", 0s},
                                      {".5", 1s},
                                      {"3.", 3s},
                                      {"007", 7s},
                                      {"100e-2", 1s},
                                      {"101e-2", 2s}})
        BOOST_TEST((detail::retry_after(asking(text), now) == asked), text);
    for (auto const* text : {"1e999999999", "31556953", "99999999999999999999.5"})
        BOOST_TEST((detail::retry_after(asking(text), now) == std::chrono::years(1)), text);
    BOOST_TEST((detail::retry_after(asking(" Sun, 06 Nov 1994 08:50:07 GMT "), now) == 30s));
}

BOOST_AUTO_TEST_CASE(milliseconds_are_preferred_and_waited_exactly)
{
    for (auto const* name : {"Retry-After-Ms", "x-ms-retry-after-ms"})
        for (auto const& [text, exactly] : {std::pair{"200", 200ms}, {"0.5", 1ms}, {"1500", 1500ms}, {"0", 0ms}}) {
            response in{429, {{"Retry-After", "7"}, {name, text}}, {}};
            BOOST_TEST((detail::retry_after(in, now) == std::chrono::ceil<std::chrono::seconds>(exactly)));
            failure const why(errc::too_many_requests,
                              {.status = 429, .retry_after = detail::retry_after(in, now), .headers = in.headers});
            BOOST_TEST((pause({.why = why, .chance = 0}) == exactly));
            in.headers.back().value = "soon";
            BOOST_TEST((detail::retry_after(in, now) == 7s));
        }
    response const both{429, {{"x-ms-retry-after-ms", "20"}, {"retry-after-ms", "10"}}, {}};
    BOOST_TEST((detail::retry_after_ms(both.headers) == 10ms));
}

BOOST_AUTO_TEST_CASE(a_date_counts_from_that_of_its_answer)
{
    BOOST_TEST(
        (detail::retry_after(asking("Mon, 07 Nov 1994 08:50:07 GMT", "Mon, 07 Nov 1994 08:50:00 GMT"), now) == 7s));
}

BOOST_AUTO_TEST_CASE(what_is_neither_asks_for_nothing)
{
    for (auto const* text : {"soon", "-1", "-0.5", "10s", "+1", ".", "1.2.3", "e1", "1e", "1e1.5", "nan", " ", ""})
        BOOST_TEST(!detail::retry_after(asking(text), now), text);
    BOOST_TEST(!detail::retry_after({503, {}, {}}, now));
    BOOST_TEST((detail::retry_after(asking("99999999999999999999999"), now) == std::chrono::years(1)));
}

BOOST_AUTO_TEST_CASE(an_update_without_an_answer_may_have_been_done)
{
    for (auto const code : {errc::connection_closed, errc::transport_failure, errc::deadline_exceeded, errc::canceled,
                            errc::malformed_response, errc::response_too_large})
        BOOST_TEST(detail::may_have_been_done(code));
    for (auto const code : {errc::connection_refused, errc::host_not_found, errc::certificate_expired,
                            errc::unsafe_header, errc::token_refused})
        BOOST_TEST(!detail::may_have_been_done(code));
    for (auto const code : {errc::transport_failure, errc::deadline_exceeded, errc::canceled})
        BOOST_TEST(!detail::may_have_been_done({code, {.not_sent = true}}));
    for (unsigned const status : {200u, 204u, 408u, 500u, 501u, 503u, 599u})
        BOOST_TEST(detail::may_have_been_done(answered(status)), status);
    // throttled requests were not carried out
    for (unsigned const status : {400u, 401u, 403u, 404u, 409u, 412u, 428u, 429u})
        BOOST_TEST(!detail::may_have_been_done(answered(status)), status);
}

BOOST_AUTO_TEST_CASE(what_was_refused_for_its_rate_is_sent_again_whatever_its_method)
{
    failure const refused(errc::too_many_requests, {.status = 429});
    BOOST_TEST(pause({.why = refused, .idempotent = false}).has_value());
    BOOST_TEST(!pause({.why = answered(503), .idempotent = false}));
}

BOOST_AUTO_TEST_CASE(a_used_up_quota_is_known_by_its_fields)
{
    constexpr std::chrono::sys_seconds at = std::chrono::sys_days(std::chrono::year(2024) / 11 / 6);
    auto const epoch = std::to_string((at + 2s).time_since_epoch().count());
    struct {
        unsigned status;
        std::vector<header> headers;
        bool throttled;
        std::optional<std::chrono::seconds> pause;
    } const cases[] = {
        {429, {}, true, {}},
        {429, {{"Retry-After", "7"}, {"X-RateLimit-Reset", epoch}}, true, 7s},
        {429, {{"X-RateLimit-Reset", epoch}}, true, 2s},
        {429, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "3"}}, true, 3s},
        {429, {{"X-RateLimit-Remaining", "5"}, {"X-RateLimit-Reset", epoch}}, true, {}},
        {429, {{"X-Rate-Limit-Reset", epoch}}, true, 2s},
        {429, {{"X-RateLimit-Reset", epoch}, {"Date", "Wed, 06 Nov 2024 00:00:01 GMT"}}, true, 1s},
        {429, {{"X-RateLimit-Reset", "1"}}, true, 1s},
        {429, {{"X-RateLimit-Reset", "99999999999999999999"}}, true, detail::longest_retry_after},
        {429, {{"X-RateLimit-Reset", "soon"}}, true, {}},
        {429, {{"X-RateLimit-Reset", "2024-11-06T00:00:02Z"}}, true, 2s},
        {429, {{"X-RateLimit-Reset", "2024-11-06T00:01Z"}}, true, 60s},
        {429, {{"X-RateLimit-Reset", "2024-11-06T01:00:03.500+0100"}}, true, 4s},
        {429, {{"X-RateLimit-Reset", "2024-11-05T00:00Z"}}, true, 0s},
        {429, {{"X-RateLimit-Reset", "1990-01-01T00:00:00Z"}}, true, 0s},
        {429, {{"X-RateLimit-Reset", "Wed, 06 Nov 2024 00:00:05 GMT"}}, true, 5s},
        {429, {{"RateLimit", R"("default";r=0;t=50)"}}, true, 50s},
        {429, {{"RateLimit", R"("a";r=0;t=5, "b";r=0;t=50, "c";r=1;t=500)"}}, true, 50s},
        {429, {{"RateLimit", R"("a";r=0)"}, {"RateLimit-Policy", R"("b";q=1;w=9, "a";q=10;w=60)"}}, true, 60s},
        {429, {{"RateLimit", "limit=100, remaining=0, reset=30"}}, true, 30s},
        {429, {{"RateLimit-Remaining", "0"}, {"RateLimit-Reset", "4"}}, true, 4s},
        {429, {{"RateLimit", ";,=;;r=,"}}, true, {}},
        {403, {}, false, {}},
        {403, {{"Retry-After", "7"}}, true, 7s},
        {403, {{"X-RateLimit-Remaining", "0"}}, false, {}},
        {429, {{"X-RateLimit-Reset", epoch + "500"}}, true, 3s},
        {403, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", epoch}}, true, 2s},
        {403, {{"X-RateLimit-Remaining", "12"}, {"X-RateLimit-Reset", epoch}}, false, {}},
        {403, {{"RateLimit", R"("default";r=0;t=50)"}}, true, 50s},
        {200, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", epoch}}, false, {}},
        {503, {{"X-RateLimit-Remaining", "0"}}, false, {}},
    };
    for (auto const& [status, headers, throttled, wanted] : cases) {
        response const in{status, headers, {}};
        std::string const name = headers.empty() ? "" : headers[0].name + ": " + headers[0].value;
        BOOST_TEST(detail::is_throttled(in, at) == throttled, status << ' ' << name);
        if (throttled) BOOST_TEST((detail::throttle_pause(in, at) == wanted), status << ' ' << name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
