// The outcome of a change whose response was lost, step by step: no network, no threads, and a fake clock.
#include "fake_time.hpp"

#include <descry/client/detail/recovery_steps.hpp>

#include <boost/test/unit_test.hpp>

#include <support/allocations.hpp>

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

using namespace call_test;
using namespace std::chrono_literals;
using descry::errc;
using descry::operation_for;
using descry::verb_kind;
using descry::detail::attempt_steps;
using descry::detail::pointer_to;
using descry::detail::recovery_steps;

namespace descry::detail {

std::ostream& operator<<(std::ostream& out, recovery_steps::state s)
{
    constexpr char const* names[] = {"idle", "reading", "done", "unknown"};
    return out << names[static_cast<int>(s)];
}

}  // namespace descry::detail

namespace {

enum class kind_of_fee { one_time, monthly, per_month = monthly };
BOOST_DESCRIBE_ENUM(kind_of_fee, one_time, monthly, per_month)

// Has a format in its schema that says nothing about its values.
struct code {
    std::string text;
};
struct spellings {
    descry::timestamp at;
    std::vector<std::chrono::sys_time<std::chrono::nanoseconds>> fine;
    descry::guid id;
    std::chrono::minutes lasts{};
    kind_of_fee kind{};
    descry::open_enum<kind_of_fee> open;
    descry::maybe_quoted<int> count;
    std::map<kind_of_fee, spellings> by_kind;
    std::string text;
    code own;
};
BOOST_DESCRIBE_STRUCT(spellings, (), (at, fine, id, lasts, kind, open, count, by_kind, text, own))

}  // namespace

template <>
struct descry::scalar<code> {
    static constexpr char const* expected = "a code";
    static constexpr char const* schema = R"({"type":"string","anyOf":[{"format":"uuid"},{"maxLength":3}]})";
    static std::optional<code> read(scalar_token token) { return code{std::string(token.text)}; }
    static bool write(code const& value, std::string& out) { return out += value.text, true; }
};
template <>
inline constexpr auto descry::format_of<& spellings::lasts> = descry::format::iso8601;

BOOST_AUTO_TEST_SUITE(recovery)

using state = recovery_steps::state;

namespace {

struct shelf : descry::resource<document, document_key, "/shelf/{id}", descry::get, descry::put<document_tag>,
                                descry::patch<document_tag>, descry::remove<>> {};
struct letterbox : descry::resource<document, document_key, "/letterbox/{id}", descry::put<>> {};

struct page {
    std::optional<int> number{};
};
BOOST_DESCRIBE_STRUCT(page, (), (number))
struct edition {
    std::optional<int> number{};
};
BOOST_DESCRIBE_STRUCT(edition, (), (number))
struct editions : descry::resource<document, document_key, "/editions/{id}", descry::with_query<descry::get, page>,
                                   descry::with_query<descry::put<>, edition>> {};
struct pages : descry::resource<document, document_key, "/pages/{id}", descry::with_query<descry::get, page>,
                                descry::with_query<descry::put<>, page>> {};

bool is_final(document const&) { return true; }
struct prints : descry::resource<document, document_key, "/prints/{id}", descry::get> {};
struct orders : descry::resource<document, document_key, "/orders/{id}", descry::get,
                                 descry::starts<descry::put<>, prints, is_final>> {};

document const value{.id = "7", .title = "new", .tag = "e1", .extras = {}};

// The attempts of a change whose first response was lost and whose second one is a conflict; each took this long.
attempt_steps in_doubt(fake_time& time, descry::operation const& op, void const* query = nullptr)
{
    auto change = time.attempts(op, op.request ? pointer_to(value) : descry::detail::typed_const_pointer(), query);
    change.start(fake_time::begin + 60s);
    change.got_token(std::string("a"));
    change.got_response(descry::failure(errc::connection_closed));
    time.now = change.resume_at() + 1s;
    change.waited();
    change.got_token(std::string("a"));
    change.got_response(descry::response{412, {}, {}});
    BOOST_TEST(change.is_maybe_done());
    return change;
}

descry::operation const& put() { return operation_for<shelf, verb_kind::put>(); }
descry::operation const& patch() { return operation_for<shelf, verb_kind::patch>(); }
descry::operation const& removal() { return operation_for<shelf, verb_kind::remove>(); }

// The response to the read: a failure with this code, or a document with its entity tag.
struct found {
    char const* name;
    descry::operation const& (*change)();
    errc why;
    char const* document;
    state leads_to;
};

found const table[] = {
    {"as it was sent", put, {}, R"({"id":"7","title":"new","tag":"e2"})", state::done},
    {"in another spelling of declared names", put, {}, R"({"TITLE":"new","Id":"7","Tag":"e2"})", state::done},
    {"with more than was sent", put, {}, R"({"id":"7","title":"new","tag":"e2","by":"me"})", state::unknown},
    {"in another state", put, {}, R"({"id":"7","title":"theirs","tag":"e2"})", state::unknown},
    {"no JSON", put, {}, "<html>", state::unknown},
    {"an update is not found", put, errc::not_found, "", state::reading},
    {"an update cannot be read now", put, errc::service_unavailable, "", state::reading},
    {"an update cannot be read", put, errc::forbidden, "", state::reading},
    {"the whole that a patch leads to", patch, {}, R"({"id":"7","title":"new","tag":"e2"})", state::done},
    {"another whole after a patch", patch, {}, R"({"id":"7","title":"new"})", state::unknown},
    {"removed", removal, errc::not_found, "", state::done},
    {"still there", removal, {}, R"({"id":"7","title":"new","tag":"e2"})", state::unknown},
    {"a removal cannot be read now", removal, errc::service_unavailable, "", state::reading},
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_state_that_is_read_says_what_became_of_a_change)
{
    for (auto const& one : table) {
        fake_time time;
        auto attempt = in_doubt(time, one.change());
        auto const id = attempt.call().request_id;
        recovery_steps recovery;
        BOOST_TEST(recovery.now_in() == state::idle);
        BOOST_TEST(recovery.start(time.shared, attempt, refusal(412)) == state::reading);
        BOOST_TEST((attempt.now_in() == attempt_steps::state::ready));
        BOOST_TEST(attempt.call().op->method == "GET");
        BOOST_TEST(attempt.call().message.target == "/shelf/7");
        BOOST_TEST(attempt.call().request_id != id);
        BOOST_TEST(descry::find_header(attempt.call().message.headers, "If-Match") == "");

        descry::result<void> const read =
            one.why == errc() ? descry::result<void>() : descry::result<void>(descry::failure(one.why));
        BOOST_TEST(recovery.judge(read, {one.document, attempt.call().op->response}, "e2") == one.leads_to, one.name);
        recovery.end(attempt, read);
        BOOST_TEST(recovery.now_in() == (one.leads_to == state::reading ? state::unknown : one.leads_to), one.name);
        BOOST_TEST(attempt.call().op == &one.change());
        BOOST_TEST(attempt.call().request_id == id);
        BOOST_TEST(attempt.is_maybe_done(), one.name);
        BOOST_TEST((recovery.failure_of_change() == errc::outcome_unknown));
        BOOST_TEST(recovery.failure_of_change()->status == 412u);
    }
}

BOOST_AUTO_TEST_CASE(a_state_may_have_another_spelling_of_the_same_values)
{
    struct {
        char const* sent;
        char const* current;
        bool same;
    } const cases[] = {
        {R"({"at":"2015-11-23T10:00:00Z"})", R"({"At":"2015-11-23T10:00:00.000Z"})", true},
        {R"({"at":"2015-11-23T10:00:00Z"})", R"({"at":"2015-11-23T11:00:00+01:00"})", true},
        {R"({"at":"2015-11-23T10:00:00Z"})", R"({"at":"2015-11-23T10:00:00+01:00"})", false},
        {R"({"at":"2015-11-23T10:00:00.5"})", R"({"at":"2015-11-23T10:00:00.50"})", true},
        {R"({"at":"2015-11-23T10:00:00"})", R"({"at":"2015-11-23T10:00:00Z"})", false},
        {R"({"at":"2015-11-23"})", R"({"at":"2015-11-23T00:00:00"})", false},
        {R"({"fine":["2015-11-23T10:00:00.123456789Z"]})", R"({"fine":["2015-11-23T10:00:00.123456789-00:00"]})", true},
        {R"({"fine":["2015-11-23T10:00:00.123456789Z"]})", R"({"fine":["2015-11-23T10:00:00.123456788Z"]})", false},
        {R"({"id":"7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab"})", R"({"id":"7D6A9ED1-3C8A-4B9C-9F3E-0123456789AB"})", true},
        {R"({"lasts":"PT60M"})", R"({"lasts":"PT1H"})", true},
        {R"({"lasts":"PT60M"})", R"({"lasts":"PT61M"})", false},
        {R"({"kind":"one_time","open":"one_time"})", R"({"kind":"OneTime","open":"ONE_TIME"})", true},
        {R"({"open":"other"})", R"({"open":"OTHER"})", false},
        {R"({"kind":"monthly"})", R"({"kind":"PerMonth"})", true},
        {R"({"own":"7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab"})", R"({"own":"7D6A9ED1-3C8A-4B9C-9F3E-0123456789AB"})",
         false},
        {R"({"count":"25"})", R"({"count":25.0})", true},
        {R"({"count":"25"})", R"({"count":"26"})", false},
        {R"({"by_kind":{"one_time":{"at":"2015-11-23T10:00:00Z"}}})",
         R"({"byKind":{"oneTime":{"at":"2015-11-23T10:00:00.0Z"}}})", true},
        {R"({"text":"2015-11-23T10:00:00Z"})", R"({"text":"2015-11-23T10:00:00.000Z"})", false},
        {R"({"other":"2015-11-23T10:00:00Z"})", R"({"other":"2015-11-23T10:00:00.000Z"})", false},
    };
    auto const type = descry::type_for<spellings>();
    for (auto const& [sent, current, same] : cases) {
        BOOST_TEST(descry::detail::same_state({sent, &type}, {current, &type}, {}) == same, sent << ' ' << current);
        BOOST_TEST(descry::detail::same_state({current, &type}, {sent, &type}, {}) == same, sent << ' ' << current);
    }
}

BOOST_AUTO_TEST_CASE(a_change_that_cannot_be_read_is_unknown_at_once)
{
    page const first{.number = 1};
    edition const second{.number = 2};
    struct {
        char const* name;
        descry::operation const& change;
        void const* query;
        bool is_read;
    } const cases[] = {
        {"nothing reads it", operation_for<letterbox, verb_kind::put>(), nullptr, false},
        {"its query means another state", operation_for<editions, verb_kind::put>(), &second, false},
        {"its query means the same state", operation_for<pages, verb_kind::put>(), &first, true},
        {"it starts a job", operation_for<orders, verb_kind::put>(), nullptr, false},
    };
    for (auto const& [name, change, query, is_read] : cases) {
        fake_time time;
        auto attempt = in_doubt(time, change, query);
        recovery_steps recovery;
        BOOST_TEST(recovery.start(time.shared, attempt, refusal(409)) == (is_read ? state::reading : state::unknown),
                   name);
        BOOST_TEST((attempt.call().op == &change) == !is_read, name);
        if (is_read) BOOST_TEST(attempt.call().message.target == "/pages/7?number=1");
        BOOST_TEST(recovery.failure_of_change()->status == 409u);
        recovery.end(attempt, {});
        BOOST_TEST((attempt.call().op == &change), name);
    }
}

BOOST_AUTO_TEST_CASE(that_is_given_up_leaves_the_outcome_unknown)
{
    fake_time time;
    auto attempt = in_doubt(time, put());
    recovery_steps recovery;
    recovery.start(time.shared, attempt, refusal(412));
    attempt.start(time.now + 10s);
    attempt.got_token(std::string("a"));
    attempt.stop(errc::canceled);
    BOOST_TEST(!attempt.is_maybe_done());  // it only reads
    recovery.end(attempt, attempt.why());
    BOOST_TEST(recovery.now_in() == state::unknown);
    BOOST_TEST(attempt.outcome_of(descry::failure(errc::canceled)).error()->maybe_done);
}

BOOST_AUTO_TEST_CASE(that_runs_out_of_memory_before_it_begins_has_changed_nothing)
{
    std::size_t number = 0;
    for (bool failed = true; failed;) {
        fake_time time;
        auto attempt = in_doubt(time, put());
        recovery_steps recovery;
        descry::failure const conflict = refusal(412);
        {
            allocations::failure_of_one const one(++number);
            try {
                recovery.start(time.shared, attempt, conflict);
            } catch (std::bad_alloc const&) {
            }
            failed = one.has_come();
        }
        if (!failed) break;
        recovery.end(attempt, descry::failure(errc::not_enough_memory));
        BOOST_TEST((attempt.call().op == &put()));
        BOOST_TEST(attempt.ran_out_of_memory()->maybe_done);
    }
    BOOST_TEST(number > 1u);
}

BOOST_AUTO_TEST_CASE(the_observer_is_told_of_the_change_as_one_call)
{
    struct listener final : descry::observer {
        std::vector<std::string> told{};
        std::vector<std::chrono::nanoseconds> elapsed{};
        void started(descry::call_event const& e) override { note("started", e); }
        void succeeded(descry::call_event const& e) override { note("succeeded", e); }
        void note(std::string what, descry::call_event const& e)
        {
            ((what += ' ') += e.method) += " #" + std::to_string(e.attempt) + ' ' + std::to_string(e.status);
            told.push_back(std::move(what));
            elapsed.push_back(e.elapsed);
        }
    };
    fake_time time;
    auto const seen = std::make_shared<listener>();
    time.shared.seen_by = seen;
    auto attempt = in_doubt(time, put());
    auto const before_read = time.now - time.begin;
    recovery_steps recovery;
    recovery.start(time.shared, attempt, refusal(412));
    attempt.start(time.now + 10s);
    attempt.got_token(std::string("a"));
    time.now += 2s;
    attempt.got_response(ok("{}"));
    recovery.end(attempt, {});
    attempt.finish({});
    std::vector<std::string> const told{"started PUT #1 0", "started GET #1 0", "succeeded GET #1 200",
                                        "succeeded PUT #2 412"};
    BOOST_TEST(seen->told == told, boost::test_tools::per_element());
    BOOST_TEST((seen->elapsed.at(2) == 2s));
    BOOST_TEST((seen->elapsed.at(3) == before_read + 2s));
}

BOOST_AUTO_TEST_SUITE_END()
