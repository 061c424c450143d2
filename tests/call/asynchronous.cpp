#include "document.hpp"

#include <boost/test/unit_test.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <exception>
#include <future>
#include <string>
#include <thread>

using namespace call_test;
namespace asio = boost::asio;

BOOST_AUTO_TEST_SUITE(asynchronous)

namespace {

network documents_service()
{
    return answering([](descry::request const& in) {
        if (in.target == "/documents/none") return descry::response{404, {}, ""};
        return ok(in.method == "GET" ? std::string(stored) : R"({"id":"7","title":"new","tag":"e2"})");
    });
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_future_holds_the_value_or_throws_the_failure)
{
    auto const api = make_client(documents_service());
    auto value = api.async_get<documents>({.id = "7"}, asio::use_future).get();
    BOOST_TEST(value.title.value() == "old");
    value = api.at<documents>({.id = "7"}).async_update(value, asio::use_future).get();
    BOOST_TEST(value.tag.value() == "e2");
    BOOST_CHECK_THROW(api.async_get<documents>({.id = "none"}, asio::use_future).get(), descry::call_error);
}

BOOST_AUTO_TEST_CASE(a_future_of_a_result_does_not_throw)
{
    auto const api = make_client(documents_service());
    auto const found = api.async_try_get<documents>({.id = "7"}, asio::use_future).get();
    BOOST_TEST(found->title.value() == "old");
    auto const none = api.async_try_get<documents>({.id = "none"}, asio::use_future).get();
    BOOST_TEST((none.error() == descry::errc::not_found));
    auto const changed = api.at<documents>({.id = "7"}).async_try_update(*found, asio::use_future).get();
    BOOST_TEST(changed->tag.value() == "e2");
}

BOOST_AUTO_TEST_CASE(a_coroutine_awaits_all_four_forms)
{
    asio::io_context context;
    auto const api = make_client(documents_service(), {.executor = context.get_executor()});
    bool done = false;
    asio::co_spawn(
        context,
        [&]() -> asio::awaitable<void> {
            auto const document_7 = api.at<documents>({.id = "7"});
            auto value = co_await document_7.async_get();
            BOOST_TEST(value.title.value() == "old");
            auto const tried = co_await document_7.async_try_get(asio::use_awaitable);
            BOOST_TEST(tried->title.value() == "old");
            value = co_await document_7.async_update(value);
            BOOST_TEST(value.tag.value() == "e2");
            auto const updated = co_await document_7.async_try_update(value);
            BOOST_TEST(updated->tag.value() == "e2");
            auto const missing = api.at<documents>({.id = "none"});
            try {
                (void)co_await missing.async_get();
                BOOST_ERROR("a missing document was read");
            } catch (descry::call_error const& e) {
                BOOST_TEST((e.error() == descry::errc::not_found));
            }
            done = true;
        },
        [](std::exception_ptr e) {
            if (e) std::rethrow_exception(e);
        });
    context.run();
    BOOST_TEST(done);
}

BOOST_AUTO_TEST_CASE(a_deferred_call_is_made_when_it_is_given_a_token)
{
    auto const to = documents_service();
    auto const api = make_client(to);
    auto later = api.async_get<documents>({.id = "7"}, asio::deferred);
    BOOST_TEST(to->requests().empty());
    BOOST_TEST(later(asio::use_future).get().title.value() == "old");
    BOOST_TEST(std::move(later)(asio::use_future).get().title.value() == "old");
    auto const sent = to->requests();
    BOOST_TEST_REQUIRE(sent.size() == 2u);
    for (auto const& each : sent) BOOST_TEST(each.target == "/documents/7");
}

BOOST_AUTO_TEST_CASE(a_callback_runs_on_the_thread_of_the_client)
{
    auto const api = make_client(documents_service());
    std::promise<std::thread::id> ran;  // Boost.Test is for one thread only
    api.async_try_get<documents>({.id = "7"}, [&](descry::result<document> const& read) {
        ran.set_value(read ? std::this_thread::get_id() : std::thread::id());
    });
    auto const thread = ran.get_future().get();
    BOOST_TEST((thread != std::this_thread::get_id()));
    BOOST_TEST((thread != std::thread::id()));
}

BOOST_AUTO_TEST_CASE(a_callback_runs_on_the_executor_it_is_bound_to)
{
    asio::io_context context;
    auto const api = make_client(documents_service());
    std::thread::id ran;
    api.async_try_get<documents>({.id = "7"}, asio::bind_executor(context, [&](descry::result<document> const& read) {
                                     BOOST_TEST(read.has_value());
                                     ran = std::this_thread::get_id();
                                 }));
    context.run();  // has work until the call is done
    BOOST_TEST((ran == std::this_thread::get_id()));
}

BOOST_AUTO_TEST_CASE(arguments_are_read_before_the_call_returns)
{
    auto const to = documents_service();
    auto const api = make_client(to);
    std::future<document> after;
    {
        document value;
        value.tag = "e1";
        value.title = "short-lived";
        after = api.at<documents>({.id = "7"}).async_update(value, asio::use_future);
        value.title = "changed";
    }
    BOOST_TEST(after.get().tag.value() == "e2");
    BOOST_TEST(to->requests().at(0).body == R"({"title":"short-lived","tag":"e1"})");
}

BOOST_AUTO_TEST_CASE(a_local_refusal_completes_like_any_other_failure)
{
    asio::io_context context;
    auto const to = documents_service();
    auto const api = make_client(to, {.executor = context.get_executor()});
    bool done = false;
    api.at<documents>({.id = "7"}).async_try_update(document{}, [&](descry::result<document> const& refused) {
        BOOST_TEST((refused.error() == descry::errc::missing_etag));
        done = true;
    });
    BOOST_TEST(!done);  // never before the call returned
    context.run();
    BOOST_TEST(done);
    BOOST_TEST(to->requests().empty());
}

BOOST_AUTO_TEST_CASE(the_clients_own_executor_runs_before_any_call)
{
    auto const api = make_client(documents_service());
    std::promise<int> done;
    asio::post(api.get_executor(), [&] { done.set_value(7); });
    BOOST_TEST(done.get_future().get() == 7);
}

BOOST_AUTO_TEST_SUITE_END()
