// Downloads on real sockets: bodies that are streamed into a sink, and the ways in which they end.
#include <boost/describe/class.hpp>

#include <descry/client.hpp>
#include <descry/client/multipart.hpp>
#include <descry/http/sinks.hpp>
#include <descry/server/http_server.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <support/fault_proxy.hpp>
#include <support/raw_server.hpp>
#include <support/sanitized.hpp>
#include <support/temporary_folder.hpp>
#include <support/tls_server.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using descry::errc;
using test::raw_server;
using test::raw_socket;

BOOST_AUTO_TEST_SUITE(downloads)

namespace {

struct file
    : descry::resource<descry::nothing, descry::nothing, "/file", descry::download<>, descry::upload<descry::nothing>> {
};

descry::client client_of(std::string base_url, descry::network_options network = {},
                         std::chrono::milliseconds timeout = std::chrono::seconds(60))
{
    return descry::client({.base_url = std::move(base_url),
                           .timeout = timeout,
                           .retry = {.base_delay = std::chrono::milliseconds(0)},
                           .network = std::move(network)},
                          {.request_id_header = "Request-Id"});
}

// The octet at one position of a large file.
char octet_at(std::uint64_t place) { return static_cast<char>(place * 2654435761u >> 24 & 0xff); }

std::string large(std::size_t size)
{
    std::string out(size, '\0');
    for (std::size_t i = 0; i != size; ++i) out[i] = octet_at(i);
    return out;
}

// Compares the body with the large file without storing it.
struct comparing_sink : descry::body_sink {
    std::uint64_t taken = 0;
    std::size_t largest = 0;
    bool equal = true;
    std::vector<std::optional<std::uint64_t>> begun{};
    bool ended = false;

    bool begin(std::optional<std::uint64_t> size) override
    {
        begun.push_back(size);
        taken = 0;
        return true;
    }
    bool write(std::string_view piece) override
    {
        largest = std::max(largest, piece.size());
        for (char const c : piece) equal = equal && c == octet_at(taken++);
        return true;
    }
    bool end() override { return ended = true; }
};

// Sends the same octets for every request, and then waits for the client to close.
raw_server::script answer(std::string bytes)
{
    return [bytes](raw_socket& peer, int) {
        while (!peer.read_head().empty() && peer.write(bytes)) {
        }
    };
}

// The same, but closes the connection afterwards.
raw_server::script answer_and_close(std::string bytes)
{
    return [bytes](raw_socket& peer, int) {
        peer.read_head();
        peer.write(bytes);
    };
}

descry::result<descry::downloaded> download(raw_server const& server, descry::body_sink& to)
{
    return client_of(server.base_url()).at<file>({}).try_download(to);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_large_file_goes_through_in_small_pieces)
{
    constexpr std::size_t size = (sanitized ? 8 : 64) * 1024 * 1024 + 1;
    test::trusted_authority const trusted;
    descry::http_server const server(
        [body = large(size)](descry::request const&) {
            return descry::response{200, {}, body};
        },
        {.tls = trusted.authority.issue()});
    auto network = trusted.options();
    network.max_body_bytes = 1024 * 1024;  // the limit of bodies in memory
    auto const api = client_of(server.base_url(), network);

    comparing_sink blocking;
    BOOST_TEST(api.at<file>({}).download(blocking).size == size);
    auto const later = std::make_shared<comparing_sink>();
    BOOST_TEST(api.at<file>({}).async_download(later, asio::use_future).get().size == size);
    for (auto const* const sink : {&std::as_const(blocking), &std::as_const(*later)}) {
        BOOST_TEST(sink->equal);
        BOOST_TEST(sink->ended);
        BOOST_TEST(sink->taken == size);
        BOOST_TEST(sink->largest <= 64 * 1024u);
        BOOST_TEST((sink->begun == std::vector{std::optional<std::uint64_t>(size)}));
    }
}

BOOST_AUTO_TEST_CASE(whatever_the_framing)
{
    for (auto const& [bytes, size] : std::vector<std::pair<std::string, std::optional<std::uint64_t>>>{
             {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 5},
             {"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 5},
             {"HTTP/1.1 206 Partial Content\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", {}},
             {"HTTP/1.0 200 OK\r\n\r\nhello", {}}}) {
        raw_server const server(answer_and_close(bytes));
        std::optional<std::uint64_t> total = 7;
        descry::text_sink text(5);
        descry::progress_sink sink(text, [&](std::uint64_t, std::optional<std::uint64_t> all) { total = all; });
        auto const got = download(server, sink);
        BOOST_TEST_REQUIRE(got.has_value(), bytes << got.error().message());
        BOOST_TEST(got->size == 5u);
        BOOST_TEST(text.text() == "hello");
        BOOST_TEST((total == size));
    }
}

BOOST_AUTO_TEST_CASE(an_empty_file_is_one)
{
    for (auto const* const bytes :
         {"HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "HTTP/1.0 200 OK\r\n\r\n"}) {
        raw_server const server(answer_and_close(bytes));
        comparing_sink sink;
        BOOST_TEST(download(server, sink).value().size == 0u, bytes);
        BOOST_TEST(sink.begun.size() == 1u);
        BOOST_TEST(sink.ended);
    }
}

BOOST_AUTO_TEST_CASE(the_connection_is_reused)
{
    raw_server const server(answer("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"));
    auto const api = client_of(server.base_url());
    descry::text_sink sink(1);
    for (int i = 0; i != 3; ++i) (void)api.at<file>({}).download(sink);
    BOOST_TEST(server.accepted() == 1);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_cut_is_none)
{
    for (bool const chunked : {false, true}) {
        std::string bytes = "HTTP/1.1 200 OK\r\n";
        bytes += chunked ? "Transfer-Encoding: chunked\r\n\r\n186A0\r\n" : "Content-Length: 100000\r\n\r\n";
        bytes += large(100000);
        if (chunked) bytes += "\r\n0\r\n\r\n";
        raw_server const server(answer(bytes));
        test::fault_proxy const proxy(server.port(), {.cut_before = 50000});
        auto const api = client_of("http://127.0.0.1:" + std::to_string(proxy.port()));
        temporary_folder const in;

        auto const why = api.at<file>({}).try_download(descry::file_sink(in / "f")).error();
        BOOST_TEST((why == errc::connection_closed));
        BOOST_TEST(why->response_begun);
        BOOST_TEST(!why->maybe_done);
        BOOST_TEST(proxy.accepted() == 1);
        BOOST_TEST(in.size() == 0u);
        comparing_sink sink;
        BOOST_TEST(api.at<file>({}).try_download(sink).has_error());
        BOOST_TEST(sink.taken != 0u);
        BOOST_TEST(sink.equal);
        BOOST_TEST(!sink.ended);
    }
}

BOOST_AUTO_TEST_CASE(a_sink_that_refuses_closes_the_connection)
{
    raw_server const server(answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789"));
    auto const api = client_of(server.base_url());
    auto const from = api.at<file>({});
    auto const small = std::make_shared<descry::text_sink>(5);
    auto const too_long = from.try_download(small).error();
    BOOST_TEST((too_long == errc::sink_refused));
    BOOST_TEST(too_long->explanation == "it has more than 5 octets");
    BOOST_TEST((from.async_try_download(small, asio::use_future).get().error() == errc::sink_refused));
    descry::function_sink throwing([](std::string_view) -> bool { throw std::runtime_error("no room"); });
    auto const why = from.try_download(throwing).error();
    BOOST_TEST((why == errc::sink_refused));
    BOOST_TEST(why->explanation == "no room");
    BOOST_TEST(why->response_begun);
    auto const enough = std::make_shared<descry::text_sink>(10);
    BOOST_TEST(from.try_download(enough).has_value());
    BOOST_TEST(enough->text() == "0123456789");
    BOOST_TEST(server.accepted() == 4);  // refused bodies are neither read nor requested again
}

BOOST_AUTO_TEST_CASE(an_empty_file_may_be_refused)
{
    struct refusing : comparing_sink {
        bool begin(std::optional<std::uint64_t>) override { return false; }
    };
    for (auto const* const bytes : {"HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.0 200 OK\r\n\r\n"}) {
        raw_server const server(answer_and_close(bytes));
        refusing sink;
        BOOST_TEST((download(server, sink).error() == errc::sink_refused));
    }
}

BOOST_AUTO_TEST_CASE(a_retry_starts_over)
{
    for (auto const& first : {descry::response{503, {}, "busy"}, descry::response{204, {{"Retry-After", "0"}}, ""}}) {
        std::atomic<int> calls = 0;
        descry::http_server const server([&](descry::request const&) {
            return ++calls == 1 ? first : descry::response{200, {}, large(100000)};
        });
        comparing_sink sink;
        BOOST_TEST(client_of(server.base_url()).at<file>({}).download(sink).size == 100000u);
        BOOST_TEST(sink.equal);
        BOOST_TEST(sink.begun.size() == 1u);
        BOOST_TEST(calls == 2);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_success_stays_in_memory_within_its_limit)
{
    descry::http_server const server([&](descry::request const&) {
        return descry::response{404, {}, R"({"code":"17","description":"No such file."})"};
    });
    comparing_sink sink;
    auto const why = client_of(server.base_url()).at<file>({}).try_download(sink).error();
    BOOST_TEST((why == errc::not_found));
    BOOST_TEST(why->description == "No such file.");
    auto const small = client_of(server.base_url(), {.max_body_bytes = 10});
    auto const cut = small.at<file>({}).try_download(sink).error();
    BOOST_TEST((cut == errc::not_found));
    BOOST_TEST(cut->body == R"({"code":"1)");
    raw_server const chunked(
        answer("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n0123456789a\r\n0\r\n\r\n"));
    auto const other = client_of(chunked.base_url(), {.max_body_bytes = 10});
    BOOST_TEST((other.at<file>({}).try_download(sink).error() == errc::not_found));
    BOOST_TEST(sink.begun.empty());
}

BOOST_AUTO_TEST_CASE(the_body_comes_as_it_is)
{
    std::mutex guard;
    std::string asked;
    descry::http_server const server([&](descry::request const& in) {
        std::lock_guard const lock(guard);
        asked = descry::find_header(in.headers, "Accept-Encoding");
        return descry::response{200, {{"Content-Encoding", "gzip"}}, "zipped"};
    });
    auto const api = client_of(server.base_url());
    descry::text_sink sink(10);
    auto const why = api.at<file>({}).try_download(sink).error();
    BOOST_TEST((why == errc::malformed_response));
    BOOST_TEST(why->explanation == "the body is encoded as gzip, which was not requested");
    BOOST_TEST(asked == "identity");
    auto const asking_for_identity = api.at<file>({}).with({.headers = {{"Accept-Encoding", "identity"}}});
    BOOST_TEST((asking_for_identity.try_download(sink).error() == errc::malformed_response));
    auto const as_stored = api.at<file>({}).with({.headers = {{"Accept-Encoding", "gzip"}}});
    (void)as_stored.download(sink);
    BOOST_TEST(asked == "gzip");
    BOOST_TEST(sink.text() == "zipped");
}

BOOST_AUTO_TEST_CASE(the_deadline_holds_within_a_body)
{
    raw_server const server(answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234"));
    auto const api = client_of(server.base_url(), {}, std::chrono::milliseconds(100));
    temporary_folder const in;
    auto const why = api.at<file>({}).try_download(descry::file_sink(in / "f")).error();
    BOOST_TEST((why == errc::deadline_exceeded));
    BOOST_TEST(why->response_begun);
    BOOST_TEST(in.size() == 0u);
    auto const sink = std::make_shared<comparing_sink>();
    BOOST_TEST((api.at<file>({}).async_try_download(sink, asio::use_future).get().error() == errc::deadline_exceeded));
    BOOST_TEST(!sink->ended);
}

BOOST_AUTO_TEST_CASE(the_deadline_holds_while_the_service_never_pauses)
{
    raw_server const server([](raw_socket& peer, int) {
        peer.read_head();
        peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (peer.write("1000\r\n" + std::string(0x1000, 'x') + "\r\n")) {
        }
    });
    auto const api = client_of(server.base_url(), {}, std::chrono::milliseconds(100));
    auto const sink = std::make_shared<descry::function_sink>([](std::string_view) { return true; });
    BOOST_TEST((api.at<file>({}).try_download(sink).error() == errc::deadline_exceeded));
    BOOST_TEST((api.at<file>({}).async_try_download(sink, asio::use_future).get().error() == errc::deadline_exceeded));
}

BOOST_AUTO_TEST_CASE(a_download_may_be_canceled_within_its_body)
{
    raw_server const server(answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234"));
    asio::io_context context;
    descry::client const api({.base_url = server.base_url(), .executor = context.get_executor()});
    asio::cancellation_signal signal;
    std::string taken;
    auto const sink = std::make_shared<descry::function_sink>([&](std::string_view piece) {
        taken += piece;
        asio::post(context, [&] { signal.emit(asio::cancellation_type::terminal); });
        return true;
    });
    std::optional<descry::failure> why;
    api.at<file>({}).async_try_download(
        sink, asio::bind_cancellation_slot(signal.slot(),
                                           [&](descry::result<descry::downloaded> got) { why = got.error(); }));
    context.run();
    BOOST_TEST((why.value() == errc::canceled));
    BOOST_TEST(taken == "01234");
}

BOOST_AUTO_TEST_CASE(a_sink_may_end_its_client)
{
    raw_server const server(answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234"));
    std::optional<descry::client> api(client_of(server.base_url()));
    auto const from = api->at<file>({});
    descry::function_sink sink([&](std::string_view) {
        api.reset();
        return true;
    });
    auto const why = from.try_download(sink).error();
    BOOST_TEST((why == errc::canceled));
    BOOST_TEST(why->explanation == "the client was destroyed");
}

BOOST_AUTO_TEST_CASE(an_upload_is_sent_again_as_it_was)
{
    std::mutex guard;
    std::vector<descry::request> seen;
    descry::http_server const server([&](descry::request const& in) {
        std::lock_guard const lock(guard);
        seen.push_back(in);
        return descry::response{seen.size() == 1 ? 503u : 200u, {}, {}};
    });
    descry::multipart form;
    form.file("f", "f.bin", large(1024 * 1024));
    client_of(server.base_url()).at<file>({}).upload(form);
    BOOST_REQUIRE(seen.size() == 2u);
    BOOST_TEST((seen[0].body == seen[1].body));
    BOOST_TEST(seen[0].body.find(large(1024 * 1024)) != std::string::npos);
    for (auto const* const name : {"Content-Type", "Request-Id"})
        BOOST_TEST(descry::find_header(seen[0].headers, name) == descry::find_header(seen[1].headers, name));
}

BOOST_AUTO_TEST_SUITE_END()
