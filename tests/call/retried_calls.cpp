// Retried calls, over a scripted network.
#include "document.hpp"

#include <descry/client/detail/call_steps.hpp>
#include <descry/http/sinks.hpp>

#include <boost/test/unit_test.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

using namespace call_test;
namespace asio = boost::asio;
using descry::errc;
using descry::detail::pointer_to;

BOOST_AUTO_TEST_SUITE(retried_calls)

namespace {

using answer = descry::result<descry::response>;

// Responds to requests as the script says.
network answering_each(std::deque<answer> answers)
{
    return answering([rest = std::make_shared<std::deque<answer>>(std::move(answers)),
                      mutex = std::make_shared<std::mutex>()](descry::request const&) -> answer {
        std::lock_guard const lock(*mutex);
        auto next = std::move(rest->front());
        rest->pop_front();
        return next;
    });
}

answer failing(unsigned status) { return descry::response{status, {}, {}}; }
answer lost() { return descry::failure(errc::connection_closed); }

document changed()
{
    document value;
    value.id = "7";
    value.title = "new";
    value.tag = "e1";
    return value;
}

constexpr char stored_change[] = R"({"ID":"7","Title":"new","more":null,"tag":"e2"})";

// A slow server, and the notifications of an observer.
struct slow_service final : descry::observer {
    static constexpr auto takes = std::chrono::milliseconds(2);
    std::chrono::nanoseconds received_after{}, ended_after{};

    static network answering_late(answer const& in)
    {
        return answering([in](descry::request const&) {
            auto const begin = std::chrono::steady_clock::now();
            while (std::chrono::steady_clock::now() - begin < takes) std::this_thread::yield();
            return in;
        });
    }

    void received(descry::call_event const& e) override { received_after = e.attempt_elapsed; }
    void succeeded(descry::call_event const& e) override { ended_after = e.elapsed; }
    void failed(descry::call_event const& e) override { ended_after = e.elapsed; }
};

// A clock that stands still until it is moved.
descry::steady_time fake_now{std::chrono::hours(1)};

std::string_view id_of(descry::request const& sent) { return descry::find_header(sent.headers, "Request-Id"); }

struct document_search : descry::resource<descry::nothing, descry::nothing, "/documents/search",
                                          descry::with_method<descry::action<document, document>, "QUERY">> {};
struct keyed_documents : descry::resource<document, document_key, "/documents/{id}", descry::get, descry::put<>,
                                          descry::create<document>> {};

}  // namespace

BOOST_AUTO_TEST_CASE(the_time_of_an_answer_is_read_when_it_has_come)
{
    for (bool const blocks : {true, false})
        for (auto const& in : {answer(ok(std::string(stored))), failing(403), answer(errc::certificate_expired)}) {
            auto const seen = std::make_shared<slow_service>();
            auto const api = make_client(slow_service::answering_late(in), {.observer = seen});
            auto const document_7 = api.at<documents>({.id = "7"});
            auto const got = blocks ? document_7.try_get() : document_7.async_try_get(asio::use_future).get();
            BOOST_TEST(got.has_value() == (in && in->status == 200));
            BOOST_TEST((seen->ended_after >= slow_service::takes));
            BOOST_TEST((!in || seen->received_after >= slow_service::takes));
        }
}

BOOST_AUTO_TEST_CASE(what_a_slow_service_asks_for_counts_from_its_answer)
{
    using namespace std::chrono_literals;
    using next = descry::detail::call_steps::next;
    descry::detail::call_environment shared;
    shared.retry.base_delay = 0ms;
    shared.chance = [] { return 0.0; };
    shared.clock = [] { return fake_now; };
    auto const& op = descry::operation_for<documents, descry::verb_kind::get>();
    for (auto const& [takes, code] : {std::pair{2s, errc()}, {9s, errc::too_many_requests}}) {
        document_key const key{"7"};
        document read;
        descry::call_options const options;
        auto call = descry::detail::prepare_call(shared.context, {op, &key, {}, options});
        descry::detail::call_steps steps(shared, std::move(*call), nullptr, {pointer_to(read)}, fake_now + 10s);
        BOOST_REQUIRE((steps.start() == next::send));
        fake_now += takes;
        auto const step = steps.got_response(descry::response{429, {{"Retry-After", "2"}}, {}});
        BOOST_TEST((step == (code == errc() ? next::wait : next::done)));
        BOOST_TEST((step != next::wait || steps.resume_at() == fake_now + 2s));
        BOOST_TEST((step != next::done || steps.outcome().error() == code));
        fake_now += 1h;
    }
}

BOOST_AUTO_TEST_CASE(a_call_is_repeated_under_its_id)
{
    auto const to = answering_each(
        {failing(503), lost(), descry::response{429, {{"Retry-After", "0"}}, {}}, ok(std::string(stored))});
    BOOST_TEST(make_client(to).get<documents>({.id = "7"}).title.value() == "old");
    auto const sent = to->requests();
    BOOST_REQUIRE(sent.size() == 4u);
    for (auto const& one : sent) {
        BOOST_TEST(id_of(one) == id_of(sent[0]));
        BOOST_TEST(one.headers.size() == sent[0].headers.size());
    }
}

BOOST_AUTO_TEST_CASE(the_asynchronous_forms_do_the_same)
{
    auto const to = answering_each({failing(503), lost(), ok(std::string(stored))});
    auto const api = make_client(to);
    BOOST_TEST(api.async_get<documents>({.id = "7"}, asio::use_future).get().title.value() == "old");
    BOOST_TEST(id_of(to->requests().at(2)) == id_of(to->requests().at(0)));
}

BOOST_AUTO_TEST_CASE(the_last_failure_is_the_outcome)
{
    auto const to = answering_each({failing(503), failing(502), failing(500), failing(504)});
    auto const why = make_client(to).try_get<documents>({.id = "7"}).error();
    BOOST_TEST((why == errc::gateway_timeout));
    BOOST_TEST(why.is_transient());
    BOOST_TEST(!why->maybe_done);
    BOOST_TEST(to->requests().size() == 4u);
}

BOOST_AUTO_TEST_CASE(what_is_not_ready_yet_is_asked_for_again)
{
    struct files : descry::resource<descry::nothing, document_key, "/files/{id}", descry::download<"text/plain">> {};
    for (unsigned const status : {202u, 204u}) {
        auto const not_yet = [&](char const* seconds) {
            return descry::response{status, {{"Retry-After", seconds}}, {}};
        };
        auto const to = answering_each({not_yet("0"), not_yet("0.0"), ok(std::string(stored)), not_yet("0"),
                                        ok(std::string(stored)), not_yet("0"), ok("octets")});
        auto const api = make_client(to);
        BOOST_TEST(api.get<documents>({.id = "7"}).title.value() == "old");
        BOOST_TEST(api.async_get<documents>({.id = "7"}, asio::use_future).get().title.value() == "old");
        descry::text_sink octets(100);
        BOOST_TEST(api.at<files>({.id = "7"}).download(octets).size == 6u);
        BOOST_TEST(to->requests().size() == 7u);

        auto const never = make_client(answering(not_yet("3600"))).try_get<documents>({.id = "7"}).error();
        BOOST_TEST((never == errc::not_ready));
        BOOST_TEST(never.is_transient());
        BOOST_TEST(!never->maybe_done);
        BOOST_TEST(never->status == status);
        BOOST_TEST((never->retry_after == std::chrono::hours(1)));
        auto const posted = make_client(answering(not_yet("0"))).at<documents>({.id = "7"}).try_update(changed());
        BOOST_TEST((!posted || posted.error() != errc::not_ready));
    }
}

BOOST_AUTO_TEST_CASE(a_refusal_is_not_repeated)
{
    for (unsigned const status : {400u, 403u, 404u, 409u, 412u}) {
        auto const to = answering_each({failing(status)});
        BOOST_TEST(make_client(to).try_get<documents>({.id = "7"}).has_error());
        BOOST_TEST(to->requests().size() == 1u);
    }
}

BOOST_AUTO_TEST_CASE(an_update_is_repeated_as_it_was)
{
    auto const to = answering_each({lost(), failing(500), ok(stored_change)});
    auto const after = make_client(to).at<documents>({.id = "7"}).update(changed());
    BOOST_TEST(after.tag.value() == "e2");
    auto const sent = to->requests();
    BOOST_TEST(id_of(sent.at(2)) == id_of(sent.at(0)));
    BOOST_TEST(sent.at(2).body == sent.at(0).body);
    BOOST_TEST(descry::find_header(sent.at(2).headers, "If-Match") == "\"e1\"");
}

BOOST_AUTO_TEST_CASE(a_conflict_at_the_first_attempt_is_one)
{
    auto const to = answering_each({failing(412)});
    auto const why = make_client(to).at<documents>({.id = "7"}).try_update(changed()).error();
    BOOST_TEST(why.is_conflict());
    BOOST_TEST(!why->maybe_done);
    BOOST_TEST(to->requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_conflict_after_a_refused_connection_is_one)
{
    auto const to = answering_each({descry::failure(errc::connection_refused), failing(412)});
    BOOST_TEST(make_client(to).at<documents>({.id = "7"}).try_update(changed()).error().is_conflict());
    BOOST_TEST(to->requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(an_update_whose_own_first_attempt_is_in_its_way_was_done)
{
    auto const to = answering_each({lost(), failing(412), failing(503), ok(stored_change)});
    auto const after = make_client(to).at<documents>({.id = "7"}).update(changed());
    BOOST_TEST(after.tag.value() == "e2");
    BOOST_TEST(after.title.value() == "new");
    auto const sent = to->requests();
    BOOST_TEST(sent.at(2).method == "GET");
    BOOST_TEST(sent.at(2).target == "/documents/7");
    BOOST_TEST(sent.at(2).body == "");
    BOOST_TEST(descry::find_header(sent.at(2).headers, "If-Match") == "");
    BOOST_TEST(id_of(sent.at(2)) != id_of(sent.at(0)));
    BOOST_TEST(id_of(sent.at(2)) == id_of(sent.at(3)));
}

BOOST_AUTO_TEST_CASE(a_state_is_the_same_but_for_the_casing_of_declared_names)
{
    auto sent = changed();
    sent.extras.set("settings", R"({"Env":"x","title":1})");
    struct {
        char const* current;
        bool same;
    } const cases[] = {
        {R"({"ID":"7","TITLE":"new","settings":{"title":1,"Env":"x"},"tag":"e2"})", true},
        {R"({"id":"7","title":"new","settings":{"Env":"x","title":1},"tag":"e2"})", true},
        {R"({"id":"7","title":"new","settings":{"ENV":"x","title":1},"tag":"e2"})", false},
        {R"({"id":"7","title":"new","settings":{"Env":"x","Title":1},"tag":"e2"})", false},
        {R"({"id":"7","title":"new","Settings":{"Env":"x","title":1},"tag":"e2"})", false},
        {R"({"id":"7","title":"new","TITLE":"new","settings":{"Env":"x","title":1},"tag":"e2"})", false},
    };
    for (auto const& [current, same] : cases) {
        auto const to = answering_each({lost(), failing(412), ok(current)});
        BOOST_TEST(make_client(to).at<documents>({.id = "7"}).try_update(sent).has_value() == same, current);
    }
}

// If values were compared in both directions, the work would double with each level, and this would not end.
BOOST_AUTO_TEST_CASE(a_state_that_is_nested_deeply_is_compared_once)
{
    std::string nested = "1";
    for (int i = 0; i != 60; ++i) nested = R"({"x":)" + nested + R"(,"y":[]})";
    auto sent = changed();
    sent.extras.set("more", nested);
    auto const to =
        answering_each({lost(), failing(412), ok(R"({"id":"7","title":"new","more":)" + nested + R"(,"tag":"e2"})")});
    BOOST_TEST(make_client(to).at<documents>({.id = "7"}).try_update(sent).has_value());
}

BOOST_AUTO_TEST_CASE(what_became_of_an_update_is_unknown_if_the_state_is_another)
{
    auto const to = answering_each({lost(), failing(412), ok(R"({"id":"7","title":"somebody else's","tag":"e3"})")});
    auto const why = make_client(to).at<documents>({.id = "7"}).try_update(changed()).error();
    BOOST_TEST((why == errc::outcome_unknown));
    BOOST_TEST(!why.is_conflict());
    BOOST_TEST(why->maybe_done);
    BOOST_TEST(why->status == 412u);
    BOOST_TEST(why->request_id == id_of(to->requests().at(0)));
    BOOST_TEST(why->operation == "PUT /documents/{id}");
}

BOOST_AUTO_TEST_CASE(what_became_of_an_update_is_unknown_if_it_cannot_be_read)
{
    auto const to = answering_each({lost(), failing(412), failing(404)});
    auto const why = make_client(to).at<documents>({.id = "7"}).try_update(changed()).error();
    BOOST_TEST((why == errc::outcome_unknown));
    BOOST_TEST(why->maybe_done);
}

BOOST_AUTO_TEST_CASE(a_token_that_is_refused_on_the_way_does_not_hide_the_update)
{
    auto const to = answering_each({lost(), failing(412), failing(401)});
    auto const api = make_client(to, {.credentials = descry::bearer_token{"t"}});
    auto const why = api.at<documents>({.id = "7"}).try_update(changed()).error();
    BOOST_TEST((why == errc::outcome_unknown));
    BOOST_TEST(why->status == 412u);
    BOOST_TEST(why->operation == "PUT /documents/{id}");
    BOOST_TEST(why->request_id == id_of(to->requests().at(0)));
}

BOOST_AUTO_TEST_CASE(an_update_that_is_canceled_while_its_outcome_is_looked_for_is_the_one_that_failed)
{
    asio::io_context context;
    asio::cancellation_signal signal;
    auto const to = answering_each({lost(), failing(412), descry::response{503, {{"Retry-After", "3600"}}, {}}});
    auto const api = make_client(to, {.timeout = std::chrono::hours(24), .executor = context.get_executor()});
    std::optional<descry::result<document>> outcome;
    api.at<documents>({.id = "7"})
        .async_try_update(changed(), asio::bind_cancellation_slot(signal.slot(), [&](descry::result<document> in) {
                              outcome.emplace(std::move(in));
                          }));
    while (to->requests().size() < 3u) context.run_one();
    context.poll();
    signal.emit(asio::cancellation_type::total);  // the update may have been carried out
    context.poll();
    BOOST_TEST(!outcome.has_value());
    signal.emit(asio::cancellation_type::partial);
    context.poll();
    BOOST_REQUIRE(outcome.has_value());
    auto const why = outcome->error();
    BOOST_TEST((why == errc::canceled));
    BOOST_TEST(why->maybe_done);
    BOOST_TEST(why->operation == "PUT /documents/{id}");
    BOOST_TEST(why->request_id == id_of(to->requests().at(0)));
}

BOOST_AUTO_TEST_CASE(a_failure_says_whether_the_update_may_have_been_done)
{
    auto const unanswered = make_client(answering_each({lost(), lost(), lost(), lost()}));
    BOOST_TEST(unanswered.at<documents>({.id = "7"}).try_update(changed()).error()->maybe_done);

    auto const then_refused = make_client(answering_each({lost(), failing(403)}));
    auto const why = then_refused.at<documents>({.id = "7"}).try_update(changed()).error();
    BOOST_TEST((why == errc::forbidden));
    BOOST_TEST(why->maybe_done);

    auto const rubbish = make_client(answering_each({ok("<html>")}));
    BOOST_TEST(rubbish.at<documents>({.id = "7"}).try_update(changed()).error()->maybe_done);

    auto const refused = make_client(answering_each({failing(403)}));
    BOOST_TEST(!refused.at<documents>({.id = "7"}).try_update(changed()).error()->maybe_done);
}

BOOST_AUTO_TEST_CASE(an_unconditional_update_without_id_is_not_repeated)
{
    struct free_documents : descry::resource<document, document_key, "/free/{id}", descry::put<>> {};
    auto const to = answering_each({failing(503)});
    descry::client const without_ids({.base_url = "https://documents.example", .custom_transport = to});
    BOOST_TEST(without_ids.at<free_documents>({.id = "7"}).try_update(changed()).has_error());
    BOOST_TEST(to->requests().size() == 1u);

    auto const with_ids = answering_each({failing(503), ok(std::string(stored))});
    BOOST_TEST(make_client(with_ids).at<free_documents>({.id = "7"}).try_update(changed()).has_value());
}

BOOST_AUTO_TEST_CASE(a_call_carries_the_ids_it_is_given)
{
    auto const to = answering([](descry::request const&) { return ok(std::string(stored)); });
    auto const api = make_client(to);
    auto const document_7 = api.at<documents>({.id = "7"})
                                .with({.request_id = "r1",
                                       .correlation_id = "c1",
                                       .traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad-01"});
    (void)document_7.get();
    auto const sent = to->requests().at(0);
    BOOST_TEST(id_of(sent) == "r1");
    BOOST_TEST(descry::find_header(sent.headers, "Correlation-Id") == "c1");
    BOOST_TEST(descry::find_header(sent.headers, "traceparent") == "00-0af7651916cd43dd8448eb211c80319c-b7ad-01");
}

BOOST_AUTO_TEST_CASE(a_pause_that_would_pass_the_deadline_ends_the_call_at_once)
{
    auto const to = answering_each({descry::response{503, {{"Retry-After", "3600"}}, {}}});
    auto const why = make_client(to, {.timeout = std::chrono::minutes(1)}).try_get<documents>({.id = "7"}).error();
    BOOST_TEST((why == errc::service_unavailable));
    BOOST_TEST((why->retry_after == std::chrono::hours(1)));
}

BOOST_AUTO_TEST_CASE(a_throttled_client_sends_nothing_for_any_caller_until_its_time)
{
    auto const to = answering_each({descry::response{429, {{"Retry-After", "3600"}}, {}}});
    auto const api = make_client(to, {.timeout = std::chrono::minutes(1)});
    BOOST_TEST(api.try_get<documents>({.id = "7"}).error().is_throttled());
    auto const next = api.try_get<documents>({.id = "8"}).error();
    BOOST_TEST(next.is_throttled());
    BOOST_TEST(next->not_sent);
    BOOST_TEST(!next->maybe_done);
    BOOST_TEST((next->retry_after > std::chrono::minutes(9) && next->retry_after <= std::chrono::minutes(10)));
    BOOST_TEST(next->explanation.find("throttles") != std::string::npos);
    BOOST_TEST(to->requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(an_action_whose_method_is_safe_is_repeated_and_changes_nothing)
{
    auto const to = answering_each({lost(), failing(500), ok(std::string(stored)), lost()});
    descry::client const api({.base_url = "https://documents.example",  // without request ids
                              .retry = {.base_delay = std::chrono::milliseconds(0)},
                              .custom_transport = to});
    auto const search = api.at<document_search>({});
    BOOST_TEST(search.invoke({{}, "old", {}, {}}).id.value() == "7");
    auto const sent = to->requests();
    BOOST_REQUIRE(sent.size() == 3u);
    for (auto const& each : sent) BOOST_TEST((each.method == "QUERY" && each.body == R"({"title":"old"})"));
    auto const accepted = make_client(answering(descry::response{202, {{"Location", "/operations/1"}}, {}}))
                              .at<document_search>({})
                              .try_invoke({{}, "old", {}, {}})
                              .error();
    BOOST_TEST((accepted == errc::accepted));
    auto const why = search.with({.retries = 0}).try_invoke({{}, "old", {}, {}}).error();
    BOOST_TEST((why == errc::connection_closed && !why->maybe_done));
}

BOOST_AUTO_TEST_CASE(an_update_is_in_doubt_if_the_client_is_throttled_before_its_outcome_is_found_out)
{
    using namespace std::chrono_literals;
    using next = descry::detail::call_steps::next;
    descry::detail::call_environment shared;
    shared.context.api.request_id_header = "Request-Id";
    shared.retry.base_delay = 0ms;
    shared.chance = [] { return 0.0; };
    shared.clock = [] { return fake_now; };
    auto const& op = descry::operation_for<documents, descry::verb_kind::put>();
    for (bool const is_in_conflict : {true, false}) {
        document_key const key{"7"};
        auto value = changed();
        descry::call_options const options;
        auto call = descry::detail::prepare_call(shared.context, {op, &key, pointer_to(value), options});
        descry::detail::call_steps steps(shared, std::move(*call), nullptr, {pointer_to(value)}, fake_now + 10s);
        BOOST_REQUIRE((steps.start() == next::send));
        BOOST_REQUIRE((steps.got_response(lost()) == next::wait));
        if (is_in_conflict) {
            BOOST_REQUIRE((steps.waited() == next::send));
            shared.rate.throttled(fake_now, 1h, 1h);  // by the response to another call
            BOOST_TEST((steps.got_response(failing(412)) == next::done));
        } else {
            shared.rate.throttled(fake_now, 1h, 1h);
            BOOST_TEST((steps.waited() == next::done));
        }
        auto const why = steps.outcome().error();
        BOOST_TEST((why == (is_in_conflict ? errc::outcome_unknown : errc::connection_closed)));
        BOOST_TEST((why->maybe_done && !why->not_sent && !why->request_id.empty()));
        fake_now += 2h;
    }
}

BOOST_AUTO_TEST_CASE(a_client_is_throttled_for_no_longer_than_it_is_told)
{
    auto const to = answering_each({descry::response{429, {{"Retry-After", "3600"}}, {}}, ok("{}")});
    auto const api = make_client(to, {.timeout = std::chrono::minutes(1), .retry = {.max_retry_after = {}}});
    auto const why = api.try_get<documents>({.id = "7"}).error();
    BOOST_TEST(why->explanation.find("asked to wait 3600 s; at most 0 s is honoured") != std::string::npos);
    BOOST_TEST((why->retry_after == std::chrono::hours(1)));
    BOOST_TEST(api.try_get<documents>({.id = "8"}).has_value());
}

// The service responds once, with `Retry-After` of an hour; the call waits.
struct patient_call {
    std::promise<void> asked{};
    network to = answering([this](descry::request const&) {
        asked.set_value();
        return descry::response{503, {{"Retry-After", "3600"}}, {}};
    });
    std::optional<descry::client> api{make_client(to, {.timeout = std::chrono::hours(24)})};
};

BOOST_AUTO_TEST_CASE(a_blocking_call_that_waits_ends_with_its_client)
{
    patient_call one;
    auto const document_7 = one.api->at<documents>({.id = "7"});
    auto call = std::async(std::launch::async, [&] { return document_7.try_get(); });
    one.asked.get_future().wait();
    one.api.reset();
    auto const why = call.get().error();
    BOOST_TEST((why == errc::canceled));
    BOOST_TEST(why->explanation == "the client was destroyed");
}

BOOST_AUTO_TEST_CASE(an_asynchronous_call_that_waits_ends_with_its_client)
{
    patient_call one;
    auto call = one.api->async_try_get<documents>({.id = "7"}, asio::use_future);
    one.asked.get_future().wait();
    one.api.reset();
    auto const why = call.get().error();
    BOOST_TEST((why == errc::canceled));
    BOOST_TEST(why->explanation == "the client was destroyed");
}

BOOST_AUTO_TEST_CASE(an_asynchronous_call_that_waits_can_be_canceled)
{
    asio::io_context context;
    asio::cancellation_signal signal;
    auto const to = answering(descry::response{503, {{"Retry-After", "3600"}}, {}});
    auto const api = make_client(to, {.timeout = std::chrono::hours(24), .executor = context.get_executor()});
    std::optional<descry::result<document>> outcome;
    api.async_try_get<documents>(
        {.id = "7"}, asio::bind_cancellation_slot(
                         signal.slot(), [&](descry::result<document> in) { outcome.emplace(std::move(in)); }));
    context.poll();
    BOOST_TEST(!outcome.has_value());
    signal.emit(asio::cancellation_type::total);
    context.restart();
    context.poll();
    BOOST_REQUIRE(outcome.has_value());
    BOOST_TEST((outcome->error() == errc::canceled));
    BOOST_TEST(to->requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(an_idempotency_key_goes_with_each_post_and_stays_for_its_retries)
{
    descry::service const keyed{.idempotency_key_header = "Idempotency-Key", .correlation_id_header = "Correlation-Id"};
    auto const keys_of = [](descry::service const& api, descry::call_options const& options, auto call) {
        auto const to = answering([n = 0](descry::request const&) mutable -> descry::result<descry::response> {
            if (n++ == 0) return descry::failure(errc::connection_closed);
            return descry::response{200, {}, std::string(stored)};
        });
        descry::client const client({.base_url = "https://documents.example",
                                     .retry = {.base_delay = std::chrono::milliseconds(0)},
                                     .custom_transport = to},
                                    api);
        call(client.at<keyed_documents>({"7"}).with(options));
        std::vector<std::string> out;
        for (auto const& sent : to->requests()) out.emplace_back(descry::find_header(sent.headers, "Idempotency-Key"));
        return out;
    };
    auto const create = [](auto const& at) { static_cast<void>(at.try_create({})); };
    auto const update = [](auto const& at) { static_cast<void>(at.try_update({})); };
    auto const read = [](auto const& at) { static_cast<void>(at.try_get()); };

    auto const posted = keys_of(keyed, {}, create);
    BOOST_REQUIRE(posted.size() == 2u);
    BOOST_TEST(posted[0] == posted[1]);
    BOOST_TEST(!posted[0].empty());
    BOOST_TEST(keys_of(keyed, {}, create)[0] != posted[0]);
    BOOST_TEST((keys_of(keyed, {.idempotency_key = "mine"}, create) == std::vector<std::string>{"mine", "mine"}));
    BOOST_TEST((keys_of({}, {.idempotency_key = "mine"}, create) == std::vector<std::string>{"mine", "mine"}));
    BOOST_TEST(
        (keys_of({}, {.headers = {{"Idempotency-Key", "mine"}}}, create) == std::vector<std::string>{"mine", "mine"}));
    BOOST_TEST((keys_of({}, {}, create) == std::vector<std::string>{""}));
    BOOST_TEST((keys_of({.correlation_id_header = "Correlation-Id"}, {}, create) == std::vector<std::string>{""}));
    BOOST_TEST((keys_of(keyed, {.idempotency_key = "mine"}, update) == std::vector<std::string>{""}));
    BOOST_TEST((keys_of(keyed, {.idempotency_key = "mine"}, read) == std::vector<std::string>{"", ""}));
}

BOOST_AUTO_TEST_CASE(a_request_that_was_refused_for_its_rate_is_sent_again)
{
    descry::response const limits[] = {
        {429, {}, {}},
        {403, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "0"}}, {}},
    };
    for (auto const& limit : limits)
        for (bool const posts : {true, false}) {
            auto const to = answering([&, n = 0](descry::request const&) mutable -> descry::result<descry::response> {
                return n++ == 0 ? limit : descry::response{200, {}, std::string(stored)};
            });
            descry::client const client({.base_url = "https://documents.example",
                                         .retry = {.base_delay = std::chrono::milliseconds(0)},
                                         .custom_transport = to});
            auto const at = client.at<keyed_documents>({"7"});
            BOOST_TEST((posts ? at.try_create({}).has_value() : at.try_update({}).has_value()));
            BOOST_TEST(to->requests().size() == 2u);
        }
    auto const to = answering({403, {{"Retry-After", "3600"}}, {}});
    descry::client const client({.base_url = "https://documents.example", .custom_transport = to});
    auto const why = client.at<keyed_documents>({"7"}).try_create({}).error();
    BOOST_TEST(why.is_throttled());
    BOOST_TEST(why->status == 403u);
    BOOST_TEST(!why->maybe_done);
    BOOST_TEST((why->retry_after == std::chrono::seconds(3600)));
}

BOOST_AUTO_TEST_CASE(a_call_may_have_a_number_of_retries_and_a_time_limit_of_its_own)
{
    auto const to = answering([](descry::request const&) { return descry::response{503, {}, {}}; });
    auto const api = make_client(to, {.retry = {.max_attempts = 3}});
    auto const attempts = [&](auto const& call) {
        auto const before = to->requests().size();
        static_cast<void>(call());
        return to->requests().size() - before;
    };
    auto const at = api.at<documents>({"7"});
    BOOST_TEST(attempts([&] { return at.try_get(); }) == 3u);
    BOOST_TEST(attempts([&] { return at.with({.retries = 0}).try_get(); }) == 1u);
    BOOST_TEST(attempts([&] { return at.with({.retries = 4}).async_try_get(asio::use_future).get(); }) == 5u);
    BOOST_TEST(attempts([&] { return at.with({.retries = 1}).try_modify([](document&) {}); }) == 2u);

    auto const late = at.with({.timeout = std::chrono::milliseconds(0)});
    BOOST_TEST((late.try_get().error() == errc::deadline_exceeded));
    BOOST_TEST((late.async_try_get(asio::use_future).get().error() == errc::deadline_exceeded));
    BOOST_TEST(attempts([&] { return at.with({.timeout = std::chrono::hours(1), .retries = 0}).try_get(); }) == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
