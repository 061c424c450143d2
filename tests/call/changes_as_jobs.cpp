#include "job.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/use_future.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace call_test;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

struct amount {
    std::optional<int> quantity{}, price{};
};
BOOST_DESCRIBE_STRUCT(amount, (), (quantity, price))
struct subscription {
    std::optional<std::string> id{}, status{}, etag{};
    std::optional<amount> bought{};
    std::optional<std::vector<std::string>> labels{};
};
BOOST_DESCRIBE_STRUCT(subscription, (), (id, status, etag, bought, labels))
using subscription_tag = descry::if_match_if_present<&subscription::etag>;
struct subscriptions : descry::resource<subscription, document_key, "/v1/subscriptions/{id}", descry::get,
                                        descry::put<subscription_tag>, descry::patch<subscription_tag>> {};
struct whole_subscriptions : descry::resource<subscription, document_key, "/v1/subscriptions/{id}", descry::get,
                                              descry::patch_whole<subscription_tag>> {};
struct queried_subscriptions : descry::resource<subscription, document_key, "/v1/subscriptions/{id}",
                                                descry::with_query<descry::get, upload_query>,
                                                descry::with_query<descry::patch<subscription_tag>, upload_query>> {};
struct access_key {
    std::optional<std::string> name{}, secret{};
};
BOOST_DESCRIBE_STRUCT(access_key, (), (name, secret))
struct account {
    std::optional<std::string> name{}, password{};
    std::vector<access_key> keys{};
};
BOOST_DESCRIBE_STRUCT(account, (), (name, password, keys))

}  // namespace

template <>
inline constexpr bool descry::sensitive<& access_key::secret> = true;
template <>
inline constexpr bool descry::sensitive<& account::password> = true;

BOOST_AUTO_TEST_SUITE(changes_as_jobs)

namespace {

struct accounts
    : descry::resource<account, document_key, "/v1/accounts/{id}", descry::get, descry::put<>, descry::patch<>> {};

constexpr std::string_view bought_3 =
    R"({"id":"7","status":"active","bought":{"quantity":3,"price":5},"labels":["a"],"etag":"e2"})";
subscription bought(int quantity) { return {"7", "active", "e1", amount{quantity, 5}, std::vector<std::string>{"a"}}; }
std::string now_bought(std::string_view members) { return R"({"id":"7",)" + std::string(members) + '}'; }

}  // namespace

BOOST_AUTO_TEST_CASE(end_when_the_resource_shows_it)
{
    for (auto const* const location : {"/subscriptions/7", "", "/operations/9", "https://elsewhere.example/x"}) {
        auto const net = running(*location ? accepted(location) : descry::response{202, {}, {}},
                                 {ok(now_bought(R"("bought":{"quantity":2,"price":5},"etag":"e1")")),
                                  ok(now_bought(R"("bought":{"price":5,"quantity":3},"more":1,"etag":"e2")"))});
        auto const api = make_job_client(net);
        auto const job = api.at<subscriptions>({"7"}).start_patch(bought(2), bought(3));
        BOOST_TEST(job.has_status());
        auto const last = job.with(at_once).wait(1h);
        BOOST_TEST(last.etag.value() == "e2");
        BOOST_TEST(last.bought->quantity.value() == 3);

        auto const sent = net->requests();
        BOOST_REQUIRE(sent.size() == 3u);
        BOOST_TEST(sent[0].method == "PATCH");
        BOOST_TEST(sent[0].body == R"({"bought":{"quantity":3}})");
        BOOST_TEST(descry::find_header(sent[0].headers, "If-Match") == "\"e1\"");
        for (std::size_t i = 1; i != 3; ++i) {
            BOOST_TEST(sent[i].method == "GET");
            BOOST_TEST(sent[i].target == "/v1/subscriptions/7");
            BOOST_TEST(descry::find_header(sent[i].headers, "If-Match") == "");
        }
    }
}

BOOST_AUTO_TEST_CASE(that_was_made_at_once_give_what_was_stored)
{
    for (auto const& answer : {ok(std::string(bought_3)), descry::response{204, {{"ETag", "e2"}}, {}}}) {
        auto const net = answering(answer);
        auto const api = make_job_client(net);
        auto const at = api.at<subscriptions>({"7"});
        for (auto const& job : {at.start_patch(bought(2), bought(3)), at.start_update(bought(2), bought(3))}) {
            BOOST_TEST(!job.has_status());
            for (auto const& is : {job.wait(0s), job.poll(), job.async_wait(0s, asio::use_future).get()}) {
                BOOST_TEST(is.bought->quantity.value() == 3);
                BOOST_TEST(is.etag.value() == "e2");
            }
        }
        BOOST_TEST(net->requests().size() == 2u);
    }
}

BOOST_AUTO_TEST_CASE(have_the_four_forms_and_a_state_now)
{
    auto const net = running({202, {}, {}}, {ok(now_bought(R"("status":"active")")), ok(std::string(bought_3))});
    auto const api = make_job_client(net);
    auto const at = api.at<subscriptions>({"7"});
    auto const before = bought(2), after = bought(3);
    auto const waited = [](auto const& job) { return job.with(at_once).wait(1h).bought->quantity.value(); };
    auto const first = at.try_start_patch(before, after).value();
    BOOST_TEST(!first.poll().bought.has_value());
    BOOST_TEST(waited(first) == 3);
    BOOST_TEST(waited(at.async_start_patch(before, after, asio::use_future).get()) == 3);
    BOOST_TEST(waited(at.async_try_start_patch(before, after, {}, asio::use_future).get().value()) == 3);
    BOOST_TEST(waited(at.start_update(before, after)) == 3);
    BOOST_TEST(waited(at.try_start_update(before, after).value()) == 3);
    BOOST_TEST(waited(at.async_start_update(before, after, asio::use_future).get()) == 3);
    BOOST_TEST(waited(at.async_try_start_update(before, after, {}, asio::use_future).get().value()) == 3);
    BOOST_TEST(waited(api.at<whole_subscriptions>({"7"}).start_patch(before, after)) == 3);
    BOOST_TEST(net->requests().back().method == "GET");

    auto const stale = make_job_client(answering({412, {}, {}}));
    auto const refused = stale.at<subscriptions>({"7"});
    BOOST_TEST(refused.try_start_patch(before, after).error().is_conflict());
    BOOST_CHECK_THROW(refused.start_update(before, after), descry::call_error);
}

BOOST_AUTO_TEST_CASE(compare_what_it_wanted_and_nothing_else)
{
    auto const shows = [](subscription const& before, subscription const& after, std::string members) {
        auto const api = make_job_client(running({202, {}, {}}, {ok(now_bought(members))}));
        auto const ended = [&](auto const& at) {
            return at.start_patch(before, after).with(descry::polling{2h, 2h}).try_wait(1h).has_value();
        };
        bool const out = ended(api.at<subscriptions>({"7"}));
        BOOST_TEST(ended(api.at<whole_subscriptions>({"7"})) == out);
        return out;
    };
    auto const two = bought(2);
    auto labelled = two, unlabelled = two, without = two, suspended = two;
    labelled.labels = std::vector<std::string>{"a", "b"};
    unlabelled.labels.emplace();
    without.bought.reset();
    suspended.status = "suspended";
    suspended.etag = "e9";
    BOOST_TEST(shows(two, bought(3), R"("BOUGHT":{"Quantity":3},"status":"suspended")"));
    BOOST_TEST(!shows(two, bought(3), R"("bought":{"quantity":"3"})"));
    BOOST_TEST(!shows(two, bought(3), R"("bought":null)"));
    BOOST_TEST(shows(two, labelled, R"("labels":["a","b"])"));
    BOOST_TEST(!shows(two, labelled, R"("labels":["a","b","c"])"));
    BOOST_TEST(shows(two, unlabelled, R"("labels":[])"));
    BOOST_TEST(shows(two, without, R"("status":"active")"));
    BOOST_TEST(shows(two, without, R"("bought":null)"));
    BOOST_TEST(!shows(two, without, R"("bought":{"quantity":2})"));
    BOOST_TEST(shows(two, suspended, R"("status":"suspended")"));
    BOOST_TEST(!shows(two, suspended, R"("status":"Suspended")"));
    BOOST_TEST(shows(two, two, R"("status":"other")"));
}

BOOST_AUTO_TEST_CASE(of_an_update_wait_for_what_differs)
{
    auto before = bought(2), after = bought(3);
    before.status = after.status = "active";  // the service changes it meanwhile
    after.etag.reset();
    auto const net = running({202, {}, {}}, {ok(now_bought(R"("status":"moved","bought":{"quantity":2,"price":5})")),
                                             ok(now_bought(R"("status":"moved","bought":{"quantity":3,"price":6})"))});
    auto const api = make_job_client(net);
    auto const job = api.at<subscriptions>({"7"}).start_update(before, after);
    BOOST_TEST(job.with(at_once).wait(1h).bought->price.value() == 6);
    auto const sent = net->requests();
    BOOST_TEST(sent.size() == 3u);
    BOOST_TEST(sent[0].method == "PUT");
    BOOST_TEST(sent[0].body == R"({"id":"7","status":"active","bought":{"quantity":3,"price":5},"labels":["a"]})");
    BOOST_TEST(descry::find_header(sent[0].headers, "If-Match") == "\"e1\"");
}

BOOST_AUTO_TEST_CASE(do_not_wait_for_what_is_never_shown)
{
    account const before{"a", "old", {}}, after{"b", "new", {{"x", "new"}}};
    for (bool const puts : {false, true}) {
        auto const api = make_job_client(
            running({202, {}, {}}, {ok(R"({"keys":[]})"), ok(R"({"name":"b","keys":[{"name":"x"}]})"), {404, {}, {}}}));
        auto const at = api.at<accounts>({"7"});
        auto const job = puts ? at.start_update(before, after) : at.start_patch(before, after);
        BOOST_TEST(job.with(at_once).wait(1h).name.value() == "b");
    }
}

BOOST_AUTO_TEST_CASE(that_cannot_be_compared_are_failures_at_once)
{
    std::string many = "0";
    for (int i = 0; i != 1000; ++i) many += ",0";
    for (auto const& is : {R"("more":")" + std::string(1024 * 1024, 'x') + '"', "\"more\":[" + many + ']'}) {
        auto const net = running({202, {}, {}}, {ok(now_bought(is))});
        auto const api = make_job_client(net);
        auto const at = api.at<subscriptions>({"7"});
        for (auto const& job : {at.start_patch(bought(2), bought(3)), at.start_update(bought(2), bought(3))}) {
            auto const why = job.with(descry::polling{2h, 2h}).try_wait(1h).error();
            BOOST_TEST((why == descry::errc::too_large));
            BOOST_TEST(why->explanation == "the state cannot be compared with what the change wanted");
        }
        BOOST_TEST(net->requests().size() == 4u);
    }
}

BOOST_AUTO_TEST_CASE(are_looked_for_with_its_query)
{
    auto const net = running(accepted("/operations/1"), {ok(std::string(bought_3))});
    auto const api = make_job_client(net);
    auto const before = bought(2), after = bought(3);
    auto const at = api.at<queried_subscriptions>({"7"});
    at.start_patch(before, after, {.overwrite = true}).with(at_once).wait(1h);
    BOOST_TEST(net->requests().back().target == "/v1/subscriptions/7?overwrite=true");
    auto const there = running(accepted("/subscriptions/7?at=1"), {ok(std::string(bought_3))});
    make_job_client(there).at<subscriptions>({"7"}).start_patch(before, after).with(at_once).wait(1h);
    BOOST_TEST(there->requests().back().target == "/v1/subscriptions/7?at=1");
}

BOOST_AUTO_TEST_CASE(whose_answer_was_lost_are_found_out)
{
    auto const net = in_turn(
        {descry::failure(descry::errc::connection_closed), descry::response{412, {}, {}}, ok(std::string(bought_3))});
    auto const api = make_job_client(net);
    auto const job = api.at<subscriptions>({"7"}).start_patch(bought(2), bought(3));
    BOOST_TEST(!job.has_status());
    BOOST_TEST(job.poll().etag.value() == "e2");
}

BOOST_AUTO_TEST_SUITE_END()
