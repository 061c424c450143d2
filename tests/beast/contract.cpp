// The contract of transports: the default one, and examples/curl_transport.hpp where libcurl is available.
#include <boost/test/unit_test.hpp>

#include <descry/beast/transport.hpp>
#include <descry/client.hpp>
#include <descry/http/sinks.hpp>
#include <descry/server/http_server.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>

#include <support/raw_server.hpp>
#include <support/tls_server.hpp>

#ifdef DESCRY_TEST_CURL
#include <curl_transport.hpp>
#endif

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

using descry::errc;
using descry::request;
using descry::response;
using descry::result;
using test::raw_server;
using test::raw_socket;
namespace asio = boost::asio;

BOOST_AUTO_TEST_SUITE(contract)

namespace {

struct over_beast {
    static std::shared_ptr<descry::transport> make(descry::network_options const& options,
                                                   asio::any_io_executor executor = {})
    {
        return descry::make_transport(options, std::move(executor));
    }
};

#ifdef DESCRY_TEST_CURL
struct over_curl {
    static std::shared_ptr<descry::transport> make(descry::network_options const& options, asio::any_io_executor = {})
    {
        static bool const ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
        BOOST_REQUIRE(ready);
        return std::make_shared<curl_transport>(options);
    }
};
using transports = std::tuple<over_beast, over_curl>;
#else
using transports = std::tuple<over_beast>;
#endif

descry::steady_time in(std::chrono::milliseconds time) { return std::chrono::steady_clock::now() + time; }
descry::steady_time soon() { return in(std::chrono::seconds(20)); }

request get(std::string const& base_url, std::string method = "GET")
{
    return {std::move(method), base_url, "/", {}, {}};
}

using maker = std::function<std::shared_ptr<descry::transport>(descry::network_options const&)>;

// The outcome of a response after which the server closes the connection.
result<response> answered(maker const& make, std::string_view bytes, std::string const& method = "GET",
                          descry::network_options const& options = {})
{
    raw_server const server([&](raw_socket& peer, int) {
        peer.read_head();
        peer.write(bytes);
    });
    return make(options)->send(get(server.base_url(), method), soon());
}

template <class T>
maker maker_of()
{
    return [](descry::network_options const& options) { return T::make(options); };
}

struct download : descry::resource<descry::nothing, descry::nothing, "/file", descry::download<>> {};

// Accepts requests without responding, and signals the first.
struct silent_server {
    std::promise<void> asked;
    raw_server server{[this](raw_socket& peer, int index) {
        peer.read_head();
        if (index == 0) asked.set_value();
        peer.read_all();
    }};

    void wait_until_asked() { asked.get_future().wait(); }
};

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(a_request_arrives_as_it_was_given, T, transports)
{
    std::string head, body;
    {
        raw_server const server([&](raw_socket& peer, int) {
            head = peer.read_head();
            body = peer.read(11);
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        request const message{"PUT",
                              server.base_url() + "/prefix/",
                              "/v1/a%2Fb/../c?d=e",
                              {{"MS-RequestId", "1"}, {"b", ""}, {"a", "tab\tand \xc3\xbc"}, {"a", "2"}},
                              std::string("\0not \"text\"", 11)};
        BOOST_TEST(T::make({})->send(message, soon()).value().status == 200u);
        BOOST_TEST(head.find("\r\nHost: " + server.base_url().substr(7) + "\r\n") != head.npos, head);
        BOOST_TEST(body == message.body);
    }
    BOOST_TEST(head.starts_with("PUT /prefix/v1/a%2Fb/../c?d=e HTTP/1.1\r\n"), head);
    BOOST_TEST(head.find("\r\nContent-Length: 11\r\n") != head.npos, head);
    std::size_t at = 0;
    for (auto const* const line :
         {"\r\nMS-RequestId: 1\r\n", "\r\nb:", "\r\na: tab\tand \xc3\xbc\r\n", "\r\na: 2\r\n"}) {
        at = head.find(line, at);
        BOOST_TEST_REQUIRE(at != head.npos, line << " is not in its place in\n" << head);
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_empty_body_has_a_length_where_one_is_usual, T, transports)
{
    for (std::string const method : {"PUT", "POST", "PATCH", "DELETE"}) {
        std::string head;
        {
            raw_server const server([&](raw_socket& peer, int) {
                head = peer.read_head();
                peer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            });
            BOOST_TEST(T::make({})->send(get(server.base_url(), method), soon()).value().status == 200u);
        }
        BOOST_TEST((head.find("\r\nContent-Length: 0\r\n") != head.npos) == (method != "DELETE"), head);
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_would_be_another_request_is_refused_and_nothing_is_sent, T, transports)
{
    raw_server const server([](raw_socket& peer, int) { peer.read_all(); });
    auto const refused = [&](errc why, std::string target, descry::header const& header = {"A", "b"}) {
        auto const r = T::make({})->send({"GET", server.base_url(), std::move(target), {header}, {}}, soon());
        BOOST_REQUIRE(r.has_error());
        BOOST_TEST((r.error() == why));
        BOOST_TEST(r.error().message().find("secret") == std::string::npos);
    };
    for (std::string const value : {"secret\r\nb: c", "secret\n", "\rsecret", "secret\x1b"})
        refused(errc::unsafe_header, "/", {"Authorization", value});
    for (std::string const name : {"", "a b", "a:", "a\r\nb", "Host", "content-length", "Transfer-Encoding"})
        refused(errc::unsafe_header, "/", {name, "secret"});
    for (std::string const target : {"", "v1", "/a b", "/a\r\nb", "/a#b", "http://other/"})
        refused(errc::invalid_url, target);
    BOOST_TEST(server.accepted() == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(any_framing_is_understood, T, transports)
{
    auto const make = maker_of<T>();
    auto const r =
        answered(make, "HTTP/1.1 404 Not Found\r\nX-a: 1\r\nx-A:  2 \r\nContent-Length: 3\r\n\r\nabc").value();
    BOOST_TEST(r.status == 404u);
    BOOST_TEST(r.body == "abc");
    BOOST_TEST_REQUIRE(r.headers.size() == 3u);
    BOOST_TEST(r.headers[0].name == "X-a");
    BOOST_TEST(r.headers[1].value == "2");

    auto const chunked = answered(make,
                                  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n")
                             .value();
    BOOST_TEST(chunked.body == "abcde");
    BOOST_TEST(chunked.headers.size() == 1u);  // trailers are not headers

    BOOST_TEST(answered(make, "HTTP/1.1 200 OK\r\n\r\nuntil the end").value().body == "until the end");
    BOOST_TEST(answered(make, "HTTP/1.0 200 OK\r\n\r\n").value().body == "");
    BOOST_TEST(answered(make, "HTTP/1.1 503 \r\nContent-Length: 1\r\n\r\n1").value().status == 503u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(some_answers_have_no_body, T, transports)
{
    raw_server const server([](raw_socket& peer, int) {
        for (auto head = peer.read_head(); !head.empty(); head = peer.read_head())
            peer.write(head.starts_with("HEAD")     ? "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n"
                       : head.starts_with("DELETE") ? "HTTP/1.1 204 No Content\r\n\r\n"
                                                    : "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n");
    });
    auto const transport = T::make({});
    for (std::string const method : {"HEAD", "DELETE", "GET", "HEAD"}) {
        auto const r = transport->send(get(server.base_url(), method), soon()).value();
        BOOST_TEST(r.body == "", method);
        if (method == "HEAD") BOOST_TEST(find_header(r.headers, "content-length") == "7");
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(interim_answers_are_skipped, T, transports)
{
    auto const r = answered(maker_of<T>(),
                            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1")
                       .value();
    BOOST_TEST(r.status == 200u);
    BOOST_TEST(r.body == "1");
    BOOST_TEST(r.headers.size() == 1u);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(redirects_are_not_followed, T, transports)
{
    raw_server const elsewhere([](raw_socket& peer, int) { peer.read_all(); });
    auto const r = answered(
        maker_of<T>(), "HTTP/1.1 307 There\r\nLocation: " + elsewhere.base_url() + "/\r\nContent-Length: 0\r\n\r\n");
    BOOST_TEST(r.value().status == 307u);
    BOOST_TEST(elsewhere.accepted() == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_answer_cut_anywhere_is_none, T, transports)
{
    for (std::string_view const answer :
         {std::string_view("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
          std::string_view("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")})
        for (std::size_t at = 0; at != answer.rfind('o') + 1; ++at) {
            auto const r = answered(maker_of<T>(), answer.substr(0, at));
            BOOST_TEST_REQUIRE(r.has_error(), at);
            BOOST_TEST(!r.error()->not_sent, at);
            if (at == 0 || at > answer.find('\n')) BOOST_TEST(r.error()->response_begun == (at != 0), at);
        }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(from_300_on_status_and_headers_are_enough, T, transports)
{
    for (std::string const rest : {"Content-Length: 6\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello"}) {
        auto const refused = answered(maker_of<T>(), "HTTP/1.1 412 Changed\r\nETag: x\r\n" + rest).value();
        BOOST_TEST(refused.status == 412u);
        BOOST_TEST(find_header(refused.headers, "ETag") == "x");
        auto const cut = answered(maker_of<T>(), "HTTP/1.1 200 OK\r\n" + rest).error();
        BOOST_TEST(cut->status == 200u);
        BOOST_TEST(cut->response_begun);
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_answer_may_come_byte_by_byte, T, transports)
{
    raw_server const server([](raw_socket& peer, int) {
        peer.read_head();
        for (char const c : std::string_view("HTTP/1.1 200 OK\r\nA: b\r\nTransfer-Encoding: chunked\r\n\r\n"
                                             "3\r\nabc\r\n0\r\n\r\n"))
            peer.write({&c, 1});
    });
    auto const r = T::make({})->send(get(server.base_url()), soon()).value();
    BOOST_TEST(r.body == "abc");
    BOOST_TEST(find_header(r.headers, "a") == "b");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(what_is_no_answer_is_told_from_one_that_was_cut, T, transports)
{
    auto const why = answered(maker_of<T>(), "SSH-2.0-OpenSSH_9.2\r\n\r\n").error();
    BOOST_TEST((why == errc::malformed_response));
    BOOST_TEST(why->response_begun);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(answers_are_bounded, T, transports)
{
    descry::network_options options;
    options.max_body_bytes = 100;
    options.max_header_bytes = 1000;
    std::string const x(2000, 'x');
    for (std::string const& answer :
         {"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + x, "HTTP/1.1 200 OK\r\n\r\n" + x,
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" + x + "\r\n0\r\n\r\n",
          "HTTP/1.1 200 OK\r\nX: " + x + "\r\nContent-Length: 0\r\n\r\n"}) {
        auto const r = answered(maker_of<T>(), answer, "GET", options);
        BOOST_TEST_REQUIRE(r.has_error(), answer.substr(0, 60));
        BOOST_TEST((r.error() == errc::response_too_large), answer.substr(0, 60));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_server_that_is_not_there, T, transports)
{
    auto const transport = T::make({});
    auto const refused =
        transport->send(get("http://127.0.0.1:" + std::to_string(test::closed_port())), soon()).error();
    BOOST_TEST((refused == errc::connection_refused));
    BOOST_TEST(refused->not_sent);
    auto const unknown = transport->send(get("https://no-such-host.invalid"), soon()).error();
    BOOST_TEST((unknown == errc::host_not_found));
    BOOST_TEST(unknown->not_sent);
    BOOST_TEST((transport->send(get("no url"), soon()).error() == errc::invalid_url));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_server_that_cannot_prove_who_it_is_gets_nothing, T, transports)
{
    test::trusted_authority const trusted;
    descry::certificate_authority const stranger;
    std::atomic<int> requests = 0;
    auto const handle = [&](request const&) {
        ++requests;
        return response{200, {}, "ok"};
    };
    auto const failure_with = [&](descry::tls_identity const& identity) {
        descry::http_server const server(handle, {.tls = identity});
        auto const r = T::make(trusted.options())->send(get(server.base_url()), soon());
        BOOST_TEST_REQUIRE(r.has_error());
        BOOST_TEST(r.error()->not_sent);
        return r.error().code();
    };
    BOOST_TEST((failure_with(stranger.issue()) == errc::certificate_untrusted));
    failure_with(trusted.authority.issue({.names = {"other.example"}}));
    descry::certificate_options expired;
    expired.valid_from = std::chrono::system_clock::now() - std::chrono::hours(48);
    expired.valid_until = std::chrono::system_clock::now() - std::chrono::hours(24);
    failure_with(trusted.authority.issue(expired));
    BOOST_TEST(requests == 0);
    descry::http_server const server(handle, {.tls = trusted.authority.issue()});
    BOOST_TEST(T::make(trusted.options())->send(get(server.base_url()), soon()).value().body == "ok");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(the_deadline_ends_an_exchange, T, transports)
{
    silent_server silent;
    auto const transport = T::make({});
    auto const late = transport->send(get(silent.server.base_url()), in(std::chrono::milliseconds(50))).error();
    BOOST_TEST((late == errc::deadline_exceeded));
    BOOST_TEST(!late->not_sent);
    auto const too_late = transport->send(get(silent.server.base_url()), in(std::chrono::milliseconds(0))).error();
    BOOST_TEST((too_late == errc::deadline_exceeded));
    BOOST_TEST(silent.server.accepted() == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_handler_runs_once_and_on_its_own_executor, T, transports)
{
    raw_server const server([](raw_socket& peer, int) {
        peer.read_head();
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    });
    asio::io_context context, other;
    auto const transport = T::make({}, context.get_executor());
    int calls = 0;
    std::string body;
    auto const work = [&](result<response> r) {
        ++calls;
        BOOST_TEST(other.get_executor().running_in_this_thread());
        body = r.value().body;
    };
    transport->async_send(get(server.base_url()), soon(), asio::bind_executor(other.get_executor(), work));
    BOOST_TEST(calls == 0);
    std::thread running([&] { context.run(); });
    other.run();  // returns after the handler was called, although nothing was posted before
    running.join();
    BOOST_TEST(calls == 1);
    BOOST_TEST(body == "ok");
}

// After the request was sent, `total` ends an exchange only if its method is safe.
BOOST_AUTO_TEST_CASE_TEMPLATE(each_type_of_cancellation_ends_what_it_may_end, T, transports)
{
    using kind = asio::cancellation_type;
    struct line {
        std::string method;
        kind without_effect, type;
    };
    for (auto const& [method, without_effect, type] : {
             line{"GET", kind::none, kind::terminal},
             line{"GET", kind::none, kind::partial},
             line{"GET", kind::none, kind::total},
             line{"HEAD", kind::none, kind::total},
             line{"PUT", kind::total, kind::terminal},
             line{"DELETE", kind::total, kind::partial},
             line{"POST", kind::total, kind::all},
         }) {
        silent_server silent;
        asio::io_context context;
        auto const transport = T::make({}, context.get_executor());
        asio::cancellation_signal signal;
        std::optional<result<response>> got;
        auto const handler = [&](result<response> r) { got.emplace(std::move(r)); };
        transport->async_send(
            get(silent.server.base_url(), method), soon(),
            asio::bind_cancellation_slot(signal.slot(), asio::bind_executor(context.get_executor(), handler)));
        std::thread canceler([&, without = without_effect, last = type] {
            silent.wait_until_asked();
            asio::post(context, [&, without, last] {
                signal.emit(without);
                asio::post(context, [&, last] {
                    BOOST_TEST(!got);
                    signal.emit(last);
                });
            });
        });
        context.run();
        canceler.join();
        BOOST_TEST_REQUIRE(got.has_value());
        BOOST_TEST((got->has_error() && got->error() == errc::canceled), method);
        BOOST_TEST(!got->error()->not_sent);
        signal.emit(type);  // too late, and harmless
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(close_ends_what_is_under_way_and_refuses_the_rest, T, transports)
{
    silent_server blocking, asynchronous;
    asio::io_context context;
    auto const transport = T::make({}, context.get_executor());
    std::vector<errc> ended;
    auto const handler = asio::bind_executor(context.get_executor(), [&](result<response> const& r) {
        ended.push_back(static_cast<errc>(r.error().code().value()));
    });
    transport->async_send(get(asynchronous.server.base_url()), soon(), handler);
    std::thread running([&] { context.run(); });
    auto sent =
        std::async(std::launch::async, [&] { return transport->send(get(blocking.server.base_url()), soon()); });
    blocking.wait_until_asked();
    asynchronous.wait_until_asked();
    transport->close();
    BOOST_TEST((sent.get().error() == errc::canceled));
    running.join();

    BOOST_TEST((transport->send(get(blocking.server.base_url()), soon()).error() == errc::canceled));
    context.restart();
    transport->async_send(get(blocking.server.base_url()), soon(), handler);
    context.run();
    transport->close();
    BOOST_TEST((ended == std::vector{errc::canceled, errc::canceled}));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_client_that_ends_ends_the_request_for_its_token, T, transports)
{
    for (bool const blocking : {true, false}) {
        silent_server endpoint;
        std::optional<descry::client> api(
            std::in_place,
            descry::client_options{
                .base_url = "http://127.0.0.1:1",
                .credentials = descry::oauth2_grant{.authority = endpoint.server.base_url(), .path = "/token"},
                .timeout = std::chrono::hours(1),  // only the end of the client ends the call
                .custom_transport = T::make({})});
        auto const file = api->at<download>({});
        auto const sink = std::make_shared<descry::text_sink>(1);
        auto call = blocking ? std::async(std::launch::async, [&] { return file.try_download(sink); })
                             : file.async_try_download(sink, asio::use_future);
        endpoint.wait_until_asked();
        api.reset();
        auto const why = call.get().error();
        BOOST_TEST((why == errc::canceled));
        BOOST_TEST(why->explanation == "the client was destroyed");
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_client_fills_a_sink, T, transports)
{
    descry::http_server const server([](request const&) { return response{200, {}, std::string(100000, 'x')}; });
    descry::client const api({.base_url = server.base_url(), .custom_transport = T::make({})});
    descry::text_sink small(99999), enough(100000);
    auto const file = api.at<download>({});
    BOOST_TEST((file.try_download(small).error() == errc::sink_refused));
    BOOST_TEST(file.download(enough).size == 100000u);
    BOOST_TEST(enough.text() == std::string(100000, 'x'));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(many_exchanges_at_once, T, transports)
{
    descry::http_server const server([](request const& message) {
        return response{200, {}, message.target + message.body};
    });
    asio::io_context context;
    auto const transport = T::make({}, context.get_executor());
    std::atomic<int> right = 0;
    auto const ask = [&](int id, auto&& take) {
        auto const target = '/' + std::to_string(id);
        take(request{"PUT", server.base_url(), target, {}, "body"},
             [&right, target](result<response> const& r) { right += r.has_value() && r->body == target + "body"; });
    };
    for (int i = 0; i != 50; ++i)
        ask(i, [&](request message, auto check) {
            transport->async_send(std::move(message), soon(),
                                  asio::bind_executor(context.get_executor(), std::move(check)));
        });
    std::vector<std::thread> threads;
    for (int thread = 1; thread != 5; ++thread)
        threads.emplace_back([&, thread] {
            for (int i = 0; i != 25; ++i)
                ask(thread * 100 + i,
                    [&](request const& message, auto check) { check(transport->send(message, soon())); });
        });
    context.run();
    for (auto& thread : threads) thread.join();
    BOOST_TEST(right == 150);
}

BOOST_AUTO_TEST_SUITE_END()
