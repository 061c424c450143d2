#include "document.hpp"

#include <descry/client/detail/token_source.hpp>
#include <descry/client/line_observer.hpp>

#include <boost/test/unit_test.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

using namespace call_test;
namespace asio = boost::asio;

BOOST_AUTO_TEST_SUITE(tokens)

namespace {

descry::oauth2_grant refresh_grant(descry::refresh_token_store on_refresh_token = {})
{
    return {"https://login.example",
            "/tenant/oauth2/token",
            {{"client_id", "app"},
             {"client_secret", "s3cret&more"},
             {"grant_type", "refresh_token"},
             {"refresh_token", "r1"}},
            descry::credential_kind::app_user,
            std::move(on_refresh_token)};
}

// A service whose documents require the newest token of its endpoint.
struct secured {
    std::atomic<int> granted = 0;
    std::function<void(int)> on_grant{};
    std::string token_answer = R"({"token_type":"Bearer","expires_in":"3600","access_token":"a1"})";
    unsigned token_status = 200;
    std::vector<descry::header> token_headers{};

    network transport = answering([this](descry::request const& in) {
        if (in.base_url == "https://login.example") {
            if (++granted; on_grant) on_grant(granted);
            return descry::response{token_status, token_headers, token_answer};
        }
        bool const known = descry::find_header(in.headers, "Authorization") == "Bearer a1";
        return known ? ok(std::string(stored)) : descry::response{401, {}, ""};
    });

    descry::client client(descry::oauth2_grant grant = refresh_grant())
    {
        return make_client(transport, {.credentials = std::move(grant)});
    }

    // The next token is valid.
    void refuse_first_token()
    {
        token_answer = R"({"expires_in":3600,"access_token":"stale"})";
        on_grant = [this](int number) {
            if (number == 2) token_answer = R"({"expires_in":3600,"access_token":"a1"})";
        };
    }
};

constexpr auto rotation = R"({"expires_in":3600,"access_token":"a1","refresh_token":"r2"})";

// A service whose token endpoint holds its first response until it is released.
struct held_endpoint {
    std::promise<void> asked, release;
    std::atomic<int> requests = 0;
    std::string answer = rotation;
    unsigned status = 200;
    std::promise<std::string> stored_token;

    network transport = answering([this, released = release.get_future().share()](descry::request const& in) {
        if (in.base_url != "https://login.example") return ok(std::string(stored));
        if (requests++ == 0) asked.set_value();
        released.wait();
        return descry::response{status, {}, answer};
    });

    descry::oauth2_grant grant()
    {
        return refresh_grant([this](std::string const& token) { stored_token.set_value(token); });
    }

    descry::client client(asio::any_io_executor executor = {})
    {
        return make_client(transport, {.credentials = grant(), .executor = std::move(executor)});
    }

    // By a call whose deadline passes as soon as its request is sent.
    void leave_request_under_way(descry::detail::token_source& tokens)
    {
        auto const late = tokens.get(std::chrono::steady_clock::now());
        BOOST_TEST((late.error() == descry::errc::deadline_exceeded));
        asked.get_future().wait();
    }
};

descry::result<document> get(descry::client const& api, bool blocking)
{
    if (blocking) return api.try_get<documents>({.id = "7"});
    return api.async_try_get<documents>({.id = "7"}, asio::use_future).get();
}

std::future<descry::result<document>> begin_get(descry::client const& api, bool blocking)
{
    document_key key{"7"};
    if (!blocking) return api.async_try_get<documents>(key, asio::use_future);
    return std::async(std::launch::async, [call = api.at<documents>(key)] { return call.try_get(); });
}

// A store that fails while it is full, in one of several ways.
struct store {
    enum class way { throws, throws_code, returns_failure };
    way fails_by = way::throws;
    bool is_full = true;
    std::vector<std::string> offered{}, kept{};

    descry::refresh_token_store function()
    {
        auto const full = std::make_error_code(std::errc::no_space_on_device);
        return [this, full](std::string const& token) -> descry::result<void> {
            offered.push_back(token);
            if (!is_full) return kept.push_back(token), descry::result<void>();
            if (fails_by == way::throws) throw std::runtime_error(token);
            if (fails_by == way::throws_code) throw std::system_error(full, token);
            return descry::failure(full, {.explanation = token});
        };
    }
};

struct store_watch final : descry::observer {
    std::vector<std::string> told{};
    void refresh_token_not_stored(descry::failure const& why) override { told.push_back(why.message()); }
};

using words = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_CASE(a_grant_is_exchanged_for_a_token)
{
    secured service;
    auto const api = service.client();
    (void)api.get<documents>({.id = "7"});

    auto const sent = service.transport->requests().at(0);
    BOOST_TEST(sent.method == "POST");
    BOOST_TEST(sent.base_url + sent.target == "https://login.example/tenant/oauth2/token");
    BOOST_TEST(descry::find_header(sent.headers, "Content-Type") == "application/x-www-form-urlencoded");
    BOOST_TEST(sent.body == "client_id=app&client_secret=s3cret%26more&grant_type=refresh_token&refresh_token=r1");
    BOOST_TEST(service.transport->requests().at(1).headers.at(0).name == "Authorization");
}

BOOST_AUTO_TEST_CASE(a_token_is_used_again)
{
    secured service;
    auto const api = service.client();
    for (int i = 0; i != 5; ++i) (void)api.get<documents>({.id = "7"});
    BOOST_TEST(service.granted == 1);
}

BOOST_AUTO_TEST_CASE(an_expired_token_is_not_used_again)
{
    secured service;
    service.token_answer = R"({"expires_in":0,"access_token":"a1"})";
    auto const api = service.client();
    for (int i = 0; i != 3; ++i) (void)api.get<documents>({.id = "7"});
    BOOST_TEST(service.granted == 3);
}

BOOST_AUTO_TEST_CASE(a_token_that_was_refused_is_renewed_once)
{
    secured service;
    service.refuse_first_token();
    auto const api = service.client();
    BOOST_TEST(api.try_get<documents>({.id = "7"}).has_value());
    BOOST_TEST(service.granted == 2);

    auto const sent = service.transport->requests();
    BOOST_REQUIRE(sent.size() == 4u);
    BOOST_TEST(descry::find_header(sent[1].headers, "Authorization") == "Bearer stale");
    BOOST_TEST(descry::find_header(sent[3].headers, "Authorization") == "Bearer a1");
    BOOST_TEST(descry::find_header(sent[1].headers, "Request-Id") ==
               descry::find_header(sent[3].headers, "Request-Id"));
}

BOOST_AUTO_TEST_CASE(asynchronous_calls_renew_it_as_well)
{
    secured service;
    service.refuse_first_token();
    auto const api = service.client();
    BOOST_TEST(api.async_try_get<documents>({.id = "7"}, boost::asio::use_future).get().has_value());
    BOOST_TEST(service.granted == 2);
}

BOOST_AUTO_TEST_CASE(a_second_refusal_is_final)
{
    secured service;
    service.on_grant = [&](int granted) {
        service.token_answer = R"({"expires_in":3600,"access_token":"wrong)" + std::to_string(granted) + R"("})";
    };
    BOOST_TEST((service.client().try_get<documents>({.id = "7"}).error() == descry::errc::unauthorized));
    BOOST_TEST(service.granted == 2);
    BOOST_TEST(service.transport->requests().size() == 4u);
}

BOOST_AUTO_TEST_CASE(the_same_token_is_not_tried_twice)
{
    secured service;
    auto const api = make_client(service.transport, {.credentials = descry::bearer_token{"wrong"}});
    BOOST_TEST((api.try_get<documents>({.id = "7"}).error() == descry::errc::unauthorized));
    BOOST_TEST(service.transport->requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(callers_at_the_same_time_cause_one_request)
{
    secured service;
    std::promise<void> asked;
    std::promise<void> answer;
    auto const answered = answer.get_future().share();
    std::atomic<int> requests = 0;
    auto const to = answering([&](descry::request const& in) {
        if (in.base_url != "https://login.example") return ok(std::string(stored));
        if (requests++ == 0) asked.set_value();
        answered.wait();
        return descry::response{200, {}, service.token_answer};
    });
    auto const api = make_client(to, {.credentials = refresh_grant()});

    std::vector<std::future<document>> callers;
    callers.push_back(std::async(std::launch::async, [&] { return api.get<documents>({.id = "7"}); }));
    asked.get_future().wait();
    for (int i = 0; i != 7; ++i) {
        callers.push_back(std::async(std::launch::async, [&] { return api.get<documents>({.id = "7"}); }));
        callers.push_back(api.async_get<documents>({.id = "7"}, boost::asio::use_future));
    }
    answer.set_value();
    for (auto& caller : callers) BOOST_TEST(caller.get().title.value() == "old");
    BOOST_TEST(requests == 1);
}

BOOST_AUTO_TEST_CASE(a_refresh_token_is_spent_once_whoever_asks_first)
{
    for (bool const blocking_first : {true, false}) {
        std::promise<void> asked, answer;
        auto const answered = answer.get_future().share();
        std::atomic<int> requests = 0;
        auto const to = answering([&](descry::request const& in) {
            if (in.base_url != "https://login.example") return ok(std::string(stored));
            if (requests++ != 0) return descry::response{400, {}, R"({"error":"invalid_grant"})"};
            asked.set_value();
            answered.wait();
            return descry::response{200, {}, R"({"expires_in":3600,"access_token":"a1","refresh_token":"r2"})"};
        });
        boost::asio::io_context context;
        auto const api = make_client(to, {.credentials = refresh_grant(), .executor = context.get_executor()});
        std::future<document> blocking, asynchronous;
        auto const block = [&] {
            blocking = std::async(std::launch::async, [&] { return api.get<documents>({.id = "7"}); });
        };
        auto const await = [&] {
            asynchronous = api.async_get<documents>({.id = "7"}, boost::asio::use_future);
            context.restart();
            context.poll();  // the call then waits for its token, and its executor does not run
        };
        blocking_first ? block() : await();
        asked.get_future().wait();
        blocking_first ? await() : block();
        answer.set_value();
        BOOST_TEST(blocking.get().title.value() == "old");
        context.run();
        BOOST_TEST(asynchronous.get().title.value() == "old");
        BOOST_TEST(requests == 1);
    }
}

BOOST_AUTO_TEST_CASE(a_new_refresh_token_reaches_the_user_and_the_next_request)
{
    secured service;
    service.token_answer = R"({"expires_in":0,"access_token":"a1","refresh_token":"r2"})";
    std::vector<std::string> stored_tokens;
    auto const api = service.client(refresh_grant([&](std::string const& token) { stored_tokens.push_back(token); }));
    (void)api.get<documents>({.id = "7"});
    (void)api.get<documents>({.id = "7"});
    BOOST_TEST(stored_tokens == std::vector<std::string>{"r2"}, boost::test_tools::per_element());
    BOOST_TEST(service.transport->requests().at(2).body.ends_with("refresh_token=r2"));
}

BOOST_AUTO_TEST_CASE(a_refresh_token_is_not_sent_before_it_is_stored)
{
    for (auto const way : {store::way::throws, store::way::throws_code, store::way::returns_failure})
        for (bool const blocking : {true, false}) {
            secured service;
            service.token_answer = R"({"expires_in":0,"access_token":"a1","refresh_token":"r2"})";
            store disk{.fails_by = way};
            auto const watch = std::make_shared<store_watch>();
            auto const api =
                make_client(service.transport, {.credentials = refresh_grant(disk.function()), .observer = watch});
            BOOST_TEST(get(api, blocking).has_value());  // its access token is valid
            BOOST_TEST(watch->told.size() == 1u);

            auto const sent = service.transport->requests().size();
            auto const why = get(api, blocking).error();
            BOOST_TEST((why == descry::errc::token_unavailable));
            BOOST_TEST(why->not_sent);
            BOOST_TEST(service.transport->requests().size() == sent);
            BOOST_TEST(disk.offered == (words{"r2", "r2"}), boost::test_tools::per_element());
            BOOST_REQUIRE(watch->told.size() == 2u);
            std::string const said = way == store::way::throws ? "" : "; No space left on device";
            BOOST_TEST(watch->told[1] == "the new refresh token is not stored, and not used before it is" + said);
            BOOST_TEST(why->explanation + said == watch->told[1]);
            BOOST_TEST(why.message().find("r2") == std::string::npos);

            disk.is_full = false;
            service.token_answer = R"({"expires_in":0,"access_token":"a1","refresh_token":"r3"})";
            BOOST_TEST(get(api, blocking).has_value());
            BOOST_TEST(service.transport->requests().at(sent).body.ends_with("refresh_token=r2"));
            BOOST_TEST(disk.kept == (words{"r2", "r3"}), boost::test_tools::per_element());
            BOOST_TEST(watch->told.size() == 2u);
        }
}

BOOST_AUTO_TEST_CASE(calls_go_on_while_their_access_token_is_good_though_the_store_is_full)
{
    secured service;
    service.token_answer = rotation;
    store disk;
    words lines;
    auto const log = descry::make_line_observer([&](std::string_view line, bool failed) {
        if (failed) lines.emplace_back(line);
    });
    auto const api = make_client(service.transport, {.credentials = refresh_grant(disk.function()), .observer = log});
    for (int i = 0; i != 3; ++i) BOOST_TEST(api.try_get<documents>({.id = "7"}).has_value());
    BOOST_TEST(disk.offered.size() == 1u);
    BOOST_TEST(lines == words{"the new refresh token is not stored, and not used before it is"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_client_that_ends_offers_the_store_once_more_what_it_did_not_take)
{
    for (bool const recovers : {true, false}) {
        secured service;
        service.token_answer = rotation;
        store disk;
        auto const watch = std::make_shared<store_watch>();
        {
            auto const api =
                make_client(service.transport, {.credentials = refresh_grant(disk.function()), .observer = watch});
            BOOST_TEST(api.try_get<documents>({.id = "7"}).has_value());
            disk.is_full = !recovers;
        }
        BOOST_TEST(disk.offered == (words{"r2", "r2"}), boost::test_tools::per_element());
        BOOST_TEST(disk.kept.size() == (recovers ? 1u : 0u));
        BOOST_TEST(watch->told.size() == (recovers ? 1u : 2u));
    }
}

BOOST_AUTO_TEST_CASE(where_nothing_is_stored_refresh_tokens_replace_each_other)
{
    for (auto const& none :
         {descry::refresh_token_store(), descry::refresh_token_store(std::function<void(std::string const&)>()),
          descry::refresh_token_store(std::function<descry::result<void>(std::string const&)>())}) {
        BOOST_TEST(!none);
        secured service;
        service.token_answer = R"({"expires_in":0,"access_token":"a1","refresh_token":"r2"})";
        auto const api = service.client(refresh_grant(none));
        for (int i = 0; i != 2; ++i) BOOST_TEST(api.try_get<documents>({.id = "7"}).has_value());
        BOOST_TEST(service.transport->requests().at(2).body.ends_with("refresh_token=r2"));
    }
}

BOOST_AUTO_TEST_CASE(a_request_outlives_the_deadline_of_the_call_that_caused_it)
{
    held_endpoint endpoint;
    auto const tokens = std::make_shared<descry::detail::token_source>(endpoint.grant(), endpoint.transport);
    endpoint.leave_request_under_way(*tokens);
    endpoint.release.set_value();
    BOOST_TEST(endpoint.stored_token.get_future().get() == "r2");
    BOOST_TEST(tokens->get(descry::steady_time::max()).value() == "a1");
    BOOST_TEST(endpoint.requests == 1);
}

BOOST_AUTO_TEST_CASE(calls_join_a_request_whose_call_is_late)
{
    for (bool const refused : {false, true}) {
        held_endpoint endpoint;
        auto const tokens = std::make_shared<descry::detail::token_source>(endpoint.grant(), endpoint.transport);
        if (refused) endpoint.status = 400, endpoint.answer = R"({"error":"invalid_grant"})";
        endpoint.leave_request_under_way(*tokens);
        std::promise<descry::result<std::string>> joined;
        tokens->async_get([&](descry::result<std::string> token) { joined.set_value(std::move(token)); });
        BOOST_TEST((tokens->get(std::chrono::steady_clock::now()).error() == descry::errc::deadline_exceeded));
        endpoint.release.set_value();
        auto const outcome = joined.get_future().get();
        BOOST_TEST(endpoint.requests == 1);
        if (!refused) BOOST_TEST(outcome.value() == "a1");
        if (!refused) continue;
        BOOST_TEST((outcome.error() == descry::errc::token_refused));
        auto const again = tokens->get(descry::steady_time::max());
        BOOST_TEST((again.error() == descry::errc::token_refused));
        BOOST_TEST(endpoint.requests == 2);  // the next call sends another token request
    }
}

BOOST_AUTO_TEST_CASE(a_request_outlives_a_call_that_is_canceled)
{
    held_endpoint endpoint;
    auto const api = endpoint.client();
    asio::cancellation_signal signal;
    auto canceled =
        api.async_try_get<documents>({.id = "7"}, asio::bind_cancellation_slot(signal.slot(), asio::use_future));
    endpoint.asked.get_future().wait();
    signal.emit(asio::cancellation_type::total);
    BOOST_TEST((canceled.get().error() == descry::errc::canceled));
    endpoint.release.set_value();
    BOOST_TEST(endpoint.stored_token.get_future().get() == "r2");
    BOOST_TEST(get(api, true).has_value());
    BOOST_TEST(endpoint.requests == 1);
}

BOOST_AUTO_TEST_CASE(a_client_that_ends_ends_its_calls_and_waits_for_the_refresh_token)
{
    for (bool const blocking : {true, false}) {
        held_endpoint endpoint;
        std::optional api(endpoint.client());
        auto call = begin_get(*api, blocking);
        endpoint.asked.get_future().wait();
        auto end = std::async(std::launch::async, [&] { api.reset(); });
        auto const why = call.get().error();
        BOOST_TEST((why == descry::errc::canceled));
        BOOST_TEST(why->explanation == "the client was destroyed");
        endpoint.release.set_value();
        end.get();
        auto kept = endpoint.stored_token.get_future();
        BOOST_REQUIRE((kept.wait_for(std::chrono::seconds(0)) == std::future_status::ready));
        BOOST_TEST(kept.get() == "r2");
    }
}

BOOST_AUTO_TEST_CASE(a_client_that_ends_on_its_own_thread_waits_for_the_refresh_token_too)
{
    held_endpoint endpoint;
    std::optional api(endpoint.client());
    auto call = begin_get(*api, false);
    endpoint.asked.get_future().wait();
    std::promise<void> ending;
    auto ended = asio::post(api->get_executor(), asio::use_future([&] {
                                ending.set_value();
                                api.reset();
                            }));
    ending.get_future().wait();
    endpoint.release.set_value();
    ended.get();
    BOOST_TEST((endpoint.stored_token.get_future().get() == "r2"));
    auto const why = call.get().error();
    BOOST_TEST((why == descry::errc::canceled));
    BOOST_TEST(why->explanation == "the client was destroyed");
}

BOOST_AUTO_TEST_CASE(a_request_outlives_the_executor_of_its_calls)
{
    held_endpoint endpoint;
    auto context = std::make_unique<asio::io_context>();
    auto const api = endpoint.client(context->get_executor());
    api.async_try_get<documents>({.id = "7"}, [](descry::result<document> const&) {});
    context->poll();
    endpoint.asked.get_future().wait();
    context.reset();
    endpoint.release.set_value();
    BOOST_TEST(endpoint.stored_token.get_future().get() == "r2");
    BOOST_TEST(get(api, true).has_value());
}

BOOST_AUTO_TEST_CASE(a_request_has_the_time_limit_of_its_grant)
{
    class deadline_keeper final : public descry::transport {
    public:
        std::promise<descry::steady_time> deadline;

        descry::result<descry::response> send(descry::request const&, descry::steady_time until) override
        {
            deadline.set_value(until);
            return descry::failure(descry::errc::deadline_exceeded);
        }
        void async_send(descry::request, descry::steady_time, handler) override {}
        void close() override {}
    };
    auto grant = refresh_grant();
    BOOST_TEST((grant.timeout == std::chrono::minutes(1)));
    grant.timeout = std::chrono::hours(5);
    auto const network = std::make_shared<deadline_keeper>();
    auto const before = std::chrono::steady_clock::now();
    auto const outcome =
        std::make_shared<descry::detail::token_source>(grant, network)->get(before + std::chrono::hours(1));
    BOOST_TEST((network->deadline.get_future().get() >= before + grant.timeout));
    BOOST_TEST((outcome.error() == descry::errc::deadline_exceeded));
    BOOST_TEST(outcome.error()->explanation == "the token endpoint did not respond within the time limit of the grant");
}

BOOST_AUTO_TEST_CASE(the_steps_to_a_token_follow_from_what_happens)
{
    using descry::detail::granted_token;
    using steps = descry::detail::token_steps;
    using state = steps::state;
    using std::chrono::seconds;
    descry::steady_time const start{std::chrono::hours(1)};
    descry::failure const refusal(descry::errc::token_unavailable, {.explanation = "full"});
    auto grant = refresh_grant([](std::string const&) {});
    grant.timeout = seconds(60);
    auto const rotated = [] { return granted_token{"a1", "r2", seconds(100)}; };

    steps one(grant);
    BOOST_TEST((one.now_in() == state::settled && one.token_at(start).empty()));
    one.start(start);
    BOOST_TEST((one.now_in() == state::requesting && one.deadline() == start + seconds(60)));
    one.got_response(descry::failure(descry::errc::token_refused), start);
    BOOST_TEST((one.now_in() == state::settled && one.outcome().error() == descry::errc::token_refused));

    one.start(start);
    one.got_response(granted_token{"a0", "r1", seconds(100)}, start);  // the same refresh token: nothing to store
    BOOST_TEST((one.now_in() == state::settled && one.outcome().value() == "a0"));

    one.start(start);
    one.got_response(rotated(), start + seconds(10));
    BOOST_TEST((one.now_in() == state::storing && one.refresh_token() == "r2"));
    BOOST_TEST(one.token_at(start + seconds(89)) == "a1");  // a fifth of its lifetime before it expires
    BOOST_TEST(one.token_at(start + seconds(90)).empty());
    one.offered(refusal, start + seconds(20));
    BOOST_TEST((one.now_in() == state::unstored && one.outcome().value() == "a1"));

    one.start(start + seconds(90));
    BOOST_TEST((one.now_in() == state::offering));
    one.offered(refusal, start + seconds(90));
    BOOST_TEST((one.now_in() == state::unstored && one.outcome().error()->explanation == "full"));
    one.start(start + seconds(91));
    one.offered({}, start + seconds(95));
    BOOST_TEST((one.now_in() == state::requesting && one.deadline() == start + seconds(155)));
    one.got_response(granted_token{"a2", "r3", seconds(100)}, start + seconds(96));
    one.offered({}, start + seconds(97));
    BOOST_TEST((one.now_in() == state::settled && one.outcome().value() == "a2"));

    steps closed(grant);
    closed.start(start);
    closed.got_response(rotated(), start);
    closed.offered(refusal, start);
    closed.start(start);
    closed.close();
    closed.offered(refusal, start);
    closed.store_again();
    BOOST_TEST((closed.now_in() == state::storing));
    closed.offered({}, start);
    BOOST_TEST((closed.now_in() == state::settled));
    closed.store_again();
    BOOST_TEST((closed.now_in() == state::settled));

    steps ending(grant);  // no request is sent that no call waits for
    ending.start(start);
    ending.got_response(rotated(), start);
    ending.offered(refusal, start);
    ending.start(start);
    ending.close();
    ending.offered({}, start);
    BOOST_TEST((ending.now_in() == state::settled && ending.outcome().error() == descry::errc::canceled));
    BOOST_TEST(ending.outcome().error()->explanation == "the client was destroyed");

    steps canceled(grant);  // by the end of the transport
    canceled.start(start);
    canceled.close();
    canceled.got_response(descry::failure(descry::errc::canceled), start);
    BOOST_TEST(canceled.outcome().error()->explanation == "the client was destroyed");
}

BOOST_AUTO_TEST_CASE(a_refused_grant_says_why_and_repeats_no_secret)
{
    secured service;
    service.token_status = 400;
    service.token_answer =
        R"({"error":"invalid_grant","error_description":"AADSTS70008: r1 of s3cret&more (s3cret%26more) has expired"})";
    auto const why = service.client().try_get<documents>({.id = "7"}).error();
    BOOST_TEST((why == descry::errc::token_refused));
    BOOST_TEST(why->status == 400u);
    BOOST_TEST(why->service_code == "invalid_grant");
    BOOST_TEST(why->description == "AADSTS70008: [redacted] of [redacted] ([redacted]) has expired");
    BOOST_TEST(why->operation == "GET /documents/{id}: POST token endpoint");
}

BOOST_AUTO_TEST_CASE(a_refused_grant_repeats_no_field_that_the_service_declares_secret)
{
    static constexpr std::string_view pins[] = {"X-Reply-Pin"};
    auto const to = answering(descry::response{400, {{"X-Reply-Pin", "s3cret"}}, R"({"error":"invalid_grant"})"});
    descry::client const client({.base_url = "https://documents.example",
                                 .credentials = refresh_grant([](std::string const&) {}),
                                 .custom_transport = to},
                                descry::service{.secret_headers = pins});
    auto const why = client.try_get<documents>({.id = "7"}).error();
    BOOST_TEST((why == descry::errc::token_refused));
    BOOST_REQUIRE(why->headers.size() == 1u);
    BOOST_TEST(why->headers.at(0).value == "[redacted]");
}

BOOST_AUTO_TEST_CASE(a_refused_grant_repeats_no_secret_however_it_is_escaped)
{
    for (std::string const spelled :
         {"s3+c%2Fret%26more", "s3%20c%2fret%26more", "s3 c/ret&amp;more", "s3&#32;c&sol;ret&#x26;more",
          R"(s3 c\\/ret\\u0026more)", "s3%2520c%252Fret%2526more"}) {
        secured service;
        service.token_status = 400;
        service.token_answer = R"({"error":"invalid_client","error_description":"no )" + spelled + "\"}";
        auto grant = refresh_grant();
        grant.form[1].second = "s3 c/ret&more";
        auto const why = service.client(grant).try_get<documents>({.id = "7"}).error();
        BOOST_TEST(why->description == "no [redacted]");
    }
}

BOOST_AUTO_TEST_CASE(whatever_a_grant_holds_is_a_secret_unless_it_is_known_to_be_none)
{
    secured service;
    service.token_status = 400;
    service.token_answer =
        R"({"error":"invalid_grant","error_description":"app, passw0rd of jane@example, a-s-s-e-r-t"})";
    auto grant = refresh_grant();
    grant.form = {{"grant_type", "password"},
                  {"client_id", "app"},
                  {"username", "jane@example"},
                  {"password", "passw0rd"},
                  {"assertion", "a-s-s-e-r-t"}};
    auto const why = service.client(std::move(grant)).try_get<documents>({.id = "7"}).error();
    BOOST_TEST(why->description == "app, [redacted] of [redacted], [redacted]");
}

BOOST_AUTO_TEST_CASE(an_endpoint_that_fails_or_gives_no_token_is_unavailable)
{
    for (auto const& [status, answer] : {std::pair<unsigned, char const*>{500, "<html>"},
                                         {200, "rubbish"},
                                         {200, "{}"},
                                         {200, R"({"access_token":""})"},
                                         {200, R"({"access_token":5})"},
                                         {503, ""}}) {
        secured service;
        service.token_status = status;
        service.token_answer = answer;
        BOOST_TEST((service.client().try_get<documents>({.id = "7"}).error() == descry::errc::token_unavailable),
                   answer);
    }
}

BOOST_AUTO_TEST_CASE(an_answer_without_a_token_says_why)
{
    struct {
        unsigned status;
        char const* body;
        descry::errc code;
        char const* said;
    } const table[] = {
        {200, R"({"error":"invalid_grant","error_description":"It has expired."})", descry::errc::token_refused,
         "the token endpoint refused the credentials; HTTP 200; service code invalid_grant; It has expired"},
        {200, R"({"error":"invalid_client"})", descry::errc::token_refused, "; service code invalid_client"},
        {200, R"({"error":{"message":"No such app."}})", descry::errc::token_refused, "; No such app"},
        {200, R"({"code":40013,"message":"invalid appid"})", descry::errc::token_refused,
         "; service code 40013; invalid appid"},
        {200, R"({"error":"temporarily_unavailable"})", descry::errc::token_unavailable, "; HTTP 200"},
        {200, "{}", descry::errc::token_unavailable, "the token endpoint's response has no access token"},
        {401, R"({"error":{"code":"X","message":"No."}})", descry::errc::token_refused, "; service code X; No"},
        {403, "", descry::errc::token_refused, "refused the credentials"},
        {403, "<html>", descry::errc::token_unavailable, "responded with a page"},
        {404, "Not Found", descry::errc::token_unavailable, "the token endpoint was not found; HTTP 404; Not Found"},
        {405, "", descry::errc::token_unavailable, "the token endpoint was not found; HTTP 405"},
        {410, "<html>", descry::errc::token_unavailable, "the token endpoint was not found; HTTP 410"},
        {302, "", descry::errc::token_unavailable, "the token endpoint was not found; HTTP 302"},
        {500, R"({"error":"server_error"})", descry::errc::token_unavailable, "; service code server_error"},
    };
    for (auto const& one : table) {
        secured service;
        service.token_status = one.status;
        service.token_answer = one.body;
        auto const api = make_client(service.transport, {.credentials = refresh_grant(), .retry = {.max_attempts = 1}});
        auto const why = api.try_get<documents>({.id = "7"}).error();
        BOOST_TEST((why == one.code), why.message());
        BOOST_TEST(why.message().find(one.said) != std::string::npos, why.message());
        BOOST_TEST((one.status != 404 || why.message().find("refused") == std::string::npos));
    }
}

BOOST_AUTO_TEST_CASE(of_an_answer_only_what_is_needed_is_read)
{
    for (auto const* const answer :
         {R"({"access_token":"a1","scope":"a","Scope":"b","scope":[1],"expires_in":"3600"})",
          R"({"Access_Token":"a2","access_token":"a1","ACCESS_TOKEN":5,"token_type":{"x":null}})",
          R"({"access_token":"a1","refresh_token":7.5e3,"error":null,"expires_in":{},"error_description":17})",
          R"({"accessToken":"a1","EXPIRESIN":3599})", R"({"access_token":null,"Access_token":"a1"})"}) {
        secured service;
        service.token_answer = answer;
        BOOST_TEST(service.client().try_get<documents>({.id = "7"}).has_value(), answer);
    }
}

BOOST_AUTO_TEST_CASE(tokens_of_an_answer_are_secrets_however_they_are_spelled)
{
    for (
        auto const* const answer :
        {R"({"error":"no tok-9 nor tok-8","message":"tok-9","AccessToken":{"x":"tok-9"},"data":[{"REFRESH_TOKEN":"tok-8"}]})",
         R"({"error":"tok-9","id_token":"tok-9)", "access_token=tok-9&token_type=bearer", R"("access_token=tok-9")"})
        for (unsigned const status : {200u, 400u}) {
            secured service;
            service.token_status = status;
            service.token_answer = answer;
            service.token_headers = {{"X-Echo", "r1"}, {"WWW-Authenticate", "Basic realm=\"here\""}};
            auto const why = service.client().try_get<documents>({.id = "7"}).error();
            for (auto const* const secret : {"tok-9", "tok-8", "r1"}) {
                BOOST_TEST(why.message().find(secret) == std::string::npos, why.message());
                BOOST_TEST(why.header("X-Echo").find(secret) == std::string::npos);
            }
            BOOST_TEST(why.header("WWW-Authenticate") == "Basic realm=\"here\"");
        }
}

BOOST_AUTO_TEST_CASE(a_client_may_introduce_itself_in_a_header)
{
    auto grant = refresh_grant();
    grant.path = "/tenant/oauth2/v2.0/token";
    grant.form = {{"grant_type", "client_credentials"},
                  {"client_id", "app:1"},
                  {"client_secret", "s3 cret&more"},
                  {"scope", "https://graph.example/.default offline_access"}};
    grant.authentication = descry::client_authentication::basic;
    secured service;
    (void)service.client(grant).get<documents>({.id = "7"});
    auto const sent = service.transport->requests().at(0);
    BOOST_TEST(sent.target == "/tenant/oauth2/v2.0/token");
    BOOST_TEST(sent.body ==
               "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.example%2F.default%20offline_access");
    // app%3A1:s3%20cret%26more
    BOOST_TEST(descry::find_header(sent.headers, "Authorization") == "Basic YXBwJTNBMTpzMyUyMGNyZXQlMjZtb3Jl");

    secured refusing;
    refusing.token_status = 401;
    refusing.token_answer =
        R"({"error":"invalid_client","error_description":"YXBwJTNBMTpzMyUyMGNyZXQlMjZtb3Jl, s3 cret&more"})";
    auto const why = refusing.client(grant).try_get<documents>({.id = "7"}).error();
    BOOST_TEST(why->description == "[redacted], [redacted]", why.message());
}

BOOST_AUTO_TEST_CASE(an_endpoint_that_asks_for_patience_is_given_it)
{
    secured service;
    service.token_status = 429;
    service.token_headers = {{"Retry-After", "3600"}};
    auto const api =
        make_client(service.transport, {.credentials = refresh_grant(), .timeout = std::chrono::minutes(1)});
    auto const why = api.try_get<documents>({.id = "7"}).error();
    BOOST_TEST((why == descry::errc::token_unavailable));
    BOOST_TEST((why->retry_after == std::chrono::hours(1)));
    BOOST_TEST(service.granted == 1);
}

BOOST_AUTO_TEST_CASE(an_endpoint_that_says_it_is_busy_is_asked_again_whatever_its_status)
{
    struct {
        unsigned status;
        char const* body;
        bool is_busy;
    } const table[] = {
        {200, R"({"error":"temporarily_unavailable"})", true},
        {400, R"({"error":"temporarily_unavailable","error_description":"Later."})", true},
        {400, R"({"error":"server_error"})", true},
        {400, R"({"error":"invalid_grant"})", false},
        {404, R"({"error":"temporarily_unavailable"})", false},
        {400, "<html>", false},
        {200, "{}", false},
    };
    for (auto const& one : table) {
        secured service;
        service.token_status = one.status;
        service.token_answer = one.body;
        auto const api = make_client(service.transport,
                                     {.credentials = refresh_grant(), .retry = {.max_attempts = 3, .base_delay = {}}});
        auto const why = api.try_get<documents>({.id = "7"}).error();
        BOOST_TEST(why.is_transient() == one.is_busy, one.body);
        BOOST_TEST(service.granted == (one.is_busy ? 3 : 1), one.body);
    }
}

BOOST_AUTO_TEST_CASE(a_call_with_its_own_credentials_neither_gets_nor_replaces_a_token)
{
    secured service;
    auto const api = service.client();
    auto const with = [&](char const* own) {
        return api.at<documents>({.id = "7"}).with({.headers = {{"authorization", own}}});
    };
    BOOST_TEST(with("Bearer a1").try_get().has_value());
    BOOST_TEST(with("Bearer a1").async_try_get(asio::use_future).get().has_value());
    BOOST_TEST(service.granted == 0);
    BOOST_TEST(api.try_get<documents>({.id = "7"}).has_value());
    auto const before = service.transport->requests().size();
    BOOST_TEST((with("Bearer wrong").try_get().error() == descry::errc::unauthorized));
    BOOST_TEST(service.transport->requests().size() == before + 1);
    BOOST_TEST(api.try_get<documents>({.id = "7"}).has_value());
    BOOST_TEST(service.granted == 1);

    auto const throws = make_client(
        service.transport,
        {.credentials = descry::bearer_token_function{[]() -> std::string { throw std::runtime_error("secret"); }}});
    auto const own = descry::call_options{.headers = {{"Authorization", "Bearer a1"}}};
    BOOST_TEST(throws.at<documents>({.id = "7"}).with(own).try_get().has_value());
    // Their kind is not known, and need not be that of the client's.
    auto const without = make_client(service.transport);
    auto const other =
        make_client(service.transport, {.credentials = descry::bearer_token{"x", descry::credential_kind::app_only}});
    for (auto const* const api_of : {&without, &other})
        BOOST_TEST(api_of->at<documents>({.id = "7"}).with(own).try_update({"7", "new", "e1", {}}).has_value());
}

BOOST_AUTO_TEST_CASE(a_function_may_give_the_token)
{
    secured service;
    auto const api =
        make_client(service.transport, {.credentials = descry::bearer_token_function{[] { return "a1"; }}});
    BOOST_TEST(api.try_get<documents>({.id = "7"}).has_value());

    auto const throws = make_client(
        service.transport,
        {.credentials = descry::bearer_token_function{[]() -> std::string { throw std::runtime_error("secret"); }}});
    auto const why = throws.try_get<documents>({.id = "7"}).error();
    BOOST_TEST((why == descry::errc::token_unavailable));
    BOOST_TEST(why.message().find("secret") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_empty_token_is_none)
{
    secured service;
    auto const api = make_client(service.transport, {.credentials = descry::bearer_token{""}});
    BOOST_TEST((api.try_get<documents>({.id = "7"}).error() == descry::errc::token_unavailable));
    BOOST_TEST(service.transport->requests().empty());
}

// RFC 7617, 2 and 2.1.
BOOST_AUTO_TEST_CASE(a_user_name_and_a_password_are_sent_as_basic_and_shown_to_nobody)
{
    for (auto const& [user, password, sent] : {
             std::tuple<std::string, std::string, std::string>{"Aladdin", "open sesame",
                                                               "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="},
             {"test", "123\xc2\xa3", "Basic dGVzdDoxMjPCow=="},
             {"sk_test_key", "", "Basic c2tfdGVzdF9rZXk6"},
             {"", "a:b", "Basic OmE6Yg=="},
         }) {
        auto const to = answering([](descry::request const& in) {
            auto const field = std::string(descry::find_header(in.headers, "Authorization"));
            return descry::response{401, {}, R"({"message":"refused )" + field + R"( of open sesame"})"};
        });
        auto const api = make_client(to, {.credentials = descry::basic{user, password}});
        auto const why = api.try_get<documents>({.id = "7"}).error();
        BOOST_TEST(to->requests().size() == 1u);
        BOOST_TEST(descry::find_header(to->requests().at(0).headers, "Authorization") == sent);
        BOOST_TEST((why == descry::errc::unauthorized));
        auto const shown = why.message() + why->body;
        BOOST_TEST(shown.find(sent.substr(6)) == std::string::npos, shown);
        if (user == "Aladdin") BOOST_TEST(shown.find("sesame") == std::string::npos, shown);
    }
}

BOOST_AUTO_TEST_CASE(a_user_name_that_basic_cannot_carry_is_refused_before_anything_is_sent)
{
    for (descry::basic const& given : {
             descry::basic{"a:b", "secret words"},
             descry::basic{"a\nb", "secret words"},
             descry::basic{"a", "secret\r\nwords"},
             descry::basic{"a", "secret words\xff"},
         }) {
        auto const to = answering(ok(std::string(stored)));
        auto const api = make_client(to, {.credentials = given});
        for (auto const& outcome :
             {api.try_get<documents>({.id = "7"}), api.async_try_get<documents>({.id = "7"}, asio::use_future).get()}) {
            BOOST_TEST_REQUIRE(outcome.has_error());
            auto const why = outcome.error();
            BOOST_TEST((why == descry::errc::unsafe_header));
            BOOST_TEST(why->not_sent);
            BOOST_TEST(why.message().find("secret") == std::string::npos);
        }
        BOOST_TEST(to->requests().empty());
    }
}

BOOST_AUTO_TEST_CASE(credentials_of_another_kind_are_refused_before_anything_is_sent)
{
    secured service;
    document value;
    value.tag = "e1";
    descry::bearer_token const app_only{"a1", descry::credential_kind::app_only};

    auto const refused =
        make_client(service.transport, {.credentials = app_only}).at<documents>({.id = "7"}).try_update(value).error();
    BOOST_TEST((refused == descry::errc::wrong_credential_kind));
    BOOST_TEST(refused.message() ==
               "PUT /documents/{id}: needs the credentials of a signed-in user (app_user); the option "
               "any_credential_kind relaxes this check");
    BOOST_TEST(service.transport->requests().empty());

    secured relaxed;
    BOOST_TEST(make_client(relaxed.transport, {.credentials = app_only, .any_credential_kind = true})
                   .at<documents>({.id = "7"})
                   .try_update(value)
                   .has_value());
    secured reading;
    BOOST_TEST(make_client(reading.transport, {.credentials = app_only}).try_get<documents>({.id = "7"}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
