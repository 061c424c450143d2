// The verbs of one resource with bodies of different types: no call reads or writes an object as one of another type.
#include "resources.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/use_future.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace call_test;
using namespace std::chrono_literals;
using call_test::resources::condition_in;
using call_test::resources::last;
using descry::errc;
namespace asio = boost::asio;

BOOST_AUTO_TEST_SUITE(other_types)

namespace {

// Smaller than a document, and without a string.
struct ack {
    int operation = 0;
};
BOOST_DESCRIBE_STRUCT(ack, (), (operation))

// As large as a document, with other types at the same places.
struct draft {
    std::vector<std::string> lines{};
    std::optional<std::string> title{};
    std::string note{};
    std::optional<std::string> tag{};
};
BOOST_DESCRIBE_STRUCT(draft, (), (lines, title, note, tag))

// Larger than a document.
struct report {
    std::optional<std::vector<document>> documents{};
    std::optional<std::string> first{}, second{}, third{}, fourth{}, fifth{};
    std::optional<bool> is_last{};
};
BOOST_DESCRIBE_STRUCT(report, (), (documents, first, second, third, fourth, fifth, is_last))

template <class... Verbs>
struct with_verbs : descry::resource<document, document_key, "/documents/{id}", descry::get, Verbs...> {};
template <class... Verbs>
struct without_get : descry::resource<document, document_key, "/documents/{id}", Verbs...> {};

constexpr std::string_view sent_state = R"({"id":"7","title":"new","tag":"e2"})";
constexpr std::string_view other_state = R"({"id":"7","title":"theirs","tag":"e2"})";
document const value{.id = "7", .title = "new", .tag = "e1", .extras = {}};

// Loses the response to the first change, and refuses the next one.
network losing(std::string_view state, unsigned refusal = 412)
{
    return answering([=, is_lost = false](descry::request const& in) mutable -> descry::result<descry::response> {
        if (in.method == "GET") return ok(std::string(state));
        if (std::exchange(is_lost, true)) return descry::response{refusal, {}, {}};
        return descry::failure(errc::connection_closed);
    });
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_lost_response_of_another_type_is_not_made_of_the_state_that_is_read)
{
    struct {
        std::string_view state;
        errc why;
    } const cases[] = {{sent_state, errc::state_not_read}, {other_state, errc::outcome_unknown}};
    for (auto const& [state, why] : cases) {
        auto const to = losing(state);
        auto const api = make_client(to);
        using changed = with_verbs<descry::with_response<descry::put<document_tag>, ack>>;
        auto const done = api.at<changed>({"7"}).try_update(value);
        BOOST_TEST((done.error() == why));
        BOOST_TEST(done.error()->maybe_done);
        BOOST_TEST(to->requests().size() == 3u);

        auto const again =
            make_client(losing(state)).at<changed>({"7"}).async_try_update(value, asio::use_future).get();
        BOOST_TEST((again.error() == why));

        using patched = with_verbs<descry::with_response<descry::patch<document_tag>, report>>;
        auto const from = document{.id = "7", .title = "old", .tag = "e1", .extras = {}};
        BOOST_TEST((make_client(losing(state)).at<patched>({"7"}).try_patch(from, value).error() == why));
    }
}

BOOST_AUTO_TEST_CASE(a_lost_response_without_content_is_known_by_the_state)
{
    using changed = with_verbs<descry::with_response<descry::put<document_tag>, descry::nothing>>;
    BOOST_TEST(make_client(losing(sent_state)).at<changed>({"7"}).try_update(value).has_value());
    auto const other = make_client(losing(other_state)).at<changed>({"7"}).try_update(value);
    BOOST_TEST((other.error() == errc::outcome_unknown));
}

BOOST_AUTO_TEST_CASE(a_lost_response_to_a_removal_is_not_made_up)
{
    using removed = with_verbs<descry::with_response<descry::remove<document_tag>, ack>>;
    BOOST_TEST(
        (make_client(losing(other_state)).at<removed>({"7"}).try_remove(value).error() == errc::outcome_unknown));
    auto const gone = make_client(losing({}, 404)).at<removed>({"7"}).try_remove(value);
    BOOST_TEST((gone.error() == errc::state_not_read));
    BOOST_TEST(gone.error()->maybe_done);
    BOOST_TEST(gone.error()->explanation == "the change was carried out, but the response with its result was lost");
}

BOOST_AUTO_TEST_CASE(a_followed_change_with_a_response_of_another_type_is_read)
{
    auto const follow = []<class R>(std::type_identity<R>, std::string response) {
        int polls = 0;
        auto const to = answering([&](descry::request const& in) {
            if (in.method == "PATCH") return descry::response{response.empty() ? 204u : 200u, {}, response};
            return ok(std::string(polls++ == 0 ? stored : sent_state));
        });
        auto const api = make_client(to);
        auto const before = document{.id = "7", .title = "old", .tag = "e1", .extras = {}};
        auto const job = api.template at<R>({"7"}).start_patch(before, value);
        BOOST_TEST(job.has_status());
        BOOST_TEST(job.location() == "/documents/7");
        auto const state = job.with(descry::polling{.initial_interval = 1ms}).wait(10s);
        BOOST_TEST(state.title.value() == "new");
        BOOST_TEST(polls == 2);
    };
    auto const large = R"({"documents":[],"first":"a response that does not fit into a document","is_last":true})";
    follow(std::type_identity<with_verbs<descry::with_response<descry::patch<>, report>>>(), large);
    follow(std::type_identity<with_verbs<descry::with_response<descry::patch<>, ack>>>(), R"({"operation":3})");
    follow(std::type_identity<with_verbs<descry::with_response<descry::patch<>, descry::nothing>>>(), {});
}

BOOST_AUTO_TEST_CASE(a_job_whose_start_was_lost_has_ended)
{
    using changed = with_verbs<descry::with_response<descry::put<document_tag>, report>>;
    auto const before = document{.id = "7", .title = "old", .tag = "e1", .extras = {}};
    auto const api = make_client(losing(sent_state));
    auto const job = api.at<changed>({"7"}).start_update(before, value);
    BOOST_TEST(!job.has_status());
    BOOST_TEST(job.wait(10s).tag.value() == "e2");

    using removed = with_verbs<descry::starts<descry::with_response<descry::remove<>, ack>>>;
    auto const gone = make_client(losing({}, 404)).at<removed>({"7"}).start();
    BOOST_TEST(!gone.has_status());
    BOOST_TEST((gone.try_first().error() == errc::state_not_read));
}

BOOST_AUTO_TEST_CASE(a_change_of_another_type_takes_the_entity_tag_of_a_state)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to);
    draft const before{.lines = {"a"}, .title = "old", .note = "a note that is longer than a small string", .tag = {}};
    draft const after{.lines = {"b"}, .title = "new", .note = before.note, .tag = {}};

    using of_model = without_get<descry::with_request<descry::patch<document_tag>, draft>>;
    BOOST_TEST((api.at<of_model>({"7"}).try_patch(before, after).error() == errc::missing_etag));
    BOOST_TEST(to->requests().empty());
    api.at<of_model>({"7"}).for_state(value).patch(before, after);
    BOOST_TEST(condition_in(last(to)) == R"(If-Match: "e1")");
    BOOST_TEST(last(to).body == R"({"lines":["b"],"title":"new"})");

    using of_draft = without_get<descry::with_request<descry::patch<descry::if_match<&draft::tag>>, draft>,
                                 descry::remove<document_tag>>;
    auto const tagged = [](draft d, char const* tag) { return d.tag = tag, d; };
    api.at<of_draft>({"7"}).patch(tagged(before, "d1"), tagged(after, "d2"));
    BOOST_TEST(condition_in(last(to)) == R"(If-Match: "d1")");
}

BOOST_AUTO_TEST_CASE(modify_changes_what_it_reads)
{
    auto const to = answering([](descry::request const& in) {
        if (in.method == "PUT") return ok(R"({"operation":3})");
        return in.target == "/notes" ? descry::response{200, {}, "one"} : ok(std::string(stored));
    });
    auto const api = make_client(to);

    using acknowledged = with_verbs<descry::with_response<descry::put<document_tag>, ack>>;
    auto const changed = api.at<acknowledged>({"7"}).modify([](document& d) { d.title = "new"; });
    BOOST_TEST(changed.title.value() == "new");
    BOOST_TEST(condition_in(last(to)) == R"(If-Match: "e1")");

    auto const accepting = answering([](descry::request const& in) {
        return in.method == "PUT" ? descry::response{202, {}, R"({"operation":3})"} : ok(std::string(stored));
    });
    auto const accepted = make_client(accepting).at<acknowledged>({"7"}).try_modify([](document&) {});
    BOOST_TEST((accepted.error() == errc::accepted));

    struct notes
        : descry::resource<document, descry::nothing, "/notes", descry::with_response<descry::get, descry::text<>>,
                           descry::with_request<descry::put<>, descry::text<>>> {};
    auto const text = api.at<notes>({}).modify([](std::string& note) { note += " two"; });
    BOOST_TEST(text == "one two");
    BOOST_TEST(last(to).body == "one two");
}

BOOST_AUTO_TEST_CASE(whether_a_resource_exists_is_read_from_the_status_alone)
{
    using existing = without_get<descry::with_response<descry::exists, std::vector<document>>>;
    BOOST_TEST(make_client(answering(descry::response{200, {}, {}})).at<existing>({"7"}).exists());
    BOOST_TEST(!make_client(answering(descry::response{404, {}, {}})).at<existing>({"7"}).exists());
}

namespace {

bool is_last(report const& status) { return status.is_last.has_value(); }
bool has_all(report const& status) { return status.first == "done"; }

struct reports : descry::resource<document, descry::nothing, "/reports/1", descry::with_response<descry::get, report>> {
};
struct printed : descry::resource<document, descry::nothing, "/print",
                                  descry::starts<descry::create<>, reports, is_last, has_all>> {};

}  // namespace

BOOST_AUTO_TEST_CASE(a_status_is_what_its_resource_reads)
{
    int polls = 0;
    auto const to = answering([&](descry::request const& in) -> descry::response {
        if (in.method == "POST") return {202, {{"Location", "/reports/1"}}, {}};
        return ok(polls++ == 0 ? R"({"first":"begun"})" : R"({"first":"done","is_last":true})");
    });
    auto const api = make_client(to);
    auto const job = api.at<printed>({}).start(value).with(descry::polling{.initial_interval = 1ms});
    BOOST_TEST(job.poll().first.value() == "begun");
    BOOST_TEST(job.wait(10s).first.value() == "done");
    BOOST_TEST((job.try_finish(10s).error() == errc::unsafe_link));  // it has succeeded, and its result has no location
}

namespace {

constexpr std::string_view no_body = "the change was carried out, but the response has no body with its result";

struct answers : without_get<descry::with_response<descry::put<>, ack>, descry::with_response<descry::patch<>, report>,
                             descry::with_response<descry::create<>, ack>, descry::action<descry::nothing, ack>,
                             descry::with_response<descry::remove<>, ack>> {};
struct searches : without_get<descry::idempotent<descry::action<descry::nothing, ack>>> {};

}  // namespace

BOOST_AUTO_TEST_CASE(a_change_without_the_body_of_its_response_has_no_result)
{
    for (unsigned const status : {200u, 201u, 204u}) {
        auto const to = answering(descry::response{status, {{"ETag", "\"e2\""}}, {}});
        auto const api = make_client(to);
        auto const at = api.at<answers>({"7"});
        auto const check = [&](char const* method, auto const& out) {
            BOOST_TEST_CONTEXT(method << ' ' << status)
            {
                BOOST_TEST((out.error() == errc::state_not_read));
                BOOST_TEST(out.error()->explanation == no_body);
                BOOST_TEST(out.error()->status == status);
                BOOST_TEST(out.error().header("ETag") == "\"e2\"");
                BOOST_TEST(out.error()->maybe_done);
                BOOST_TEST(!out.error().is_transient());
                BOOST_TEST(last(to).method == method);
            }
        };
        check("PUT", at.try_update(value));
        check("PATCH", at.try_patch(value, value));
        check("POST", at.try_create(value));
        check("POST", at.try_invoke());
        check("DELETE", at.try_remove());
        check("PUT", at.async_try_update(value, asio::use_future).get());
        BOOST_TEST(to->requests().size() == 6u);
        // A search changes nothing.
        auto const none = api.at<searches>({"7"}).try_invoke();
        BOOST_TEST((none.error() == errc::unexpected_end));
        BOOST_TEST(none.error()->explanation == "the response has no body");
    }
}

BOOST_AUTO_TEST_CASE(a_response_of_another_type_without_a_body_may_be_an_empty_value)
{
    auto const api = make_client(answering(descry::response{204, {}, {}}));
    using optional = with_verbs<descry::with_response<descry::put<>, std::optional<ack>>>;
    BOOST_TEST(!api.at<optional>({"7"}).update(value).has_value());
    using listed = with_verbs<descry::with_response<descry::patch<>, std::vector<std::string>>>;
    BOOST_TEST(api.at<listed>({"7"}).patch(value, value).empty());
}

BOOST_AUTO_TEST_CASE(a_text_without_a_body_is_the_one_that_was_sent_if_it_has_its_media_type)
{
    auto const api = make_client(answering(descry::response{204, {}, {}}));
    using text = descry::text<"text/markdown">;
    using written = without_get<descry::with_response<descry::with_request<descry::put<>, text>, text>>;
    BOOST_TEST(api.at<written>({"7"}).update("# a") == "# a");
    using drawn =
        without_get<descry::with_response<descry::with_request<descry::put<>, text>, descry::octets<"image/png">>>;
    BOOST_TEST(api.at<drawn>({"7"}).update("# a") == "");
}

BOOST_AUTO_TEST_CASE(a_change_by_another_type_without_the_body_of_its_response_is_read)
{
    auto const answered = [](int reads, descry::response const& then = ok(std::string(stored))) {
        return answering([=, left = reads](descry::request const& in) mutable {
            if (in.method != "GET") return descry::response{204, {}, {}};
            return left-- > 0 ? ok(std::string(other_state)) : then;
        });
    };
    draft const sent{.lines = {"a"}, .title = "mine", .note = {}, .tag = {}};
    using read_after = with_verbs<descry::then_read<descry::with_request<descry::put<>, draft>>>;
    BOOST_TEST(make_client(answered(0)).at<read_after>({"7"}).update(sent).title.value() == "old");
    auto const lost = make_client(answered(0, {404, {}, {}})).at<read_after>({"7"}).try_update(sent);
    BOOST_TEST((lost.error()->cause == errc::not_found));

    auto const to = answered(1, ok(R"({"id":"7","title":"mine","tag":"e3"})"));
    auto const api = make_client(to);
    auto after = sent;
    after.lines = {};
    auto const before = draft{.lines = {}, .title = "old", .note = {}, .tag = {}};
    using changed = with_verbs<descry::with_request<descry::patch<>, draft>>;
    auto const job = api.at<changed>({"7"}).start_patch(before, after);
    BOOST_TEST(job.has_status());
    BOOST_TEST(job.with(descry::polling{.initial_interval = 1ms}).wait(10s).tag.value() == "e3");
    BOOST_TEST(to->requests().size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_job_without_the_body_of_its_first_response_has_no_first_response)
{
    auto const api = make_client(answering(descry::response{204, {}, {}}));
    auto const job = api.at<without_get<descry::starts<descry::with_response<descry::put<>, ack>>>>({"7"}).start(value);
    BOOST_TEST(!job.has_status());
    BOOST_TEST((job.try_first().error() == errc::state_not_read));
    BOOST_TEST(job.try_first().error()->explanation == no_body);
    auto const gone = api.at<without_get<descry::starts<descry::with_response<descry::remove<>, ack>>>>({"7"}).start();
    BOOST_TEST(gone.try_first().error()->explanation == no_body);
    auto const listed =
        api.at<without_get<descry::starts<descry::with_response<descry::put<>, std::vector<ack>>>>>({"7"});
    BOOST_TEST(listed.start(value).first().empty());
}

BOOST_AUTO_TEST_SUITE_END()
