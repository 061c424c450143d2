#include "document.hpp"
#include "fake_time.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <descry/client/detail/call_steps.hpp>
#include <descry/client/detail/poll_steps.hpp>
#include <descry/client/observer.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using namespace call_test;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

struct upload_status {
    std::optional<std::string> state, error;
};
BOOST_DESCRIBE_STRUCT(upload_status, (), (state, error))

bool is_final(upload_status const& status) { return status.state == "finished" || status.state == "failed"; }

struct upload_jobs : descry::resource<upload_status, document_key, "/v1/jobs/{id}", descry::get> {};

struct uploads : descry::resource<document, descry::nothing, "/v1/uploads",
                                  descry::starts<descry::create<>, upload_jobs, is_final>> {};

struct registration
    : descry::resource<
          descry::nothing, document_key, "/v1/documents/{id}/registration",
          descry::needing<descry::starts<descry::action<>, upload_jobs, is_final>, descry::credential_kind::app_user>> {
};

struct upload_query {
    std::optional<bool> overwrite{};
};
BOOST_DESCRIBE_STRUCT(upload_query, (), (overwrite))
struct queried_uploads
    : descry::resource<document, descry::nothing, "/v1/uploads",
                       descry::with_query<descry::starts<descry::create<>, upload_jobs, is_final>, upload_query>> {};
struct queried_registration
    : descry::resource<descry::nothing, document_key, "/v1/documents/{id}/registration",
                       descry::with_query<descry::starts<descry::action<>, upload_jobs, is_final>, upload_query>> {};

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

BOOST_AUTO_TEST_SUITE(jobs)

namespace {

struct accounts
    : descry::resource<account, document_key, "/v1/accounts/{id}", descry::get, descry::put<>, descry::patch<>> {};

constexpr std::string_view bought_3 =
    R"({"id":"7","status":"active","bought":{"quantity":3,"price":5},"labels":["a"],"etag":"e2"})";
subscription bought(int quantity) { return {"7", "active", "e1", amount{quantity, 5}, std::vector<std::string>{"a"}}; }
std::string now_bought(std::string_view members) { return R"({"id":"7",)" + std::string(members) + '}'; }

constexpr descry::polling at_once{0ms, 0ms};

descry::response accepted(std::string location) { return {202, {{"Location", std::move(location)}}, {}}; }

descry::response state(std::string_view is) { return ok(R"({"state":")" + std::string(is) + R"("})"); }

descry::client make_job_client(network const& to, descry::client_options options = {})
{
    static descry::service const api{.request_id_header = "Request-Id", .link_prefix = "/v1"};
    options.base_url = "https://documents.example";
    options.custom_transport = to;
    options.retry.base_delay = 0ms;
    return descry::client(std::move(options), api);
}

// Starts with that response; then sends the others in turn, and repeats the last one.
network running(descry::response start, std::vector<descry::response> then)
{
    return answering([start, then, asked = std::size_t{0}](descry::request const& in) mutable {
        if (in.method != "GET") return start;
        auto const& out = then[std::min(asked++, then.size() - 1)];
        return out;
    });
}

struct counts final : descry::observer {
    int begun = 0, succeeded_ones = 0, failed_ones = 0;

    void started(descry::call_event const&) override { ++begun; }
    void succeeded(descry::call_event const&) override { ++succeeded_ones; }
    void failed(descry::call_event const&) override { ++failed_ones; }
};

}  // namespace

BOOST_AUTO_TEST_CASE(are_followed_to_their_last_status)
{
    auto const net = running(accepted("/jobs/9"), {state("queued"), state("queued"), state("finished")});
    auto const api = make_job_client(net);
    auto const job = api.at<uploads>({}).start({{}, "t", {}, {}});
    BOOST_TEST(job.has_status());
    BOOST_TEST(job.with(at_once).wait(1h).state.value() == "finished");

    auto const sent = net->requests();
    BOOST_REQUIRE(sent.size() == 4u);
    BOOST_TEST(sent[0].method == "POST");
    BOOST_TEST(sent[0].target == "/v1/uploads");
    BOOST_TEST(sent[0].body == R"({"title":"t"})");
    for (std::size_t i = 1; i != 4; ++i) {
        BOOST_TEST(sent[i].method == "GET");
        BOOST_TEST(sent[i].target == "/v1/jobs/9");
        BOOST_TEST(descry::find_header(sent[i].headers, "Request-Id") !=
                   descry::find_header(sent[i - 1].headers, "Request-Id"));
    }
}

BOOST_AUTO_TEST_CASE(are_followed_without_blocking)
{
    auto const api = make_job_client(running(accepted("/jobs/9"), {state("queued"), state("finished")}));
    auto const job = api.at<uploads>({}).async_start(document{}, asio::use_future).get();
    BOOST_TEST(job.async_poll(asio::use_future).get().state.value() == "queued");
    BOOST_TEST(job.with(at_once).async_wait(1h, asio::use_future).get().state.value() == "finished");
    BOOST_TEST(job.async_try_poll(asio::use_future).get().value().state.value() == "finished");
    BOOST_TEST(job.async_try_wait(1h, asio::use_future).get().value().state.value() == "finished");
}

BOOST_AUTO_TEST_CASE(of_an_action_without_a_body_start_without_an_argument)
{
    auto const net = running(accepted("/jobs/9"), {state("finished")});
    auto const api = make_job_client(net);
    auto const registered = api.at<registration>({.id = "7"});
    BOOST_TEST(registered.start().poll().state.value() == "finished");
    BOOST_TEST(registered.try_start().value().poll().state.value() == "finished");
    BOOST_TEST(registered.async_start(asio::use_future).get().poll().state.value() == "finished");
    BOOST_TEST(registered.async_try_start(asio::use_future).get().value().poll().state.value() == "finished");
    BOOST_TEST(net->requests()[0].target == "/v1/documents/7/registration");
    BOOST_TEST(net->requests()[0].body.empty());
}

BOOST_AUTO_TEST_CASE(are_polled_in_the_same_four_forms)
{
    auto const api = make_job_client(running(accepted("/jobs/9"), {{404, {}, {}}}));
    auto const job = api.at<uploads>({}).start({});
    BOOST_CHECK_THROW(job.poll(), descry::call_error);
    BOOST_CHECK_THROW(job.wait(1h), descry::call_error);
    BOOST_TEST((job.try_poll().error() == descry::errc::not_found));
    BOOST_TEST((job.try_wait(1h).error() == descry::errc::not_found));
    BOOST_CHECK_THROW(job.async_poll(asio::use_future).get(), descry::call_error);
    BOOST_CHECK_THROW(job.async_wait(1h, asio::use_future).get(), descry::call_error);
}

BOOST_AUTO_TEST_CASE(that_fail_give_the_status_that_says_so)
{
    auto const api = make_job_client(
        running(accepted("/jobs/9"), {ok(R"({"state":"queued","error":"none yet"})"), state("failed")}));
    auto const last = api.at<uploads>({}).start({}).with(at_once).wait(1h);
    BOOST_TEST(last.state.value() == "failed");
    BOOST_TEST(!last.error.has_value());  // nothing remains of the status before
}

BOOST_AUTO_TEST_CASE(are_found_by_every_kind_of_location)
{
    for (auto const* const location :
         {"/jobs/9?x=1", "jobs/9?x=1", "/v1/jobs/9?x=1", "v1/jobs/9?x=1", "https://documents.example/v1/jobs/9?x=1"}) {
        auto const net = running(accepted(location), {state("queued"), state("finished")});
        auto const api = make_job_client(net);
        auto const job = api.at<uploads>({}).start({});
        BOOST_TEST(job.location() == "/v1/jobs/9?x=1");
        job.with(at_once).wait(1h);
        BOOST_TEST(net->requests()[1].target == "/v1/jobs/9?x=1");
        BOOST_TEST(net->requests()[2].target == "/v1/jobs/9?x=1");
    }
}

BOOST_AUTO_TEST_CASE(that_cannot_be_followed_are_reported_as_started)
{
    for (auto const* const location : {"https://elsewhere.example/v1/jobs/9", "//elsewhere.example/jobs/9", "/jobs/..",
                                       "http://documents.example/v1/jobs/9", "https://documents.example:1/v1/jobs/9"}) {
        auto const net = running(accepted(location), {state("finished")});
        auto const started = make_job_client(net).at<uploads>({}).try_start({});
        BOOST_REQUIRE(started.has_error());
        auto const& why = started.error();
        BOOST_TEST((why == descry::errc::unsafe_link), location);
        BOOST_TEST(why->maybe_done);
        BOOST_TEST(why->status == 202u);
        BOOST_TEST(why->explanation.find(location) != std::string::npos);
        BOOST_TEST(why->request_id == descry::find_header(net->requests()[0].headers, "Request-Id"));
        BOOST_TEST(net->requests().size() == 1u);
    }
}

BOOST_AUTO_TEST_CASE(without_a_location_are_reported_as_started_too)
{
    auto const net = answering({202, {}, {}});
    auto const started = make_job_client(net).at<uploads>({}).try_start({});
    BOOST_TEST((started.error() == descry::errc::unsafe_link));
    BOOST_TEST(started.error()->maybe_done);
    BOOST_TEST(net->requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(that_ended_at_once_have_no_status)
{
    for (unsigned const status : {200u, 201u, 204u}) {
        auto const net = answering({status, {}, {}});
        auto const api = make_job_client(net);
        auto const job = api.at<uploads>({}).start({});
        BOOST_TEST(!job.has_status());
        BOOST_TEST(!job.poll().state.has_value());
        BOOST_TEST(!job.wait(0s).state.has_value());
        BOOST_TEST(!job.async_wait(0s, asio::use_future).get().state.has_value());
        BOOST_TEST(net->requests().size() == 1u);
    }
}

BOOST_AUTO_TEST_CASE(that_the_service_refuses_are_not_started)
{
    auto const started = make_job_client(answering({400, {{"Location", "/jobs/9"}}, {}})).at<uploads>({}).try_start({});
    BOOST_TEST((started.error() == descry::errc::bad_request));
    BOOST_TEST(!started.error()->maybe_done);
}

BOOST_AUTO_TEST_CASE(say_where_they_were_started_without_what_may_be_a_signature)
{
    auto const api = make_job_client(answering(accepted("https://elsewhere.example/9?sig=secret")));
    auto const said = api.at<uploads>({}).try_start({}).error().message();
    BOOST_TEST(said.find("https://elsewhere.example/9") != std::string::npos);
    BOOST_TEST(said.find("secret") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(are_made_again_from_their_location)
{
    auto const net = running(accepted("/jobs/9"), {state("queued"), state("finished")});
    auto const location = make_job_client(net).at<uploads>({}).start({}).location();

    auto const later = running(accepted("/jobs/9"), {state("queued"), state("finished")});
    auto const api = make_job_client(later);
    BOOST_TEST(api.job<uploads>(location).with(at_once).wait(1h).state.value() == "finished");
    BOOST_TEST(later->requests()[0].target == "/v1/jobs/9");

    for (auto const* const wrong : {"", "https://elsewhere.example/v1/jobs/9"}) {
        auto const outcome = api.job<uploads>(wrong).try_poll();
        BOOST_TEST((outcome.error() == descry::errc::unsafe_link));
        BOOST_TEST(!outcome.error()->maybe_done);
    }
    BOOST_TEST(later->requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(that_do_not_end_in_time_can_be_waited_for_again)
{
    auto const net = running(accepted("/jobs/9"), {state("queued"), state("finished")});
    auto const api = make_job_client(net);
    auto const job = api.at<uploads>({}).start({});
    auto const early = job.try_wait(0s);
    BOOST_TEST((early.error() == descry::errc::deadline_exceeded));
    BOOST_TEST(!early.error()->maybe_done);
    BOOST_TEST((job.async_try_wait(0s, asio::use_future).get().error() == descry::errc::deadline_exceeded));
    // After the first status, the time does not suffice for the shortest pause.
    BOOST_TEST((job.with(descry::polling{2h, 2h}).try_wait(1h).error() == descry::errc::deadline_exceeded));
    BOOST_TEST(net->requests().size() == 2u);
    BOOST_TEST(job.wait(1h).state.value() == "finished");
}

BOOST_AUTO_TEST_CASE(are_not_asked_before_the_service_wants_to_be)
{
    auto first = accepted("/jobs/9");
    first.headers.push_back({"Retry-After", "7200"});
    auto const net = running(first, {state("finished")});
    auto const api = make_job_client(net);
    auto const job = api.at<uploads>({}).start({});
    BOOST_TEST((job.try_wait(1h).error() == descry::errc::deadline_exceeded));
    BOOST_TEST(net->requests().size() == 1u);
    BOOST_TEST(job.poll().state.value() == "finished");  // an explicit poll is always possible

    auto queued = state("queued");
    queued.headers.push_back({"Retry-After", "7200"});
    auto const slow = running(accepted("/jobs/9"), {queued, state("finished")});
    BOOST_TEST((make_job_client(slow).at<uploads>({}).start({}).with(at_once).try_wait(1h).error() ==
                descry::errc::deadline_exceeded));
    BOOST_TEST(slow->requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(survive_failures_that_pass)
{
    auto const net = running(accepted("/jobs/9"), {{503, {}, {}}, state("queued"), {503, {}, {}}, state("finished")});
    BOOST_TEST(make_job_client(net).at<uploads>({}).start({}).with(at_once).wait(1h).state.value() == "finished");
}

BOOST_AUTO_TEST_CASE(carry_what_their_start_carried_but_for_its_request_id)
{
    auto const net = running(accepted("/jobs/9"), {state("queued"), state("finished")});
    auto const api = make_job_client(net);
    auto const start = api.at<uploads>({}).with({.request_id = "my-id", .headers = {{"X-Locale", "de-DE"}}});
    start.start({}).with(at_once).wait(1h);
    auto const sent = net->requests();
    BOOST_TEST(descry::find_header(sent[0].headers, "Request-Id") == "my-id");
    for (std::size_t i = 1; i != 3; ++i) {
        BOOST_TEST(descry::find_header(sent[i].headers, "Request-Id") != "my-id");
        BOOST_TEST(descry::find_header(sent[i].headers, "X-Locale") == "de-DE");
    }
}

BOOST_AUTO_TEST_CASE(tell_an_observer_of_each_question)
{
    auto const seen = std::make_shared<counts>();
    auto const api =
        make_job_client(running(accepted("/jobs/9"), {state("queued"), state("finished")}), {.observer = seen});
    api.at<uploads>({}).start({}).with(at_once).wait(1h);
    BOOST_TEST(seen->begun == 3);
    BOOST_TEST(seen->succeeded_ones == 3);
    BOOST_TEST(seen->failed_ones == 0);
}

BOOST_AUTO_TEST_CASE(are_no_longer_waited_for_when_their_client_closes)
{
    std::promise<void> asked;
    auto const net = answering([&](descry::request const& in) {
        if (in.method != "GET") return accepted("/jobs/9");
        asked.set_value();
        return state("queued");
    });
    std::optional<descry::client> api(make_job_client(net));
    auto const job = api->at<uploads>({}).start({}).with(descry::polling{1h, 1h});
    auto outcome = std::async(std::launch::async, [&] { return job.try_wait(10h); });
    asked.get_future().wait();
    api.reset();
    BOOST_TEST((outcome.get().error() == descry::errc::canceled));

    std::promise<void> asked_again;
    auto const second = answering([&](descry::request const& in) {
        if (in.method != "GET") return accepted("/jobs/9");
        asked_again.set_value();
        return state("queued");
    });
    api.emplace(make_job_client(second));
    auto waiting = api->at<uploads>({}).start({}).with(descry::polling{1h, 1h}).async_try_wait(10h, asio::use_future);
    asked_again.get_future().wait();
    api.reset();
    BOOST_TEST((waiting.get().error() == descry::errc::canceled));
}

BOOST_AUTO_TEST_CASE(waiting_is_canceled_in_a_pause)
{
    asio::io_context context;
    asio::cancellation_signal signal;
    auto const seen = std::make_shared<counts>();
    auto const net = running(accepted("/jobs/9"), {state("queued"), state("finished")});
    auto const api = make_job_client(net, {.executor = context.get_executor(), .observer = seen});
    auto const job = api.at<uploads>({}).start({});
    std::optional<descry::result<upload_status>> outcome;
    job.with(descry::polling{1h, 1h})
        .async_try_wait(10h, asio::bind_cancellation_slot(signal.slot(), [&](descry::result<upload_status> given) {
                            outcome.emplace(std::move(given));
                        }));
    context.poll();
    BOOST_TEST(net->requests().size() == 2u);
    BOOST_TEST(!outcome.has_value());
    signal.emit(asio::cancellation_type::total);
    context.poll();
    BOOST_REQUIRE(outcome.has_value());
    BOOST_TEST((outcome->error() == descry::errc::canceled));
    BOOST_TEST(seen->begun == seen->succeeded_ones);
    BOOST_TEST(seen->failed_ones == 0);
    BOOST_TEST(job.wait(1h).state.value() == "finished");
}

BOOST_AUTO_TEST_CASE(of_a_change_end_when_the_resource_shows_it)
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

BOOST_AUTO_TEST_CASE(of_a_change_that_was_made_at_once_give_what_was_stored)
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

BOOST_AUTO_TEST_CASE(of_a_change_have_the_four_forms_and_a_state_now)
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

BOOST_AUTO_TEST_CASE(of_a_change_compare_what_it_wanted_and_nothing_else)
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

BOOST_AUTO_TEST_CASE(of_a_change_do_not_wait_for_what_is_never_shown)
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

BOOST_AUTO_TEST_CASE(of_a_change_that_cannot_be_compared_are_failures_at_once)
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

BOOST_AUTO_TEST_CASE(of_a_change_are_looked_for_with_its_query)
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

BOOST_AUTO_TEST_CASE(of_a_change_whose_answer_was_lost_are_found_out)
{
    std::vector<descry::result<descry::response>> then{descry::failure(descry::errc::connection_closed),
                                                       descry::response{412, {}, {}}, ok(std::string(bought_3))};
    auto const net = answering([then, next = std::size_t{0}](descry::request const&) mutable { return then[next++]; });
    auto const api = make_job_client(net);
    auto const job = api.at<subscriptions>({"7"}).start_patch(bought(2), bought(3));
    BOOST_TEST(!job.has_status());
    BOOST_TEST(job.poll().etag.value() == "e2");
}

BOOST_AUTO_TEST_CASE(are_asked_without_the_condition_of_their_start)
{
    auto const net = running(accepted("/jobs/9"), {state("queued"), state("finished")});
    auto const api = make_job_client(net);
    auto const start = api.at<uploads>({}).with({.headers = {{"If-Match", "\"x\""}, {"X-Own", "1"}}});
    start.start({}).with(at_once).wait(1h);
    auto const sent = net->requests();
    BOOST_TEST(descry::find_header(sent[0].headers, "If-Match") == "\"x\"");
    for (std::size_t i = 1; i != sent.size(); ++i) {
        BOOST_TEST(descry::find_header(sent[i].headers, "If-Match") == "");
        BOOST_TEST(descry::find_header(sent[i].headers, "X-Own") == "1");
    }
}

BOOST_AUTO_TEST_CASE(are_found_by_a_query_alone)
{
    auto const net = running(accepted("?operation=9"), {state("finished")});
    BOOST_TEST(make_job_client(net).at<uploads>({}).start({}).location() == "/v1/uploads?operation=9");
}

BOOST_AUTO_TEST_CASE(are_asked_less_and_less_often)
{
    auto const never = [](void const*) noexcept { return false; };
    descry::steady_time now{};
    descry::detail::job_watch watch({never}, {1s, 5s}, now, now + 1min);
    auto const pause = [&](std::optional<std::chrono::seconds> asked = {}) {
        watch.go_on(asked, now);
        auto const out = watch.next() - now;
        now = watch.next();
        return out;
    };
    BOOST_TEST((pause() == 1s));
    BOOST_TEST((pause() == 2s));
    BOOST_TEST((pause() == 4s));
    BOOST_TEST((pause() == 5s));
    BOOST_TEST((pause(20s) == 20s));  // as the service requests
    BOOST_TEST((pause(0s) == 1s));    // but never immediately
    BOOST_TEST((pause() == 5s));
    now = descry::steady_time(54s);
    BOOST_TEST((pause() == 3s));  // shortened, so that one more poll is in time
    BOOST_TEST(!watch.is_late(now));
    BOOST_TEST((pause() == 1500ms));
    BOOST_TEST((pause() == 1s));
    BOOST_TEST(!watch.is_late(now));
    pause();
    BOOST_TEST(watch.is_late(now));
}

BOOST_AUTO_TEST_CASE(are_polled_state_by_state)
{
    using descry::detail::poll_steps;
    using state = poll_steps::state;
    struct moment {
        std::chrono::seconds takes;                 // until the status was received
        std::optional<std::chrono::seconds> asked;  // requested by the service
        state leads_to;
        std::chrono::milliseconds pause;
        std::chrono::milliseconds patience;  // the time limit of the next poll
    };
    struct {
        char const* name;
        std::chrono::seconds first, until;  // of the job, relative to the start
        state begins_in;
        std::chrono::seconds patience;
        std::vector<moment> moments;
    } const courses[] = {
        {"pauses double",
         0s,
         1h,
         state::polling,
         20s,
         {{0s, {}, state::pausing, 1s, 20s}, {0s, {}, state::pausing, 2s, 20s}, {3s, {}, state::pausing, 4s, 20s}}},
        {"as the service asks",
         7s,
         1h,
         state::pausing,
         20s,
         {{0s, 20s, state::pausing, 20s, 20s}, {0s, 0s, state::pausing, 1s, 20s}}},
        {"the last poll has what is left",
         0s,
         30s,
         state::polling,
         20s,
         {{5s, 10s, state::pausing, 10s, 15s}, {0s, 10s, state::pausing, 10s, 5s}, {0s, 10s, state::late, 0s, 0s}}},
        {"the first poll has no more", 0s, 5s, state::polling, 5s, {{5s, {}, state::late, 0s, 0s}}},
        {"asked to come after the deadline", 0s, 30s, state::polling, 20s, {{0s, 30s, state::late, 0s, 0s}}},
        {"too late from the start", 0s, 0s, state::late, 20s, {}},
        {"the first poll would be too late", 9s, 9s, state::late, 20s, {}},
    };
    auto const never = [](void const*) noexcept { return false; };
    for (auto const& [name, first, until, begins_in, patience, moments] : courses) {
        descry::steady_time now{1h};
        poll_steps steps({{never}, {1s, 5s}, now + first, now + until}, now, now + 20s);
        BOOST_TEST((steps.now_in() == begins_in), name);
        if (begins_in == state::pausing) {
            BOOST_TEST((steps.resume_at() == now + first), name);
            now = steps.resume_at();
            BOOST_TEST((steps.waited() == state::polling), name);
        }
        if (begins_in != state::late) BOOST_TEST((steps.deadline() - now == patience), name);
        for (auto const& m : moments) {
            now += m.takes;
            BOOST_TEST((steps.not_ended(m.asked, now) == m.leads_to), name);
            if (m.leads_to == state::late) continue;
            BOOST_TEST((steps.resume_at() - now == m.pause), name);
            now = steps.resume_at();
            BOOST_TEST((steps.waited() == state::polling), name);
            BOOST_TEST((steps.deadline() - now == m.patience), name);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_result_is_read_within_the_time_of_a_poll_and_of_the_job)
{
    using descry::detail::poll_steps;
    struct {
        std::chrono::seconds ended, patience;
    } const cases[] = {{0s, 20s}, {5s, 20s}, {15s, 15s}, {30s, 0s}, {40s, 0s}};
    for (auto const& [ended, patience] : cases) {
        descry::steady_time const now{1h};
        poll_steps steps({{[](void const*) noexcept { return true; }}, {1s, 5s}, now, now + 30s}, now, now + 20s);
        BOOST_TEST((steps.read_result(now + ended) == poll_steps::state::reading));
        BOOST_TEST((steps.deadline() == now + ended + patience));
    }
}

BOOST_AUTO_TEST_CASE(a_status_is_the_last_one_by_its_type_or_by_what_was_wanted)
{
    using descry::detail::poll_steps;
    auto const finished = [](void const* status) noexcept {
        return is_final(*static_cast<upload_status const*>(status));
    };
    descry::steady_time const now{};
    auto const polls = [&](descry::detail::job_end end) {
        return poll_steps({std::move(end), {1s, 5s}, now, now + 1min}, now, now + 1s);
    };
    upload_status status{"running", {}};
    BOOST_TEST(!polls({finished}).compares());
    BOOST_TEST(!polls({finished}).is_last(&status, {}, {}, {}).value());
    status.state = "failed";
    BOOST_TEST(polls({finished}).is_last(&status, {}, {}, {}).value());

    auto const* const type = descry::operation_for<subscriptions, descry::verb_kind::get>().response;
    auto const change = polls({nullptr, R"({"bought":{"quantity":3},"etag":"e1"})", "e1"});
    BOOST_TEST(change.compares());
    BOOST_TEST(change.is_last(nullptr, {bought_3, type}, "e2", {}).value());
    BOOST_TEST(!change.is_last(nullptr, {R"({"bought":{"quantity":2},"etag":"e2"})", type}, "e2", {}).value());
    BOOST_TEST(change.is_last(nullptr, {"<html>", type}, "e2", {}).has_error());
}

BOOST_AUTO_TEST_CASE(each_response_to_a_poll_leads_to_a_step)
{
    using descry::detail::call_steps;
    using next = call_steps::next;
    struct {
        char const* name;
        descry::response in;
        next leads_to;
        std::chrono::seconds pause;
        descry::errc code;
    } const cases[] = {
        {"a status", state("running"), next::wait, 1s, {}},
        {"a status with Retry-After", {200, {{"Retry-After", "9"}}, R"({"state":"running"})"}, next::wait, 9s, {}},
        {"202 without a status", {202, {{"Retry-After", "7"}}, {}}, next::wait, 7s, {}},
        {"202 that asks for nothing", {202, {}, {}}, next::wait, 1s, {}},
        {"202 with a status", {202, {}, R"({"state":"running"})"}, next::wait, 1s, {}},
        {"204 that is not ready", {204, {{"Retry-After", "3"}}, {}}, next::wait, 3s, {}},
        {"the last status", state("finished"), next::done, 0s, {}},
        {"a retry", {503, {{"Retry-After", "2"}}, {}}, next::wait, 2s, {}},
        {"a refusal", {404, {}, {}}, next::done, 0s, descry::errc::not_found},
        {"no time for another status",
         {202, {{"Retry-After", "60"}}, {}},
         next::done,
         0s,
         descry::errc::deadline_exceeded},
    };
    for (auto const& [name, in, leads_to, pause, code] : cases) {
        fake_time time;
        document_key const key{"9"};
        descry::call_options const options;
        auto const finished = [](void const* status) noexcept {
            return is_final(*static_cast<upload_status const*>(status));
        };
        descry::detail::job_watch const watch(descry::detail::job_end{finished}, descry::polling{1s, 5s}, time.now + 4s,
                                              time.now + 60s);
        upload_status status;
        auto call = descry::detail::prepare_call(time.shared.context,
                                                 {.op = descry::operation_for<upload_jobs, descry::verb_kind::get>(),
                                                  .key = &key,
                                                  .model = nullptr,
                                                  .options = options,
                                                  .watch = &watch});
        call_steps steps(time.shared, std::move(*call), nullptr, {.model = &status}, time.now + 20s);
        BOOST_TEST((steps.start() == next::wait && steps.resume_at() == time.now + 4s), name);
        time.now = steps.resume_at();
        BOOST_TEST((steps.waited() == next::token), name);
        BOOST_TEST((steps.deadline() == time.now + 20s), name);
        BOOST_TEST((steps.got_token(std::string()) == next::send), name);
        auto const id = descry::find_header(steps.message().headers, "Request-Id");
        std::string const first(id);
        BOOST_TEST((steps.got_response(in) == leads_to), name);
        if (leads_to == next::wait) {
            BOOST_TEST((steps.resume_at() - time.now == pause), name);
            time.now = steps.resume_at();
            BOOST_TEST((steps.waited() == next::token), name);
            BOOST_TEST((descry::find_header(steps.message().headers, "Request-Id") == first) == (in.status == 503),
                       name);
            BOOST_TEST((steps.stop(descry::errc::canceled) == next::done), name);
            BOOST_TEST((steps.outcome().error() == descry::errc::canceled), name);
        } else {
            BOOST_TEST((steps.outcome() ? code == descry::errc() : steps.outcome().error() == code), name);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_deadline_ends_the_wait_for_a_token_that_another_asked_for)
{
    std::promise<void> asked, answer;
    auto const to = answering([&, answered = answer.get_future().share()](descry::request const&) {
        asked.set_value();
        answered.wait();
        return descry::response{400, {}, {}};
    });
    auto const api = make_job_client(to, {.credentials = descry::oauth2_grant{"https://login.example", "/token"}});
    auto const job = api.job<uploads>("/v1/jobs/7");
    auto patient = job.async_try_wait(1h, asio::use_future);
    asked.get_future().wait();
    BOOST_TEST((job.async_try_wait(5ms, asio::use_future).get().error() == descry::errc::deadline_exceeded));
    answer.set_value();
    BOOST_TEST((patient.get().error() == descry::errc::token_refused));
}

BOOST_AUTO_TEST_CASE(deadlines_are_times_or_moments)
{
    auto const now = std::chrono::steady_clock::now();
    BOOST_TEST((descry::deadline(now).at() == now));
    BOOST_TEST((descry::deadline(1h).at() >= now + 1h));
    BOOST_TEST((descry::deadline(-1h).at() >= now));
    BOOST_TEST((descry::deadline(std::chrono::hours::max()).at() == descry::steady_time::max()));
    BOOST_TEST((descry::deadline(std::chrono::hours::min()).at() >= now));
    BOOST_TEST((descry::deadline(std::chrono::nanoseconds::max()).at() == descry::steady_time::max()));
}

BOOST_AUTO_TEST_CASE(what_starts_a_job_may_have_a_query)
{
    auto const net = answering(accepted("/jobs/9"));
    auto const api = make_job_client(net);
    auto const target = [&] { return net->requests().back().target; };
    auto const made = api.at<queried_uploads>({});
    BOOST_TEST(made.start({}, {.overwrite = true}).location() == "/v1/jobs/9");
    BOOST_TEST(target() == "/v1/uploads?overwrite=true");
    BOOST_TEST(made.async_try_start({}, {.overwrite = false}, asio::use_future).get().has_value());
    BOOST_TEST(target() == "/v1/uploads?overwrite=false");
    BOOST_TEST(made.async_start(document{}, asio::use_future).get().has_status());
    BOOST_TEST(target() == "/v1/uploads");

    auto const registered = api.at<queried_registration>({"7"});
    BOOST_TEST(registered.try_start({.overwrite = true}).has_value());
    BOOST_TEST(target() == "/v1/documents/7/registration?overwrite=true");
    BOOST_TEST(registered.async_start({.overwrite = false}, asio::use_future).get().has_status());
    BOOST_TEST(target() == "/v1/documents/7/registration?overwrite=false");
    BOOST_TEST(registered.async_try_start(asio::use_future).get().has_value());
    BOOST_TEST(target() == "/v1/documents/7/registration");
}

BOOST_AUTO_TEST_CASE(the_place_of_a_status_may_have_a_header_of_its_own)
{
    auto const net = answering([](descry::request const& asked) {
        if (asked.method == "GET") return state("finished");
        return descry::response{201, {{"Location", "/v1/uploads/1"}, {"Azure-AsyncOperation", "/v1/jobs/9"}}, "{}"};
    });
    auto const api = make_job_client(net);
    auto const job = api.at<uploads>({}).start({});
    BOOST_TEST(job.location() == "/v1/jobs/9");
    BOOST_TEST(job.poll().state.value() == "finished");
}

BOOST_AUTO_TEST_CASE(a_status_that_is_not_there_yet_is_waited_for)
{
    int polls = 0;
    auto const net = answering([&](descry::request const& asked) {
        if (asked.method != "GET") return accepted("/jobs/9");
        if (++polls < 3) return descry::response{202, {}, {}};
        return polls < 10 ? descry::response{204, {{"Retry-After", "0"}}, {}} : state("finished");
    });
    auto const api = make_job_client(net);
    BOOST_TEST(api.at<uploads>({}).start({}).with(at_once).wait(1h).state.value() == "finished");
    BOOST_TEST(polls == 10);
}

namespace {

struct machine {
    std::optional<std::string> name{}, state{};
};
BOOST_DESCRIBE_STRUCT(machine, (), (name, state))
struct version_query {
    std::string version = "2";
};
BOOST_DESCRIBE_STRUCT(version_query, (), (version))

bool has_finished(upload_status const& status) { return status.state == "finished"; }

// As Azure Resource Manager has them: `Location` is the place of the result.
template <class Verb>
using monitored = descry::result_at_location<
    descry::starts<descry::with_query<Verb, version_query>, upload_jobs, is_final, has_finished>>;
struct machines : descry::resource<machine, document_key, "/v1/machines/{id}",
                                   descry::with_query<descry::get, version_query>, monitored<descry::put<>>> {};
struct patched_machines : descry::resource<machine, document_key, "/v1/machines/{id}", monitored<descry::patch<>>> {};
struct removed_machines : descry::resource<machine, document_key, "/v1/machines/{id}", monitored<descry::remove<>>> {};
struct changed_machines
    : descry::resource<machine, document_key, "/v1/machines/{id}", descry::with_query<descry::get, version_query>,
                       monitored<descry::or_create<descry::put<>>>, monitored<descry::remove<>>,
                       monitored<descry::patch<>>> {};
struct cloned_machines : descry::resource<descry::nothing, document_key, "/v1/machines/{id}/clone",
                                          monitored<descry::action<descry::nothing, machine>>> {};
// Without a status.
struct plain_removals : descry::resource<machine, document_key, "/v1/machines/{id}", descry::starts<descry::remove<>>> {
};
struct plain_machines : descry::resource<machine, document_key, "/v1/machines/{id}", descry::starts<descry::put<>>> {};
// As Google has them: the first response is a status with its own name.
struct operation_state {
    std::optional<std::string> name{};
    std::optional<bool> done{};
};
BOOST_DESCRIBE_STRUCT(operation_state, (), (name, done))
struct operations : descry::resource<operation_state, document_key, "/v1/operations/{id}", descry::get> {};
bool is_done(operation_state const& status) { return status.done == true; }
struct named_jobs
    : descry::resource<machine, descry::nothing, "/v1/machines",
                       descry::status_in<descry::starts<descry::create<machine, operation_state>, operations, is_done>,
                                         &operation_state::name>> {};

descry::response with_fields(unsigned status, std::vector<descry::header> fields, std::string body = "")
{
    return {status, std::move(fields), std::move(body)};
}

// What a job tells its caller: its result, or the failure.
template <class Job>
std::string told_by(Job const& job)
{
    auto const waiting = job.with(at_once);
    auto const said = [](auto const& out) -> std::string {
        if (!out) return out.error().code().message();
        if constexpr (std::is_same_v<std::decay_t<decltype(out)>, descry::result<void>>)
            return "ended";
        else
            return out->state.value_or("-");
    };
    auto const blocking = said(waiting.try_finish(1h));
    BOOST_TEST(said(waiting.async_try_finish(1h, asio::use_future).get()) == blocking);
    return blocking;
}

}  // namespace

BOOST_AUTO_TEST_CASE(end_with_their_result_however_the_service_runs_them)
{
    auto const monitor = [](char const* field) { return descry::header{field, "/jobs/9?version=2"}; };
    descry::header const there{"Location", "https://documents.example/v1/results/9?version=2"};
    auto const running_status = state("running"), done = state("finished");
    auto const made = ok(R"({"name":"m","state":"made"})");
    descry::response const accepted_again{202, {there}, {}}, nothing_left{204, {}, {}};
    descry::response const elsewhere{303, {{"Location", "/others/8"}}, {}};
    std::string const other = "/v1/others/8", own = "/v1/machines/7?version=2", status = "/v1/jobs/9?version=2",
                      result = "/v1/results/9?version=2";
    auto const put = [](descry::client const& api) { return told_by(api.at<machines>({"7"}).start({"m", {}})); };
    auto const patch = [](descry::client const& api) {
        return told_by(api.at<patched_machines>({"7"}).start({"m", {}}));
    };
    auto const remove = [](descry::client const& api) { return told_by(api.at<removed_machines>({"7"}).start()); };
    auto const clone = [](descry::client const& api) { return told_by(api.at<cloned_machines>({"7"}).start()); };
    auto const plain = [](descry::client const& api) { return told_by(api.at<plain_removals>({"7"}).start()); };
    auto const plain_put = [](descry::client const& api) {
        return told_by(api.at<plain_machines>({"7"}).start({"m", {}}));
    };
    struct {
        char const* name;
        std::string (*told)(descry::client const&);
        descry::response start;
        std::vector<descry::response> then;  // for each of two waits
        std::vector<std::string> targets;
        std::string outcome;
    } const cases[] = {
        {"PUT with a monitor, then the resource",
         put,
         with_fields(201, {monitor("Azure-AsyncOperation")}, R"({"state":"creating"})"),
         {running_status, done, made},
         {status, status, own},
         "made"},
        {"PUT with both fields is read at its own place",
         put,
         with_fields(202, {monitor("Operation-Location"), there}),
         {done, made},
         {status, own},
         "made"},
        {"PUT with Location", put, with_fields(202, {there}), {accepted_again, made}, {result, result}, "made"},
        {"PUT with Location that ends in 201",
         put,
         with_fields(202, {there}),
         {with_fields(201, {}, R"({"state":"made"})")},
         {result},
         "made"},
        {"PUT with Location that ends in 204",
         put,
         with_fields(202, {there}),
         {nothing_left, made},
         {result, own},
         "made"},
        {"PUT at once", put, ok(R"({"state":"made"})"), {}, {}, "made"},
        {"PUT at once, created", put, with_fields(201, {}, R"({"state":"made"})"), {}, {}, "made"},
        {"PUT without a status",
         plain_put,
         with_fields(202, {there}),
         {accepted_again, made},
         {result, result},
         "made"},
        {"PATCH with a monitor",
         patch,
         with_fields(202, {monitor("Azure-AsyncOperation")}),
         {done, made},
         {status, own},
         "made"},
        {"PATCH with Location and a body of 202",
         patch,
         with_fields(202, {there}, R"({"state":"x"})"),
         {with_fields(202, {}, R"({"state":"y"})"), made},
         {result, result},
         "made"},
        {"DELETE with Location",
         remove,
         with_fields(202, {there}),
         {accepted_again, nothing_left},
         {result, result},
         "ended"},
        {"DELETE with Location that ends in 200", remove, with_fields(202, {there}), {ok("")}, {result}, "ended"},
        {"DELETE with both",
         remove,
         with_fields(202, {monitor("Azure-AsyncOperation"), there}),
         {running_status, done},
         {status, status},
         "ended"},
        {"DELETE whose monitor ends in 204",
         remove,
         with_fields(202, {monitor("Azure-AsyncOperation")}),
         {nothing_left},
         {status},
         "ended"},
        {"DELETE at once", remove, nothing_left, {}, {}, "ended"},
        {"DELETE without a status",
         plain,
         with_fields(202, {there}),
         {accepted_again, nothing_left},
         {result, result},
         "ended"},
        {"POST with both",
         clone,
         with_fields(202, {monitor("Azure-AsyncOperation"), there}),
         {running_status, done, made},
         {status, status, result},
         "made"},
        {"POST with Location", clone, with_fields(202, {there}), {accepted_again, made}, {result, result}, "made"},
        {"POST without the place of its result",
         clone,
         with_fields(202, {monitor("Azure-AsyncOperation")}, R"({"state":"first"})"),
         {done},
         {status},
         "first"},
        {"POST with no result at all",
         clone,
         with_fields(202, {monitor("Azure-AsyncOperation")}),
         {done},
         {status},
         make_error_code(descry::errc::unsafe_link).message()},
        {"POST that ends without content, after a first response",
         clone,
         with_fields(202, {there}, R"({"state":"first"})"),
         {nothing_left},
         {result},
         "first"},
        {"POST whose Location leads to the result",
         clone,
         with_fields(202, {there}),
         {accepted_again, elsewhere, made},
         {result, result, other},
         "made"},
        {"POST whose monitor leads to the result",
         clone,
         with_fields(202, {monitor("Azure-AsyncOperation")}, R"({"state":"first"})"),
         {running_status, elsewhere, made},
         {status, status, other},
         "made"},
        {"PUT whose Location leads to the result",
         put,
         with_fields(202, {there}),
         {elsewhere, made},
         {result, other},
         "made"},
        {"DELETE whose Location leads elsewhere", remove, with_fields(202, {there}), {elsewhere}, {result}, "ended"},
        {"a result elsewhere that is not there",
         clone,
         with_fields(202, {there}),
         {elsewhere, {404, {}, {}}},
         {result, other},
         make_error_code(descry::errc::not_found).message()},
        {"a result at a foreign place",
         clone,
         with_fields(202, {there}),
         {{303, {{"Location", "https://foreign.example/8"}}, {}}},
         {result},
         make_error_code(descry::errc::unsafe_link).message()},
        {"a job that failed",
         put,
         with_fields(201, {monitor("Azure-AsyncOperation")}),
         {running_status, state("failed")},
         {status, status},
         make_error_code(descry::errc::job_failed).message()},
        {"a job that failed where its result would be",
         clone,
         with_fields(202, {there}),
         {accepted_again, {409, {}, {}}},
         {result, result},
         make_error_code(descry::errc::state_conflict).message()},
    };
    for (auto const& [name, told, start, then, targets, outcome] : cases) BOOST_TEST_CONTEXT(name)
        {
            auto twice = then;
            twice.insert(twice.end(), then.begin(), then.end());
            if (twice.empty()) twice.push_back({500, {}, {}});
            auto const net = running(start, twice);
            BOOST_TEST(told(make_job_client(net)) == outcome);
            std::vector<std::string> polled;
            auto const sent = net->requests();
            for (auto i = sent.begin() + 1; i != sent.end(); ++i) polled.push_back(i->target);
            auto both = targets;
            both.insert(both.end(), targets.begin(), targets.end());
            BOOST_TEST(polled == both, boost::test_tools::per_element());
        }
}

BOOST_AUTO_TEST_CASE(are_polled_once_whatever_the_form_of_their_status)
{
    using fields = std::vector<descry::header>;
    descry::response const elsewhere{303, {{"Location", "/others/8"}}, {}}, ended{204, {}, {}}, running_on{202, {}, {}},
        soon{204, {{"Retry-After", "9"}}, {}}, failed{500, {}, {}};
    auto const is_ready = [](auto const& job) {
        auto const blocking = job.try_poll();
        auto const async = job.async_try_poll(asio::use_future).get();
        BOOST_TEST(blocking.has_value() == async.has_value());
        if (!blocking) BOOST_TEST((blocking.error() == descry::errc::not_ready));
        return blocking.has_value();
    };
    for (auto const& [in, ends] :
         {std::pair(elsewhere, true), {ended, true}, {state("made"), true}, {running_on, false}}) {
        auto const net = running({202, {{"Location", "/results/9"}}, {}}, {in});
        auto const api = make_job_client(net, {.retry = {.max_attempts = 1}});
        BOOST_TEST(is_ready(api.at<cloned_machines>({"7"}).start()) == ends, in.status);
        BOOST_TEST(is_ready(api.at<plain_removals>({"7"}).start()) == ends, in.status);
        BOOST_TEST(net->requests().back().target == "/v1/results/9");
    }
    for (auto const& [in, ends] : {std::pair(elsewhere, true), {ended, true}, {running_on, false}, {soon, false}}) {
        auto const net = running({202, fields{{"Operation-Location", "/jobs/9"}}, {}}, {in});
        auto const api = make_job_client(net);
        auto const job = api.at<machines>({"7"}).start({"m", {}});
        BOOST_TEST(is_ready(job) == ends, in.status);
        if (ends) BOOST_TEST(!job.poll().state.has_value());
    }
    auto const broken =
        make_job_client(running({202, {{"Location", "/results/9"}}, {}}, {failed}), {.retry = {.max_attempts = 1}});
    BOOST_TEST((broken.at<plain_removals>({"7"}).start().try_poll().error() == descry::errc::server_error));
}

namespace {

struct versioned {
    std::optional<std::string> state{};
    std::optional<int> version{};
};
BOOST_DESCRIBE_STRUCT(versioned, (), (state, version))
// Without `get`: the resource is the target of the change.
template <class Verb>
using versioned_start = descry::starts<descry::with_query<Verb, version_query>, upload_jobs, is_final, has_finished>;
struct versioned_machines
    : descry::resource<versioned, document_key, "/v1/machines/{id}",
                       versioned_start<descry::put<descry::if_match_in_query<"v", &versioned::version>>>> {};
struct plain_versioned
    : descry::resource<versioned, document_key, "/v1/machines/{id}",
                       descry::starts<descry::put<descry::if_match_in_query<"v", &versioned::version>>, upload_jobs,
                                      is_final, has_finished>> {};

}  // namespace

BOOST_AUTO_TEST_CASE(read_their_result_without_the_condition_of_the_change)
{
    auto const check = [](auto const& at_resource, network const& net, std::string const& change,
                          std::string const& own) {
        auto const job = at_resource.start({"old", 7});
        BOOST_TEST(job.result_location() == own);
        BOOST_TEST(job.with(at_once).finish(1h).state.value() == "made");
        auto const sent = net->requests();
        BOOST_REQUIRE(sent.size() == 3u);
        BOOST_TEST(sent[0].target == change);
        BOOST_TEST(sent[2].target == own);
    };
    descry::response const start{202, {{"Operation-Location", "/jobs/9"}}, {}};
    auto const net = running(start, {state("finished"), state("made")});
    check(make_job_client(net).at<versioned_machines>({"7"}), net, "/v1/machines/7?version=2&v=7",
          "/v1/machines/7?version=2");
    auto const plain = running(start, {state("finished"), state("made")});
    check(make_job_client(plain).at<plain_versioned>({"7"}), plain, "/v1/machines/7?v=7", "/v1/machines/7");
}

BOOST_AUTO_TEST_CASE(are_polled_by_the_status_that_a_response_means)
{
    static int asked = 0;  // in a row
    static constexpr auto status_of = [](descry::failure_details const& got) -> unsigned {
        ++asked;
        if (got.body.find("pending") != got.body.npos) return 202;
        auto const meant = std::find_if(got.headers.begin(), got.headers.end(),
                                        [](descry::header const& h) { return h.name == "X-Status"; });
        return meant == got.headers.end() ? got.status : static_cast<unsigned>(std::stoi(meant->value));
    };
    static descry::service const api{.link_prefix = "/v1", .status_of = status_of};
    struct seen final : descry::observer {
        std::vector<unsigned> statuses;
        void received(descry::call_event const& e) override { statuses.push_back(e.status); }
    };
    auto const monitored_job = [](descry::client const& c) { return told_by(c.at<cloned_machines>({"7"}).start()); };
    auto const job_with_status = [](descry::client const& c) {
        return told_by(c.at<machines>({"7"}).start({"m", {}}));
    };
    descry::response const by_location{202, {{"Location", "/results/9"}}, {}};
    descry::response const by_status{202, {{"Operation-Location", "/jobs/9"}}, {}};
    auto const means = [](unsigned status, std::string body = {}) {
        return descry::response{200, {{"X-Status", std::to_string(status)}}, std::move(body)};
    };
    auto const made = state("made");
    descry::response const elsewhere{200, {{"X-Status", "303"}, {"Location", "/others/8"}}, {}};
    descry::response const pending{200, {}, R"({"pending":true})"};
    std::string const fault = make_error_code(descry::errc::server_error).message();
    struct {
        char const* name;
        std::string (*told)(descry::client const&);
        descry::response start;
        std::vector<descry::response> then;  // for each of two waits
        std::vector<unsigned> statuses;
        std::string outcome;
    } const cases[] = {
        {"a monitor that failed", monitored_job, by_location, {means(500)}, {500}, fault},
        {"a status that failed", job_with_status, by_status, {means(500)}, {500}, fault},
        {"a status that is not allowed",
         job_with_status,
         by_status,
         {means(403)},
         {403},
         make_error_code(descry::errc::forbidden).message()},
        {"a monitor that is pending", monitored_job, by_location, {pending, made}, {202, 200}, "made"},
        {"a monitor that leads elsewhere", monitored_job, by_location, {elsewhere, made}, {303, 200}, "made"},
        {"a status that leads elsewhere", job_with_status, by_status, {elsewhere, made}, {303, 200}, "made"},
        {"a monitor of another status without content",
         monitored_job,
         by_location,
         {means(202), made},
         {202, 200},
         "made"},
        {"a start that is accepted",
         monitored_job,
         {200, {{"X-Status", "202"}, {"Location", "/results/9"}}, {}},
         {means(202), made},
         {202, 200},
         "made"},
    };
    for (auto const& [name, told, start, then, statuses, outcome] : cases) BOOST_TEST_CONTEXT(name)
        {
            auto twice = then;
            twice.insert(twice.end(), then.begin(), then.end());
            auto const net = running(start, twice);
            auto const observed = std::make_shared<seen>();
            asked = 0;
            descry::client const client({.base_url = "https://documents.example",
                                         .retry = {.max_attempts = 1},
                                         .custom_transport = net,
                                         .observer = observed},
                                        api);
            BOOST_TEST(told(client) == outcome);
            auto expected = statuses;
            expected.insert(expected.begin(), 202);
            expected.insert(expected.end(), statuses.begin(), statuses.end());
            BOOST_TEST(observed->statuses == expected, boost::test_tools::per_element());
            BOOST_TEST(asked == static_cast<int>(net->requests().size()));
        }
}

BOOST_AUTO_TEST_CASE(keep_the_body_of_their_first_response)
{
    descry::header const monitor{"Azure-AsyncOperation", "/jobs/9"};
    for (auto const& start : {with_fields(202, {monitor}, R"({"state":"creating"})"),
                              with_fields(201, {monitor}, R"({"state":"creating"})"), ok(R"({"state":"creating"})")}) {
        auto const api = make_job_client(running(start, {state("finished")}));
        auto const job = api.at<machines>({"7"}).start({"m", {}});
        BOOST_TEST(job.first().state.value() == "creating");
        BOOST_TEST(job.with(at_once).try_first().value()->state.value() == "creating");
        BOOST_TEST(api.at<machines>({"7"}).async_start({"m", {}}, asio::use_future).get().first().state.value() ==
                   "creating");
    }
    // A first response without a body, or with another one, is no failure of the job.
    for (auto const* const body : {"", "accepted", R"({"state":[]})"}) {
        auto const api = make_job_client(running(with_fields(202, {monitor}, body), {state("finished")}));
        auto const job = api.at<machines>({"7"}).start({"m", {}});
        BOOST_TEST(job.try_first().has_error());
        BOOST_TEST(job.try_first().error()->status == 202u);
        BOOST_CHECK_THROW(job.first(), descry::call_error);
        BOOST_TEST(job.with(at_once).wait(1h).state.value() == "finished");
    }
    // What was put at once is stored, as for every PUT.
    auto const api = make_job_client(answering({204, {}, {}}));
    BOOST_TEST(api.at<machines>({"7"}).start({"m", {}}).first().name.value() == "m");
}

BOOST_AUTO_TEST_CASE(are_found_in_the_body_of_their_first_response)
{
    auto const net = running(ok(R"({"name":"operations/9"})"), {ok("{}"), ok(R"({"done":true})")});
    auto const api = make_job_client(net);
    auto const job = api.at<named_jobs>({}).start({});
    BOOST_TEST(job.first().name.value() == "operations/9");
    BOOST_TEST(job.location() == "/v1/operations/9");
    BOOST_TEST(!job.poll().done.has_value());
    BOOST_TEST(job.with(at_once).wait(1h).done.value());
    BOOST_TEST(net->requests().back().target == "/v1/operations/9");
    auto const at_end = make_job_client(running(ok(R"({"done":true})"), {})).at<named_jobs>({}).start({});
    BOOST_TEST(!at_end.has_status());
    BOOST_TEST(at_end.first().done.value());
}

BOOST_AUTO_TEST_CASE(end_without_a_status_if_the_response_has_no_content)
{
    for (unsigned const status : {200u, 201u, 204u}) {
        auto const api = make_job_client(running(accepted("/jobs/9"), {state("queued"), {status, {}, {}}}));
        BOOST_TEST(!api.at<uploads>({}).start({}).with(at_once).wait(1h).state.has_value());
    }
    // The code alone tells the end, if the location is that of the result.
    auto const net = running(accepted("/results/9"), {{202, {}, "{}"}, ok(R"({"state":"made"})")});
    auto const api = make_job_client(net);
    auto const job = api.at<machines>({"7"}).start({"m", {}});
    BOOST_TEST(!job.with(at_once).wait(1h).state.has_value());
    BOOST_TEST(net->requests().size() == 3u);
}

BOOST_AUTO_TEST_CASE(that_failed_say_why)
{
    auto const api = make_job_client(running(with_fields(202, {{"Azure-AsyncOperation", "/jobs/9"}}),
                                             {ok(R"({"state":"failed","error":"The disk is full."})")}));
    auto const why = api.at<removed_machines>({"7"}).start().with(at_once).try_finish(1h).error();
    BOOST_TEST((why == descry::errc::job_failed));
    BOOST_TEST(why->status == 200u);
    BOOST_TEST(why->body == R"({"state":"failed","error":"The disk is full."})");
    BOOST_TEST(why->description == "The disk is full.");
    BOOST_CHECK_THROW(api.at<removed_machines>({"7"}).start().with(at_once).finish(1h), descry::call_error);
    BOOST_CHECK_THROW(api.at<removed_machines>({"7"}).start().with(at_once).async_finish(1h, asio::use_future).get(),
                      descry::call_error);
}

BOOST_AUTO_TEST_CASE(may_be_of_several_verbs_of_one_resource)
{
    auto const net = answering([](descry::request const& sent) {
        if (sent.method == "GET") return sent.target.find("/jobs") == 3 ? state("finished") : ok(R"({"state":"made"})");
        return with_fields(202, {{"Operation-Location", "/jobs/9"}});
    });
    auto const api = make_job_client(net);
    auto const at = api.at<changed_machines>({"7"});
    BOOST_TEST(told_by(at.start({"m", {}})) == "made");
    BOOST_TEST(told_by(at.start()) == "ended");
    BOOST_TEST(told_by(at.async_try_start({"m", {}}, asio::use_future).get().value()) == "made");
    BOOST_TEST(told_by(at.async_start(asio::use_future).get()) == "ended");
    BOOST_TEST(told_by(at.by<monitored<descry::patch<>>>().start({"m", {}})) == "made");
    BOOST_TEST(told_by(at.by<monitored<descry::remove<>>>().start()) == "ended");
    std::string methods;
    for (auto const& each : net->requests())
        if (each.method != "GET") methods += each.method + ' ';
    BOOST_TEST(methods == "PUT DELETE PUT DELETE PATCH DELETE ");
    auto const starts_without_request = [](auto const& it) { return requires { it.start(); }; };
    BOOST_TEST(starts_without_request(at));
    BOOST_TEST(!starts_without_request(at.by<monitored<descry::patch<>>>()));  // and not another verb
    BOOST_TEST(!starts_without_request(
        at.by<monitored<descry::patch<>>>().by<descry::with_query<descry::get, version_query>>()));
    auto const kept = at.start();
    BOOST_TEST(told_by(api.job<changed_machines, monitored<descry::remove<>>>(kept.location())) == "ended");
    BOOST_TEST(told_by(api.job<changed_machines>(kept.location(), "/v1/machines/7")) == "made");
}

// A retry of a PUT without a condition could revert what others changed after the job.
BOOST_AUTO_TEST_CASE(are_not_started_again_without_a_condition)
{
    for (bool const creates : {true, false}) {
        int starts = 0;
        auto const net = answering([&](descry::request const&) -> descry::result<descry::response> {
            ++starts;
            return descry::failure(descry::errc::connection_closed);
        });
        descry::client const api({.base_url = "https://documents.example",
                                  .retry = {.base_delay = std::chrono::milliseconds(0)},
                                  .custom_transport = net});
        auto const why = creates ? api.at<changed_machines>({"7"}).try_start({"m", {}}).error()
                                 : api.at<plain_machines>({"7"}).try_start({"m", {}}).error();
        BOOST_TEST(why->maybe_done);
        BOOST_TEST(starts == 1);
    }
}

BOOST_AUTO_TEST_CASE(are_finished_after_a_restart)
{
    auto const put = with_fields(202, {{"Azure-AsyncOperation", "/jobs/9"}});
    auto const first = make_job_client(answering(put)).at<machines>({"7"}).start({"m", {}});
    BOOST_TEST(first.result_location() == "/v1/machines/7?version=2");
    auto const net = running(put, {state("finished"), ok(R"({"state":"made"})")});
    auto const api = make_job_client(net);
    BOOST_TEST(api.job<machines>(first.location(), first.result_location()).with(at_once).finish(1h).state.value() ==
               "made");

    BOOST_TEST(api.job<machines>("/v1/jobs/9").try_first().has_error());

    auto const by_location = make_job_client(answering(accepted("/results/9"))).at<cloned_machines>({"7"}).start();
    BOOST_TEST(by_location.result_location() == by_location.location());
    auto const later = make_job_client(answering(ok(R"({"state":"made"})")));
    auto const job = later.job<cloned_machines>(by_location.location(), by_location.result_location());
    BOOST_TEST(job.finish(1h).state.value() == "made");
}

BOOST_AUTO_TEST_CASE(at_another_origin_are_polled_without_anything_of_the_client)
{
    descry::client_options options{.credentials = descry::bearer_token{.text = "secret-token"},
                                   .headers = {{"X-Api-Key", "secret-key"}, {"Cookie", "secret=1"}},
                                   .job_origins = {"https://Monitor.example:443/"}};
    for (auto const* const location : {"https://monitor.example/jobs/9?sig=1", "//monitor.example/jobs/9?sig=1"}) {
        auto const net = running(accepted(location), {state("running"), state("finished")});
        auto const api = make_job_client(net, options);
        auto const job =
            api.at<uploads>({}).with({.correlation_id = "secret-id", .headers = {{"X-Own", "secret"}}}).start({});
        BOOST_TEST(job.location() == "https://Monitor.example:443/jobs/9?sig=1");
        BOOST_TEST(job.with(at_once).wait(1h).state.value() == "finished");
        BOOST_TEST(api.job<uploads>(job.location()).async_poll(asio::use_future).get().state.value() == "finished");
        auto const sent = net->requests();
        BOOST_REQUIRE(sent.size() == 4u);
        BOOST_TEST(descry::find_header(sent[0].headers, "Authorization") == "Bearer secret-token");
        for (std::size_t i = 1; i != sent.size(); ++i) {
            BOOST_TEST(sent[i].base_url == "https://Monitor.example:443");
            BOOST_TEST(sent[i].target == "/jobs/9?sig=1");
            for (auto const& h : sent[i].headers) BOOST_TEST((h.name == "Accept" || h.name == "User-Agent"), h.name);
        }
    }
    // 401 of another origin neither reveals nor replaces the token.
    auto const refusing = running(accepted("https://monitor.example/jobs/9"), {{401, {}, {}}});
    BOOST_TEST((make_job_client(refusing, options).at<uploads>({}).start({}).try_poll().error() ==
                descry::errc::unauthorized));
    BOOST_TEST(refusing->requests().size() == 2u);
    // The result is read from the service, with the token.
    auto const back = running(with_fields(202, {{"Azure-AsyncOperation", "https://monitor.example/jobs/9"}}),
                              {state("finished"), ok(R"({"state":"made"})")});
    BOOST_TEST(make_job_client(back, options).at<machines>({"7"}).start({"m", {}}).finish(1h).state.value() == "made");
    BOOST_TEST(back->requests()[1].headers.size() == 2u);
    BOOST_TEST(back->requests()[2].base_url == "https://documents.example");
    BOOST_TEST(descry::find_header(back->requests()[2].headers, "Authorization") == "Bearer secret-token");
    // With the fields of the call, if it has its own.
    auto const own = running(with_fields(202, {{"Azure-AsyncOperation", "https://monitor.example/jobs/9"}}),
                             {{503, {}, {}}, state("finished"), ok(R"({"state":"made"})")});
    auto const owner = make_job_client(own, options);
    auto const by_user =
        owner.at<machines>({"7"}).with({.headers = {{"Authorization", "Bearer user-token"}, {"X-Tenant", "7"}}});
    BOOST_TEST(by_user.start({"m", {}}).finish(1h).state.value() == "made");
    BOOST_REQUIRE(own->requests().size() == 4u);
    BOOST_TEST(own->requests()[1].headers.size() == 2u);
    BOOST_TEST(own->requests()[2].headers.size() == 2u);
    BOOST_TEST(descry::find_header(own->requests()[3].headers, "Authorization") == "Bearer user-token");
    BOOST_TEST(descry::find_header(own->requests()[3].headers, "X-Tenant") == "7");
    // A result elsewhere is at the origin that tells its path, or at the service, with the token.
    for (std::string const location :
         {"/results/9?sig=2", "results/9?sig=2", "?sig=2", "https://documents.example/v1/results/9"}) {
        bool const there = location.ends_with("?sig=2");
        auto const see = running(with_fields(202, {{"Location", "https://monitor.example/jobs/9"}}),
                                 {{303, {{"Location", location}}, {}}, ok(R"({"state":"made"})")});
        auto const user = make_job_client(see, options);
        BOOST_TEST(user.at<cloned_machines>({"7"}).start().finish(1h).state.value() == "made");
        auto const last = see->requests().back();
        BOOST_TEST(last.base_url == (there ? "https://Monitor.example:443" : "https://documents.example"));
        BOOST_TEST(last.target == (!there                      ? "/v1/results/9"
                                   : location.starts_with('?') ? "/jobs/9?sig=2"
                                                               : "/results/9?sig=2"));
        BOOST_TEST(descry::find_header(last.headers, "Authorization").empty() == there);
    }
    // Another origin that throttles does not hold the calls to the service.
    auto const busy = running(accepted("https://monitor.example/jobs/9"), {{429, {{"Retry-After", "20"}}, {}}});
    auto const api = make_job_client(busy, options);
    (void)api.at<uploads>({}).start({}).with({.retries = 0}).try_poll();
    BOOST_TEST(api.at<uploads>({}).with({.timeout = 1s}).try_start({}).has_value());
    // Only origins that are equal.
    for (auto const* const other : {"https://monitor.example.evil.example/jobs/9", "http://monitor.example/jobs/9",
                                    "https://monitor.example:444/jobs/9", "https://u@monitor.example/jobs/9",
                                    "https://monitor.example@evil.example/jobs/9"})
        BOOST_TEST((make_job_client(answering(accepted(other)), options).at<uploads>({}).try_start({}).error() ==
                    descry::errc::unsafe_link),
                   other);
}

BOOST_AUTO_TEST_SUITE_END()
