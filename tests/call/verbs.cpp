#include "document.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/deferred.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <descry/json/read.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

using namespace call_test;
namespace asio = boost::asio;
using descry::errc;

BOOST_AUTO_TEST_SUITE(verbs)

namespace {

struct search {
    std::optional<std::string> text;
    std::optional<int> size;
};
BOOST_DESCRIBE_STRUCT(search, (), (text, size))

struct shelf {
    std::vector<document> items;
};
BOOST_DESCRIBE_STRUCT(shelf, (), (items))

struct receipt {
    std::string number;
};
BOOST_DESCRIBE_STRUCT(receipt, (), (number))

struct shelves : descry::resource<shelf, descry::nothing, "/documents", descry::with_query<descry::get, search>,
                                  descry::create<document>> {};
struct items : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::patch<document_tag>,
                                descry::remove<>, descry::exists> {};
struct whole_items
    : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::patch_whole<document_tag>> {};
struct merged_items : descry::resource<document, document_key, "/documents/{id}",
                                       descry::patch<descry::unconditional, "application/merge-patch+json">> {};
struct posted_items
    : descry::resource<
          document, document_key, "/documents/{id}", descry::with_method<descry::patch<document_tag>, "POST">,
          descry::with_method<descry::put<document_tag>, "POST">, descry::with_method<descry::remove<>, "POST">> {};
struct many_ways
    : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::put<document_tag>,
                       descry::put<descry::if_absent>, descry::with_header<descry::put<document_tag>, "Prefer", "x">,
                       descry::patch<document_tag>, descry::json_patch<document_tag>,
                       descry::then_read<descry::json_patch<descry::always<&document::tag>>>,
                       descry::strategic_merge<descry::always<&document::tag>>> {};
struct secret_note {
    std::optional<std::string> text, password;
};
BOOST_DESCRIBE_STRUCT(secret_note, (), (text, password))
struct secret_notes : descry::resource<secret_note, descry::nothing, "/secrets", descry::get, descry::json_patch<>> {};
struct secret_forms : descry::resource<secret_note, descry::nothing, "/secrets", descry::get,
                                       descry::with_request<descry::put<>, descry::form<>>> {};
struct lending : descry::resource<receipt, document_key, "/documents/{id}/lend", descry::action<document>> {};
struct returning : descry::resource<descry::nothing, document_key, "/documents/{id}/return",
                                    descry::action<descry::nothing, descry::nothing>> {};

template <class T>
struct value : descry::resource<T, descry::nothing, "/value", descry::get, descry::action<>> {};

struct loan {
    std::optional<int> due_in_days{};
};
BOOST_DESCRIBE_STRUCT(loan, (), (due_in_days))

struct loan_query {
    std::optional<int> max_results{};
};
BOOST_DESCRIBE_STRUCT(loan_query, (), (max_results))

struct loans : descry::resource<loan, descry::nothing, "/loans", descry::with_query<descry::get, loan_query>,
                                descry::create<loan>> {};

struct removal {
    std::optional<bool> with_copies{};
};
BOOST_DESCRIBE_STRUCT(removal, (), (with_copies))
struct new_title {
    std::string title{};
};
BOOST_DESCRIBE_STRUCT(new_title, (), (title))
struct titled_items
    : descry::resource<document, document_key, "/documents/{id}", descry::action<new_title, descry::whole_model, "PUT">,
                       descry::with_query<descry::remove<>, removal>> {};

// A service that requires its version with every call.
struct version {
    std::string api_version = "2026-01";
    std::optional<bool> dry_run{};
};
BOOST_DESCRIBE_STRUCT(version, (), (api_version, dry_run))
template <class Verb>
using versioned = descry::with_query<Verb, version>;
struct drafts : descry::resource<document, document_key, "/drafts/{id}", versioned<descry::get>,
                                 versioned<descry::put<document_tag>>, versioned<descry::exists>,
                                 versioned<descry::create<new_title>>, versioned<descry::action<new_title>>> {};
struct label {
    std::string label{};
};
BOOST_DESCRIBE_STRUCT(label, (), (label))
struct labelled : descry::resource<document, document_key, "/labelled/{id}", descry::get,
                                   descry::with_query<descry::put<document_tag>, label>> {};
struct patched_drafts : descry::resource<document, document_key, "/drafts/{id}", versioned<descry::get>,
                                         versioned<descry::patch<document_tag>>,
                                         versioned<descry::action<descry::nothing, descry::nothing>>> {};

// Conditional operations.
using tag_if_present = descry::if_match_if_present<&document::tag>;
struct guarded : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::put<document_tag>,
                                  descry::remove<document_tag>> {};
struct half_guarded
    : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::put<tag_if_present>,
                       descry::patch<tag_if_present>, descry::with_query<descry::remove<tag_if_present>, removal>> {};
struct existing
    : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::put<descry::if_exists>,
                       descry::patch<descry::if_exists>, descry::remove<descry::if_exists>> {};
struct absent
    : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::put<descry::if_absent>> {};
// The entity tag is in the request.
struct guarded_lending : descry::resource<receipt, document_key, "/documents/{id}/lend",
                                          descry::with_condition<descry::action<document>, document_tag>> {};
// The entity tag is in a representation.
struct guarded_action : descry::resource<document, document_key, "/documents/{id}",
                                         descry::with_condition<descry::action<new_title, receipt>, document_tag>,
                                         descry::with_condition<descry::create<new_title, receipt>, tag_if_present>,
                                         descry::with_condition<descry::exists, document_tag>> {};

std::string condition_in(descry::request const& sent)
{
    std::string out;
    for (auto const& [name, value] : sent.headers)
        if (name == "If-Match" || name == "If-None-Match") out += name + ": " + value;
    return out;
}

constexpr std::string_view one_shelf = R"({"items":[{"id":"7"}]})";

descry::request last(network const& to) { return to->requests().back(); }

descry::testing::scripted_transport::script answers(std::vector<descry::result<descry::response>> all)
{
    return [all = std::move(all), next = std::size_t(0)](descry::request const&) mutable { return all.at(next++); };
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_query_is_sent_with_what_it_holds)
{
    auto const to = answering(ok(std::string(one_shelf)));
    auto const api = make_client(to);
    auto const all = api.at<shelves>({});
    BOOST_TEST(all.get().items.size() == 1u);
    BOOST_TEST(last(to).target == "/documents");
    BOOST_TEST(all.get({.text = "a&b", .size = 5}).items.size() == 1u);
    BOOST_TEST(last(to).target == "/documents?text=a%26b&size=5");
    BOOST_TEST(all.try_get({.text = {}, .size = 1})->items.size() == 1u);
    BOOST_TEST(all.async_get({.text = "x", .size = {}}, asio::use_future).get().items.size() == 1u);
    BOOST_TEST(last(to).target == "/documents?text=x");
    BOOST_TEST(all.async_get(asio::use_future).get().items.size() == 1u);
    BOOST_TEST(all.async_try_get(asio::use_future).get()->items.size() == 1u);
    BOOST_TEST(last(to).target == "/documents");
}

BOOST_AUTO_TEST_CASE(names_are_those_of_the_service_in_bodies_and_queries)
{
    using descry::casing;
    auto const sent = [](descry::service const& service) {
        auto const to = answering({201, {}, "{}"});
        descry::client const api({.base_url = "https://documents.example", .custom_transport = to}, service);
        api.at<loans>({}).create({.due_in_days = 7});
        auto const out = last(to).body;
        static_cast<void>(api.at<loans>({}).try_get({.max_results = 2}));
        return out + ' ' + last(to).target;
    };
    BOOST_TEST(sent({}) == R"({"dueInDays":7} /loans?maxResults=2)");
    BOOST_TEST(sent({.body = {.names = casing::as_declared}}) == R"({"due_in_days":7} /loans?max_results=2)");
    BOOST_TEST(sent({.body = {.names = casing::pascal}, .query = {.names = casing::camel}}) ==
               R"({"DueInDays":7} /loans?maxResults=2)");
}

BOOST_AUTO_TEST_CASE(an_empty_query_text_is_refused_before_anything_is_sent)
{
    auto const to = answering(ok(std::string(one_shelf)));
    auto const why = make_client(to).at<shelves>({}).try_get({.text = "", .size = {}}).error();
    BOOST_TEST((why.code() == errc::empty_query));
    BOOST_TEST(why->operation == "GET /documents");
    BOOST_TEST(to->requests().empty());
}

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
    auto const to = answering(answers({descry::response{201, {{"Location", "/documents/8"}}, std::string(stored)},
                                       descry::response{404, {{"X-Why", "gone"}}, {}}}));
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
    auto const to = answering(answers({descry::failure(errc::connection_closed), descry::response{201, {}, "{}"}}));
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
    BOOST_TEST((why.code() == errc::unexpected_end));
    BOOST_TEST(why->explanation == "the response has no body");
    BOOST_TEST(why->maybe_done);
}

BOOST_AUTO_TEST_CASE(patch_sends_what_differs)
{
    auto const to = answering(ok(R"({"id":"7","title":"new","tag":"e2"})"));
    auto const api = make_client(to);
    auto const item = api.at<items>({"7"});
    auto const before = descry::read_json<document>(stored).value();
    auto after = before;
    after.title = "new";
    BOOST_TEST(item.patch(before, after).tag.value() == "e2");
    BOOST_TEST(last(to).method == "PATCH");
    BOOST_TEST(last(to).body == R"({"title":"new"})");
    BOOST_TEST(descry::find_header(last(to).headers, "If-Match") == "\"e1\"");
    BOOST_TEST(item.try_patch(before, after)->tag.value() == "e2");
    BOOST_TEST(item.async_patch(before, after, asio::use_future).get().tag.value() == "e2");
    BOOST_TEST(item.async_try_patch(before, after, asio::use_future).get()->tag.value() == "e2");
}

BOOST_AUTO_TEST_CASE(a_resource_may_have_several_verbs_of_one_kind)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to);
    auto const item = api.at<many_ways>({"7"});
    auto const before = descry::read_json<document>(stored).value();
    auto after = before;
    after.title = "new";
    using json_patch = descry::json_patch<document_tag>;
    auto const sent = [&](auto&& call) {
        call();
        auto const& in = last(to);
        std::string out = in.method + ' ' + in.body;
        for (auto const* const name : {"Content-Type", "If-Match", "If-None-Match", "Prefer"})
            if (auto const value = descry::find_header(in.headers, name); !value.empty()) (out += ' ') += value;
        return out;
    };
    std::string const operations = R"([{"op":"replace","path":"/title","value":"new"}])";
    auto const by_operations = "PATCH " + operations + R"( application/json-patch+json "e1")";
    BOOST_TEST(sent([&] { item.patch(before, after); }) == R"(PATCH {"title":"new"} application/json "e1")");
    auto const by = item.by<json_patch>();
    BOOST_TEST(sent([&] { by.patch(before, after); }) == by_operations);
    BOOST_TEST(sent([&] { by.try_patch(before, after).value(); }) == by_operations);
    BOOST_TEST(sent([&] { by.async_patch(before, after, asio::use_future).get(); }) == by_operations);
    BOOST_TEST(sent([&] { by.async_try_patch(before, after, asio::use_future).get().value(); }) == by_operations);
    BOOST_TEST(sent([&] { by.patch(before, before); }) == R"(PATCH [] application/json-patch+json "e1")");
    BOOST_TEST(sent([&] { by.modify([](document& d) { d.title = "new"; }); }) == by_operations);
    BOOST_TEST(sent([&] { item.modify([](document& d) { d.title = "new"; }); }).starts_with("PUT"));
    BOOST_TEST(sent([&] { by.by<descry::put<document_tag>>().modify([](document&) {}); }).starts_with("PUT"));

    auto const whole = "PUT " + descry::write_json(after) + " application/json";
    BOOST_TEST(sent([&] { item.update(after); }) == whole + R"( "e1")");
    BOOST_TEST(sent([&] { by.update(after); }) == whole + R"( "e1")");
    BOOST_TEST(sent([&] { item.by<descry::put<descry::if_absent>>().update(after); }) == whole + " *");
    using preferring = descry::with_header<descry::put<document_tag>, "Prefer", "x">;
    BOOST_TEST(sent([&] { item.by<preferring>().update(after); }) == whole + R"( "e1" x)");

    using versioned_patch = descry::then_read<descry::json_patch<descry::always<&document::tag>>>;
    item.by<versioned_patch>().patch(before, after);
    BOOST_TEST(last(to).body == R"([{"op":"test","path":"/tag","value":"e1"},)" + operations.substr(1));
    item.by<descry::strategic_merge<descry::always<&document::tag>>>().patch(before, after);
    BOOST_TEST(last(to).body == R"({"title":"new","tag":"e1"})");
    BOOST_TEST(descry::find_header(last(to).headers, "Content-Type") == "application/strategic-merge-patch+json");
}

BOOST_AUTO_TEST_CASE(a_json_patch_whose_first_answer_was_lost_is_found_out)
{
    auto const to = answering(answers({descry::failure(errc::connection_closed), descry::response{412, {}, ""},
                                       ok(R"({"id":"7","title":"new","tag":"e2","more":{"x":[1,2]}})")}));
    auto const before = descry::read_json<document>(stored).value();
    auto after = before;
    after.title = "new";
    auto const api = make_client(to);
    auto const item = api.at<many_ways>({"7"}).by<descry::json_patch<document_tag>>();
    BOOST_TEST(item.patch(before, after).tag.value() == "e2");
    BOOST_TEST(last(to).method == "GET");
}

BOOST_AUTO_TEST_CASE(a_json_patch_without_an_answer_is_followed_by_a_read)
{
    auto const to = answering(answers({descry::response{204, {}, ""}, ok(R"({"id":"7","title":"new","tag":"e2"})")}));
    auto const before = descry::read_json<document>(stored).value();
    using verb = descry::then_read<descry::json_patch<descry::always<&document::tag>>>;
    BOOST_TEST(make_client(to).at<many_ways>({"7"}).by<verb>().patch(before, before).tag.value() == "e2");
    BOOST_TEST(to->requests().front().body == R"([{"op":"test","path":"/tag","value":"e1"}])");
}

BOOST_AUTO_TEST_CASE(secrets_in_a_json_patch_are_known)
{
    auto const to = answering(descry::response{400, {}, R"({"message":"secret-of-the-user is too short"})"});
    auto const why =
        make_client(to).at<secret_notes>({}).try_patch({}, {.text = "t", .password = "secret-of-the-user"});
    BOOST_TEST(last(to).body.find("secret-of-the-user") != std::string::npos);
    BOOST_TEST(why.error()->body.find("secret-of-the-user") == std::string::npos);
}

template <class R>
void check_modify_hides_what_it_sends()
{
    auto const to = answering([](descry::request const& sent) -> descry::result<descry::response> {
        if (sent.method == "GET") return ok(R"({"text":"t","password":"old"})");
        return descry::response{400, {}, R"({"message":"secret-of-the-user is too short"})"};
    });
    descry::client const api = make_client(to);
    auto const why = api.at<R>({}).try_modify([](secret_note& it) { it.password = "secret-of-the-user"; }).error();
    BOOST_TEST(last(to).body.find("secret-of-the-user") != std::string::npos);
    BOOST_TEST(why->body.find("secret-of-the-user") == std::string::npos);
    BOOST_TEST(why->description.find("secret-of-the-user") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_failed_modify_does_not_repeat_a_secret_that_it_sent)
{
    check_modify_hides_what_it_sends<secret_notes>();
    check_modify_hides_what_it_sends<secret_forms>();
}

BOOST_AUTO_TEST_CASE(a_call_says_once_what_its_body_is)
{
    auto const to = answering(ok(std::string(stored)));
    auto const before = descry::read_json<document>(stored).value();
    auto after = before;
    after.title = "new";
    descry::header const merge_patch{"Content-Type", "application/merge-patch+json"};
    make_client(to).at<items>({"7"}).with({.headers = {merge_patch}}).patch(before, after);
    std::vector<std::string> said;
    for (auto const& [name, value] : last(to).headers)
        if (name == "Content-Type") said.push_back(value);
    BOOST_TEST(said == std::vector{merge_patch.value});
}

BOOST_AUTO_TEST_CASE(a_patch_may_be_of_another_media_type)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to, {.headers = {{"content-type", "text/plain"}, {"accept", "application/hal+json"}}});
    auto const before = descry::read_json<document>(stored).value();
    api.at<merged_items>({"7"}).patch(before, before);
    // The media type of the body is that of the call, not that of the client.
    BOOST_TEST(descry::find_header(last(to).headers, "Content-Type") == "application/merge-patch+json");
    BOOST_TEST(descry::find_header(last(to).headers, "Accept") == "application/hal+json");
    auto const headers = last(to).headers;
    for (auto const& h : headers)
        BOOST_TEST(std::count_if(headers.begin(), headers.end(), [&](auto const& other) {
                       return descry::equal_ignoring_case(h.name, other.name);
                   }) == 1);
}

BOOST_AUTO_TEST_CASE(a_patch_is_under_the_condition_of_the_state_before)
{
    auto const to = answering(ok(std::string(stored)));
    auto const before = descry::read_json<document>(stored).value();
    auto after = before;
    after.tag = "e9";
    auto const api = make_client(to);
    api.at<items>({"7"}).patch(before, after);
    BOOST_TEST(descry::find_header(last(to).headers, "If-Match") == "\"e1\"");
    api.at<whole_items>({"7"}).patch(before, after);
    BOOST_TEST(descry::find_header(last(to).headers, "If-Match") == "\"e1\"");
}

BOOST_AUTO_TEST_CASE(patch_sends_all_where_the_service_wants_that)
{
    auto const to = answering(ok(std::string(stored)));
    auto const before = descry::read_json<document>(stored).value();
    auto after = before;
    after.title = "new";
    make_client(to).at<whole_items>({"7"}).patch(before, after);
    BOOST_TEST(last(to).body == R"({"id":"7","title":"new","tag":"e1","more":{"x":[1,2]}})");
}

BOOST_AUTO_TEST_CASE(a_patch_answered_without_a_body_was_stored_as_wanted)
{
    auto const to = answering({204, {{"ETag", "\"e2\""}}, ""});
    auto const before = descry::read_json<document>(stored).value();
    auto after = before;
    after.title = "new";
    auto const done = make_client(to).at<items>({"7"}).patch(before, after);
    BOOST_TEST(done.id.value() == "7");
    BOOST_TEST(done.title.value() == "new");
    BOOST_TEST(done.tag.value() == "\"e2\"");
    BOOST_TEST(done.extras.find("more") == R"({"x":[1,2]})");
}

BOOST_AUTO_TEST_CASE(modify_patches_where_nothing_can_be_put)
{
    auto const to = answering(
        answers({ok(std::string(stored)), descry::response{412, {}, ""},
                 ok(R"({"id":"7","title":"theirs","tag":"e2"})"), ok(R"({"id":"7","title":"theirs!","tag":"e3"})")}));
    auto const done = make_client(to).at<items>({"7"}).modify([](document& d) { *d.title += "!"; });
    BOOST_TEST(done.tag.value() == "e3");
    auto const sent = to->requests();
    BOOST_REQUIRE(sent.size() == 4u);
    BOOST_TEST(sent[1].body == R"({"title":"old!"})");
    BOOST_TEST(sent[3].body == R"({"title":"theirs!"})");
    BOOST_TEST(descry::find_header(sent[3].headers, "If-Match") == "\"e2\"");
}

BOOST_AUTO_TEST_CASE(a_patch_whose_first_answer_was_lost_is_found_out)
{
    auto const to = answering(answers({descry::failure(errc::connection_closed), descry::response{412, {}, ""},
                                       ok(R"({"id":"7","title":"new","tag":"e2","more":{"x":[1,2]}})")}));
    auto const before = descry::read_json<document>(stored).value();
    auto after = before;
    after.title = "new";
    BOOST_TEST(make_client(to).at<items>({"7"}).patch(before, after).tag.value() == "e2");
    BOOST_TEST(last(to).method == "GET");
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

BOOST_AUTO_TEST_CASE(remove_may_have_a_query)
{
    auto const to = answering({204, {}, ""});
    auto const api = make_client(to);
    auto const item = api.at<titled_items>({"7"});
    item.remove();
    BOOST_TEST(last(to).target == "/documents/7");
    item.remove({.with_copies = true});
    BOOST_TEST(last(to).method == "DELETE");
    BOOST_TEST(last(to).target == "/documents/7?withCopies=true");
    BOOST_TEST(item.try_remove({.with_copies = false}).has_value());
    BOOST_TEST(last(to).target == "/documents/7?withCopies=false");
    item.async_remove({.with_copies = true}, asio::use_future).get();
    BOOST_TEST(item.async_try_remove({.with_copies = true}, asio::use_future).get().has_value());
    BOOST_TEST(last(to).target == "/documents/7?withCopies=true");
    BOOST_TEST(item.async_try_remove(asio::use_future).get().has_value());
    BOOST_TEST(last(to).target == "/documents/7");
}

BOOST_AUTO_TEST_CASE(every_verb_may_have_a_query)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to);
    auto const draft = api.at<drafts>({"7"});
    auto const patched = api.at<patched_drafts>({"7"});
    auto const before = descry::read_json<document>(stored).value();
    auto const sent = [&] { return last(to).method + ' ' + last(to).target; };
    version const dry{.dry_run = true};

    draft.update(before);
    BOOST_TEST(sent() == "PUT /drafts/7?apiVersion=2026-01");
    BOOST_TEST(draft.try_update(before, dry).has_value());
    BOOST_TEST(sent() == "PUT /drafts/7?apiVersion=2026-01&dryRun=true");
    draft.async_update(before, asio::use_future).get();
    BOOST_TEST(sent() == "PUT /drafts/7?apiVersion=2026-01");
    BOOST_TEST(draft.async_try_update(before, dry, asio::use_future).get().has_value());
    BOOST_TEST(sent() == "PUT /drafts/7?apiVersion=2026-01&dryRun=true");

    draft.create({.title = "new"}, {.dry_run = false});
    BOOST_TEST(sent() == "POST /drafts/7?apiVersion=2026-01&dryRun=false");
    BOOST_TEST(draft.async_try_create({.title = "new"}, asio::use_future).get().has_value());
    BOOST_TEST(sent() == "POST /drafts/7?apiVersion=2026-01");
    draft.async_create({.title = "new"}, dry, asio::use_future).get();
    BOOST_TEST(sent() == "POST /drafts/7?apiVersion=2026-01&dryRun=true");

    draft.invoke({.title = "new"});
    BOOST_TEST(sent() == "POST /drafts/7?apiVersion=2026-01");
    BOOST_TEST(draft.async_try_invoke({.title = "new"}, dry, asio::use_future).get().has_value());
    BOOST_TEST(sent() == "POST /drafts/7?apiVersion=2026-01&dryRun=true");
    patched.invoke(dry);
    BOOST_TEST(sent() == "POST /drafts/7?apiVersion=2026-01&dryRun=true");
    patched.async_invoke(asio::use_future).get();
    BOOST_TEST(sent() == "POST /drafts/7?apiVersion=2026-01");
    BOOST_TEST(patched.async_try_invoke(dry, asio::use_future).get().has_value());
    BOOST_TEST(sent() == "POST /drafts/7?apiVersion=2026-01&dryRun=true");

    BOOST_TEST(draft.exists(dry));
    BOOST_TEST(sent() == "HEAD /drafts/7?apiVersion=2026-01&dryRun=true");
    BOOST_TEST(draft.async_exists(asio::use_future).get());
    BOOST_TEST(sent() == "HEAD /drafts/7?apiVersion=2026-01");

    patched.patch(before, before, dry);
    BOOST_TEST(sent() == "PATCH /drafts/7?apiVersion=2026-01&dryRun=true");
    patched.async_patch(before, before, asio::use_future).get();
    BOOST_TEST(sent() == "PATCH /drafts/7?apiVersion=2026-01");
}

BOOST_AUTO_TEST_CASE(modify_asks_with_the_queries_as_they_are_made)
{
    auto const to = answering(answers(
        {ok(std::string(stored)), descry::response{412, {}, ""}, ok(std::string(stored)), ok(std::string(stored))}));
    make_client(to).at<drafts>({"7"}).modify([](document& d) { d.title = "new"; });
    std::vector<std::string> sent;
    for (auto const& each : to->requests()) sent.push_back(each.method + ' ' + each.target);
    std::string const target = " /drafts/7?apiVersion=2026-01";
    BOOST_TEST(sent == (std::vector{"GET" + target, "PUT" + target, "GET" + target, "PUT" + target}));
}

BOOST_AUTO_TEST_CASE(what_became_of_an_update_is_asked_with_its_own_query)
{
    std::vector<descry::result<descry::response>> const lost{
        descry::failure(errc::connection_closed), descry::response{412, {}, ""},
        ok(R"({"id":"7","title":"old","tag":"e2","more":{"x":[1,2]}})")};
    auto const before = descry::read_json<document>(stored).value();
    auto const to = answering(answers(lost));
    BOOST_TEST(make_client(to).at<drafts>({"7"}).update(before, {.dry_run = true}).tag.value() == "e2");
    BOOST_TEST(last(to).method == "GET");
    BOOST_TEST(last(to).target == "/drafts/7?apiVersion=2026-01&dryRun=true");

    // One of another type does not determine the result.
    auto const other = answering(answers(lost));
    auto const why = make_client(other).at<labelled>({"7"}).try_update(before, {.label = "x"}).error();
    BOOST_TEST((why.code() == errc::outcome_unknown));
    BOOST_TEST(other->requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_query_that_modify_cannot_make_is_refused_before_anything_is_sent)
{
    auto const to = answering(ok(std::string(stored)));
    int changes = 0;
    auto const why = make_client(to).at<labelled>({"7"}).try_modify([&](document&) { ++changes; }).error();
    BOOST_TEST((why.code() == errc::empty_query));
    BOOST_TEST(why->operation == "PUT /labelled/{id}");
    BOOST_TEST(changes == 0);
    BOOST_TEST(to->requests().empty());
}

BOOST_AUTO_TEST_CASE(a_query_may_be_empty_braces)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to);
    auto const draft = api.at<drafts>({"7"});
    auto const before = descry::read_json<document>(stored).value();
    draft.async_update(before, {}, asio::use_future).get();
    draft.update(before, {});
    struct special : version {};
    draft.async_update(before, special{}, asio::use_future).get();
    BOOST_TEST(last(to).target == "/drafts/7?apiVersion=2026-01");
    BOOST_TEST(to->requests().size() == 3u);
}

BOOST_AUTO_TEST_CASE(an_asynchronous_call_begins_with_its_query_or_with_its_token)
{
    auto const to = answering(ok(std::string(one_shelf)));
    auto const api = make_client(to);
    auto const all = api.at<shelves>({});
    auto const sent = [&](auto&& call) {
        BOOST_TEST(call(asio::use_future).get().items.size() == 1u);
        return last(to).target;
    };
    search const by_text{.text = "x", .size = {}};
    auto const token = asio::use_future;
    BOOST_TEST(all.async_get(token).get().items.size() == 1u);
    BOOST_TEST(last(to).target == "/documents");
    BOOST_TEST(all.async_get(by_text, token).get().items.size() == 1u);
    BOOST_TEST(last(to).target == "/documents?text=x");
    struct convertible {
        operator search() const { return {.text = {}, .size = 7}; }
    };
    BOOST_TEST(all.async_try_get(convertible(), asio::use_future).get()->items.size() == 1u);
    BOOST_TEST(last(to).target == "/documents?size=7");
    BOOST_TEST(sent(all.async_get(asio::deferred)) == "/documents");
    BOOST_TEST(sent(all.async_get(by_text, asio::deferred)) == "/documents?text=x");
    BOOST_TEST(sent(all.async_get({.text = {}, .size = 2}, asio::deferred)) == "/documents?size=2");
    using awaited = asio::awaitable<shelf>;
    static_assert(std::is_same_v<decltype(all.async_get()), awaited>);
    static_assert(std::is_same_v<decltype(all.async_get(by_text)), awaited>);
    static_assert(std::is_same_v<decltype(all.async_get({.text = {}, .size = 2})), awaited>);
    static_assert(std::is_same_v<decltype(all.async_get(asio::use_awaitable)), awaited>);
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
    auto const lost = answering(answers({descry::failure(errc::connection_closed), descry::response{404, {}, ""}}));
    BOOST_TEST(make_client(lost).at<posted_items>({"7"}).try_remove().has_value());
    BOOST_TEST(last(lost).method == "POST");
}

BOOST_AUTO_TEST_CASE(what_was_removed_by_an_attempt_whose_answer_was_lost_is_removed)
{
    auto const to = answering(answers({descry::failure(errc::connection_closed), descry::response{404, {}, ""}}));
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

BOOST_AUTO_TEST_CASE(each_verb_may_be_under_each_condition)
{
    auto const to = answering(ok(R"({"number":"17","tag":"e2"})"));
    auto const api = make_client(to);
    auto const before = descry::read_json<document>(stored).value();
    auto const untagged = descry::read_json<document>(R"({"id":"7"})").value();
    auto const sent = [&] { return last(to).method + ' ' + condition_in(last(to)); };

    api.at<guarded>({"7"}).update(before);
    BOOST_TEST(sent() == "PUT If-Match: \"e1\"");
    api.at<guarded>({"7"}).remove(before);
    BOOST_TEST(sent() == "DELETE If-Match: \"e1\"");
    BOOST_TEST(api.at<guarded>({"7"}).try_remove(before).has_value());
    auto copy = before;
    copy.tag = "e3";
    api.at<guarded>({"7"}).async_remove(copy, asio::use_future).get();
    BOOST_TEST(sent() == "DELETE If-Match: \"e3\"");
    BOOST_TEST(api.at<guarded>({"7"}).async_try_remove(before, {}, asio::use_future).get().has_value());
    BOOST_TEST(sent() == "DELETE If-Match: \"e1\"");
    api.at<guarded>({"7"}).for_state(before).remove();
    BOOST_TEST(sent() == "DELETE If-Match: \"e1\"");

    api.at<half_guarded>({"7"}).update(before);
    BOOST_TEST(sent() == "PUT If-Match: \"e1\"");
    api.at<half_guarded>({"7"}).update(untagged);
    BOOST_TEST(sent() == "PUT ");
    api.at<half_guarded>({"7"}).patch(before, untagged);
    BOOST_TEST(sent() == "PATCH If-Match: \"e1\"");
    api.at<half_guarded>({"7"}).patch(untagged, before);
    BOOST_TEST(sent() == "PATCH ");
    api.at<half_guarded>({"7"}).remove(before, {.with_copies = true});
    BOOST_TEST(sent() == "DELETE If-Match: \"e1\"");
    BOOST_TEST(last(to).target == "/documents/7?withCopies=true");
    BOOST_TEST(api.at<half_guarded>({"7"}).async_try_remove(untagged, asio::use_future).get().has_value());
    BOOST_TEST(sent() == "DELETE ");
    api.at<half_guarded>({"7"}).remove({.with_copies = true});
    BOOST_TEST(sent() == "DELETE ");

    api.at<existing>({"7"}).update(before);
    BOOST_TEST(sent() == "PUT If-Match: *");
    api.at<existing>({"7"}).patch(before, before);
    BOOST_TEST(sent() == "PATCH If-Match: *");
    api.at<existing>({"7"}).remove();
    BOOST_TEST(sent() == "DELETE If-Match: *");
    api.at<absent>({"7"}).update(before);
    BOOST_TEST(sent() == "PUT If-None-Match: *");

    BOOST_TEST(api.at<guarded_lending>({"7"}).invoke(before).number == "17");
    BOOST_TEST(sent() == "POST If-Match: \"e1\"");
    auto const action = api.at<guarded_action>({"7"});
    BOOST_TEST(action.for_state(before).invoke({.title = "new"}).number == "17");
    BOOST_TEST(sent() == "POST If-Match: \"e1\"");
    action.for_state(before).create({.title = "new"});
    BOOST_TEST(sent() == "POST If-Match: \"e1\"");
    action.create({.title = "new"});
    BOOST_TEST(sent() == "POST ");
    BOOST_TEST(action.for_state(before).exists());
    BOOST_TEST(sent() == "HEAD If-Match: \"e1\"");
    // A representation passed to for_state takes precedence over the one that is sent.
    api.at<guarded>({"7"}).for_state(before).update(copy);
    BOOST_TEST(sent() == "PUT If-Match: \"e1\"");
}

BOOST_AUTO_TEST_CASE(a_condition_without_a_tag_is_refused_before_anything_is_sent)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to);
    document const untagged{};
    auto const star = descry::read_json<document>(R"({"tag":"*"})").value();
    auto const item = api.at<guarded>({"7"});
    auto const action = api.at<guarded_action>({"7"});
    BOOST_TEST((item.try_update(untagged).error() == errc::missing_etag));
    BOOST_TEST((item.try_remove(untagged).error() == errc::missing_etag));
    BOOST_TEST((item.try_remove().error() == errc::missing_etag));
    BOOST_TEST((item.async_try_remove(asio::use_future).get().error() == errc::missing_etag));
    BOOST_TEST((api.at<guarded_lending>({"7"}).try_invoke(untagged).error() == errc::missing_etag));
    BOOST_TEST((action.try_invoke({.title = "new"}).error() == errc::missing_etag));
    BOOST_TEST((action.try_exists().error() == errc::missing_etag));
    BOOST_TEST(to->requests().empty());
    item.update(star);  // an entity tag like any other
    BOOST_TEST(condition_in(last(to)) == "If-Match: \"*\"");
}

BOOST_AUTO_TEST_CASE(a_condition_of_the_call_goes_in_place_of_the_declared_one)
{
    auto const to = answering(ok(std::string(stored)));
    auto const api = make_client(to);
    document const untagged{};
    auto const before = descry::read_json<document>(stored).value();
    for (auto const* const name : {"If-Match", "If-None-Match"}) {
        descry::call_options const own{.headers = {{name, "*"}}};
        auto const said = name + std::string(": *");
        api.at<guarded>({"7"}).with(own).update(untagged);
        BOOST_TEST(condition_in(last(to)) == said);
        api.at<guarded>({"7"}).with(own).update(before);
        BOOST_TEST(condition_in(last(to)) == said);
        api.at<guarded>({"7"}).with(own).remove();
        BOOST_TEST(condition_in(last(to)) == said);
        api.at<absent>({"7"}).with(own).update(before);
        BOOST_TEST(condition_in(last(to)) == said);
        api.at<guarded>({"7"}).with(own).get();
        BOOST_TEST(condition_in(last(to)) == said);
        api.at<guarded>({"7"}).with(own).modify([](document& d) { d.title = "new"; });
        BOOST_TEST(condition_in(last(to)) == said);
        BOOST_TEST(condition_in(to->requests().at(to->requests().size() - 2)) == "");
    }
}

BOOST_AUTO_TEST_CASE(an_update_is_repeated_under_a_condition_that_it_ends)
{
    auto const before = descry::read_json<document>(stored).value();
    document const untagged{};
    descry::call_options const star{.headers = {{"If-Match", "*"}}}, tag{.headers = {{"If-Match", "\"e1\""}}};
    auto const attempts = [](auto const& call) {
        auto const to = answering([](descry::request const&) { return descry::failure(errc::connection_closed); });
        descry::client const api({.base_url = "https://documents.example",
                                  .retry = {.max_attempts = 2, .base_delay = {}},
                                  .custom_transport = to});
        call(api);
        return to->requests().size();
    };
    BOOST_TEST(attempts([&](auto& api) { (void)api.template at<guarded>({"7"}).try_update(before); }) == 2u);
    BOOST_TEST(attempts([&](auto& api) { (void)api.template at<half_guarded>({"7"}).try_update(before); }) == 2u);
    BOOST_TEST(attempts([&](auto& api) { (void)api.template at<half_guarded>({"7"}).try_update(untagged); }) == 1u);
    BOOST_TEST(attempts([&](auto& api) { (void)api.template at<half_guarded>({"7"}).try_patch(before, untagged); }) ==
               2u);
    BOOST_TEST(attempts([&](auto& api) { (void)api.template at<half_guarded>({"7"}).try_patch(untagged, before); }) ==
               1u);
    BOOST_TEST(attempts([&](auto& api) { (void)api.template at<half_guarded>({"7"}).try_remove(untagged); }) == 2u);
    BOOST_TEST(attempts([&](auto& api) { (void)api.template at<existing>({"7"}).try_update(before); }) == 1u);
    BOOST_TEST(attempts([&](auto& api) { (void)api.template at<absent>({"7"}).try_update(before); }) == 2u);
    BOOST_TEST(attempts([&](auto& api) { (void)api.template at<guarded>({"7"}).with(star).try_update(before); }) == 1u);
    BOOST_TEST(attempts([&](auto& api) { (void)api.template at<merged_items>({"7"}).try_patch(before, before); }) ==
               1u);
    BOOST_TEST(attempts([&](auto& api) {
                   (void)api.template at<merged_items>({"7"}).with(tag).try_patch(before, before);
               }) == 2u);
    BOOST_TEST(attempts([&](auto& api) { (void)api.template at<guarded_lending>({"7"}).try_invoke(before); }) == 1u);
}

BOOST_AUTO_TEST_CASE(what_became_of_an_update_is_asked_without_a_condition_of_the_call)
{
    auto const before = descry::read_json<document>(stored).value();
    auto const to = answering(answers({descry::failure(errc::connection_closed), descry::response{412, {}, ""},
                                       ok(R"({"id":"7","title":"old","tag":"e2","more":{"x":[1,2]}})")}));
    auto const api = make_client(to);
    auto const item = api.at<guarded>({"7"}).with({.headers = {{"If-Match", "\"e1\""}}});
    BOOST_TEST(item.update(before).tag.value() == "e2");
    BOOST_TEST(condition_in(last(to)) == "");
}

BOOST_AUTO_TEST_CASE(what_was_created_by_an_attempt_whose_answer_was_lost_is_created)
{
    auto const fresh = descry::read_json<document>(R"({"id":"7","title":"new"})").value();
    auto const now = [&](std::string is) {
        auto const to = answering(
            answers({descry::failure(errc::connection_closed), descry::response{412, {}, ""}, ok(std::move(is))}));
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
        return make_client(answering(answers({descry::failure(errc::connection_closed),
                                              descry::response{412, {{"X-For", "change"}}, ""}, std::move(then)})));
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

BOOST_AUTO_TEST_CASE(what_became_of_a_removal_under_a_condition_is_asked)
{
    auto const before = descry::read_json<document>(stored).value();
    auto const outcome = [&](descry::response then) {
        auto const to = answering(
            answers({descry::failure(errc::connection_closed), descry::response{412, {}, ""}, std::move(then)}));
        auto const out = make_client(to).at<guarded>({"7"}).try_remove(before);
        BOOST_TEST(last(to).method == "GET");
        return out;
    };
    BOOST_TEST(outcome({404, {}, ""}).has_value());
    BOOST_TEST((outcome(ok(std::string(stored))).error() == errc::outcome_unknown));
    BOOST_TEST((outcome({403, {}, ""}).error() == errc::outcome_unknown));
    auto const refused = make_client(answering({412, {}, ""})).at<guarded>({"7"}).try_remove(before);
    BOOST_TEST(refused.error().is_conflict());
    BOOST_TEST(!refused.error()->maybe_done);
}

BOOST_AUTO_TEST_CASE(an_old_tag_is_not_lost_where_a_state_without_one_needs_none)
{
    auto const api = make_client(answering({204, {}, ""}));
    auto const before = descry::read_json<document>(stored).value();
    BOOST_TEST(api.at<half_guarded>({"7"}).update(before).tag.value() == "e1");
    BOOST_TEST(api.at<guarded>({"7"}).update(before).tag.value_or("") == "");
    auto const untagged = descry::read_json<document>(R"({"id":"7"})").value();
    BOOST_TEST(!api.at<half_guarded>({"7"}).update(untagged).tag.has_value());
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
    why_not(api.at<value<std::variant<document, std::string>>>({}).try_invoke());
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
