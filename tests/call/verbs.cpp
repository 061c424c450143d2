#include "resources.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/use_future.hpp>

#include <descry/json/read.hpp>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using namespace call_test;
namespace asio = boost::asio;
using descry::errc;

BOOST_AUTO_TEST_SUITE(verbs)

using namespace call_test::resources;

namespace {

template <class T>
struct value : descry::resource<T, descry::nothing, "/value", descry::get, descry::action<>> {};

struct posted_items
    : descry::resource<
          document, document_key, "/documents/{id}", descry::with_method<descry::patch<document_tag>, "POST">,
          descry::with_method<descry::put<document_tag>, "POST">, descry::with_method<descry::remove<>, "POST">> {};

struct lending : descry::resource<receipt, document_key, "/documents/{id}/lend", descry::action<document>> {};

struct returning : descry::resource<descry::nothing, document_key, "/documents/{id}/return",
                                    descry::action<descry::nothing, descry::nothing>> {};

}  // namespace

BOOST_AUTO_TEST_CASE(create_posts_and_gives_what_was_made)
{
    auto const to = answering({201, {}, std::string(stored)});
    auto const api = make_client(to);
    auto const all = api.at<shelves>({});
    document const fresh{.id = {}, .title = "new", .tag = {}, .extras = {}};
    BOOST_TEST(all.create(fresh).id.value() == "7");
    BOOST_TEST(last(to).method == "POST");
    BOOST_TEST(last(to).target == "/documents");
    BOOST_TEST(last(to).body == R"({"title":"new"})");
    BOOST_TEST(descry::find_header(last(to).headers, "If-Match") == "");
    BOOST_TEST(all.try_create(fresh)->id.value() == "7");
    BOOST_TEST(all.async_create(fresh, asio::use_future).get().id.value() == "7");
    BOOST_TEST(all.async_try_create(fresh, asio::use_future).get()->id.value() == "7");
}

BOOST_AUTO_TEST_CASE(the_head_of_an_answer_is_put_where_the_call_says)
{
    auto const head = std::make_shared<descry::response_head>();
    auto const to = in_turn({descry::response{201, {{"Location", "/documents/8"}}, std::string(stored)},
                             descry::response{404, {{"X-Why", "gone"}}, {}}});
    auto const api = make_client(to);
    auto const options = descry::call_options{.head = head};
    api.at<shelves>({}).with(options).async_create({}, asio::use_future).get();
    BOOST_TEST(head->status == 201u);
    BOOST_TEST(descry::find_header(head->headers, "Location") == "/documents/8");
    BOOST_TEST(head->body_size == stored.size());
    BOOST_TEST(!api.at<items>({"7"}).with(options).try_get().has_value());
    BOOST_TEST(head->status == 404u);
    BOOST_TEST(descry::find_header(head->headers, "X-Why") == "gone");
}

BOOST_AUTO_TEST_CASE(create_is_repeated_under_its_id)
{
    auto const to = in_turn({descry::failure(errc::connection_closed), descry::response{201, {}, "{}"}});
    make_client(to).at<shelves>({}).create({});
    auto const sent = to->requests();
    BOOST_REQUIRE(sent.size() == 2u);
    BOOST_TEST(descry::find_header(sent[0].headers, "Request-Id") ==
               descry::find_header(sent[1].headers, "Request-Id"));
}

BOOST_AUTO_TEST_CASE(create_without_ids_is_not_repeated_and_says_what_may_have_happened)
{
    auto const to = answering([](descry::request const&) { return descry::failure(errc::connection_closed); });
    descry::client const api({.base_url = "https://documents.example", .custom_transport = to});
    auto const why = api.at<shelves>({}).try_create({}).error();
    BOOST_TEST((why.code() == errc::connection_closed));
    BOOST_TEST(why->maybe_done);
    BOOST_TEST(to->requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_was_made_but_not_shown_is_a_failure)
{
    auto const why = make_client(answering({201, {}, ""})).at<shelves>({}).try_create({}).error();
    BOOST_TEST((why.code() == errc::state_not_read));
    BOOST_TEST(why->explanation == "the change was carried out, but the response has no body with its result");
    BOOST_TEST(why->maybe_done);
}

BOOST_AUTO_TEST_CASE(remove_expects_no_body)
{
    auto const to = answering({204, {}, ""});
    auto const api = make_client(to);
    auto const item = api.at<items>({"7"});
    item.remove();
    BOOST_TEST(last(to).method == "DELETE");
    BOOST_TEST(last(to).body == "");
    BOOST_TEST(item.try_remove().has_value());
    item.async_remove(asio::use_future).get();
    BOOST_TEST(item.async_try_remove(asio::use_future).get().has_value());
    BOOST_TEST(make_client(answering(ok("whatever"))).at<items>({"7"}).try_remove().has_value());
}

BOOST_AUTO_TEST_CASE(an_action_may_have_another_method_and_so_a_put_another_model)
{
    auto const to = answering(ok(std::string(stored)));
    auto const item = make_client(to).at<titled_items>({"7"}).invoke({.title = "new"});
    BOOST_TEST(item.id.has_value());
    BOOST_TEST(last(to).method == "PUT");
    BOOST_TEST(last(to).target == "/documents/7");
    BOOST_TEST(last(to).body == R"({"title":"new"})");
}

BOOST_AUTO_TEST_CASE(every_verb_may_have_another_method)
{
    auto const to = answering(ok(std::string(stored)));
    descry::client const keyed({.base_url = "https://documents.example", .custom_transport = to},
                               {.idempotency_key_header = "Idempotency-Key"});
    auto const item = keyed.at<posted_items>({"7"});
    document const before{"7", "old", "e1", {}}, after{"7", "new", "e1", {}};
    item.patch(before, after);
    item.update(after);
    std::vector<std::string> sent;
    for (auto const& each : to->requests()) {
        sent.push_back(each.method + ' ' + each.target + ' ' + each.body + ' ' + condition_in(each));
        BOOST_TEST(!find_header(each.headers, "Idempotency-Key").empty());
        BOOST_TEST(!each.idempotent);
    }
    BOOST_TEST(
        sent == (std::vector<std::string>{R"(POST /documents/7 {"title":"new"} If-Match: "e1")",
                                          R"(POST /documents/7 {"id":"7","title":"new","tag":"e1"} If-Match: "e1")"}),
        boost::test_tools::per_element());
    // What is retried follows from the verb.
    auto const lost = in_turn({descry::failure(errc::connection_closed), descry::response{404, {}, ""}});
    BOOST_TEST(make_client(lost).at<posted_items>({"7"}).try_remove().has_value());
    BOOST_TEST(last(lost).method == "POST");
}

BOOST_AUTO_TEST_CASE(what_was_removed_by_an_attempt_whose_answer_was_lost_is_removed)
{
    auto const to = in_turn({descry::failure(errc::connection_closed), descry::response{404, {}, ""}});
    BOOST_TEST(make_client(to).at<items>({"7"}).try_remove().has_value());
}

BOOST_AUTO_TEST_CASE(what_was_not_there_to_be_removed_is_a_failure)
{
    auto const why = make_client(answering({404, {}, ""})).at<items>({"7"}).try_remove().error();
    BOOST_TEST((why.code() == errc::not_found));
    BOOST_TEST(!why->maybe_done);
}

BOOST_AUTO_TEST_CASE(exists_is_a_question)
{
    auto const there = make_client(answering({200, {}, ""}));
    auto const absent = make_client(answering({404, {}, ""}));
    auto const broken = make_client(answering({403, {}, ""}));
    BOOST_TEST(there.at<items>({"7"}).exists());
    BOOST_TEST(!absent.at<items>({"7"}).exists());
    BOOST_TEST(!absent.at<items>({"7"}).try_exists().value());
    BOOST_TEST(there.at<items>({"7"}).async_exists(asio::use_future).get());
    BOOST_TEST(!absent.at<items>({"7"}).async_try_exists(asio::use_future).get().value());
    BOOST_TEST((broken.at<items>({"7"}).try_exists().error().code() == errc::forbidden));
}

BOOST_AUTO_TEST_CASE(an_action_may_be_given_something_and_may_answer)
{
    auto const to = answering(ok(R"({"number":"17"})"));
    auto const api = make_client(to);
    auto const lend = api.at<lending>({"7"});
    document const what{.id = "7", .title = {}, .tag = {}, .extras = {}};
    BOOST_TEST(lend.invoke(what).number == "17");
    BOOST_TEST(last(to).target == "/documents/7/lend");
    BOOST_TEST(last(to).body == R"({"id":"7"})");
    BOOST_TEST(lend.try_invoke(what)->number == "17");
    BOOST_TEST(lend.async_invoke(what, asio::use_future).get().number == "17");
    BOOST_TEST(lend.async_try_invoke(what, asio::use_future).get()->number == "17");
}

BOOST_AUTO_TEST_CASE(an_action_may_be_given_nothing)
{
    auto const to = answering({202, {}, ""});
    auto const api = make_client(to);
    auto const back = api.at<returning>({"7"});
    back.invoke();
    BOOST_TEST(last(to).method == "POST");
    BOOST_TEST(last(to).body == "");
    BOOST_TEST(descry::find_header(last(to).headers, "Content-Type") == "");
    BOOST_TEST(back.try_invoke().has_value());
    back.async_invoke(asio::use_future).get();
    BOOST_TEST(back.async_try_invoke(asio::use_future).get().has_value());
}

BOOST_AUTO_TEST_CASE(a_failure_without_an_answer_type_is_thrown)
{
    auto const api = make_client(answering({403, {}, ""}));
    BOOST_CHECK_THROW(api.at<items>({"7"}).remove(), descry::call_error);
    BOOST_CHECK_THROW(api.at<items>({"7"}).async_remove(asio::use_future).get(), descry::call_error);
}

BOOST_AUTO_TEST_CASE(what_was_created_by_an_attempt_whose_answer_was_lost_is_created)
{
    auto const fresh = descry::read_json<document>(R"({"id":"7","title":"new"})").value();
    auto const now = [&](std::string is) {
        auto const to =
            in_turn({descry::failure(errc::connection_closed), descry::response{412, {}, ""}, ok(std::move(is))});
        return make_client(to).at<absent>({"7"}).try_update(fresh);
    };
    BOOST_TEST(now(R"({"id":"7","title":"new"})").has_value());
    BOOST_TEST((now(R"({"id":"7","title":"theirs"})").error() == errc::outcome_unknown));
}

BOOST_AUTO_TEST_CASE(the_head_is_not_that_of_what_became_of_a_change)
{
    auto const before = descry::read_json<document>(stored).value();
    auto const head = std::make_shared<descry::response_head>();
    auto const refused_then = [&](descry::response then) {
        *head = {};
        return make_client(in_turn({descry::failure(errc::connection_closed),
                                    descry::response{412, {{"X-For", "change"}}, ""}, std::move(then)}));
    };
    auto const check = [&] {
        BOOST_TEST(head->status == 412u);
        BOOST_TEST(descry::find_header(head->headers, "X-For") == "change");
    };
    for (std::string const& is : {std::string(stored), std::string(R"({"id":"8"})")}) {
        auto const out = refused_then(ok(is)).at<guarded>({"7"}).with({.head = head}).try_update(before);
        BOOST_TEST(out.has_value() == (is == stored));
        check();
    }
    BOOST_TEST(refused_then({404, {}, ""}).at<guarded>({"7"}).with({.head = head}).try_remove(before).has_value());
    check();
}

BOOST_AUTO_TEST_CASE(a_change_that_is_accepted_but_not_made_is_a_failure_that_says_where_to_look)
{
    auto const before = descry::read_json<document>(stored).value();
    auto const to = answering([](descry::request const& in) -> descry::result<descry::response> {
        if (in.method == "GET") return ok(std::string(stored));
        return descry::response{202, {{"Location", "https://documents.example/documents/7?sig=secret"}}, ""};
    });
    auto const api = make_client(to);
    auto const check = [&](auto const& outcome) {
        auto const& why = outcome.error();
        BOOST_TEST((why == errc::accepted));
        BOOST_TEST(why->status == 202u);
        BOOST_TEST(why->maybe_done);
        BOOST_TEST(why->explanation.find("https://documents.example/documents/7 ") != std::string::npos);
        BOOST_TEST(why.message().find("secret") == std::string::npos);
    };
    check(api.at<half_guarded>({"7"}).try_update(before));
    check(api.at<half_guarded>({"7"}).try_patch(before, before));
    check(api.at<half_guarded>({"7"}).async_try_patch(before, before, asio::use_future).get());
    check(api.at<shelves>({}).try_create({}));
    check(api.at<lending>({"7"}).try_invoke({}));
    BOOST_TEST(to->requests().size() == 5u);
    check(api.at<half_guarded>({"7"}).try_modify([](document& d) { d.title = "new"; }));
    BOOST_TEST(to->requests().size() == 7u);
    // Neither the current state nor another body is the updated state or the created resource.
    for (std::string const& body : {std::string(stored), std::string("{}"), std::string(R"({"status":"running"})")}) {
        auto const going_on = make_client(answering({202, {}, body}));
        BOOST_TEST((going_on.at<items>({"7"}).try_patch(before, before).error() == errc::accepted));
        BOOST_TEST((going_on.at<shelves>({}).try_create({}).error() == errc::accepted));
        BOOST_TEST((going_on.at<guarded_action>({"7"}).try_create({"new"}).error() == errc::accepted));
        BOOST_TEST((going_on.at<shelves>({}).async_try_create({}, asio::use_future).get().error() == errc::accepted));
    }
    // The body of a response to an action is its documented result.
    BOOST_TEST(make_client(answering({202, {}, R"({"number":"17"})"})).at<lending>({"7"}).invoke({}).number == "17");
    // The location of the job takes precedence over that of the resource.
    auto const job = make_client(answering({202, {{"Location", "/made/8"}, {"Operation-Location", "/jobs/9"}}, ""}));
    auto const explanation = job.at<shelves>({}).try_create({}).error()->explanation;
    BOOST_TEST(explanation.find("/jobs/9") != std::string::npos);
    BOOST_TEST(make_client(answering({202, {}, ""})).at<items>({"7"}).try_remove().has_value());
}

BOOST_AUTO_TEST_CASE(an_answer_without_a_body_is_an_empty_value_if_there_is_one)
{
    for (unsigned const status : {200u, 204u}) {
        auto const api = make_client(answering({status, {}, ""}));
        BOOST_TEST(!api.get<value<std::optional<document>>>({}).has_value());
        BOOST_TEST(!api.get<value<std::optional<std::string>>>({}).has_value());
        BOOST_TEST(!api.get<value<std::optional<int>>>({}).has_value());
        BOOST_TEST(api.get<value<std::vector<document>>>({}).empty());
        BOOST_TEST((api.get<value<std::map<std::string, int>>>({}).empty()));
        BOOST_TEST((api.get<value<std::variant<std::monostate, document>>>({}).index() == 0u));
        BOOST_TEST(!api.at<value<std::optional<document>>>({}).invoke().has_value());
        BOOST_TEST(api.at<value<std::vector<int>>>({}).async_invoke(asio::use_future).get().empty());
    }
    auto const why_not = [](auto const& outcome) {
        BOOST_TEST((outcome.error() == errc::unexpected_end));
        BOOST_TEST(outcome.error()->explanation == "the response has no body");
    };
    auto const api = make_client(answering({204, {}, ""}));
    why_not(api.try_get<value<document>>({}));
    why_not(api.try_get<value<std::string>>({}));
    why_not(api.try_get<value<bool>>({}));
    why_not(api.try_get<value<std::array<int, 2>>>({}));
    BOOST_TEST((api.at<value<std::variant<document, std::string>>>({}).try_invoke().error() == errc::state_not_read));
    // A resource that is not ready yet is not empty.
    why_not(make_client(answering({202, {}, ""})).try_get<value<std::vector<int>>>({}));
    // The received body is decoded.
    BOOST_TEST(make_client(answering(ok("[1]"))).get<value<std::vector<int>>>({}).size() == 1u);
    BOOST_TEST(make_client(answering(ok(" "))).try_get<value<std::vector<int>>>({}).has_error());
}

BOOST_AUTO_TEST_CASE(what_has_an_entity_tag_is_asked_for_as_it_is_stored)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to);
    auto const before = descry::read_json<document>(stored).value();
    auto const coding = [&] { return std::string(descry::find_header(last(to).headers, "Accept-Encoding")); };
    api.at<guarded>({"7"}).get();
    BOOST_TEST(coding() == "identity");
    api.at<guarded>({"7"}).update(before);
    BOOST_TEST(coding() == "identity");
    api.at<guarded>({"7"}).remove(before);
    BOOST_TEST(coding() == "identity");
    api.at<existing>({"7"}).get();
    BOOST_TEST(coding() == "");
    (void)api.at<shelves>({}).try_get();
    BOOST_TEST(coding() == "");
    descry::header const own{"accept-encoding", "gzip"};
    api.at<guarded>({"7"}).with({.headers = {own}}).get();
    BOOST_TEST(coding() == "gzip");
    auto const other = answering(ok(std::string(stored)));
    make_client(other, {.headers = {own}}).at<guarded>({"7"}).get();
    BOOST_TEST(descry::find_header(last(other).headers, "Accept-Encoding") == "gzip");
}

BOOST_AUTO_TEST_CASE(headers_of_one_call)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to, {.headers = {{"X-Locale", "en-US"}}});
    api.at<items>({"7"}).with({.headers = {{"x-locale", "de-DE"}, {"X-User", "u"}}}).get();
    auto const sent = last(to).headers;
    BOOST_TEST(descry::find_header(sent, "X-Locale") == "de-DE");
    BOOST_TEST(descry::find_header(sent, "X-User") == "u");
    api.at<items>({"7"}).get();
    BOOST_TEST(descry::find_header(last(to).headers, "X-Locale") == "en-US");
}

BOOST_AUTO_TEST_SUITE_END()
