#include "job.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/use_future.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

using namespace call_test;
using namespace std::chrono_literals;
namespace asio = boost::asio;

BOOST_AUTO_TEST_SUITE(jobs_elsewhere)

namespace {

descry::client make_monitored(network const& to)
{
    return make_job_client(to, {.credentials = descry::bearer_token{.text = "secret-token"},
                                .headers = {{"X-Api-Key", "secret-key"}, {"Cookie", "secret=1"}},
                                .job_origins = {"https://Monitor.example:443/"}});
}

}  // namespace

BOOST_AUTO_TEST_CASE(are_polled_without_anything_of_the_client)
{
    for (auto const* const location : {"https://monitor.example/jobs/9?sig=1", "//monitor.example/jobs/9?sig=1"}) {
        auto const net = running(accepted(location), {state("running"), state("finished")});
        auto const api = make_monitored(net);
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
}

BOOST_AUTO_TEST_CASE(neither_get_nor_replace_a_token_that_they_refuse)
{
    auto const refusing = running(accepted("https://monitor.example/jobs/9"), {{401, {}, {}}});
    BOOST_TEST((make_monitored(refusing).at<uploads>({}).start({}).try_poll().error() == descry::errc::unauthorized));
    BOOST_TEST(refusing->requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(have_a_result_that_is_read_from_the_service_with_the_token)
{
    auto const back = running(with_fields(202, {{"Azure-AsyncOperation", "https://monitor.example/jobs/9"}}),
                              {state("finished"), ok(R"({"state":"made"})")});
    BOOST_TEST(make_monitored(back).at<machines>({"7"}).start({"m", {}}).finish(1h).state.value() == "made");
    BOOST_TEST(back->requests()[1].headers.size() == 2u);
    BOOST_TEST(back->requests()[2].base_url == "https://documents.example");
    BOOST_TEST(descry::find_header(back->requests()[2].headers, "Authorization") == "Bearer secret-token");
}

BOOST_AUTO_TEST_CASE(have_a_result_that_is_read_with_the_fields_of_the_call)
{
    auto const own = running(with_fields(202, {{"Azure-AsyncOperation", "https://monitor.example/jobs/9"}}),
                             {{503, {}, {}}, state("finished"), ok(R"({"state":"made"})")});
    auto const owner = make_monitored(own);
    auto const by_user =
        owner.at<machines>({"7"}).with({.headers = {{"Authorization", "Bearer user-token"}, {"X-Tenant", "7"}}});
    BOOST_TEST(by_user.start({"m", {}}).finish(1h).state.value() == "made");
    BOOST_REQUIRE(own->requests().size() == 4u);
    BOOST_TEST(own->requests()[1].headers.size() == 2u);
    BOOST_TEST(own->requests()[2].headers.size() == 2u);
    BOOST_TEST(descry::find_header(own->requests()[3].headers, "Authorization") == "Bearer user-token");
    BOOST_TEST(descry::find_header(own->requests()[3].headers, "X-Tenant") == "7");
}

BOOST_AUTO_TEST_CASE(have_a_result_at_the_origin_that_tells_its_path_or_at_the_service)
{
    for (std::string const location :
         {"/results/9?sig=2", "results/9?sig=2", "?sig=2", "https://documents.example/v1/results/9"}) {
        bool const there = location.ends_with("?sig=2");
        auto const see = running(with_fields(202, {{"Location", "https://monitor.example/jobs/9"}}),
                                 {{303, {{"Location", location}}, {}}, ok(R"({"state":"made"})")});
        auto const user = make_monitored(see);
        BOOST_TEST(user.at<cloned_machines>({"7"}).start().finish(1h).state.value() == "made");
        auto const last = see->requests().back();
        BOOST_TEST(last.base_url == (there ? "https://Monitor.example:443" : "https://documents.example"));
        BOOST_TEST(last.target == (!there                      ? "/v1/results/9"
                                   : location.starts_with('?') ? "/jobs/9?sig=2"
                                                               : "/results/9?sig=2"));
        BOOST_TEST(descry::find_header(last.headers, "Authorization").empty() == there);
    }
}

BOOST_AUTO_TEST_CASE(that_are_throttled_do_not_hold_the_calls_to_the_service)
{
    auto const busy = running(accepted("https://monitor.example/jobs/9"), {{429, {{"Retry-After", "20"}}, {}}});
    auto const api = make_monitored(busy);
    (void)api.at<uploads>({}).start({}).with({.retries = 0}).try_poll();
    BOOST_TEST(api.at<uploads>({}).with({.timeout = 1s}).try_start({}).has_value());
}

BOOST_AUTO_TEST_CASE(are_at_equal_origins_only)
{
    for (auto const* const other : {"https://monitor.example.evil.example/jobs/9", "http://monitor.example/jobs/9",
                                    "https://monitor.example:444/jobs/9", "https://u@monitor.example/jobs/9",
                                    "https://monitor.example@evil.example/jobs/9"})
        BOOST_TEST((make_monitored(answering(accepted(other))).at<uploads>({}).try_start({}).error() ==
                    descry::errc::unsafe_link),
                   other);
}

BOOST_AUTO_TEST_SUITE_END()
