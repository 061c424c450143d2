#include "document.hpp"
#include "fake_time.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <descry/client/detail/modify_steps.hpp>
#include <descry/server/http_server.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace call_test;
namespace asio = boost::asio;
using descry::errc;

BOOST_AUTO_TEST_SUITE(modify)

namespace {

// A service with one document, which another client changes before the first updates.
struct contended {
    int version = 1;
    int faster = 0;  // the number of changes by another client
    bool lose_first_answer = false;
    std::string title = "old";

    network to = answering([this](descry::request const& in) -> descry::result<descry::response> {
        if (in.method == "PUT") {
            if (faster > 0) --faster, ++version, title += "+";
            auto const expected = "\"e" + std::to_string(version) + '"';
            if (descry::find_header(in.headers, "If-Match") != expected) return descry::response{412, {}, {}};
            auto const at = in.body.find("\"title\":\"") + 9;
            title = in.body.substr(at, in.body.find('"', at) - at);
            ++version;
            if (std::exchange(lose_first_answer, false)) return descry::failure(errc::connection_closed);
        }
        return ok(R"({"id":"7","title":")" + title + R"(","tag":"e)" + std::to_string(version) + R"("})");
    });

    descry::client client(unsigned max_conflicts = 3) { return make_client(to, {.max_conflicts = max_conflicts}); }
};

template <class Condition>
struct put_under : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::put<Condition>> {};
template <class Condition>
struct patch_under
    : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::patch<Condition>> {};

void add_mark(document& d) { *d.title += "!"; }

using descry::detail::modify_steps;

// The user's function, as the engine calls it.
struct user_function {
    std::function<void(document&)> function;
    descry::detail::resource_change change{
        &descry::operation_for<documents, descry::verb_kind::put>(), &function,
        [](void* context, descry::detail::typed_pointer model) {
            (*static_cast<std::function<void(document&)>*>(context))(model.as<document>());
        }};
};

}  // namespace

BOOST_AUTO_TEST_CASE(ignores_the_ids_of_a_single_request)
{
    contended service;
    auto const api = service.client();
    auto const document_7 = api.at<documents>({.id = "7"});
    BOOST_TEST(document_7.with({.request_id = "r1", .idempotency_key = "k1"}).modify(add_mark).title.value() == "old!");
    auto const sent = service.to->requests();
    BOOST_TEST_REQUIRE(sent.size() == 2u);
    for (auto const& each : sent) {
        auto const id = descry::find_header(each.headers, "Request-Id");
        BOOST_TEST(!id.empty());
        BOOST_TEST(id != "r1");
    }
}

BOOST_AUTO_TEST_CASE(each_end_of_a_call_leads_to_a_state)
{
    using state = modify_steps::state;
    enum class event { succeeds, changes, throws, conflicts };
    struct moment {
        event happens;
        state leads_to;
    };
    moment const read{event::succeeds, state::changing}, change{event::changes, state::updating},
        conflict{event::conflicts, state::reading};
    struct {
        char const* name;
        unsigned max_conflicts;
        std::vector<moment> moments;
    } const courses[] = {
        {"success", 0, {read, change, {event::succeeds, state::ended}}},
        {"no conflict is allowed", 0, {read, change, {event::conflicts, state::ended}}},
        {"conflicts up to the limit",
         2,
         {read, change, conflict, read, change, conflict, read, change, {event::conflicts, state::ended}}},
        {"success after a conflict", 3, {read, change, conflict, read, change, {event::succeeds, state::ended}}},
        {"a conflict of the read", 3, {{event::conflicts, state::ended}}},
        {"a conflict of a later read", 3, {read, change, conflict, {event::conflicts, state::ended}}},
        {"the function throws", 3, {read, {event::throws, state::ended}}},
    };
    fake_time time;
    auto const get = time.attempts(descry::operation_for<documents, descry::verb_kind::get>());
    for (auto const& [name, max_conflicts, moments] : courses) {
        bool throws = false;
        user_function user{[&](document& d) { throws ? throw std::runtime_error("no") : add_mark(d); }};
        modify_steps steps(user.change, max_conflicts);
        BOOST_TEST((steps.now_in() == state::reading));
        document model{.id = "7", .title = "old", .tag = "e1", .extras = {}};
        for (auto const& [happens, leads_to] : moments) {
            throws = happens == event::throws;
            if (happens == event::succeeds) steps.succeeded();
            if (happens == event::conflicts) steps.conflicted();
            if (happens == event::changes || throws) {
                auto const update = steps.change(time.shared.context, get.call(), descry::detail::pointer_to(model));
                BOOST_TEST(update.has_value() == !throws, name);
                BOOST_TEST((throws == (!update && update.error() == errc::change_refused)), name);
            }
            BOOST_TEST((steps.now_in() == leads_to), name);
            BOOST_TEST((steps.thrown() != nullptr) == throws, name);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_update_follows_from_the_read)
{
    fake_time time;
    document_key const key{"7"};
    auto const& get = descry::operation_for<documents, descry::verb_kind::get>();
    descry::call_options const options{
        .correlation_id = "c1", .traceparent = "t1", .headers = {{"If-Match", "\"own\""}, {"X-Own", "1"}}};
    user_function user{[](document& d) { d = {.id = "7", .title = "new", .tag = "another", .extras = {}}; }};
    auto const read =
        descry::detail::prepare_call(time.shared.context,
                                     {.op = get, .key = &key, .model = {}, .options = options, .change = user.change})
            .value();
    BOOST_TEST(descry::find_header(read.message.headers, "If-Match") == "");
    BOOST_TEST(descry::find_header(read.message.headers, "X-Own") == "1");

    document model{.id = "7", .title = "old", .tag = "e1", .extras = {}};
    modify_steps steps(user.change, 3);
    steps.succeeded();
    auto const update = steps.change(time.shared.context, read, descry::detail::pointer_to(model)).value();
    BOOST_TEST(update.message.method == "PUT");
    BOOST_TEST(update.message.target == read.message.target);
    BOOST_TEST(update.message.body == R"({"id":"7","title":"new","tag":"e1"})");
    BOOST_TEST(update.request_id != read.request_id);
    BOOST_TEST(update.correlation_id == "c1");
    BOOST_TEST(update.traceparent == "t1");
    BOOST_TEST(descry::find_header(update.message.headers, "If-Match") == "\"own\"");
    BOOST_TEST(descry::find_header(update.message.headers, "X-Own") == "1");
}

BOOST_AUTO_TEST_CASE(reads_changes_and_updates)
{
    contended service;
    auto const api = service.client();
    auto const after = api.at<documents>({.id = "7"}).modify([](auto& d) { d.title = "new"; });
    BOOST_TEST(after.title.value() == "new");
    BOOST_TEST(after.tag.value() == "e2");
    auto const sent = service.to->requests();
    BOOST_REQUIRE(sent.size() == 2u);
    BOOST_TEST(sent[0].method == "GET");
    BOOST_TEST(sent[1].method == "PUT");
    BOOST_TEST(descry::find_header(sent[0].headers, "Request-Id") !=
               descry::find_header(sent[1].headers, "Request-Id"));
    BOOST_TEST(descry::find_header(sent[0].headers, "Correlation-Id") ==
               descry::find_header(sent[1].headers, "Correlation-Id"));
}

BOOST_AUTO_TEST_CASE(updates_the_state_that_was_read_whatever_the_change_puts_in_its_place)
{
    auto const check = [](auto resource, std::string_view body, std::string_view tag_read) {
        using R = decltype(resource);
        bool const in_header = tag_read.starts_with('"');
        network const to = answering([&](descry::request const& in) -> descry::result<descry::response> {
            if (in.method != "GET") return descry::response{204, {{"ETag", "\"e2\""}}, {}};
            if (!in_header) return ok(std::string(stored));
            return descry::response{200, {{"ETag", std::string(tag_read)}}, R"({"id":"7","title":"old"})"};
        });
        descry::client const api = make_client(to);
        descry::bound<R> const at = api.at<R>({"7"});
        for (auto const& tag : {std::optional<std::string>(), std::optional<std::string>("e0")}) {
            auto const replace = [&](document& d) { d = {.id = "7", .title = "new", .tag = tag, .extras = {}}; };
            BOOST_TEST(at.modify(replace).tag.value() == "\"e2\"");
            BOOST_TEST(at.async_modify(replace, asio::use_future).get().tag.value() == "\"e2\"");
            for (std::size_t const i : {1u, 3u}) {
                auto const sent = to->requests().at(to->requests().size() - 4 + i);
                BOOST_TEST(descry::find_header(sent.headers, "If-Match") == "\"e1\"");
                BOOST_TEST(sent.body == body);
            }
        }
    };
    using always = document_tag;
    using if_present = descry::if_match_if_present<&document::tag>;
    std::string_view const whole = R"({"id":"7","title":"new","tag":"e1"})";
    check(put_under<always>(), whole, "e1");
    check(put_under<if_present>(), whole, "e1");
    check(put_under<if_present>(), R"({"id":"7","title":"new","tag":"\"e1\""})", "\"e1\"");
    check(patch_under<always>(), R"({"title":"new","more":null})", "e1");
    check(patch_under<if_present>(), R"({"title":"new","more":null})", "e1");
    check(patch_under<if_present>(), R"({"title":"new"})", "\"e1\"");
}

BOOST_AUTO_TEST_CASE(all_forms_do_the_same)
{
    contended service;
    auto const api = service.client();
    descry::client const& generic = api;
    BOOST_TEST(generic.at<documents>({.id = "7"}).modify(add_mark).title.value() == "old!");
    BOOST_TEST(generic.at<documents>({.id = "7"}).try_modify(add_mark)->title.value() == "old!!");
    BOOST_TEST(generic.at<documents>({.id = "7"}).async_modify(add_mark, asio::use_future).get().title.value() ==
               "old!!!");
    BOOST_TEST(generic.at<documents>({.id = "7"}).async_try_modify(add_mark, asio::use_future).get()->title.value() ==
               "old!!!!");
}

BOOST_AUTO_TEST_CASE(after_a_conflict_it_begins_again_with_what_is_there_now)
{
    contended service{.faster = 2};
    auto const after = service.client().at<documents>({.id = "7"}).modify(add_mark);
    BOOST_TEST(after.title.value() == "old++!");
    BOOST_TEST(service.to->requests().size() == 6u);
}

BOOST_AUTO_TEST_CASE(updates_what_a_server_would_tag_otherwise_when_it_is_compressed)
{
    // As Apache, Jetty and nginx do, and a server without compression.
    for (auto const* const compressed : {"\"e1-gzip\"", "\"e1--gzip\"", "W/\"e1\"", "\"e1\""}) {
        descry::http_server const server([&](descry::request const& in) -> descry::response {
            bool const compresses =
                descry::find_header(in.headers, "Accept-Encoding").find("gzip") != std::string::npos;
            if (in.method == "PUT" && descry::find_header(in.headers, "If-Match") != "\"e1\"") return {412, {}, {}};
            return {200, {{"ETag", compresses ? compressed : "\"e1\""}}, R"({"id":"7","title":"old"})"};
        });
        descry::client const api({.base_url = server.base_url()});
        BOOST_TEST(api.at<documents>({.id = "7"}).try_modify(add_mark).has_value(), compressed);
        BOOST_TEST(api.at<documents>({.id = "7"}).async_try_modify(add_mark, asio::use_future).get().has_value());
        BOOST_TEST(server.accepted() >= 1u);
    }
}

BOOST_AUTO_TEST_CASE(not_more_often_than_it_may)
{
    contended service{.faster = 100};
    auto const why = service.client(2).at<documents>({.id = "7"}).try_modify(add_mark).error();
    BOOST_TEST(why.is_conflict());
    BOOST_TEST(service.to->requests().size() == 6u);

    contended other{.faster = 1};
    BOOST_TEST(other.client(0).at<documents>({.id = "7"}).try_modify(add_mark).error().is_conflict());
}

BOOST_AUTO_TEST_CASE(a_change_whose_answer_was_lost_is_not_made_twice)
{
    contended service{.lose_first_answer = true};
    auto const after = service.client().at<documents>({.id = "7"}).modify(add_mark);
    BOOST_TEST(after.title.value() == "old!");
    BOOST_TEST(service.title == "old!");
}

BOOST_AUTO_TEST_CASE(the_head_is_that_of_the_last_answer)
{
    auto const head = std::make_shared<descry::response_head>();
    auto const to = answering([](descry::request const& asked) -> descry::result<descry::response> {
        return descry::response{200, {{"X-For", asked.method}}, std::string(stored)};
    });
    auto const api = make_client(to);
    api.at<documents>({.id = "7"}).with({.head = head}).modify(add_mark);
    BOOST_TEST(descry::find_header(head->headers, "X-For") == "PUT");
}

BOOST_AUTO_TEST_CASE(a_read_that_is_answered_as_a_conflict_is_a_failure)
{
    auto const to = answering(descry::response{412, {}, {}});
    auto const why = make_client(to).at<documents>({.id = "7"}).try_modify(add_mark).error();
    BOOST_TEST(why.is_conflict());
    BOOST_TEST(to->requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_change_that_may_have_been_done_is_not_made_again)
{
    int answers = 0;
    auto const to = answering([&](descry::request const& in) -> descry::result<descry::response> {
        ++answers;
        if (in.method == "GET" && answers > 1) return ok(R"({"id":"7","title":"another","tag":"e9"})");
        if (in.method == "GET") return ok(std::string(stored));
        if (answers == 2) return descry::failure(errc::connection_closed);
        return descry::response{412, {}, {}};
    });
    auto const api = make_client(to);
    auto const why = api.at<documents>({.id = "7"}).try_modify(add_mark).error();
    BOOST_TEST((why == errc::outcome_unknown));
    BOOST_TEST(why->maybe_done);
    BOOST_TEST(answers == 4);
}

BOOST_AUTO_TEST_CASE(what_the_change_throws_leaves_and_nothing_is_sent)
{
    contended service;
    auto const api = service.client();
    auto const refuses = [](document&) { throw std::domain_error("not so"); };
    BOOST_CHECK_THROW(api.at<documents>({.id = "7"}).modify(refuses), std::domain_error);
    BOOST_CHECK_THROW((void)api.at<documents>({.id = "7"}).try_modify(refuses), std::domain_error);
    BOOST_CHECK_THROW(api.at<documents>({.id = "7"}).async_modify(refuses, asio::use_future).get(), std::domain_error);
    auto const why = api.at<documents>({.id = "7"}).async_try_modify(refuses, asio::use_future).get().error();
    BOOST_TEST((why == errc::change_refused));
    BOOST_TEST(why->operation == "GET /documents/{id}");
    for (auto const& sent : service.to->requests()) BOOST_TEST(sent.method == "GET");
}

BOOST_AUTO_TEST_CASE(what_the_handler_throws_leaves_where_it_ran)
{
    contended service;
    asio::io_context context;
    auto const api = make_client(service.to, {.executor = context.get_executor()});
    int calls = 0;
    api.at<documents>({.id = "7"}).async_try_modify(add_mark, [&](descry::result<document> const&) {
        ++calls;
        throw std::domain_error("not so");
    });
    BOOST_CHECK_THROW(context.run(), std::domain_error);
    BOOST_TEST(calls == 1);
    BOOST_TEST(service.title == "old!");
}

BOOST_AUTO_TEST_CASE(a_change_may_be_moved_and_have_a_state_of_its_own)
{
    contended service;
    auto const api = service.client();
    auto word = std::make_unique<std::string>("moved");
    auto const after = api.at<documents>({.id = "7"})
                           .async_modify([word = std::move(word)](document& d) mutable { d.title = std::move(*word); },
                                         asio::use_future)
                           .get();
    BOOST_TEST(after.title.value() == "moved");
    int calls = 0;
    (void)api.at<documents>({.id = "7"}).modify([&](document&) { ++calls; });
    BOOST_TEST(calls == 1);
}

BOOST_AUTO_TEST_CASE(credentials_that_may_not_update_do_not_even_read)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to, {.credentials = descry::bearer_token{"t", descry::credential_kind::app_only}});
    auto const why = api.at<documents>({.id = "7"}).try_modify(add_mark).error();
    BOOST_TEST((why == errc::wrong_credential_kind));
    BOOST_TEST(to->requests().empty());
}

BOOST_AUTO_TEST_SUITE_END()
