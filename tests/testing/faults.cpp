// Faults of exchanges, and the fake clock by which they and all pauses take no time.
#include <descry/testing/emulator.hpp>

#include <boost/asio/use_future.hpp>
#include <boost/describe/class.hpp>
#include <boost/mp11/list.hpp>
#include <boost/test/unit_test.hpp>

#include <descry/client.hpp>
#include <descry/client/job.hpp>
#include <descry/server/http_server.hpp>
#include <descry/testing/fake_clock.hpp>
#include <descry/testing/scripted_transport.hpp>
#include <descry/testing/throttle.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(faults)

using namespace std::chrono_literals;
using namespace descry::testing;
using descry::errc;

namespace {

struct parcel {
    std::string recipient{};
    descry::etag tag{};
};
BOOST_DESCRIBE_STRUCT(parcel, (), (recipient, tag))
struct parcel_key {
    std::string parcel_id{};
};
BOOST_DESCRIBE_STRUCT(parcel_key, (), (parcel_id))
struct scan {
    std::string state{};
};
BOOST_DESCRIBE_STRUCT(scan, (), (state))
struct scan_key {
    std::string parcel_id{}, scan_id{};
};
BOOST_DESCRIBE_STRUCT(scan_key, (), (parcel_id, scan_id))
bool is_final(scan const& s) { return s.state == "done"; }

struct parcels : descry::resource<parcel, parcel_key, "/parcels/{parcel_id}", descry::get, descry::put<>> {};
struct scan_status : descry::resource<scan, scan_key, "/parcels/{parcel_id}/scans/{scan_id}", descry::get> {};
struct start_scan
    : descry::resource<descry::nothing, parcel_key, "/parcels/{parcel_id}/scans",
                       descry::starts<descry::action<descry::nothing, descry::nothing>, scan_status, is_final>> {};

// A client and an emulator in one process, or with sockets between them.
struct in_process {
    std::shared_ptr<fake_clock> const time = std::make_shared<fake_clock>();
    descry::testing::emulator service;
    descry::client client;

    explicit in_process(emulator_options options = {}, descry::credentials credentials = {},
                        descry::service const& wire = {})
        : service({.wire = wire}, at(time, std::move(options))),
          client({.base_url = "https://parcels.example",
                  .credentials = std::move(credentials),
                  .custom_transport = std::make_shared<scripted_transport>(std::ref(service), time)},
                 wire)
    {
        seed(service);
    }

    static emulator_options at(std::shared_ptr<fake_clock> const& time, emulator_options options)
    {
        options.time = time;
        return options;
    }

    static void seed(descry::testing::emulator& service)
    {
        service.serve_all<boost::mp11::mp_list<parcels, scan_status, start_scan>>();
        service.seed<parcels>({"a"}, {.recipient = "Ada", .tag = {}});
        service.seed<parcels>({"b"}, {.recipient = "Bob", .tag = {}});
    }

    auto at_parcel() const { return client.at<parcels>({"a"}); }
};

struct over_sockets {
    descry::testing::emulator service;
    descry::http_server server{std::ref(service)};
    descry::client client{{.base_url = server.base_url()}};

    over_sockets() { in_process::seed(service); }

    auto at_parcel() const { return client.at<parcels>({"a"}); }
};

using both = boost::mp11::mp_list<in_process, over_sockets>;

// The blocking and the asynchronous form of a call.
template <class Call>
void each_way(Call const& call)
{
    call([](auto const& bound) { return bound.try_get(); });
    call([](auto const& bound) { return bound.async_try_get(boost::asio::use_future).get(); });
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(a_dropped_request_is_carried_out_or_not, Place, both)
{
    Place at;
    at.service.fail_next({drop(), drop(dropped::after_it_is_carried_out)});
    for (std::size_t const carried_out : {0u, 1u}) {
        auto const in = at.at_parcel().with({.retries = 0}).try_update({.recipient = "Eve", .tag = {}});
        BOOST_TEST_REQUIRE(!in.has_value());
        BOOST_TEST((in.error() == errc::connection_closed));
        BOOST_TEST(in.error()->maybe_done);
        BOOST_TEST(at.service.updates() == carried_out);
    }
    BOOST_TEST(at.at_parcel().get().recipient == "Eve");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_read_is_retried_after_a_drop, Place, both)
{
    Place at;
    at.service.fail_next({drop(), {}, drop(dropped::after_it_is_carried_out)});
    BOOST_TEST(at.at_parcel().get().recipient == "Ada");
    BOOST_TEST(at.at_parcel().get().recipient == "Ada");
    BOOST_TEST(at.service.requests() == 4u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(garbage_is_no_state, Place, both)
{
    Place at;
    at.service.fail_next({garbage(), garbage(R"({"recipient":1})"), garbage("")});
    for (auto const code : {errc::syntax_error, errc::unexpected_kind, errc::unexpected_end}) {
        auto const in = at.at_parcel().try_get();
        BOOST_TEST_REQUIRE(!in.has_value());
        BOOST_TEST((in.error() == code), in.error().message());
        BOOST_TEST(in.error()->status == 200u);
    }
    at.service.fail_next({garbage()});
    BOOST_TEST(!at.at_parcel().try_update({.recipient = "Eve", .tag = {}}).has_value());
    BOOST_TEST(at.service.updates() == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_slow_response_is_lost, Place, both)
{
    Place at;
    at.service.fail_next({slow(150ms)});
    auto const in = at.at_parcel().with({.timeout = 50ms, .retries = 0}).try_update({.recipient = "Eve", .tag = {}});
    BOOST_TEST_REQUIRE(!in.has_value());
    BOOST_TEST((in.error() == errc::deadline_exceeded));
    BOOST_TEST(in.error()->maybe_done);
}

BOOST_AUTO_TEST_CASE(the_faults_are_those_of_the_next_requests)
{
    in_process at;
    at.service.fail_next({slow(3s), {}});
    at.service.fail_next({slow(40ms)});
    for (auto const total : {3000ms, 3000ms, 3040ms, 3040ms}) {
        at.at_parcel().get();
        BOOST_TEST((at.time->elapsed() == total));
    }
}

BOOST_AUTO_TEST_CASE(slow_responses_at_once_take_the_time_of_each)
{
    in_process at;
    at.service.fail_next(std::vector<exchange_fault>(200, slow(1s)));
    auto const ask = [&] {
        int done = 0;
        for (int i = 0; i != 100; ++i) done += at.service({"GET", "", "/parcels/a", {}, {}}).status == 200u;
        return done;
    };
    auto other = std::async(std::launch::async, ask);
    BOOST_TEST(ask() == 100);
    BOOST_TEST(other.get() == 100);
    BOOST_TEST((at.time->elapsed() == 200s));
}

BOOST_AUTO_TEST_CASE(a_deadline_holds_in_process)
{
    each_way([](auto const& get) {
        in_process late({.before = [&](descry::request const&) {
            late.time->advance(600ms);
            return std::optional<descry::response>();
        }});
        auto const in = get(late.at_parcel().with({.timeout = 300ms}));
        BOOST_TEST_REQUIRE(!in.has_value());
        BOOST_TEST((in.error() == errc::deadline_exceeded));
        BOOST_TEST(in.error()->explanation == "the script responded after the deadline");
        BOOST_TEST(get(late.at_parcel().with({.timeout = 600ms})).has_value());
        BOOST_TEST(late.service.requests() == 2u);
    });
}

BOOST_AUTO_TEST_CASE(a_pause_before_a_retry_takes_no_real_time)
{
    each_way([](auto const& get) {
        auto const throttled = descry::response{429, {{"Retry-After", "90"}}, {}};
        in_process at({.before = respond_first_with({throttled, descry::response{503, {}, {}}})});
        BOOST_TEST(get(at.at_parcel()).has_value());
        BOOST_TEST((at.time->elapsed() >= 90s));
        BOOST_TEST((at.time->elapsed() < 100s));

        in_process late({.before = respond_first_with({throttled})});
        auto const in = get(late.at_parcel().with({.timeout = 60s}));
        BOOST_TEST_REQUIRE(!in.has_value());
        BOOST_TEST((late.time->elapsed() <= 60s));
    });
}

BOOST_AUTO_TEST_CASE(a_job_is_polled_in_no_real_time)
{
    for (bool const ends : {true, false}) {
        in_process at;
        at.service.job<start_scan, scan_status>([&](parcel_key const&, scan_key const&) {
            return std::vector<scan>{{"queued"}, {"running"}, {"running"}, {ends ? "done" : "running"}};
        });
        at.time->advance(24h);  // a duration is from now
        auto const job = at.client.at<start_scan>({"a"}).start();
        auto const status = job.try_wait(10min);
        BOOST_TEST(status.has_value() == ends);
        if (!ends) BOOST_TEST((status.error() == errc::deadline_exceeded));
        auto const waited = at.time->elapsed() - 24h;
        BOOST_TEST((ends ? waited == 7s : waited > 9min && waited <= 10min));  // 1 s, 2 s and 4 s
        BOOST_TEST(job.async_try_wait(10min, boost::asio::use_future).get().has_value() == ends);
    }
}

BOOST_AUTO_TEST_CASE(tokens_expire_by_the_clock)
{
    descry::service const wire{.needs_credentials = true};
    emulator_options const options{.applications = {{"tenant", "app", "secret"}}, .tokens = {.lifetime = 1h}};
    descry::oauth2_grant const grant{
        .authority = "https://parcels.example",
        .path = "/token",
        .form = {{"grant_type", "client_credentials"}, {"client_id", "app"}, {"client_secret", "secret"}}};
    each_way([&](auto const& get) {
        in_process at(options, grant, wire);
        for (std::size_t const tokens : {1u, 1u, 2u}) {
            BOOST_TEST(get(at.at_parcel()).has_value());
            BOOST_TEST(at.service.token_requests() == tokens);
            at.time->advance(40min);
        }
    });
    in_process other(options, {}, wire);
    auto const token = other.service.issue_token(descry::credential_kind::app_only);
    auto const get = [&] {
        return other.service({"GET", "", "/parcels/a", {{"Authorization", "Bearer " + token}}, ""}).status;
    };
    BOOST_TEST(get() == 200u);
    other.time->advance(1h);
    BOOST_TEST(get() == 401u);
}

BOOST_AUTO_TEST_SUITE_END()
