#include "job.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/use_future.hpp>

#include <descry/client/observer.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

using namespace call_test;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

struct patched_machines : descry::resource<machine, document_key, "/v1/machines/{id}", monitored<descry::patch<>>> {};
struct removed_machines : descry::resource<machine, document_key, "/v1/machines/{id}", monitored<descry::remove<>>> {};
struct changed_machines
    : descry::resource<machine, document_key, "/v1/machines/{id}", descry::with_query<descry::get, version_query>,
                       monitored<descry::or_create<descry::put<>>>, monitored<descry::remove<>>,
                       monitored<descry::patch<>>> {};
// Without a status.
struct plain_removals : descry::resource<machine, document_key, "/v1/machines/{id}", descry::starts<descry::remove<>>> {
};
struct plain_machines : descry::resource<machine, document_key, "/v1/machines/{id}", descry::starts<descry::put<>>> {};

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

BOOST_AUTO_TEST_SUITE(job_results)

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

BOOST_AUTO_TEST_SUITE_END()
