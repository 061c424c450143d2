#include "resources.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/use_future.hpp>

#include <descry/json/read.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

using namespace call_test;
namespace asio = boost::asio;
using descry::errc;

BOOST_AUTO_TEST_SUITE(patches)

using namespace call_test::resources;

namespace {

struct whole_items
    : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::patch_whole<document_tag>> {};

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

}  // namespace

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
    auto const to = in_turn({descry::failure(errc::connection_closed), descry::response{412, {}, ""},
                             ok(R"({"id":"7","title":"new","tag":"e2","more":{"x":[1,2]}})")});
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
    auto const to = in_turn({descry::response{204, {}, ""}, ok(R"({"id":"7","title":"new","tag":"e2"})")});
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
    auto const to =
        in_turn({ok(std::string(stored)), descry::response{412, {}, ""},
                 ok(R"({"id":"7","title":"theirs","tag":"e2"})"), ok(R"({"id":"7","title":"theirs!","tag":"e3"})")});
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
    auto const to = in_turn({descry::failure(errc::connection_closed), descry::response{412, {}, ""},
                             ok(R"({"id":"7","title":"new","tag":"e2","more":{"x":[1,2]}})")});
    auto const before = descry::read_json<document>(stored).value();
    auto after = before;
    after.title = "new";
    BOOST_TEST(make_client(to).at<items>({"7"}).patch(before, after).tag.value() == "e2");
    BOOST_TEST(last(to).method == "GET");
}

BOOST_AUTO_TEST_SUITE_END()
