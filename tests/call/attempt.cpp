// The attempts of a call, step by step: no network, no threads, and a fake clock.
#include "fake_time.hpp"

#include <boost/test/unit_test.hpp>

#include <support/allocations.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <new>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

using namespace call_test;
using namespace std::chrono_literals;
using descry::errc;
using descry::verb_kind;

namespace descry::detail {

std::ostream& operator<<(std::ostream& out, attempt_steps::state s)
{
    constexpr char const* names[] = {"ready",   "waiting", "authorizing", "sending", "reading",
                                     "pausing", "failed",  "stopped",     "finished"};
    return out << names[static_cast<int>(s)];
}

}  // namespace descry::detail

BOOST_AUTO_TEST_SUITE(attempt)

using steps = descry::detail::attempt_steps;
using state = steps::state;

namespace {

struct notes : descry::resource<document, document_key, "/notes/{id}", descry::get, descry::put<>, descry::create<>> {};

constexpr auto timeout = 60s;

using event = std::function<state(steps&)>;

event const start = [](steps& s) { return s.start(fake_time::begin + timeout); };
event const waited = [](steps& s) {
    fake_time::now = std::max(fake_time::now, s.resume_at());
    return s.waited();
};
event token(std::string text)
{
    return [text](steps& s) { return s.got_token(text); };
}
event no_token(errc code, bool temporary = false)
{
    return [why = descry::failure(code, {.temporary = temporary})](steps& s) { return s.got_token(why); };
}
event const response = [](steps& s) { return s.got_response(ok("{}")); };
event refused(unsigned status, char const* retry_after = nullptr)
{
    return [=, why = refusal(status, retry_after)](steps& s) {
        auto const reached = s.got_response(descry::response{status, {}, {}});
        return reached == state::reading ? s.refused(why) : reached;
    };
}
event lost(errc code, descry::failure_details details = {})
{
    return [why = descry::failure(code, details)](steps& s) { return s.got_response(why); };
}

event late(event what)
{
    return [what](steps& s) {
        fake_time::now = s.deadline() + 1s;
        return what(s);
    };
}

struct moment {
    event happens;
    state leads_to;
    std::chrono::milliseconds pause{0};  // for `waiting` and `pausing`
};

struct course {
    char const* name;
    verb_kind verb;
    std::vector<moment> moments;
    errc why{};  // for `failed` and `stopped`
    bool maybe_done = false;
    std::chrono::seconds throttled{0};  // how long the client was throttled before
};

// A service with documents for GET and conditional PUT, and notes for POST without request ids.
steps attempts(fake_time& time, verb_kind verb)
{
    static document const value{.id = "7", .title = "new", .tag = "e1", .extras = {}};
    if (verb == verb_kind::get) return time.attempts(descry::operation_for<documents, verb_kind::get>());
    if (verb == verb_kind::put)
        return time.attempts(descry::operation_for<documents, verb_kind::put>(), descry::detail::pointer_to(value));
    auto api = std::exchange(time.shared.context.api, {});
    auto out = time.attempts(descry::operation_for<notes, verb_kind::create>(), descry::detail::pointer_to(value));
    time.shared.context.api = api;
    return out;
}

moment const begun{start, state::authorizing}, sent{token("a"), state::sending}, resumed{waited, state::authorizing};

course const courses[] = {
    {"success", verb_kind::get, {begun, sent, {response, state::reading}}},

    // Retries.
    {"pauses double until the attempts are used up",
     verb_kind::get,
     {begun,
      sent,
      {refused(503), state::pausing, 250ms},
      resumed,
      sent,
      {lost(errc::connection_closed), state::pausing, 500ms},
      resumed,
      sent,
      {refused(500), state::pausing, 1s},
      resumed,
      sent,
      {refused(504), state::failed}},
     errc::gateway_timeout},
    {"success after a retry",
     verb_kind::get,
     {begun, sent, {refused(502), state::pausing, 250ms}, resumed, sent, {response, state::reading}}},
    {"Retry-After is waited", verb_kind::get, {begun, sent, {refused(503, "7"), state::pausing, 7s}, resumed}},
    {"Retry-After as a date is waited",
     verb_kind::get,
     {begun, sent, {refused(503, "Thu, 01 Jan 1970 00:00:09 GMT"), state::pausing, 9s}}},
    {"Retry-After past the deadline ends it",
     verb_kind::get,
     {begun, sent, {refused(503, "60"), state::failed}},
     errc::service_unavailable},
    {"no retry of a refusal", verb_kind::get, {begun, sent, {refused(403), state::failed}}, errc::forbidden},
    {"no retry within a response",
     verb_kind::get,
     {begun, sent, {lost(errc::connection_closed, {.status = 200, .response_begun = true}), state::failed}},
     errc::connection_closed},

    // The permit to send.
    {"429 is waited, and the next permit holds then",
     verb_kind::get,
     {begun, sent, {refused(429, "3"), state::pausing, 3s}, resumed, sent, {response, state::reading}}},
    {"a throttled client waits for its permit",
     verb_kind::get,
     {{start, state::waiting, 5s}, resumed, sent, {response, state::reading}},
     {},
     false,
     5s},
    {"a permit after the deadline is none",
     verb_kind::get,
     {{start, state::failed}},
     errc::too_many_requests,
     false,
     61s},

    // Tokens.
    {"another token in place of the refused one, without a pause",
     verb_kind::get,
     {begun, sent, {refused(401), state::authorizing}, {token("b"), state::sending}, {response, state::reading}}},
    {"a second token that is refused",
     verb_kind::get,
     {begun, sent, {refused(401), state::authorizing}, {token("b"), state::sending}, {refused(401), state::failed}},
     errc::unauthorized},
    {"no other token is to be had",
     verb_kind::get,
     {begun, sent, {refused(401), state::authorizing}, {token("a"), state::failed}},
     errc::unauthorized},
    {"one refused token a call, whatever is between",
     verb_kind::get,
     {begun,
      sent,
      {refused(401), state::authorizing},
      {token("b"), state::sending},
      {refused(503), state::pausing, 250ms},
      resumed,
      {token("b"), state::sending},
      {refused(401), state::failed}},
     errc::unauthorized},
    {"no token", verb_kind::get, {begun, {no_token(errc::token_refused), state::failed}}, errc::token_refused},
    {"no token for now",
     verb_kind::get,
     {begun, {no_token(errc::token_unavailable, true), state::pausing, 250ms}, resumed, sent}},
    {"the deadline passes while a token is requested",
     verb_kind::put,
     {begun, {late(no_token(errc::deadline_exceeded)), state::failed}},
     errc::deadline_exceeded},

    // The deadline.
    {"passes while the permit is awaited, and is noticed by the source of tokens",
     verb_kind::put,
     {{start, state::waiting, 5s},
      {late(waited), state::authorizing},
      {late(no_token(errc::deadline_exceeded)), state::failed}},
     errc::deadline_exceeded,
     false,
     5s},
    {"passes in a pause",
     verb_kind::get,
     {begun, sent, {refused(503), state::pausing, 250ms}, {late(waited), state::stopped}},
     errc::deadline_exceeded},
    {"passes while a response is awaited",
     verb_kind::put,
     {begun, sent, {late(lost(errc::deadline_exceeded)), state::failed}},
     errc::deadline_exceeded,
     true},

    // The outcome of the request may be unknown.
    {"a lost response to an update",
     verb_kind::put,
     {begun, sent, {lost(errc::connection_closed), state::pausing, 250ms}},
     {},
     true},
    {"is not forgotten",
     verb_kind::put,
     {begun,
      sent,
      {lost(errc::connection_closed), state::pausing, 250ms},
      resumed,
      sent,
      {refused(403), state::failed}},
     errc::forbidden,
     true},
    {"an update that was not sent",
     verb_kind::put,
     {begun, sent, {lost(errc::connection_refused, {.not_sent = true}), state::pausing, 250ms}}},
    {"an update that was throttled", verb_kind::put, {begun, sent, {refused(429, "1"), state::pausing, 1s}}},
    {"an update that failed within the service",
     verb_kind::put,
     {begun, sent, {refused(500), state::pausing, 250ms}},
     {},
     true},
    {"an update that a proxy gave up", verb_kind::put, {begun, sent, {refused(408), state::pausing, 250ms}}, {}, true},
    {"a lost response to what is not idempotent",
     verb_kind::create,
     {begun, sent, {lost(errc::connection_closed), state::failed}},
     errc::connection_closed,
     true},
    {"a refused connection of what is not idempotent",
     verb_kind::create,
     {begun, sent, {lost(errc::connection_refused, {.not_sent = true}), state::failed}},
     errc::connection_refused},
    {"503 to what is not idempotent",
     verb_kind::create,
     {begun, sent, {refused(503), state::failed}},
     errc::service_unavailable,
     true},
};

// A path into each state; it ends in those that do not wait.
course const ways[] = {
    {"ready", verb_kind::put, {}},
    {"waiting", verb_kind::put, {{start, state::waiting, 5s}}, {}, false, 5s},
    {"authorizing", verb_kind::put, {begun}},
    {"authorizing once more", verb_kind::put, {begun, sent, {refused(401), state::authorizing}}},
    {"sending a read", verb_kind::get, {begun, sent}},
    {"sending", verb_kind::put, {begun, sent}, {}, true},
    {"pausing", verb_kind::put, {begun, sent, {refused(429), state::pausing, 250ms}}},
    {"pausing in doubt", verb_kind::put, {begun, sent, {refused(503), state::pausing, 250ms}}, {}, true},
    {"authorizing in doubt", verb_kind::put, {begun, sent, {refused(503), state::pausing, 250ms}, resumed}, {}, true},
    {"failed", verb_kind::put, {begun, sent, {refused(403), state::failed}}, errc::forbidden},
    {"failed without a permit", verb_kind::put, {{start, state::failed}}, errc::too_many_requests, false, 61s},
    {"stopped",
     verb_kind::put,
     {begun, sent, {refused(429), state::pausing, 250ms}, {late(waited), state::stopped}},
     errc::deadline_exceeded},
};

void follow(course const& c, steps& s)
{
    for (std::size_t i = 0; i != c.moments.size(); ++i) {
        auto const& m = c.moments[i];
        auto const reached = m.happens(s);
        BOOST_TEST(reached == m.leads_to, c.name << ", moment " << i << ": " << reached);
        BOOST_TEST(s.now_in() == reached);
        if (reached == state::waiting || reached == state::pausing)
            BOOST_TEST((s.resume_at() - fake_time::now == m.pause), c.name << ", moment " << i);
    }
}

void throttle(fake_time& time, course const& c)
{
    if (c.throttled != 0s) time.shared.rate.throttled(time.now, c.throttled, 1h);
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_event_leads_to_a_state)
{
    for (auto const& c : courses) {
        fake_time time;
        throttle(time, c);
        auto s = attempts(time, c.verb);
        follow(c, s);
        BOOST_TEST(s.is_maybe_done() == c.maybe_done, c.name);
        if (s.now_in() != state::failed && s.now_in() != state::stopped) continue;
        BOOST_TEST((s.why() == c.why), c.name << ": " << s.why().message());
        BOOST_TEST(s.outcome_of(s.why()).error()->maybe_done == c.maybe_done, c.name);
        s.finish(s.why());
        BOOST_TEST(s.now_in() == state::finished);
    }
}

BOOST_AUTO_TEST_CASE(may_be_given_up_in_each_state)
{
    for (auto const& c : ways) {
        fake_time time;
        throttle(time, c);
        auto s = attempts(time, c.verb);
        follow(c, s);
        BOOST_TEST(s.stop(errc::canceled) == state::stopped);
        BOOST_TEST((s.why() == errc::canceled), c.name);
        BOOST_TEST(s.is_maybe_done() == c.maybe_done, c.name);
        BOOST_TEST(s.outcome_of(s.why()).error()->maybe_done == c.maybe_done, c.name);
    }
}

BOOST_AUTO_TEST_CASE(may_run_out_of_memory_in_each_state)
{
    for (auto const& c : ways)
        for (bool const is_none_left : {false, true}) {
            fake_time time;
            throttle(time, c);
            auto s = attempts(time, c.verb);
            follow(c, s);
            descry::failure why;
            if (is_none_left) {
                allocations::limit const none(0);
                why = s.ran_out_of_memory();
            } else {
                why = s.ran_out_of_memory();
                BOOST_TEST((why->request_id == s.call().request_id), c.name);
            }
            BOOST_TEST((why == errc::not_enough_memory), c.name);
            BOOST_TEST(why->maybe_done == c.maybe_done, c.name << (is_none_left ? ", none left" : ""));
            BOOST_TEST(s.now_in() == state::finished, c.name);
        }
    // A response takes precedence over the fact that the request was sent.
    for (auto const& [status, maybe_done] : {std::pair{200u, true}, {500u, true}, {408u, true}, {403u, false}}) {
        fake_time time;
        auto s = attempts(time, verb_kind::put);
        follow({"reading", verb_kind::put, {begun, sent}}, s);
        BOOST_TEST(s.got_response(descry::response{status, {}, {}}) == state::reading);
        auto const why = s.ran_out_of_memory();
        BOOST_TEST(why->maybe_done == maybe_done, status);
        BOOST_TEST(why->status == status);
    }
    // The last notification fails.
    struct without_memory : descry::observer {
        void succeeded(descry::call_event const&) override { throw std::bad_alloc(); }
    };
    fake_time time;
    time.shared.seen_by = std::make_shared<without_memory>();
    auto s = attempts(time, verb_kind::create);
    follow({"reading", verb_kind::create, {begun, sent, {response, state::reading}}}, s);
    BOOST_CHECK_THROW(s.finish({}), std::bad_alloc);
    BOOST_TEST(s.ran_out_of_memory()->maybe_done);
}

BOOST_AUTO_TEST_CASE(an_event_without_memory_ends_with_what_is_known)
{
    std::size_t count = 0;
    for (auto const& c : courses) {
        std::size_t number = 0;
        for (bool failed = true; failed;) {
            fake_time time;
            throttle(time, c);
            auto s = attempts(time, c.verb);
            std::size_t happened = 0;
            {
                allocations::failure_of_one const one(++number);
                try {
                    while (happened != c.moments.size()) c.moments[happened++].happens(s);
                } catch (std::bad_alloc const&) {
                }
                failed = one.has_come();
            }
            if (!failed) break;
            ++count;
            auto const why = s.ran_out_of_memory();
            BOOST_TEST((why == errc::not_enough_memory), c.name);
            fake_time again;
            throttle(again, c);
            auto twin = attempts(again, c.verb);
            for (std::size_t i = 0; i != happened; ++i) c.moments[i].happens(twin);
            BOOST_TEST(why->maybe_done == twin.is_maybe_done(), c.name << ", moment " << happened);
        }
    }
    BOOST_TEST(count > 10u);
}

BOOST_AUTO_TEST_CASE(a_response_may_be_read_until_the_deadline)
{
    fake_time time;
    auto s = attempts(time, verb_kind::get);
    follow({"reading", verb_kind::get, {begun, sent, {response, state::reading}}}, s);
    BOOST_TEST((s.received().at == time.now && &s.received().call == &s.call()));
    BOOST_TEST(descry::find_header(s.received().call.message.headers, "Authorization") == "Bearer a");
    time.now = s.deadline();
    BOOST_TEST(s.in_time().is_given());
    time.now += 1ns;
    BOOST_TEST(!s.in_time().is_given());
}

BOOST_AUTO_TEST_CASE(a_retry_without_a_permit_ends_with_the_failure_before_it)
{
    struct {
        char const* name;
        verb_kind verb;
        std::vector<moment> fails;
        errc why;
        bool maybe_done, not_sent;
    } const cases[] = {
        {"a lost response",
         verb_kind::put,
         {{lost(errc::connection_closed), state::pausing, 250ms}},
         errc::connection_closed,
         true,
         false},
        {"a lost response to a read",
         verb_kind::get,
         {{lost(errc::connection_closed), state::pausing, 250ms}},
         errc::connection_closed,
         false,
         false},
        {"a failure within the service",
         verb_kind::put,
         {{refused(503), state::pausing, 250ms}},
         errc::service_unavailable,
         true,
         false},
        {"nothing was sent",
         verb_kind::put,
         {{lost(errc::connection_refused, {.not_sent = true}), state::pausing, 250ms}},
         errc::connection_refused,
         false,
         true},
        {"nothing was sent by the second attempt",
         verb_kind::put,
         {{lost(errc::connection_closed), state::pausing, 250ms},
          resumed,
          sent,
          {lost(errc::connection_refused, {.not_sent = true}), state::pausing, 500ms}},
         errc::connection_refused,
         true,
         false},
    };
    for (auto const& [name, verb, fails, code, maybe_done, not_sent] : cases) {
        fake_time time;
        auto s = attempts(time, verb);
        follow({name, verb, {begun, sent}}, s);
        follow({name, verb, fails}, s);
        time.shared.rate.throttled(time.now, 1h, 1h);  // by the response to another call
        follow({name, verb, {{waited, state::failed}}}, s);
        BOOST_TEST((s.why() == code), name << ": " << s.why().message());
        auto const outcome = s.outcome_of(s.why()).error();
        BOOST_TEST(!outcome.is_throttled(), name);
        BOOST_TEST(outcome->maybe_done == maybe_done, name);
        BOOST_TEST(outcome->not_sent == not_sent, name);
    }
}

BOOST_AUTO_TEST_CASE(a_token_takes_the_place_of_the_refused_one)
{
    fake_time time;
    time.shared.context.has_credentials = true;
    time.shared.context.any_credential_kind = true;
    auto s = attempts(time, verb_kind::put);
    auto const authorization = [&] { return descry::find_header(s.call().message.headers, "Authorization"); };
    follow({"first", verb_kind::put, {begun, sent}}, s);
    BOOST_TEST(authorization() == "Bearer a");
    BOOST_TEST(s.refused_token() == "");
    follow({"second", verb_kind::put, {{refused(401), state::authorizing}}}, s);
    BOOST_TEST(s.refused_token() == "a");
    follow({"third", verb_kind::put, {{token("b"), state::sending}}}, s);
    BOOST_TEST(authorization() == "Bearer b");
    BOOST_TEST(s.call().message.headers.front().name == "Authorization");
}

BOOST_AUTO_TEST_CASE(a_response_that_throttles_for_longer_than_is_honoured_says_so)
{
    fake_time time;
    time.shared.retry.max_retry_after = 2s;
    auto s = attempts(time, verb_kind::get);
    follow({"throttled", verb_kind::get, {begun, sent, {refused(429, "3600"), state::failed}}}, s);
    BOOST_TEST(s.why()->explanation.ends_with("the service asked to wait 3600 s; at most 2 s is honoured"));
    auto next = attempts(time, verb_kind::get);
    follow({"next", verb_kind::get, {{start, state::waiting, 2s}}}, next);
}

BOOST_AUTO_TEST_SUITE_END()
