#include "job.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <descry/client/observer.hpp>

#include <chrono>
#include <cstddef>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace call_test;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

struct registration
    : descry::resource<
          descry::nothing, document_key, "/v1/documents/{id}/registration",
          descry::needing<descry::starts<descry::action<>, upload_jobs, is_final>, descry::credential_kind::app_user>> {
};

struct queried_uploads
    : descry::resource<document, descry::nothing, "/v1/uploads",
                       descry::with_query<descry::starts<descry::create<>, upload_jobs, is_final>, upload_query>> {};
struct queried_registration
    : descry::resource<descry::nothing, document_key, "/v1/documents/{id}/registration",
                       descry::with_query<descry::starts<descry::action<>, upload_jobs, is_final>, upload_query>> {};

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

struct counts final : descry::observer {
    int begun = 0, succeeded_ones = 0, failed_ones = 0;

    void started(descry::call_event const&) override { ++begun; }
    void succeeded(descry::call_event const&) override { ++succeeded_ones; }
    void failed(descry::call_event const&) override { ++failed_ones; }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(jobs)

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
    auto const why = outcome.get().error();
    BOOST_TEST((why == descry::errc::canceled));
    BOOST_TEST(why->explanation == "the client was destroyed");

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
    auto const same = waiting.get().error();
    BOOST_TEST((same == descry::errc::canceled));
    BOOST_TEST(same->explanation == "the client was destroyed");
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

BOOST_AUTO_TEST_CASE(that_refer_to_none_throw_in_every_form)
{
    descry::job<upload_jobs, machines> const none;
    BOOST_CHECK_THROW(none.poll(), std::logic_error);
    BOOST_CHECK_THROW((void)none.try_poll(), std::logic_error);
    BOOST_CHECK_THROW(none.async_poll(asio::use_future), std::logic_error);
    BOOST_CHECK_THROW(none.async_try_poll(asio::use_future), std::logic_error);
    BOOST_CHECK_THROW(none.wait(1h), std::logic_error);
    BOOST_CHECK_THROW((void)none.try_wait(1h), std::logic_error);
    BOOST_CHECK_THROW(none.async_wait(1h, asio::use_future), std::logic_error);
    BOOST_CHECK_THROW(none.finish(1h), std::logic_error);
    BOOST_CHECK_THROW((void)none.try_finish(1h), std::logic_error);
    BOOST_CHECK_THROW(none.async_try_finish(1h, asio::use_future), std::logic_error);
    BOOST_CHECK_THROW((void)descry::job<documents>().try_poll(), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
