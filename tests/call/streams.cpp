// Streams: how values are split from a body, step by step, and streams over transports that have the body at once.
#include "document.hpp"

#include <descry/client/detail/stream_splitter.hpp>
#include <descry/client/stream.hpp>
#include <descry/testing/emulator.hpp>
#include <descry/testing/fake_clock.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <support/allocations.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <future>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

using namespace call_test;
using namespace std::chrono_literals;
namespace asio = boost::asio;
using descry::errc;

BOOST_AUTO_TEST_SUITE(streams)

namespace {

using descry::detail::stream_format;
using descry::detail::stream_item;
using descry::detail::stream_splitter;

std::string shown(std::deque<stream_item> const& items)
{
    std::string out;
    for (auto const& each : items) {
        out += std::to_string(each.line) + '[';
        if (!each.name.empty()) out += each.name + '/' + *each.id + '/';
        out += (each.is_too_large ? "too large" : each.text) + ']';
        if (each.retry) out += std::to_string(each.retry->count());
        if (each.is_cut) out += "cut";
    }
    return out;
}

// The items of a body in these pieces.
std::string split(stream_format format, std::vector<std::string_view> const& pieces, std::size_t max = 1000)
{
    stream_splitter machine(format, max);
    std::deque<stream_item> items;
    for (auto const piece : pieces) machine.split(piece, items);
    machine.finish(items);
    return shown(items);
}

void check_all_cuts(stream_format format, std::string_view body, std::string const& expected, std::size_t max = 1000)
{
    BOOST_TEST(split(format, {body}, max) == expected, body);
    for (std::size_t a = 0; a <= body.size(); ++a)
        for (auto b = a; b <= body.size(); ++b)
            BOOST_TEST_REQUIRE(
                split(format, {body.substr(0, a), body.substr(a, b - a), body.substr(b)}, max) == expected,
                body << " cut at " << a << " and " << b);
    std::vector<std::string_view> octets;
    for (std::size_t i = 0; i != body.size(); ++i) octets.push_back(body.substr(i, 1));
    BOOST_TEST(split(format, octets, max) == expected, body);
}

struct change {
    std::string type{};
    int version = 0;
    friend bool operator==(change const&, change const&) = default;
};
BOOST_DESCRIBE_STRUCT(change, (), (type, version))

struct watch_query {
    bool watch = true;
    std::optional<int> version{};
};
BOOST_DESCRIBE_STRUCT(watch_query, (), (watch, version))

struct list_query {
    std::optional<int> limit{};
};
BOOST_DESCRIBE_STRUCT(list_query, (), (limit))

struct pods
    : descry::resource<std::vector<change>, descry::nothing, "/pods", descry::with_query<descry::get, list_query>,
                       descry::with_query<descry::watch<change>, watch_query>> {};
struct counts
    : descry::resource<int, descry::nothing, "/counts", descry::watch<descry::ndjson<std::map<std::string, int>>>> {};
struct numbers : descry::resource<int, descry::nothing, "/numbers", descry::watch<descry::ndjson<int>>> {};
struct news : descry::resource<change, descry::nothing, "/news", descry::watch<descry::events<descry::whole_model>>> {};
struct question {
    std::string text{};
};
BOOST_DESCRIBE_STRUCT(question, (), (text))
struct chat
    : descry::resource<change, descry::nothing, "/chat", descry::watch<descry::events<descry::text<>>, question>> {};

constexpr auto two_lines = "{\"type\":\"ADDED\",\"version\":1}\n\n{\"type\":\"MODIFIED\",\"version\":2}\n";

struct counting : descry::observer {
    std::string ends{};
    void succeeded(descry::call_event const& call) override { ends += "ok " + std::to_string(call.status) + ' '; }
    void failed(descry::call_event const& call) override { ends += call.error.message() + ' '; }
    void retried(descry::call_event const&) override { ends += "retry "; }
};

// A network whose body arrives when the test says so.
struct held_network final : descry::transport {
    descry::request sent;
    std::vector<handler> done;
    std::shared_ptr<descry::clock> own_time;

    explicit held_network(std::shared_ptr<descry::clock> clock = {}) : own_time(std::move(clock)) {}

    descry::result<descry::response> send(descry::request const&, descry::steady_time) override
    {
        return descry::failure(errc::canceled);
    }
    void async_send(descry::request message, descry::steady_time, handler to) override
    {
        sent = std::move(message);
        auto slot = asio::get_associated_cancellation_slot(to);
        done.push_back(std::move(to));
        slot.assign([this](asio::cancellation_type) { finish(descry::failure(errc::canceled)); });
    }
    void finish(descry::result<descry::response> in)
    {
        for (auto& each : std::exchange(done, {})) std::move(each)(in);
    }
    std::shared_ptr<descry::clock> time() const override { return own_time; }
    void close() override { finish(descry::failure(errc::canceled)); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(lines_are_the_same_wherever_the_body_is_cut)
{
    using enum stream_format;
    for (auto const& [body, expected] :
         std::vector<std::pair<std::string_view, std::string>>{{"1\n2\n", "1[1]2[2]"},
                                                               {"1\r\n2\r\n", "1[1]2[2]"},
                                                               {"\n \n\t\r\n1\n", "4[1]"},
                                                               {"\xEF\xBB\xBF"
                                                                "1\n\xEF\xBB\xBF"
                                                                "2\n",
                                                                "1[1]2[\xEF\xBB\xBF"
                                                                "2]"},
                                                               {"1\n{\"a\":", "1[1]2[{\"a\":]cut"},
                                                               {"1\n ", "1[1]"},
                                                               {"a\rb\n", "1[a\rb]"},
                                                               {"", ""}})
        check_all_cuts(lines, body, expected);
    check_all_cuts(lines, "12345\n1234567\n\r\n12\n123456", "1[12345]2[too large]4[12]5[too large]cut", 5);
}

BOOST_AUTO_TEST_CASE(events_are_the_same_wherever_the_body_is_cut)
{
    using enum stream_format;
    for (auto const& [body, expected] : std::vector<std::pair<std::string_view, std::string>>{
             {"data: a\n\n", "1[message//a]"},
             {"data:a\r\rdata:b\r\n\r\ndata:c\n\n", "1[message//a]3[message//b]5[message//c]"},
             {"data: YHOO\ndata: +2\ndata:  10\n\n", "1[message//YHOO\n+2\n 10]"},
             {": test\n\ndata: first\nid: 1\n\ndata:second\nid\n\ndata:  third\n\n",
              "3[message/1/first]6[message//second]9[message// third]"},
             {"data\n\ndata\ndata\n\ndata:", "1[message//]3[message//\n]"},
             {"event: add\ndata: 7\n\nevent: none\n\ndata: 8\n\n", "2[add//7]6[message//8]"},
             {"id: 5\n\ndata: x\n\n", "3[message/5/x]"},
             {std::string_view("id: 1\0\ndata: x\n\n", 16), "2[message//x]"},
             {"retry: 50\nretry: 5x\nretry\ndata: x\n\n", "4[message//x]50"},
             {"\xEF\xBB\xBF"
              "data: x\n\n",
              "1[message//x]"},
             {"unknown: y\nDATA: z\ndata: x\n\n", "3[message//x]"},
             {"data: lost\n", ""},
             {"data: lost", ""},
             {"", ""}})
        check_all_cuts(events, body, expected);
    check_all_cuts(events, "data: 1234567890123\n\ndata: 1234\ndata: 12345678\n\n:12345678901234\ndata: ok\n\n",
                   "1[message//too large]3[message//too large]7[message//ok]", 10);
}

BOOST_AUTO_TEST_CASE(a_range_of_values_beside_a_list)
{
    auto const network = answering([](descry::request const& sent) {
        return sent.target == "/pods" ? ok(R"([{"type":"LISTED","version":0}])") : ok(two_lines);
    });
    auto const seen = std::make_shared<counting>();
    auto const api = make_client(network, {.observer = seen});
    auto const at = api.at<pods>({});
    BOOST_TEST(at.get().front().type == "LISTED");
    {
        auto unread = at.watch({.version = 7});
        auto closed = at.watch();
        closed.close();
        BOOST_TEST(!closed.next());
    }
    BOOST_TEST(network->requests().size() == 1u);
    std::string out;
    for (auto& each : at.watch({.version = 7})) out += each.type + std::to_string(each.version) + ' ';
    BOOST_TEST(out == "ADDED1 MODIFIED2 ");
    auto const sent = network->requests().at(1);
    BOOST_TEST(sent.method == "GET");
    BOOST_TEST(sent.target == "/pods?watch=true&version=7");
    BOOST_TEST(descry::find_header(sent.headers, "Accept") == "application/json");
    auto stream = at.watch();
    BOOST_TEST(stream.next().value().version == 1);
    BOOST_TEST(stream.try_next().value()->version == 2);
    BOOST_TEST(!stream.next());
    BOOST_TEST(!stream.next());
    BOOST_TEST(seen->ends == "ok 200 ok 200 ok 200 ");
}

BOOST_AUTO_TEST_CASE(asynchronous_in_both_forms)
{
    auto const api = make_client(answering(ok(two_lines)));
    auto stream = api.at<pods>({}).watch();
    BOOST_TEST(stream.async_next(asio::use_future).get()->version == 1);
    BOOST_TEST(stream.async_try_next(asio::use_future).get().value()->version == 2);
    BOOST_TEST(!stream.async_next(asio::use_future).get());
    BOOST_TEST(!stream.async_try_next(asio::use_future).get().value());
    auto const refused = make_client(answering(descry::response{404, {}, {}}));
    BOOST_CHECK_THROW(refused.at<pods>({}).watch().async_next(asio::use_future).get(), descry::call_error);
    BOOST_TEST((refused.at<pods>({}).watch().async_try_next(asio::use_future).get().error() == errc::not_found));
}

BOOST_AUTO_TEST_CASE(events_have_a_name_an_id_and_data)
{
    auto const network = answering(descry::response{200,
                                                    {{"Content-Type", "text/event-stream; charset=utf-8"}},
                                                    "event: added\nid: 9\nretry: 250\ndata: {\"type\":\"A\",\n"
                                                    "data: \"version\":3}\n\n: heartbeat\n\ndata: {}\n\n"});
    auto const api = make_client(network);
    auto stream = api.at<news>({}).watch();
    auto const first = stream.next().value();
    BOOST_TEST(first.name == "added");
    BOOST_TEST(first.id == "9");
    BOOST_TEST((first.retry == 250ms));
    BOOST_TEST((first.data == change{"A", 3}));
    auto const why = stream.try_next().error();
    BOOST_TEST((why == errc::missing_member));
    BOOST_TEST(why->line == 9u);
    BOOST_TEST(!stream.next());
    BOOST_TEST(descry::find_header(network->requests().at(0).headers, "Accept") == "text/event-stream");
    auto const html = answering(descry::response{200, {{"Content-Type", "text/html"}}, "<html></html>\n\n"});
    auto const other = make_client(html);
    BOOST_TEST((other.at<news>({}).watch().try_next().error() == errc::malformed_response));
}

BOOST_AUTO_TEST_CASE(a_stream_may_have_a_request)
{
    auto const network = answering(descry::response{200, {}, "data: Hel\n\ndata: lo\n\ndata: [DONE]\n\n"});
    auto const api = make_client(network);
    std::string out;
    for (auto& each : api.at<chat>({}).watch({.text = "hi"})) out += each.data + '|';
    BOOST_TEST(out == "Hel|lo|[DONE]|");
    auto const sent = network->requests().at(0);
    BOOST_TEST(sent.method == "POST");
    BOOST_TEST(sent.body == R"({"text":"hi"})");
    BOOST_TEST(descry::find_header(sent.headers, "Accept") == "text/event-stream");
}

BOOST_AUTO_TEST_CASE(a_comment_in_a_stream_is_refused_without_an_option_that_permits_it)
{
    auto const api = make_client(answering(ok("{\"type\":\"A\",\"version\":1} // x\n")));
    auto stream = api.at<pods>({}).watch();
    BOOST_TEST(stream.try_next().error()->explanation == "a comment is not JSON");
}

BOOST_AUTO_TEST_CASE(reading_goes_on_after_a_line_that_is_none)
{
    std::string const body = "{\"type\":\"A\",\"version\":1}\n\n {\"type\":\"B\",\"version\":\"x\"}\n" +
                             std::string(200, ' ') + "7\n{\"type\":\"C\",\"version\":3}\n";
    auto const api = make_client(answering(ok(body)), {.network = {.max_body_bytes = 100}});
    auto stream = api.at<pods>({}).watch();
    BOOST_TEST(stream.next()->type == "A");
    auto const why = stream.try_next().error();
    BOOST_TEST((why == errc::unexpected_kind));
    BOOST_TEST(why->pointer == "/version");
    BOOST_TEST(why->line == 3u);
    BOOST_TEST(why->column == 24u);
    BOOST_TEST(body.substr(why->offset.value(), 3) == "\"x\"");
    BOOST_TEST(why->operation == "GET /pods");
    auto const large = stream.try_next().error();
    BOOST_TEST((large == errc::too_large));
    BOOST_TEST(large->line == 4u);
    BOOST_TEST(large->explanation == "a value of the stream has more than 100 bytes");
    BOOST_TEST(stream.next()->type == "C");
    BOOST_TEST(!stream.next());
    auto again = api.at<pods>({}).watch();
    std::string out;
    BOOST_CHECK_THROW(for (auto& each : again) out += each.type, descry::call_error);
    BOOST_CHECK_THROW(for (auto& each : again) out += each.type, descry::call_error);
    for (auto& each : again) out += each.type;
    BOOST_TEST(out == "AC");
}

// The service repeats the credentials in the name of a value, which a failure shows as its place.
BOOST_AUTO_TEST_CASE(a_failure_repeats_no_credentials)
{
    int tokens = 0;
    descry::bearer_token_function const renewed{[&] { return "token-" + std::to_string(++tokens); }};
    for (auto const& credentials :
         {descry::credentials(descry::bearer_token{"token-2"}), descry::credentials(descry::basic{"ann", "token-2"}),
          descry::credentials(renewed)}) {
        auto const network = answering([&](descry::request const& sent) {
            if (tokens == 1) return descry::response{401, {}, {}};
            auto const field = std::string(descry::find_header(sent.headers, "Authorization"));
            return ok("{\"" + field.substr(field.find(' ') + 1) + " token-2\":true}\n{\"a\":1}\n");
        });
        auto const api = make_client(network, {.credentials = credentials});
        auto stream = api.at<counts>({}).watch();
        auto const why = stream.try_next().error();
        BOOST_TEST((why == errc::unexpected_kind));
        BOOST_TEST(why->pointer == "/[redacted] [redacted]");
        BOOST_TEST(stream.next()->at("a") == 1);
    }
    BOOST_TEST(tokens == 2);
}

BOOST_AUTO_TEST_CASE(a_failure_shows_members_that_are_declared_readable)
{
    static constexpr std::string_view declared[] = {"token"};
    auto const shown = [](descry::service const& of) {
        descry::client const api({.base_url = "https://documents.example",
                                  .custom_transport = answering(ok("{\"{\\\"token\\\":\\\"noun\\\"}\":true}\n"))},
                                 of);
        return api.at<counts>({}).watch().try_next().error()->pointer;
    };
    BOOST_TEST(shown({}) == "[redacted]");
    BOOST_TEST(shown({.readable_members = declared}) == R"(/{"token":"noun"})");
}

BOOST_AUTO_TEST_CASE(the_last_line_may_lack_its_end_if_it_is_complete)
{
    auto const last = [](auto at, std::string body) {
        auto const api = make_client(answering(ok(std::move(body))));
        auto stream = at(api).watch();
        (void)stream.next();
        return stream.try_next();
    };
    auto const pods_of = [](descry::client const& api) { return api.at<pods>({}); };
    auto const numbers_of = [](descry::client const& api) { return api.at<numbers>({}); };
    std::string const first = "{\"type\":\"A\",\"version\":1}\n";
    BOOST_TEST(last(pods_of, first + R"({"type":"B","version":2})").value()->type == "B");
    auto const why = last(pods_of, first + R"({"type":"B","ver)").error();
    BOOST_TEST((why == errc::connection_closed));
    BOOST_TEST(why->line == 2u);
    BOOST_TEST(why->response_begun);
    BOOST_TEST((last(numbers_of, "1\n12").error() == errc::connection_closed));  // perhaps of 123
    BOOST_TEST(last(numbers_of, "1\n12\n").value().value() == 12);
}

BOOST_AUTO_TEST_CASE(before_the_first_value_it_is_a_call_like_any_other)
{
    int calls = 0;
    auto const network = answering([&](descry::request const&) -> descry::result<descry::response> {
        if (++calls == 1) return descry::response{429, {{"Retry-After", "0"}}, {}};
        if (calls == 2) return descry::failure(errc::connection_refused);
        return ok(two_lines);
    });
    auto const seen = std::make_shared<counting>();
    auto const api = make_client(network, {.observer = seen});
    int last = 0;
    for (auto& each : api.at<pods>({}).watch()) last = each.version;
    BOOST_TEST(last == 2);
    BOOST_TEST(seen->ends == "retry retry ok 200 ");

    auto const gone = make_client(answering(descry::response{410, {}, R"({"code":"Gone","message":"Too old."})"}));
    auto stream = gone.at<pods>({}).watch();
    auto const why = stream.try_next().error();
    BOOST_TEST(why->status == 410u);
    BOOST_TEST(why->description == "Too old.");
    BOOST_TEST(!stream.next());  // the end, once its reason was given
}

// An id is that of all events up to the next one. It is held once, however long it is and however many they are.
BOOST_AUTO_TEST_CASE(an_id_is_not_copied_for_each_event)
{
    stream_splitter machine(stream_format::events, 1'000'000);
    std::deque<stream_item> items;
    machine.split("id:" + std::string(100'000, 'x') + "\ndata\n\n", items);
    for (int i = 0; i != 1000; ++i) machine.split("data\n\n", items);
    BOOST_REQUIRE(items.size() == 1001u);
    BOOST_TEST(items.front().id == items.back().id);
}

BOOST_AUTO_TEST_CASE(limits_may_be_none)
{
    auto const api =
        make_client(answering(ok(two_lines)), {.timeout = std::chrono::milliseconds::max(),
                                               .network = {.max_body_bytes = std::numeric_limits<std::size_t>::max()}});
    int last = 0;
    for (auto& each : api.at<pods>({}).watch()) last = each.version;
    BOOST_TEST(last == 2);
}

BOOST_AUTO_TEST_CASE(the_limit_of_a_wait_is_by_the_clock_of_the_client)
{
    for (auto const& [silence, expected] :
         {std::pair(59s, std::string("ADDED")), {61s, make_error_code(errc::deadline_exceeded).message()}}) {
        auto const time = std::make_shared<descry::testing::fake_clock>();
        auto const network = std::make_shared<descry::testing::scripted_transport>(
            [&, during = silence](descry::request const& sent) -> descry::result<descry::response> {
                (void)sent.sink->begin({});
                time->advance(during);
                (void)sent.sink->write(two_lines);
                return descry::failure(errc::connection_closed, {.response_begun = true});
            },
            time);
        asio::io_context context;
        descry::client const api({.base_url = "https://documents.example",
                                  .timeout = 1min,
                                  .executor = context.get_executor(),
                                  .custom_transport = network});
        auto stream = api.at<pods>({}).watch();
        std::string out;
        stream.async_try_next([&out](descry::result<std::optional<change>> const& in) {
            out = in ? (*in)->type : in.error().code().message();
        });
        context.run();
        BOOST_TEST(out == expected);
    }
}

BOOST_AUTO_TEST_CASE(the_limit_of_a_wait_ends_it_when_the_clock_advances)
{
    auto const time = std::make_shared<descry::testing::fake_clock>();
    auto const network = std::make_shared<held_network>(time);
    asio::io_context context;
    descry::client const api({.base_url = "https://documents.example",
                              .timeout = 1h,
                              .executor = context.get_executor(),
                              .custom_transport = network});
    auto stream = std::make_optional(api.at<pods>({}).watch());
    std::string out;
    auto const run = [&] {
        context.restart();
        context.poll();
        return std::exchange(out, {});
    };
    auto const read = [&] {
        stream->async_try_next([&out](descry::result<std::optional<change>> const& in) {
            out = in ? (*in)->type : in.error().code().message();
        });
        return run();
    };
    BOOST_TEST(read().empty());
    (void)network->sent.sink->begin({});
    time->advance(59min);
    BOOST_TEST(run().empty());
    (void)network->sent.sink->write(two_lines);  // begins the next wait
    BOOST_TEST(run() == "ADDED");
    time->advance(2h);  // while nothing is awaited
    BOOST_TEST(read() == "MODIFIED");
    BOOST_TEST(read().empty());
    time->wait_until(time->now() + 59min);
    BOOST_TEST(run().empty());
    time->advance(2min);
    BOOST_TEST(run() == make_error_code(errc::deadline_exceeded).message());
    stream.reset();
    time->advance(2h);

    // The same for a thread that waits.
    auto const threads = std::make_shared<held_network>(time);
    descry::client const blocking(
        {.base_url = "https://documents.example", .timeout = 1h, .custom_transport = threads});
    auto waiting = blocking.at<pods>({}).watch();
    std::atomic<bool> done{false};
    descry::failure why;
    std::thread reader([&] {
        why = waiting.try_next().error();
        done = true;
    });
    auto const end = std::chrono::steady_clock::now() + 30s;
    while (!done && std::chrono::steady_clock::now() < end) {
        time->advance(2h);
        std::this_thread::yield();
    }
    waiting.close();
    reader.join();
    BOOST_TEST((why == errc::deadline_exceeded));
}

// A value that has arrived, the end of the stream, and a value that is canceled when it has arrived.
BOOST_AUTO_TEST_CASE(an_outcome_waits_for_memory_without_haste)
{
    using event = void (*)(held_network&, descry::testing::fake_clock&, asio::cancellation_signal&);
    auto const arrives = [](auto& network, auto&, auto&) { (void)network.sent.sink->write("1\n"); };
    auto const is_late = [](auto&, auto& time, auto&) { time.advance(2h); };
    auto const is_canceled = [](auto& network, auto&, auto& signal) {
        (void)network.sent.sink->write("1\n");
        signal.emit(asio::cancellation_type::terminal);
    };
    auto const no_memory = make_error_code(errc::not_enough_memory).message();
    for (auto const& [happens, expected] :
         {std::pair<event, std::string>(arrives, "1"), {is_late, no_memory}, {is_canceled, "1"}}) {
        auto const time = std::make_shared<descry::testing::fake_clock>();
        auto const network = std::make_shared<held_network>(time);
        asio::io_context context;
        descry::client const api({.base_url = "https://documents.example",
                                  .timeout = 1h,
                                  .executor = context.get_executor(),
                                  .custom_transport = network});
        auto stream = api.at<numbers>({}).watch();
        std::string out;
        asio::cancellation_signal signal;
        stream.async_try_next(
            asio::bind_cancellation_slot(signal.slot(), [&out](descry::result<std::optional<int>> const& in) {
                out = in ? std::to_string(in->value()) : in.error().code().message();
            }));
        context.poll();
        (void)network->sent.sink->begin({});
        context.poll();
        {
            allocations::limit const none(0);
            happens(*network, *time, signal);
            auto const begin = std::chrono::steady_clock::now();
            for (int i = 0; i != 4; ++i) context.run_one_for(10s);
            BOOST_TEST((std::chrono::steady_clock::now() - begin >= 200ms));
        }
        BOOST_TEST(out.empty());
        context.run_for(10s);
        BOOST_TEST(out == expected);
    }
}

BOOST_AUTO_TEST_CASE(a_closed_stream_has_ended_even_if_it_failed_before)
{
    auto const api = make_client(answering([](descry::request const&) -> descry::result<descry::response> {
        return descry::failure(errc::connection_closed, {.response_begun = true});
    }));
    auto stream = api.at<pods>({}).watch();
    BOOST_TEST((stream.try_next().error() == errc::connection_closed));
    auto again = api.at<pods>({}).watch();
    (void)again.try_next();
    again.close();
    BOOST_TEST(!again.next());
}

BOOST_AUTO_TEST_CASE(values_before_a_lost_connection_are_not_lost)
{
    auto const network = answering([](descry::request const& sent) -> descry::result<descry::response> {
        (void)(sent.sink->begin({}) && sent.sink->write(two_lines) && sent.sink->write("{\"type\":"));
        return descry::failure(errc::connection_closed, {.response_begun = true});
    });
    auto const seen = std::make_shared<counting>();
    auto const api = make_client(network, {.observer = seen});
    auto stream = api.at<pods>({}).watch();
    BOOST_TEST(stream.next()->version == 1);
    BOOST_TEST(stream.next()->version == 2);
    BOOST_TEST((stream.try_next().error() == errc::connection_closed));
    BOOST_TEST(!stream.next());
    BOOST_TEST(network->requests().size() == 1u);
    BOOST_TEST(seen->ends == make_error_code(errc::connection_closed).message() + " ");
}

BOOST_AUTO_TEST_CASE(a_canceled_wait_takes_nothing_and_the_stream_goes_on)
{
    auto const network = std::make_shared<held_network>();
    auto const seen = std::make_shared<counting>();
    asio::io_context context;
    std::optional<descry::client> api(std::in_place, descry::client_options{.base_url = "https://documents.example",
                                                                            .executor = context.get_executor(),
                                                                            .custom_transport = network,
                                                                            .observer = seen});
    auto stream = std::make_optional(api->at<pods>({}).watch());
    std::string out;
    auto const note = [&out](descry::result<std::optional<change>> const& in) {
        out += !in ? in.error().code().message() : !*in ? "end" : (*in)->type;
        out += ' ';
    };
    auto const run = [&] {
        context.restart();
        context.poll();
        return std::exchange(out, {});
    };
    for (auto const type :
         {asio::cancellation_type::total, asio::cancellation_type::partial, asio::cancellation_type::terminal}) {
        asio::cancellation_signal signal;
        stream->async_try_next(asio::bind_cancellation_slot(signal.slot(), note));
        BOOST_TEST(run().empty());
        signal.emit(type);
        signal.emit(type);
        BOOST_TEST(run() == make_error_code(errc::canceled).message() + ' ');
    }
    asio::cancellation_signal late;
    stream->async_try_next(asio::bind_cancellation_slot(late.slot(), note));
    BOOST_TEST(run().empty());
    BOOST_TEST_REQUIRE((network->sent.sink && network->sent.sink->is_endless()));
    bool resumed = false;
    BOOST_TEST(network->sent.sink->begin({}));
    BOOST_TEST(network->sent.sink->write(two_lines));
    late.emit(asio::cancellation_type::total);
    BOOST_TEST(run() == "ADDED ");
    BOOST_TEST(network->sent.sink->pause([&] { resumed = true; }));  // since a value is not read
    BOOST_TEST(!resumed);
    stream->async_try_next(note);
    BOOST_TEST(run() == "MODIFIED ");
    BOOST_TEST(resumed);
    BOOST_TEST(!network->sent.sink->pause([] {}));
    stream->async_try_next(note);
    stream.reset();  // the handler is called nevertheless
    BOOST_TEST(run() == "end ");
    BOOST_TEST(seen->ends == "ok 0 ");
    BOOST_TEST(!network->sent.sink->write(two_lines));

    auto other = api->at<pods>({}).watch();
    other.async_try_next(note);
    BOOST_TEST(run().empty());
    (void)network->sent.sink->begin({});
    (void)network->sent.sink->write(two_lines);
    api.reset();  // what has arrived can be read nevertheless
    BOOST_TEST(run() == "ADDED ");
    BOOST_TEST(other.next()->type == "MODIFIED");
    BOOST_TEST((other.try_next().error() == errc::canceled));
    BOOST_TEST(!other.next());
}

BOOST_AUTO_TEST_CASE(a_stream_may_outlive_its_client)
{
    auto api = std::make_optional(make_client(answering(ok(two_lines))));
    auto blocking = api->at<pods>({}).watch();
    auto later = api->at<pods>({}).watch();
    api.reset();
    BOOST_TEST((blocking.try_next().error() == errc::canceled));
    BOOST_TEST((later.async_try_next(asio::use_future).get().error() == errc::canceled));
}

// The call is refused on another thread, before or after the wait begins.
BOOST_AUTO_TEST_CASE(a_wait_that_begins_after_the_end_of_the_client_keeps_nothing)
{
    for (int round = 0; round < 50; ++round) {
        auto const released = std::make_shared<std::promise<void>>();
        auto const all_released = released->get_future();
        {
            std::shared_ptr<void> const kept(nullptr, [released](void*) { released->set_value(); });
            auto api = std::make_optional(make_client(answering([kept](auto const&) { return ok(two_lines); })));
            auto stream = api->at<pods>({}).watch();
            api.reset();
            BOOST_TEST((stream.async_try_next(asio::use_future).get().error() == errc::canceled));
        }
        BOOST_REQUIRE((all_released.wait_for(10s) == std::future_status::ready));
    }
}

BOOST_AUTO_TEST_CASE(a_blocking_wait_on_the_clients_own_thread_is_refused)
{
    auto const api = make_client(answering(ok(two_lines)));
    auto stream = api.at<pods>({}).watch();
    auto const why = asio::post(api.get_executor(), asio::use_future([&] { return stream.try_next().error(); })).get();
    BOOST_TEST((why == errc::blocking_call_refused));
    BOOST_TEST(stream.next()->type == "ADDED");
}

BOOST_AUTO_TEST_CASE(an_emulator_may_answer_with_lines)
{
    descry::testing::emulator_options options;
    options.before = [](descry::request const& sent) -> std::optional<descry::response> {
        if (sent.target.find("watch=true") == std::string::npos) return std::nullopt;
        return ok(two_lines);
    };
    descry::testing::emulator service({}, options);
    service.serve<pods>();
    auto const api = make_client(answering([&](descry::request const& sent) { return service(sent); }));
    BOOST_TEST(api.at<pods>({}).watch().next()->type == "ADDED");
}

BOOST_AUTO_TEST_SUITE_END()
