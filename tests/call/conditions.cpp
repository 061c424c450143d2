#include "resources.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/use_future.hpp>

#include <descry/json/read.hpp>

#include <string>
#include <utility>

using namespace call_test;
namespace asio = boost::asio;
using descry::errc;

BOOST_AUTO_TEST_SUITE(conditions)

using namespace call_test::resources;

namespace {

// The entity tag is in the request.
struct guarded_lending : descry::resource<receipt, document_key, "/documents/{id}/lend",
                                          descry::with_condition<descry::action<document>, document_tag>> {};

}  // namespace

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
    auto const to = in_turn({descry::failure(errc::connection_closed), descry::response{412, {}, ""},
                             ok(R"({"id":"7","title":"old","tag":"e2","more":{"x":[1,2]}})")});
    auto const api = make_client(to);
    auto const item = api.at<guarded>({"7"}).with({.headers = {{"If-Match", "\"e1\""}}});
    BOOST_TEST(item.update(before).tag.value() == "e2");
    BOOST_TEST(condition_in(last(to)) == "");
}

BOOST_AUTO_TEST_CASE(what_became_of_a_removal_under_a_condition_is_asked)
{
    auto const before = descry::read_json<document>(stored).value();
    auto const outcome = [&](descry::response then) {
        auto const to =
            in_turn({descry::failure(errc::connection_closed), descry::response{412, {}, ""}, std::move(then)});
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

BOOST_AUTO_TEST_SUITE_END()
