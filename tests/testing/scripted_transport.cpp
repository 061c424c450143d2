#include <descry/testing/scripted_transport.hpp>

#include <boost/test/unit_test.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(scripted_transport)

using descry::errc;

namespace asio = boost::asio;

namespace {

using transport = descry::testing::scripted_transport;
using outcome = descry::result<descry::response>;

constexpr auto never = descry::steady_time::max();

descry::request get(std::string target) { return {"GET", "https://api.example", std::move(target), {}, ""}; }

outcome echo(descry::request const& in) { return descry::response{200, {}, in.target}; }

// Asynchronous exchanges on one thread, and the results passed to their handlers.
struct exchanges {
    transport under_test;
    asio::io_context context{};
    asio::cancellation_signal signal{};
    std::vector<outcome> done{};

    void start(std::string target)
    {
        auto const handler = asio::bind_executor(context, [this](outcome in) { done.push_back(std::move(in)); });
        under_test.async_send(get(std::move(target)), never, asio::bind_cancellation_slot(signal.slot(), handler));
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(requests_are_handled_and_stored_in_order)
{
    exchanges e{transport(echo)};
    BOOST_TEST(e.under_test.send(get("/1"), never)->body == "/1");
    for (auto const* target : {"/2", "/3", "/4"}) e.start(target);
    BOOST_TEST(e.done.empty());  // not before async_send has returned
    e.context.run();
    BOOST_TEST_REQUIRE(e.done.size() == 3u);
    BOOST_TEST_REQUIRE(e.under_test.requests().size() == 4u);
    for (std::size_t i = 0; i != e.done.size(); ++i)
        BOOST_TEST(e.done[i]->body == e.under_test.requests()[i + 1].target);
}

BOOST_AUTO_TEST_CASE(a_script_that_throws_is_a_failure)
{
    exchanges e{transport([](descry::request const& in) -> outcome {
        if (in.target == "/number") throw 1;
        throw std::runtime_error("no answer to " + in.target);
    })};
    e.start("/a");
    e.context.run();
    for (auto const& in : {e.done.at(0), e.under_test.send(get("/a"), never)}) {
        BOOST_TEST((in.error() == errc::transport_failure));
        BOOST_TEST(in.error()->explanation == "the script threw: no answer to /a");
    }
    BOOST_TEST((e.under_test.send(get("/number"), never).error() == errc::transport_failure));
    BOOST_TEST(e.under_test.requests().size() == 3u);
}

BOOST_AUTO_TEST_CASE(what_the_network_refuses_is_refused)
{
    exchanges e{transport(echo)};
    auto const refused = [&](descry::request message) { return e.under_test.send(message, never).error(); };
    auto const with = [](descry::header field) {
        auto out = get("/");
        out.headers.push_back(std::move(field));
        return out;
    };
    for (std::string const url : {"", "api.example", "ftp://api.example", "https://u:p@api.example", "https://a?b"})
        BOOST_TEST((refused({"GET", url, "/", {}, ""}) == errc::invalid_url), url);
    for (std::string const target : {"", "a", "/a b", "/a#b"}) BOOST_TEST((refused(get(target)) == errc::invalid_url));
    BOOST_TEST((refused({"G T", "https://api.example", "/", {}, ""}) == errc::invalid_url));
    for (std::string const name : {"", "a b", "Host", "Content-Length"})
        BOOST_TEST((refused(with({name, "v"})) == errc::unsafe_header), name);
    BOOST_TEST((refused(with({"A", "v\r\nB: w"})) == errc::unsafe_header));
    e.start("no path");
    e.context.run();
    BOOST_TEST((e.done.at(0).error() == errc::invalid_url));
    BOOST_TEST(e.under_test.requests().empty());
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_after_close)
{
    exchanges e{transport(echo)};
    e.under_test.close();
    e.start("/a");
    e.context.run();
    BOOST_TEST((e.done.at(0).error() == errc::canceled));
    BOOST_TEST((e.under_test.send(get("/a"), never).error() == errc::canceled));
    BOOST_TEST(e.under_test.requests().empty());
}

BOOST_AUTO_TEST_CASE(close_cancels_exchanges)
{
    exchanges e{transport([&](descry::request const& in) {
        if (in.target == "/close") e.under_test.close();
        return echo(in);
    })};
    e.start("/a");
    BOOST_TEST((e.under_test.send(get("/close"), never).error() == errc::canceled));
    e.context.run();
    BOOST_TEST((e.done.at(0).error() == errc::canceled));
    BOOST_TEST(e.under_test.requests().size() == 2u);
}

BOOST_AUTO_TEST_CASE(an_exchange_is_canceled_until_its_handler_runs)
{
    exchanges e{transport(echo)};
    e.start("/a");
    e.signal.emit(asio::cancellation_type::terminal);
    e.context.run();
    e.signal.emit(asio::cancellation_type::terminal);  // too late
    BOOST_TEST_REQUIRE(e.done.size() == 1u);
    BOOST_TEST((e.done[0].error() == errc::canceled));
    BOOST_TEST(e.under_test.requests().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_handler_may_outlive_its_transport)
{
    asio::io_context context;
    std::optional<transport> under_test(echo);
    std::string body;
    under_test->async_send(get("/a"), never, asio::bind_executor(context, [&](outcome in) { body = in->body; }));
    under_test.reset();
    context.run();
    BOOST_TEST(body == "/a");
}

BOOST_AUTO_TEST_CASE(a_response_after_the_deadline_is_lost)
{
    using clock = std::chrono::steady_clock;
    auto deadline = clock::now();
    exchanges e{transport([&](descry::request const& in) -> outcome {
        while (clock::now() <= deadline) {
        }
        if (in.target == "/failure") return descry::failure(errc::connection_refused);
        return echo(in);
    })};
    auto in = e.under_test.send(get("/a"), descry::steady_time());
    BOOST_TEST((in.error() == errc::deadline_exceeded));
    BOOST_TEST(in.error()->explanation == "the deadline passed before the request was sent");
    BOOST_TEST(in.error()->not_sent);
    BOOST_TEST(e.under_test.requests().empty());
    for (auto const* const target : {"/a", "/failure"}) {
        deadline = clock::now() + std::chrono::milliseconds(200);
        in = e.under_test.send(get(target), deadline);
        BOOST_TEST((in.error() == errc::deadline_exceeded));
        BOOST_TEST(in.error()->explanation == "the script responded after the deadline");
        BOOST_TEST(!in.error()->not_sent);
    }
}

BOOST_AUTO_TEST_CASE(a_script_may_drop_the_connection)
{
    transport dropping([](descry::request const&) -> outcome { throw descry::connection_dropped(); });
    BOOST_TEST((dropping.send(get("/a"), never).error() == errc::connection_closed));
}

BOOST_AUTO_TEST_SUITE_END()
