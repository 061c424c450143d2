// One exchange, step by step: the actions after each event, and the outcome. No sockets, no clock.
#include <descry/beast/detail/exchange_fsm.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace descry::detail;
using namespace std::chrono_literals;
using descry::errc;

namespace {

constexpr auto ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
constexpr auto too_large = "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n";
constexpr auto go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr auto expectation_failed = "HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n";

// The owner of a machine, with a fake clock.
class driver {
    descry::network_options options_{.expect_continue_above = 10, .max_header_bytes = 1000, .max_body_bytes = 100};
    host to_;
    descry::steady_time now_{}, deadline_ = now_ + 10s;
    std::optional<descry::steady_time> continue_at_{};
    boost::beast::flat_buffer input_{};

public:
    std::string actions{};  // since the last check
    std::string sent{};     // on this connection
    exchange_fsm fsm;

    driver(descry::request const& message, bool reused, std::optional<http_proxy> proxy = {})
        : to_(descry::parse_origin("http://service.example").value(), std::move(proxy), options_),
          fsm(frame_request(message, {&to_}, deadline_, options_), options_, reused)
    {
    }

    void run()
    {
        using enum exchange_fsm::action;
        for (auto next = fsm.take_action(); next != none; next = fsm.take_action()) {
            switch (next) {
                case connect: add("connect"), sent.clear(); break;
                case write: add("write"); break;
                case read: add("read"); break;
                case wait: add("wait"), continue_at_ = now_ + exchange_fsm::continue_wait; break;
                case yield: add("yield"); break;
                case disconnect: add("disconnect"); break;
                case pause: add("pause"); break;
                case none: break;
            }
        }
    }

    void write(std::size_t bytes)
    {
        sent += fsm.unsent().substr(0, bytes);
        fsm.on_write({}, std::min(bytes, fsm.unsent().size()));
    }

    void receive(std::string_view octets)
    {
        boost::asio::buffer_copy(input_.prepare(octets.size()), boost::asio::buffer(octets));
        fsm.on_read({}, octets.size(), input_);
    }

    void end(error_code ec) { fsm.on_read(ec, 0, input_); }

    void advance(std::chrono::milliseconds time)
    {
        now_ += time;
        if (continue_at_ && *continue_at_ <= now_) continue_at_.reset(), fsm.on_continue_wait();
        if (deadline_ <= now_) fsm.expire(fsm.doing());
    }

    std::string outcome()
    {
        if (!fsm.outcome()) return "none";
        auto const& in = *fsm.outcome();
        if (in) return std::to_string(in->status) + ' ' + in->body + (fsm.reusable_for() ? " reusable" : "");
        auto const& why = in.error();
        auto out = std::string(why->explanation.empty() ? why.code().message() : why->explanation);
        if (why->not_sent) out += ", not sent";
        if (why->response_begun) out += ", response begun";
        if (why->status != 0) out += ", " + std::to_string(why->status);
        return out;
    }

private:
    void add(char const* action) { (actions += actions.empty() ? "" : " ") += action; }
};

using event = std::function<void(driver&)>;

event started()
{
    return [](driver& to) { to.fsm.start(); };
}
event connected()
{
    return [](driver& to) { to.fsm.connected(); };
}
event connect_failed()
{
    return [](driver& to) { to.fsm.connect_failed({errc::transport_failure, {.explanation = "refused"}}); };
}
event written(std::size_t bytes = 1'000'000)
{
    return [=](driver& to) { to.write(bytes); };
}
event write_failed()
{
    return [](driver& to) { to.fsm.on_write(asio::error::broken_pipe, 0); };
}
event received(std::string octets)
{
    return [=](driver& to) { to.receive(octets); };
}
event ended(error_code ec = asio::error::eof)
{
    return [=](driver& to) { to.end(ec); };
}
event yielded()
{
    return [](driver& to) { to.fsm.on_yield(); };
}
event resumed()
{
    return [](driver& to) { to.fsm.on_resume(); };
}
event canceled()
{
    return [](driver& to) { to.fsm.cancel(to.fsm.doing()); };
}
event out_of_memory()
{
    return [](driver& to) { to.fsm.run_out_of_memory(); };
}
event after(std::chrono::milliseconds time)
{
    return [=](driver& to) { to.advance(time); };
}

struct stage {
    event what;
    std::string_view actions;  // the actions after the event
};

struct trial {
    std::string_view name;
    descry::request message;
    bool reused;
    std::vector<stage> stages;
    std::string_view outcome;
};

descry::request get() { return {"GET", "http://service.example", "/", {}, {}, true, nullptr}; }

// Takes any body, and may be that of a stream.
struct open_sink : descry::body_sink {
    bool endless;
    explicit open_sink(bool is) : endless(is) {}
    bool begin(std::optional<std::uint64_t>) override { return true; }
    bool write(std::string_view) override { return true; }
    bool is_endless() const noexcept override { return endless; }
};
descry::request get_into_sink(bool endless)
{
    return {"GET", "http://service.example", "/", {}, {}, true, std::make_shared<open_sink>(endless)};
}
descry::request put(std::string body)
{
    return {"PUT", "http://service.example", "/", {}, std::move(body), true, nullptr};
}
descry::request post(std::string body)
{
    return {"POST", "http://service.example", "/", {}, std::move(body), false, nullptr};
}

void check(std::vector<trial> const& trials)
{
    for (auto const& each : trials) {
        BOOST_TEST_CONTEXT(each.name)
        {
            driver under_test(each.message, each.reused);
            int number = 0;
            for (auto const& stage : each.stages) {
                BOOST_TEST_CONTEXT("stage " << ++number)
                {
                    stage.what(under_test);
                    under_test.run();
                    BOOST_TEST(std::exchange(under_test.actions, {}) == stage.actions);
                }
            }
            BOOST_TEST(under_test.outcome() == each.outcome);
            BOOST_TEST(under_test.fsm.is_done() == (each.outcome != "none"));
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exchange_fsm)

BOOST_AUTO_TEST_CASE(a_request_is_sent_and_its_response_is_read)
{
    check({
        {"on a new connection",
         get(),
         false,
         {{started(), "connect"}, {connected(), "write"}, {written(), "read"}, {received(ok), ""}},
         "200 hi reusable"},
        {"on a reused one",
         get(),
         true,
         {{started(), "write"}, {written(), "read"}, {received(ok), ""}},
         "200 hi reusable"},
        {"in pieces",
         put("small"),
         true,
         {{started(), "write"},
          {written(1), "read write"},
          {written(1), "write"},
          {written(), ""},
          {received("HTTP/1.1 200 OK\r\nContent-"), "read"},
          {received("Length: 2\r\n\r\nh"), "read"},
          {received("i"), ""}},
         "200 hi reusable"},
        {"behind interim responses",
         get(),
         true,
         {{started(), "write"},
          {written(), "read"},
          {received("HTTP/1.1 103 Early Hints\r\n\r\n"), "read"},
          {received(ok), ""}},
         "200 hi reusable"},
        {"up to the end of the connection",
         get(),
         true,
         {{started(), "write"},
          {written(), "read"},
          {received("HTTP/1.1 200 OK\r\n\r\nh"), "read"},
          {received("i"), "read"},
          {ended(), ""}},
         "200 hi"},
    });
}

BOOST_AUTO_TEST_CASE(a_connection_is_reused_only_when_nothing_is_left_on_it)
{
    auto const answered = [](char const* with) {
        return std::vector<stage>{{started(), "write"}, {written(), "read"}, {received(with), ""}};
    };
    check({
        {"the server closes", get(), true, answered("HTTP/1.1 204 No\r\nConnection: close\r\n\r\n"), "204 "},
        {"more than was asked for", get(), true, answered("HTTP/1.1 204 No\r\n\r\nH"), "204 "},
        {"an older version", get(), true, answered("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"), "200 "},
        {"a body in a coding that it is not in", get(), true,
         answered("HTTP/1.1 404 No\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx"), "404 "},
    });
    for (auto const& [announced, expected] :
         {std::pair("", 60'000ms), std::pair("Keep-Alive: timeout=5, max=100\r\n", 5'000ms)}) {
        driver under_test(get(), true);
        under_test.fsm.start();
        under_test.run();
        under_test.write(1000);
        under_test.run();
        under_test.receive(std::string("HTTP/1.1 204 No\r\n") + announced + "\r\n");
        BOOST_CHECK(under_test.fsm.reusable_for() ==
                    std::min<std::chrono::milliseconds>(descry::network_options().max_idle_time, expected));
    }
}

BOOST_AUTO_TEST_CASE(a_response_may_come_before_the_request_was_sent)
{
    check({
        {"whole, and nothing tells that it was",
         put("small"),
         true,
         {{started(), "write"}, {written(1), "read write"}, {received(too_large), "yield"}, {yielded(), ""}},
         "413 "},
        {"whole, as is told afterwards",
         put("small"),
         true,
         {{started(), "write"},
          {written(1), "read write"},
          {received(too_large), "yield"},
          {written(), ""},
          {yielded(), ""}},
         "413  reusable"},
        {"whole, and cannot be any more",
         put("small"),
         true,
         {{started(), "write"}, {written(1), "read write"}, {write_failed(), ""}, {received(too_large), ""}},
         "413 "},
        {"and the connection breaks at both ends",
         put("small"),
         false,
         {{started(), "connect"},
          {connected(), "write"},
          {write_failed(), "read"},
          {ended(asio::error::connection_reset), ""}},
         "service.example port 80 closed before its response was complete"},
    });
}

BOOST_AUTO_TEST_CASE(a_long_body_is_held_back_until_the_server_wants_it)
{
    auto const body = std::string(20, 'b');
    check({
        {"it does",
         put(body),
         true,
         {{started(), "write"},
          {written(), "wait read"},
          {received(go_on), "read write"},
          {written(), ""},
          {received(ok), ""}},
         "200 hi reusable"},
        {"it does before the head was sent",
         put(body),
         true,
         {{started(), "write"},
          {written(1), "read write"},
          {received(go_on), "read"},
          {written(), "write"},
          {written(), ""},
          {received(ok), ""}},
         "200 hi reusable"},
        {"it says nothing for long",
         put(body),
         true,
         {{started(), "write"},
          {written(), "wait read"},
          {after(999ms), ""},
          {after(1ms), "write"},
          {written(), ""},
          {received(ok), ""}},
         "200 hi reusable"},
        {"it does not",
         put(body),
         true,
         {{started(), "write"}, {written(), "wait read"}, {received(too_large), ""}, {after(1s), ""}},
         "413 "},
        {"it knows no expectations",
         post(body),
         true,
         {{started(), "write"},
          {written(), "wait read"},
          {received(expectation_failed), "disconnect connect"},
          {after(1s), ""},
          {connected(), "write"},
          {written(), "read"},
          {received(ok), ""}},
         "200 hi reusable"},
        {"it knows none, too late",
         post(body),
         true,
         {{started(), "write"}, {written(1), "read write"}, {received(expectation_failed), "yield"}, {after(10s), ""}},
         "417 "},
        {"the connection was dead, and the next one waits anew",
         put(body),
         true,
         {{started(), "write"},
          {written(), "wait read"},
          {ended(), "disconnect connect"},
          {connected(), "write"},
          {written(), "wait read"},
          {received(go_on), "read write"},
          {written(), ""},
          {received(ok), ""}},
         "200 hi reusable"},
    });

    driver under_test(put(body), true);
    under_test.fsm.start();
    under_test.run();
    under_test.write(1000);
    BOOST_TEST(under_test.sent.find(framed_request::expectation) != std::string::npos);
    BOOST_TEST(under_test.sent.ends_with("\r\n\r\n"));
    under_test.run();
    under_test.receive(expectation_failed);
    under_test.run();
    under_test.fsm.connected();
    under_test.run();
    under_test.write(1000);
    BOOST_TEST(under_test.sent.find("Expect") == std::string::npos);
    BOOST_TEST(under_test.sent.ends_with("\r\n\r\n" + body));
}

BOOST_AUTO_TEST_CASE(a_request_is_sent_again_when_a_reused_connection_was_dead)
{
    auto const closed = "service.example port 80 closed before its response was complete";
    auto const and_begun = "service.example port 80 closed before its response was complete, response begun";
    check({
        {"before it was sent",
         get(),
         true,
         {{started(), "write"},
          {write_failed(), "read"},
          {ended(asio::error::connection_reset), "disconnect connect"},
          {connected(), "write"},
          {written(), "read"},
          {received(ok), ""}},
         "200 hi reusable"},
        {"while more of it is being sent",
         put("small"),
         true,
         {{started(), "write"},
          {written(1), "read write"},
          {ended(), "disconnect"},
          {write_failed(), "connect"},
          {connected(), "write"},
          {written(), "read"},
          {received(ok), ""}},
         "200 hi reusable"},
        {"but once only",
         get(),
         true,
         {{started(), "write"},
          {written(), "read"},
          {ended(), "disconnect connect"},
          {connected(), "write"},
          {written(), "read"},
          {ended(), ""}},
         closed},
        {"but not on a new connection",
         get(),
         false,
         {{started(), "connect"}, {connected(), "write"}, {written(), "read"}, {ended(), ""}},
         closed},
        {"but not a request that must not be",
         post("small"),
         true,
         {{started(), "write"}, {written(), "read"}, {ended(), ""}},
         closed},
        {"but not after an octet of the response",
         get(),
         true,
         {{started(), "write"}, {written(), "read"}, {received("H"), "read"}, {ended(), ""}},
         and_begun},
        {"whose failure is that of the new connection, though it may have been done",
         get(),
         true,
         {{started(), "write"}, {written(), "read"}, {ended(), "disconnect connect"}, {connect_failed(), ""}},
         "refused"},
    });
}

BOOST_AUTO_TEST_CASE(a_failure_says_how_far_the_exchange_came)
{
    auto const half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";
    check({
        {"no connection", get(), false, {{started(), "connect"}, {connect_failed(), ""}}, "refused, not sent"},
        {"canceled before it began",
         get(),
         true,
         {{canceled(), ""}},
         "canceled while connecting to service.example port 80, not sent"},
        {"canceled while connecting",
         get(),
         false,
         {{started(), "connect"}, {canceled(), ""}, {connected(), ""}},
         "canceled while connecting to service.example port 80, not sent"},
        {"canceled while sending",
         get(),
         true,
         {{started(), "write"}, {canceled(), ""}, {written(), ""}},
         "canceled while sending the request to service.example port 80"},
        {"canceled while another connection is about to be opened",
         put("small"),
         true,
         {{started(), "write"},
          {written(1), "read write"},
          {ended(), "disconnect"},
          {canceled(), ""},
          {write_failed(), ""}},
         "canceled while waiting for the response of service.example port 80"},
        {"the deadline",
         get(),
         true,
         {{started(), "write"}, {written(), "read"}, {after(9'999ms), ""}, {after(1ms), ""}, {received(ok), ""}},
         "the deadline passed while waiting for the response of service.example port 80"},
        {"the deadline within a response that matters",
         get(),
         true,
         {{started(), "write"}, {written(), "read"}, {received(half), "read"}, {after(10s), ""}},
         "the deadline passed while waiting for the response of service.example port 80, response begun, 200"},
        {"the deadline within a refusal",
         get(),
         true,
         {{started(), "write"},
          {written(), "read"},
          {received("HTTP/1.1 404 No\r\nContent-Length: 9\r\n\r\nhalf"), "read"},
          {after(10s), ""}},
         "404 half"},
        {"the connection within a refusal",
         get(),
         true,
         {{started(), "write"},
          {written(), "read"},
          {received("HTTP/1.1 404 No\r\nContent-Length: 9\r\n\r\nhalf"), "read"},
          {ended(asio::error::connection_reset), ""}},
         "404 half"},
        {"the connection within a response that matters",
         get(),
         true,
         {{started(), "write"}, {written(), "read"}, {received(half), "read"}, {ended(asio::error::timed_out), ""}},
         "the connection to service.example port 80 failed, response begun, 200"},
        {"a response of another protocol",
         get(),
         true,
         {{started(), "write"}, {written(), "read"}, {received("SSH-2.0\r\n"), ""}},
         "service.example port 80 did not respond in HTTP/1.1, response begun"},
        {"a response that is too large",
         get(),
         true,
         {{started(), "write"}, {written(), "read"}, {received("HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n"), ""}},
         "the response of service.example port 80 is too large, response begun, 200"},
        {"no memory",
         get(),
         true,
         {{started(), "write"}, {written(), "read"}, {out_of_memory(), ""}, {received(ok), ""}},
         descry::make_error_code(errc::not_enough_memory).message()},
    });
}

BOOST_AUTO_TEST_CASE(a_sink_may_pause_its_body_and_an_endless_one_has_no_deadline)
{
    constexpr auto head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    constexpr auto chunk = "1\r\nx\r\n";
    check({
        {"each piece but the last",
         get_into_sink(false),
         true,
         {{started(), "write"},
          {written(), "read"},
          {received(head), "read"},
          {received(chunk), "pause"},
          {resumed(), "read"},
          {resumed(), ""},
          {received("0\r\n\r\n"), ""}},
         "200  reusable"},
        {"the deadline while it is paused",
         get_into_sink(false),
         true,
         {{started(), "write"}, {written(), "read"}, {received(std::string(head) + chunk), "pause"}, {after(10s), ""}},
         "the deadline passed while waiting for the response of service.example port 80, response begun, 200"},
        {"the deadline before an endless body",
         get_into_sink(true),
         true,
         {{started(), "write"}, {written(), "read"}, {received(head), "read"}, {after(10s), ""}},
         "the deadline passed while waiting for the response of service.example port 80, response begun, 200"},
        {"the deadline within an endless body",
         get_into_sink(true),
         true,
         {{started(), "write"},
          {written(), "read"},
          {received(std::string(head) + chunk), "pause"},
          {after(10s), ""},
          {resumed(), "read"},
          {after(10s), ""},
          {received("0\r\n\r\n"), ""}},
         "200  reusable"},
        {"the deadline within a refusal of one",
         get_into_sink(true),
         true,
         {{started(), "write"},
          {written(), "read"},
          {received("HTTP/1.1 404 No\r\nContent-Length: 9\r\n\r\nhalf"), "read"},
          {after(10s), ""}},
         "404 half"},
        {"a cancellation while it is paused",
         get_into_sink(true),
         true,
         {{started(), "write"},
          {written(), "read"},
          {received(std::string(head) + chunk), "pause"},
          {canceled(), ""},
          {resumed(), ""}},
         "canceled while waiting for the response of service.example port 80, response begun, 200"},
    });
}

BOOST_AUTO_TEST_CASE(a_proxy_that_wants_credentials_is_no_response_of_the_service)
{
    driver under_test(get(), true, http_proxy{descry::parse_origin("http://proxy.example:3128").value(), {}});
    under_test.fsm.start();
    under_test.run();
    under_test.write(1000);
    under_test.run();
    under_test.receive("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");
    BOOST_TEST(under_test.outcome() == "the proxy proxy.example port 3128 responded with status 407, response begun");
    BOOST_TEST(!under_test.fsm.reusable_for().has_value());
}

BOOST_AUTO_TEST_SUITE_END()
