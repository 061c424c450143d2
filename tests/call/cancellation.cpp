#include "document.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
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
#include <tuple>
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

// Responds to a change with 204.
struct silent_documents : descry::resource<document, document_key, "/silent/{id}", descry::get,
                                           descry::then_read<descry::put<document_tag>>> {};

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

    void cancel(asio::cancellation_type type = asio::cancellation_type::total)
    {
        signal.emit(type);
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

// A network that obeys the rules of `transport::async_send`.
class obedient_network final : public descry::transport {
    std::vector<std::tuple<descry::request, handler>> held_;

public:
    int sent = 0;           // requests so far
    bool connected = true;  // otherwise no part of a request is sent

    descry::result<descry::response> send(descry::request const&, descry::steady_time) override
    {
        return descry::failure(descry::errc::canceled);
    }

    void async_send(descry::request message, descry::steady_time, handler done) override
    {
        ++sent;
        bool const has_effect = connected && !descry::is_safe_method(message.method);
        auto slot = asio::get_associated_cancellation_slot(done);
        held_.emplace_back(std::move(message), std::move(done));
        slot.assign([this, has_effect](asio::cancellation_type type) {
            if (descry::ends_for(type, has_effect))
                answer(descry::failure(descry::errc::canceled, {.not_sent = !connected}));
        });
    }

    void close() override { answer(descry::failure(descry::errc::canceled)); }

    void answer(descry::result<descry::response> const& in)
    {
        for (auto& [message, done] : std::exchange(held_, {})) std::move(done)(in);
    }
};

BOOST_AUTO_TEST_CASE(ends_a_call_as_its_type_permits)
{
    using kind = asio::cancellation_type;
    enum class end { none, unchanged, maybe_done };
    struct line {
        char const* name;
        std::string call;
        std::vector<unsigned> responses;  // before the signal
        bool connected;
        kind type;
        end expected;
    };
    for (auto const& each : {
             line{"read, sent", "get", {}, true, kind::total, end::unchanged},
             line{"read, sent", "get", {}, true, kind::partial, end::unchanged},
             line{"read, pause", "get", {503}, true, kind::total, end::unchanged},
             line{"change, connecting", "update", {}, false, kind::total, end::unchanged},
             line{"change, connecting", "update", {}, false, kind::partial, end::unchanged},
             line{"change, sent", "update", {}, true, kind::total, end::none},
             line{"change, sent", "update", {}, true, kind::partial, end::maybe_done},
             line{"change, sent", "update", {}, true, kind::terminal, end::maybe_done},
             line{"change, sent", "update", {}, true, kind::all, end::maybe_done},
             line{"change, refused, pause", "update", {429}, true, kind::total, end::unchanged},
             line{"change, lost, pause", "update", {503}, true, kind::total, end::none},
             line{"change, lost, pause", "update", {503}, true, kind::partial, end::maybe_done},
             line{"modify, reading", "modify", {}, true, kind::total, end::unchanged},
             line{"modify, changing", "modify", {200}, true, kind::total, end::none},
             line{"modify, changing", "modify", {200}, true, kind::terminal, end::maybe_done},
             line{"modify, reading again", "modify", {200, 412}, true, kind::total, end::unchanged},
         }) {
        BOOST_TEST_CONTEXT(each.name << ", type " << static_cast<unsigned>(each.type))
        {
            call one;
            auto const network = std::make_shared<obedient_network>();
            network->connected = each.connected;
            descry::client const api({.base_url = "https://documents.example",
                                      .timeout = std::chrono::hours(24),
                                      .retry = {.base_delay = std::chrono::hours(1)},
                                      .executor = one.context.get_executor(),
                                      .custom_transport = network});
            auto const document_7 = api.at<documents>({.id = "7"});
            document const changed{.id = "7", .title = "new", .tag = "e1", .extras = {}};
            if (each.call == "get") document_7.async_try_get(one.handler());
            if (each.call == "update") document_7.async_try_update(changed, one.handler());
            if (each.call == "modify")
                document_7.async_try_modify([](document& it) { it.title = "new"; }, one.handler());
            one.run();
            for (auto const status : each.responses) {
                network->answer(status == 200 ? ok(std::string(stored)) : descry::response{status, {}, {}});
                one.run();
            }
            auto const sent = network->sent;
            one.cancel(each.type);
            BOOST_TEST(network->sent == sent);
            BOOST_TEST(one.outcome.has_value() == (each.expected != end::none));
            if (!one.outcome) {  // terminal cancellation is possible still
                one.cancel(kind::terminal);
                BOOST_TEST_REQUIRE(one.outcome.has_value());
                BOOST_TEST(one.outcome->error()->maybe_done);
                continue;
            }
            BOOST_TEST((one.outcome->error() == descry::errc::canceled));
            BOOST_TEST(one.outcome->error()->maybe_done == (each.expected == end::maybe_done));
        }
    }
}

BOOST_AUTO_TEST_CASE(of_a_read_after_a_change_says_that_it_was_done)
{
    using kind = asio::cancellation_type;
    for (auto const type : {kind::terminal, kind::partial}) {
        call one;
        auto const network = std::make_shared<obedient_network>();
        descry::client const api({.base_url = "https://documents.example",
                                  .executor = one.context.get_executor(),
                                  .custom_transport = network});
        document const changed{.id = "7", .title = "new", .tag = "e1", .extras = {}};
        api.at<silent_documents>({.id = "7"}).async_try_update(changed, one.handler());
        one.run();
        network->answer(descry::response{204, {}, {}});
        one.run();
        BOOST_TEST(network->sent == 2);
        one.cancel(kind::total);
        BOOST_TEST(!one.outcome.has_value());
        one.cancel(type);
        BOOST_TEST_REQUIRE(one.outcome.has_value());
        BOOST_TEST((one.outcome->error() == descry::errc::state_not_read));
        BOOST_TEST(one.outcome->error()->maybe_done);
    }
}

// The change is complete, or known not to be done, when its response arrives.
BOOST_AUTO_TEST_CASE(total_during_a_change_leaves_its_response_and_prevents_a_retry_of_what_was_not_done)
{
    for (unsigned const status : {200u, 429u}) {
        call one;
        auto const network = std::make_shared<obedient_network>();
        descry::client const api({.base_url = "https://documents.example",
                                  .executor = one.context.get_executor(),
                                  .custom_transport = network});
        document const changed{.id = "7", .title = "new", .tag = "e1", .extras = {}};
        api.at<documents>({.id = "7"}).async_try_update(changed, one.handler());
        one.run();
        one.cancel();
        BOOST_TEST(!one.outcome.has_value());
        network->answer(status == 200 ? ok(std::string(stored)) : descry::response{status, {}, {}});
        one.run();
        BOOST_TEST_REQUIRE(one.outcome.has_value());
        BOOST_TEST(one.outcome->has_value() == (status == 200));
        if (status == 200) continue;
        BOOST_TEST((one.outcome->error() == descry::errc::canceled));
        BOOST_TEST(!one.outcome->error()->maybe_done);
        BOOST_TEST(network->sent == 1);
    }
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

BOOST_AUTO_TEST_CASE(a_signal_may_outlive_the_execution_context_of_the_call)
{
    for (bool const is_own : {true, false}) {
        asio::cancellation_signal signal;
        {
            asio::io_context context;
            auto const api = make_client(
                answering(ok(std::string(stored))),
                {.executor = is_own ? asio::any_io_executor() : asio::any_io_executor(context.get_executor())});
            auto call = api.async_try_get<documents>({.id = "7"},
                                                     asio::bind_cancellation_slot(signal.slot(), asio::use_future));
            context.run();
            BOOST_TEST(call.get().has_value());
        }
        signal.emit(asio::cancellation_type::all);
    }
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
