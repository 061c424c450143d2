#include "document.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace call_test;
namespace asio = boost::asio;

BOOST_AUTO_TEST_SUITE(cancellation)

namespace {

// A network that holds every exchange until it is released.
class held_network final : public descry::transport {
    std::promise<void> asked_, open_;
    std::shared_future<void> const opened_ = open_.get_future().share();
    std::atomic<int> token_requests_ = 0;
    std::atomic<bool> closed_ = false;

public:
    std::vector<std::pair<descry::request, handler>> held;
    std::future<void> const asked_for_token = asked_.get_future();

    // Only token requests are sent in this way.
    descry::result<descry::response> send(descry::request const&, descry::steady_time) override
    {
        if (++token_requests_ == 1) asked_.set_value();
        opened_.wait();
        if (closed_) return descry::failure(descry::errc::canceled);
        return ok(R"({"access_token":"token-1","expires_in":3600})");
    }

    void answer_token_request() { open_.set_value(); }
    int token_requests() const { return token_requests_; }

    void async_send(descry::request message, descry::steady_time, handler done) override
    {
        held.emplace_back(std::move(message), std::move(done));
    }

    void close() override
    {
        for (auto& [message, done] : std::exchange(held, {})) std::move(done)(descry::failure(descry::errc::canceled));
        if (!closed_.exchange(true) && opened_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            open_.set_value();
    }

    void answer(descry::response const& in)
    {
        for (auto& [message, done] : std::exchange(held, {})) std::move(done)(in);
    }
};

descry::oauth2_grant grant() { return {"https://login.example", "/token", {{"grant_type", "x"}}, {}, {}}; }

struct call {
    asio::io_context context{};
    std::shared_ptr<held_network> network = std::make_shared<held_network>();
    asio::cancellation_signal signal{};
    std::optional<descry::result<document>> outcome{};
    descry::client api;

    explicit call(descry::credentials credentials = {})
        : api({.base_url = "https://documents.example",
               .credentials = std::move(credentials),
               .executor = context.get_executor(),
               .custom_transport = network})
    {
    }

    auto handler()
    {
        return asio::bind_cancellation_slot(
            signal.slot(), [this](descry::result<document> result) { outcome.emplace(std::move(result)); });
    }

    void get() { api.async_try_get<documents>({.id = "7"}, handler()); }

    template <class Change>
    void modify(Change change)
    {
        api.at<documents>({.id = "7"}).async_try_modify(std::move(change), handler());
    }

    void cancel()
    {
        signal.emit(asio::cancellation_type::total);
        run();
    }

    void run()
    {
        context.restart();
        context.poll();
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(while_a_token_is_requested_ends_the_call_and_sends_nothing_more)
{
    call one(grant());
    one.get();
    one.run();
    one.network->asked_for_token.wait();
    one.cancel();
    BOOST_REQUIRE(one.outcome.has_value());
    BOOST_TEST((one.outcome->error() == descry::errc::canceled));

    one.network->answer_token_request();
    one.get();  // shares the token
    while (one.network->held.empty()) one.run();
    BOOST_TEST(one.network->held.size() == 1u);
    BOOST_TEST(one.network->token_requests() == 1);
}

BOOST_AUTO_TEST_CASE(partial_cancellation_is_not_for_a_call)
{
    call one;
    one.get();
    one.run();
    one.signal.emit(asio::cancellation_type::partial);
    one.run();
    BOOST_TEST(!one.outcome.has_value());
    one.network->answer(ok(std::string(stored)));
    one.run();
    BOOST_TEST(one.outcome->value().title.value() == "old");
}

BOOST_AUTO_TEST_CASE(that_loses_the_race_to_an_answer_ends_what_would_follow_it)
{
    call repeated;
    repeated.get();
    repeated.run();
    repeated.cancel();
    repeated.network->answer({503, {}, {}});
    repeated.run();
    BOOST_REQUIRE(repeated.outcome.has_value());
    BOOST_TEST((repeated.outcome->error() == descry::errc::canceled));

    call modified;
    bool changed = false;
    modified.modify([&](document&) { changed = true; });
    modified.run();
    modified.cancel();
    modified.network->answer(ok(std::string(stored)));
    modified.run();
    BOOST_REQUIRE(modified.outcome.has_value());
    BOOST_TEST((modified.outcome->error() == descry::errc::canceled));
    BOOST_TEST(!changed);
    BOOST_TEST(modified.network->held.empty());
}

BOOST_AUTO_TEST_CASE(that_loses_the_race_to_the_last_answer_changes_nothing)
{
    call one;
    one.get();
    one.run();
    one.cancel();
    one.network->answer(ok(std::string(stored)));
    one.run();
    BOOST_REQUIRE(one.outcome.has_value());
    BOOST_TEST(one.outcome->value().title.value() == "old");
}

BOOST_AUTO_TEST_CASE(a_call_that_outlives_its_client_completes_too)
{
    auto const document_7 = make_client(answering(ok(std::string(stored)))).at<documents>({.id = "7"});
    auto const outcome = document_7.async_try_get(asio::use_future).get();
    BOOST_TEST((outcome.error() == descry::errc::canceled));
}

BOOST_AUTO_TEST_CASE(a_transport_that_clients_share_is_closed_with_the_first_that_ends_and_says_so)
{
    auto const to = answering(ok(std::string(stored)));
    auto const second = make_client(to);
    auto const with_token = make_client(to, {.credentials = grant()});
    BOOST_TEST(make_client(to).get<documents>({.id = "7"}).title.value() == "old");

    auto const why = "the transport was closed, as it is with the first of its clients that ends";
    auto const check = [why](descry::failure const& of) {
        BOOST_TEST((of == descry::errc::canceled));
        BOOST_TEST(of->explanation == why);
        BOOST_TEST(!of->maybe_done);
    };
    document_key const key{"7"};
    document const changed{.id = "7", .title = "new", .tag = "e1", .extras = {}};
    check(second.try_get<documents>(key).error());
    check(second.async_try_get<documents>(key, asio::use_future).get().error());
    check(second.at<documents>(key).try_update(changed).error());
    check(second.at<documents>(key).async_try_update(changed, asio::use_future).get().error());
    check(with_token.try_get<documents>(key).error());
    check(with_token.async_try_get<documents>(key, asio::use_future).get().error());
    BOOST_TEST(to->requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(destroying_the_context_drops_the_call_and_frees_it)
{
    auto const network = std::make_shared<held_network>();
    auto const witness = std::make_shared<int>(0);
    auto context = std::make_unique<asio::io_context>();
    descry::client api({.base_url = "https://documents.example",
                        .credentials = grant(),
                        .retry = {.max_attempts = 1},
                        .executor = context->get_executor(),
                        .custom_transport = network});
    api.async_try_get<documents>({.id = "7"}, [witness](descry::result<document> const&) {});
    context->poll();
    network->asked_for_token.wait();
    context.reset();
    BOOST_TEST(witness.use_count() == 1);
}

BOOST_AUTO_TEST_CASE(of_a_client_closes_a_transport_that_does_not_heed_the_time_limit_of_a_token_request)
{
    auto const network = std::make_shared<held_network>();
    descry::oauth2_grant const rotating{.authority = "https://login.example",
                                        .path = "/token",
                                        .form = {{"refresh_token", "r1"}},
                                        .on_refresh_token = [](std::string const&) {},
                                        .timeout = std::chrono::milliseconds(1)};
    std::optional<descry::client> api(std::in_place, descry::client_options{.base_url = "https://documents.example",
                                                                            .credentials = rotating,
                                                                            .custom_transport = network});
    auto call = api->async_try_get<documents>({.id = "7"}, asio::use_future);
    network->asked_for_token.wait();
    api.reset();
    BOOST_TEST((call.get().error() == descry::errc::canceled));
    BOOST_TEST(network->token_requests() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
