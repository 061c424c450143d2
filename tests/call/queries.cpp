#include "resources.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/deferred.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <descry/json/read.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace call_test;
namespace asio = boost::asio;
using descry::errc;

BOOST_AUTO_TEST_SUITE(queries)

using namespace call_test::resources;

namespace {

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

constexpr std::string_view one_shelf = R"({"items":[{"id":"7"}]})";

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
    auto const to = in_turn(
        {ok(std::string(stored)), descry::response{412, {}, ""}, ok(std::string(stored)), ok(std::string(stored))});
    make_client(to).at<drafts>({"7"}).modify([](document& d) { d.title = "new"; });
    std::vector<std::string> sent;
    for (auto const& each : to->requests()) sent.push_back(each.method + ' ' + each.target);
    std::string const target = " /drafts/7?apiVersion=2026-01";
    BOOST_TEST(sent == (std::vector{"GET" + target, "PUT" + target, "GET" + target, "PUT" + target}));
}

BOOST_AUTO_TEST_CASE(what_became_of_an_update_is_asked_with_its_own_query)
{
    responses const lost{descry::failure(errc::connection_closed), descry::response{412, {}, ""},
                         ok(R"({"id":"7","title":"old","tag":"e2","more":{"x":[1,2]}})")};
    auto const before = descry::read_json<document>(stored).value();
    auto const to = in_turn(lost);
    BOOST_TEST(make_client(to).at<drafts>({"7"}).update(before, {.dry_run = true}).tag.value() == "e2");
    BOOST_TEST(last(to).method == "GET");
    BOOST_TEST(last(to).target == "/drafts/7?apiVersion=2026-01&dryRun=true");

    // One of another type does not determine the result.
    auto const other = in_turn(lost);
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

BOOST_AUTO_TEST_SUITE_END()
