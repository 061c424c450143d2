// The client against the emulator, over TLS.
#include <boost/test/unit_test.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <partner_center/client.hpp>
#include <partner_center/customers/billing_profile.hpp>
#include <partner_center/emulator/emulator.hpp>

#include <exception>
#include <functional>
#include <future>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace pc = partner_center;
namespace asio = boost::asio;

namespace {

pc::options options_for(pc::emulator const& service, pc::credentials credentials = pc::demo::user_credentials())
{
    return {.credentials = std::move(credentials),
            .authority = service.base_url(),
            .client = {.base_url = service.base_url(), .network = {.ca_file = service.ca_file()}}};
}

pc::customer_key const demo_customer{pc::demo::customer_id};

}  // namespace

BOOST_AUTO_TEST_SUITE(main_job)

BOOST_AUTO_TEST_CASE(read_change_update_and_a_stale_update_refused)
{
    pc::emulator service;
    pc::client const partner{options_for(service)};
    auto const billing = partner.customers().by_id(pc::demo::customer_id).profiles().billing();

    auto const read = billing.get();
    BOOST_TEST(read.company_name.value() == "CompanyName");
    BOOST_TEST(descry::is_null(*read.default_address, &pc::address::region));

    auto changed = read;
    changed.default_address->region = "Puget Sound";
    auto const stored = billing.update(changed);
    BOOST_TEST(stored.default_address->region.value() == "Puget Sound");
    BOOST_TEST(pc::billing_profile_etag::tag(stored) != pc::billing_profile_etag::tag(read));
    BOOST_TEST((service.stored<pc::billing_profile>(demo_customer).value() == stored));

    auto const refused = billing.try_update(read).error();
    BOOST_TEST((refused == descry::errc::conflict));
    BOOST_TEST(refused->status == 412u);
    BOOST_TEST(!refused->service_code.empty());
    BOOST_TEST(!refused->description.empty());
    BOOST_TEST(refused->request_id.size() == 36u);
    BOOST_TEST(refused->correlation_id.size() == 36u);
    BOOST_TEST(service.updates() == 1u);
    BOOST_TEST(service.token_requests() == 1u);
    BOOST_TEST(service.connections() == 1u);
}

BOOST_AUTO_TEST_CASE(members_that_nobody_declared_survive_an_update)
{
    pc::emulator service;
    auto profile = pc::demo::billing_profile_of(pc::demo::customer_id);
    profile.extras.set("creditLimit", "100.00");
    profile.default_address->extras.set("geo", R"({"lat":47.6739881000000000000001,"tags":[null,{"x":"\u00e9"}]})");
    profile.links->extras.set("related", "[{}]");
    service.seed<pc::billing_profile>(demo_customer, profile);

    pc::client const partner{options_for(service)};
    auto read = partner.get<pc::billing_profile>(demo_customer);
    read.email = "new@sample.com";
    auto const stored = partner.at<pc::billing_profile>(demo_customer).update(read);
    BOOST_TEST((stored.extras == profile.extras));
    BOOST_TEST((stored.default_address == profile.default_address));
    BOOST_TEST((stored.links == profile.links));
    BOOST_TEST((service.stored<pc::billing_profile>(demo_customer).value() == stored));
}

BOOST_AUTO_TEST_CASE(app_only_credentials_read_but_do_not_update)
{
    pc::emulator service;
    auto options = options_for(service, pc::demo::application_credentials());
    pc::client const partner{options};
    auto const read = partner.get<pc::billing_profile>(demo_customer);
    BOOST_TEST((partner.at<pc::billing_profile>(demo_customer).try_update(read).error() ==
                descry::errc::wrong_credential_kind));

    options.client.any_credential_kind = true;  // this emulator does not relax its side
    pc::client const relaxed{options};
    BOOST_TEST((relaxed.at<pc::billing_profile>(demo_customer).try_update(read).error() == descry::errc::forbidden));
    BOOST_TEST(service.updates() == 0u);
}

BOOST_AUTO_TEST_CASE(the_service_refuses_as_it_is_documented)
{
    pc::emulator service;
    pc::client const partner{options_for(service)};
    BOOST_TEST(
        (partner.try_get<pc::billing_profile>({pc::demo::unknown_customer_id}).error() == descry::errc::not_found));
    BOOST_TEST((partner.try_get<pc::billing_profile>({"not-a-guid"}).error() == descry::errc::bad_request));

    pc::client const stranger{options_for(service, descry::bearer_token{"made-up"})};
    BOOST_TEST((stranger.try_get<pc::billing_profile>(demo_customer).error() == descry::errc::unauthorized));

    auto wrong = pc::demo::user_credentials();
    wrong.client_secret = "not-the-secret";
    pc::client const impostor{options_for(service, wrong)};
    auto const refused = impostor.try_get<pc::billing_profile>(demo_customer).error();
    BOOST_TEST((refused == descry::errc::token_refused));
    BOOST_TEST(refused.message().find("not-the-secret") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(two_thousand_updates_from_eight_threads_are_each_done_once)
{
    constexpr int threads = 8;
    constexpr int updates_each = 250;
    pc::emulator service;
    std::vector<pc::customer_key> customers;
    for (int i = 0; i != threads; ++i) {
        customers.push_back({"00000000-0000-0000-0000-00000000000" + std::to_string(i)});
        service.seed<pc::billing_profile>(customers.back(), pc::demo::billing_profile_of(customers.back().customer_id));
    }

    pc::client const partner{options_for(service)};
    std::vector<std::future<std::string>> workers;
    for (auto const& customer : customers)
        workers.push_back(std::async(std::launch::async, [&partner, customer] {
            auto profile = partner.get<pc::billing_profile>(customer);
            for (int i = 0; i != updates_each; ++i) {
                profile.company_name = customer.customer_id + '#' + std::to_string(i);
                profile = partner.at<pc::billing_profile>(customer).update(profile);
            }
            return *profile.company_name;
        }));
    for (std::size_t i = 0; i != workers.size(); ++i) {
        auto const last = workers[i].get();
        BOOST_TEST(last == customers[i].customer_id + '#' + std::to_string(updates_each - 1));
        BOOST_TEST(service.stored<pc::billing_profile>(customers[i])->company_name.value() == last);
    }
    BOOST_TEST(service.updates() == static_cast<std::size_t>(threads * updates_each));
    BOOST_TEST(service.token_requests() == 1u);
    BOOST_TEST(service.connections() <= static_cast<std::size_t>(threads + 1));
}

BOOST_AUTO_TEST_CASE(of_updates_under_one_tag_one_wins)
{
    pc::emulator service;
    pc::client const partner{options_for(service)};
    auto const read = partner.get<pc::billing_profile>(demo_customer);
    std::vector<std::future<bool>> racers;
    for (int i = 0; i != 8; ++i)
        racers.push_back(std::async(std::launch::async, [&partner, mine = read, i]() mutable {
            mine.company_name = std::to_string(i);
            auto const done = partner.at<pc::billing_profile>(demo_customer).try_update(mine);
            if (!done && done.error() != descry::errc::conflict) throw descry::call_error(done.error());
            return done.has_value();
        }));
    int winners = 0;
    for (auto& racer : racers) winners += racer.get() ? 1 : 0;
    BOOST_TEST(winners == 1);
    BOOST_TEST(service.updates() == 1u);
}

BOOST_AUTO_TEST_CASE(asynchronous_calls_run_on_the_executor_of_the_user)
{
    pc::emulator service;
    asio::io_context context;
    auto options = options_for(service);
    options.client.executor = context.get_executor();
    pc::client const partner{options};
    bool done = false;
    asio::co_spawn(
        context,
        [&]() -> asio::awaitable<void> {
            auto const billing = partner.customers().by_id(pc::demo::customer_id).profiles().billing();
            auto profile = co_await billing.async_get();
            profile.email = "async@sample.com";
            auto const stored = co_await billing.async_update(profile);
            BOOST_TEST(stored.email.value() == "async@sample.com");
            auto const refused = co_await billing.async_try_update(profile);
            BOOST_TEST((refused.error() == descry::errc::conflict));
            done = true;
        },
        [](std::exception_ptr e) {
            if (e) std::rethrow_exception(e);
        });
    context.run();
    BOOST_TEST(done);
}

BOOST_AUTO_TEST_CASE(many_asynchronous_calls_run_at_once)
{
    pc::emulator service;
    pc::client const partner{options_for(service)};
    std::vector<std::future<pc::customer_billing_profile>> calls;
    for (int i = 0; i != 100; ++i)
        calls.push_back(partner.async_get<pc::billing_profile>(demo_customer, asio::use_future));
    for (auto& call : calls) BOOST_TEST(call.get().company_name.value() == "CompanyName");
    BOOST_TEST(service.token_requests() == 1u);
}

BOOST_AUTO_TEST_CASE(calls_in_flight_end_when_their_client_does)
{
    std::promise<void> arrived;
    std::promise<void> release;
    auto released = release.get_future().share();
    descry::testing::emulator_options slow;
    slow.on_exchange = [&, once = std::make_shared<std::once_flag>()](descry::request const& message,
                                                                      descry::response const&) {
        if (message.method != "GET") return;
        std::call_once(*once, [&] { arrived.set_value(); });
        released.wait();
    };
    pc::emulator service(slow);
    std::future<descry::result<pc::customer_billing_profile>> call;
    {
        pc::client const partner{options_for(service)};
        call = partner.async_try_get<pc::billing_profile>(demo_customer, asio::use_future);
        arrived.get_future().wait();
    }
    auto const ended = call.get();
    release.set_value();
    BOOST_REQUIRE(ended.has_error());
    BOOST_TEST((ended.error() == descry::errc::canceled));
}

BOOST_AUTO_TEST_SUITE_END()
