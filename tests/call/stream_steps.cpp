// The values of a stream and its end, step by step: no network, no threads, and two fake clocks.
#include <descry/client/detail/stream_steps.hpp>

#include <boost/test/unit_test.hpp>

#include <support/allocations.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using descry::errc;

namespace descry::detail {

std::ostream& operator<<(std::ostream& out, stream_steps::state s)
{
    constexpr char const* names[] = {"before_body", "in_body", "ended"};
    return out << names[static_cast<int>(s)];
}

}  // namespace descry::detail

BOOST_AUTO_TEST_SUITE(stream_steps)

using steps = descry::detail::stream_steps;
using state = steps::state;

namespace {

constexpr steps::times begin{descry::steady_time(1h), descry::steady_time(2h)};

// A stream of lines with a limit of one minute, and a reader that takes a value when it waits for one.
struct driver {
    steps machine{descry::detail::stream_format::lines, 100, 1min};
    steps::times now = begin;
    bool waits = false;
    bool has_memory = true;
    std::optional<steps::taken> taken{};  // and not passed on yet

    // What is passed to the reader after an event.
    std::string take()
    {
        if (!waits) return "";
        if (!taken) taken = machine.take();
        if (!taken) return "";
        if (!has_memory) {
            machine.postpone(now);
            return "no memory";
        }
        waits = false;
        auto const out = *std::exchange(taken, std::nullopt);
        return !out ? out.error().code().message() : !*out ? "end" : (*out)->text;
    }
};

using event = std::function<void(driver&)>;

event const wait = [](driver& to) {
    to.machine.begin_wait(to.now);
    to.waits = true;
};
// The same by a thread that takes nothing before it wakes.
event const wait_asleep = [](driver& to) { to.machine.begin_wait(to.now); };
event const wake = [](driver& to) { to.waits = true; };
event const cancel_wait = [](driver& to) {
    to.machine.cancel_wait();
    to.waits = false;
};
event const exhaust = [](driver& to) { to.has_memory = false; };
event const release = [](driver& to) { to.has_memory = true; };
event const close = [](driver& to) { to.machine.close(); };
event const body = [](driver& to) { to.machine.begin(to.now); };
event piece(std::string_view text)
{
    return [=](driver& to) { to.machine.write(text, to.now); };
}
event const complete = [](driver& to) { to.machine.end({}); };
event const lost = [](driver& to) { to.machine.end(descry::failure(errc::connection_closed)); };
event pass(std::chrono::milliseconds client, std::chrono::milliseconds real)
{
    return [=](driver& to) {
        to.now = {to.now.client + client, to.now.real + real};
        to.machine.advance(to.now);
    };
}
event pass(std::chrono::milliseconds both) { return pass(both, both); }
// Time passes, which is not noticed before the next event.
event unnoticed(std::chrono::milliseconds both)
{
    return [=](driver& to) { to.now = {to.now.client + both, to.now.real + both}; };
}

struct stage {
    event what;
    state leads_to;
    std::string taken = "";
    std::optional<std::chrono::milliseconds>
        resumes_in{};  // by the real clock, if nothing happens; not compared if empty
};

struct course {
    char const* name;
    std::vector<stage> stages;
};

auto const closed = make_error_code(errc::connection_closed).message();
auto const late = make_error_code(errc::deadline_exceeded).message();

course const courses[] = {
    // Values and the end.
    {"each value is passed on as it arrives",
     {{wait, state::before_body},
      {body, state::in_body},
      {piece("1\n2"), state::in_body, "1"},
      {wait, state::in_body},
      {piece("\n"), state::in_body, "2"},
      {wait, state::in_body},
      {complete, state::ended, "end"},
      {wait, state::ended, "end"}}},
    {"values that were not taken outlast the end",
     {{body, state::in_body},
      {piece("1\n2\n"), state::in_body},
      {lost, state::ended},
      {wait, state::ended, "1"},
      {wait, state::ended, "2"},
      {wait, state::ended, closed},
      {wait, state::ended, "end"}}},
    {"the last line may lack its end",
     {{body, state::in_body}, {wait, state::in_body}, {piece("1"), state::in_body}, {complete, state::ended, "1"}}},
    {"a part of a line is no value of a lost body",
     {{body, state::in_body}, {wait, state::in_body}, {piece("1"), state::in_body}, {lost, state::ended, closed}}},
    {"a call that fails before its body",
     {{wait, state::before_body}, {lost, state::ended, closed}, {wait, state::ended, "end"}}},
    {"only the first end counts",
     {{body, state::in_body},
      {lost, state::ended},
      {complete, state::ended},
      {piece("1\n"), state::ended},
      {body, state::ended},
      {wait, state::ended, closed}}},

    // The reader.
    {"close ends a wait",
     {{body, state::in_body},
      {wait, state::in_body},
      {close, state::ended, "end"},
      {piece("1\n"), state::ended},
      {wait, state::ended, "end"}}},
    {"close before the body", {{close, state::ended}, {body, state::ended}, {wait, state::ended, "end"}}},
    {"close drops values",
     {{body, state::in_body}, {piece("1\n2\n"), state::in_body}, {close, state::ended}, {wait, state::ended, "end"}}},
    {"close drops the reason of the end",
     {{body, state::in_body}, {lost, state::ended}, {close, state::ended}, {wait, state::ended, "end"}}},
    {"a canceled wait takes nothing",
     {{body, state::in_body},
      {wait, state::in_body},
      {cancel_wait, state::in_body},
      {piece("1\n"), state::in_body},
      {wait, state::in_body, "1"}}},

    // Time.
    {"a wait is limited",
     {{body, state::in_body}, {wait, state::in_body}, {pass(59s), state::in_body}, {pass(1s), state::ended, late}}},
    {"by the clock of the client",
     {{body, state::in_body},
      {wait, state::in_body},
      {pass(59s, 0s), state::in_body},
      {pass(1s, 0s), state::ended, late}}},
    {"by the real clock",
     {{body, state::in_body},
      {wait, state::in_body},
      {pass(0s, 59s), state::in_body},
      {pass(0s, 1s), state::ended, late}}},
    {"before the body, the call has a second to end by itself",
     {{wait, state::before_body}, {pass(60s), state::before_body}, {pass(1s), state::ended, late}}},
    {"the begin of the body extends a wait",
     {{wait, state::before_body},
      {pass(60s), state::before_body},
      {body, state::in_body},
      {pass(59s), state::in_body},
      {pass(1s), state::ended, late}}},
    {"a line without a value extends a wait",
     {{body, state::in_body},
      {wait, state::in_body},
      {pass(59s), state::in_body},
      {piece("\n"), state::in_body},
      {pass(59s), state::in_body},
      {pass(1s), state::ended, late}}},
    {"a part of a line does not",
     {{body, state::in_body},
      {wait, state::in_body},
      {pass(59s), state::in_body},
      {piece("1"), state::in_body},
      {pass(1s), state::ended, late}}},
    {"a line that is late is not taken",
     {{body, state::in_body},
      {wait, state::in_body},
      {unnoticed(60s), state::in_body},
      {piece("1\n"), state::ended, late},
      {wait, state::ended, "end"}}},
    {"time is not limited while nothing is awaited",
     {{body, state::in_body},
      {pass(2h), state::in_body},
      {piece("1\n"), state::in_body},
      {pass(2h), state::in_body},
      {wait, state::in_body, "1"},
      {pass(2h), state::in_body},
      {wait, state::in_body},
      {pass(59s), state::in_body},
      {cancel_wait, state::in_body},
      {pass(2h), state::in_body}}},
    {"a value that has arrived is never late",
     {{body, state::in_body},
      {wait_asleep, state::in_body},
      {piece("1\n"), state::in_body},
      {pass(2h), state::in_body},
      {wake, state::in_body, "1"}}},

    // Memory for passing on what was taken.
    {"a value that cannot be passed on is passed on after a pause",
     {{body, state::in_body},
      {wait, state::in_body, "", 1min},
      {exhaust, state::in_body, "", 1min},
      {piece("1\n"), state::in_body, "no memory", 100ms},
      {pass(99ms), state::in_body, "no memory", 100ms},
      {pass(100ms), state::in_body, "no memory", 100ms},
      {release, state::in_body, "1"},
      {wait, state::in_body, "", 1min}}},
    {"the same for the end by the limit, which is in the past",
     {{body, state::in_body},
      {wait, state::in_body},
      {exhaust, state::in_body},
      {pass(2min), state::ended, "no memory", 100ms},
      {pass(100ms), state::ended, "no memory", 100ms},
      {release, state::ended, late},
      {wait, state::ended, "end"}}},
};

}  // namespace

BOOST_AUTO_TEST_CASE(decide_what_the_reader_gets)
{
    for (auto const& c : courses) {
        driver under_test;
        int number = 0;
        for (auto const& stage : c.stages) {
            BOOST_TEST_CONTEXT(c.name << ", stage " << ++number)
            {
                stage.what(under_test);
                BOOST_TEST(under_test.machine.now_in() == stage.leads_to);
                BOOST_TEST(under_test.take() == stage.taken);
                if (stage.resumes_in)
                    BOOST_TEST((under_test.machine.resume_at() == under_test.now.real + *stage.resumes_in));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(pause_the_body_while_a_value_is_held)
{
    driver to;
    body(to);
    BOOST_TEST(to.machine.takes_more());
    piece("1\n2\n3")(to);
    BOOST_TEST(!to.machine.takes_more());
    (void)to.machine.take();
    BOOST_TEST(!to.machine.takes_more());
    (void)to.machine.take();
    BOOST_TEST(to.machine.takes_more());
    complete(to);
    BOOST_TEST(!to.machine.takes_more());
    close(to);
    BOOST_TEST(to.machine.takes_more());
}

BOOST_AUTO_TEST_CASE(say_until_when_the_reader_waits)
{
    driver to;
    wait(to);
    BOOST_TEST((to.machine.end_of_wait() == begin.real + 61s));
    pass(1s, 30s)(to);
    BOOST_TEST((to.machine.end_of_wait() == begin.real + 61s));
    body(to);
    BOOST_TEST((to.machine.end_of_wait() == begin.real + 90s));
    pass(1s, 5s)(to);
    piece("\n")(to);
    BOOST_TEST((to.machine.end_of_wait() == begin.real + 95s));
    steps unlimited(descry::detail::stream_format::lines, 100, std::chrono::milliseconds::max());
    unlimited.begin_wait(begin);
    BOOST_TEST((unlimited.end_of_wait() == descry::steady_time::max()));
}

BOOST_AUTO_TEST_CASE(say_whether_the_late_call_had_a_response)
{
    for (bool const has_body : {false, true}) {
        driver to;
        if (has_body) body(to);
        wait(to);
        to.now.real += 61s;
        to.machine.advance(to.now);
        auto const why = to.machine.take()->error();
        BOOST_TEST((why == errc::deadline_exceeded));
        BOOST_TEST(why->explanation == "the stream had no line for 60000 ms");
        BOOST_TEST(why->response_begun == has_body);
    }
}

BOOST_AUTO_TEST_CASE(give_a_call_that_they_cancel_its_outcome)
{
    descry::result<void> const canceled = descry::failure(errc::canceled);
    auto const shown = [](descry::result<void> const& out) { return out ? "success" : out.error().code().message(); };
    for (auto const& [name, events, expected] : std::vector<std::tuple<char const*, std::vector<event>, std::string>>{
             {"by nothing", {body}, shown(canceled)},
             {"by the reader", {body, close}, "success"},
             {"by the reader, who does not take the values", {body, piece("1\n"), close}, "success"},
             {"by the limit", {body, wait, pass(60s)}, late},
             {"by the limit, before it is closed", {body, wait, pass(60s), close}, late}}) {
        driver to;
        for (auto const& each : events) each(to);
        BOOST_TEST(shown(to.machine.outcome(canceled)) == expected, name);
        BOOST_TEST(to.machine.outcome({}).has_value(), name);
    }
}

BOOST_AUTO_TEST_CASE(may_run_out_of_memory)
{
    std::string const long_line(50, 'x');
    for (auto const& [name, what] :
         {std::pair("in a piece", piece(long_line)), {"at the end of a line", piece("\n")}, {"at the end", complete}}) {
        driver to;
        body(to);
        if (std::string_view(name) != "in a piece") piece(long_line)(to);
        {
            allocations::limit const none(0);
            what(to);
        }
        BOOST_TEST(to.machine.now_in() == state::ended, name);
        BOOST_TEST((to.machine.take()->error() == errc::not_enough_memory), name);
    }
    driver to;
    body(to);
    wait(to);
    to.now.real += 60s;
    {
        allocations::limit const none(0);
        to.machine.advance(to.now);
    }
    BOOST_TEST((to.machine.take()->error() == errc::not_enough_memory));
}

BOOST_AUTO_TEST_SUITE_END()
