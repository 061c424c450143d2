// Compressed responses: supported codings, and corrupt, truncated or oversized bodies.
#include <boost/test/unit_test.hpp>

#include <descry/beast/transport.hpp>

#include <support/raw_server.hpp>

#include <zlib.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

using descry::errc;
using test::raw_server;
using test::raw_socket;

BOOST_AUTO_TEST_SUITE(content_coding)

namespace {

constexpr int gzip = MAX_WBITS + 16, zlib = MAX_WBITS, bare = -MAX_WBITS;

std::string compressed(std::string_view text, int format = gzip)
{
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, format, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    BOOST_TEST(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

descry::result<descry::response> answered(std::string const& coding, std::string const& body,
                                          descry::network_options const& options = {},
                                          std::vector<descry::header> headers = {}, std::string method = "GET")
{
    auto const answer = "HTTP/1.1 200 OK\r\nA: b\r\nContent-Encoding: " + coding +
                        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                        (method == "HEAD" ? "" : body);
    raw_server const server([&](raw_socket& peer, int) {
        peer.read_head();
        peer.write(answer);
    });
    return descry::make_transport(options, {})
        ->send({std::move(method), server.base_url(), "/", std::move(headers), {}},
               std::chrono::steady_clock::now() + std::chrono::seconds(20));
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_was_compressed_is_read_as_it_was)
{
    for (std::string const& text : {std::string(), std::string("hello"), std::string(1'000'000, 'x')})
        for (auto const& [coding, format] :
             {std::pair("gzip", gzip), std::pair("GZip", gzip), std::pair("x-gzip", gzip), std::pair("deflate", zlib),
              std::pair("deflate", bare)}) {
            auto const r = answered(coding, compressed(text, format)).value();
            BOOST_TEST((r.body == text));
            BOOST_REQUIRE(r.headers.size() == 1u);  // the fields that described the coding are removed
            BOOST_TEST(r.headers[0].value == "b");
        }
    BOOST_TEST(answered("gzip", compressed("hel") + compressed("lo")).value().body == "hello");
}

BOOST_AUTO_TEST_CASE(no_body_is_none_in_any_coding)
{
    BOOST_TEST(answered("gzip", "").value().body == "");
    auto const head = answered("gzip", compressed("hello"), {}, {}, "HEAD").value();
    BOOST_TEST(head.body == "");
    BOOST_TEST(find_header(head.headers, "content-encoding") == "gzip");
}

BOOST_AUTO_TEST_CASE(a_truncated_or_corrupt_body_is_an_error)
{
    auto const whole = compressed("hello, hello, hello");
    for (std::size_t size = 1; size != whole.size(); ++size)
        BOOST_TEST((answered("gzip", whole.substr(0, size)).error() == errc::malformed_response), size);
    for (std::size_t const at : {whole.size() - 1, whole.size() - 5, whole.size() - 12, std::size_t{2}}) {
        auto corrupt = whole;
        corrupt[at] = static_cast<char>(corrupt[at] ^ 1);
        auto const why = answered("gzip", corrupt).error();
        BOOST_TEST((why == errc::malformed_response), at);
        BOOST_TEST(why->explanation.find("compressed body") != std::string::npos);
    }
    BOOST_TEST((answered("gzip", whole + "x").error() == errc::malformed_response));
    BOOST_TEST((answered("gzip", "hello").error() == errc::malformed_response));
}

BOOST_AUTO_TEST_CASE(a_small_body_may_not_become_a_large_one)
{
    descry::network_options options;
    options.max_body_bytes = 100'000;
    BOOST_TEST(answered("gzip", compressed(std::string(100'000, 'x')), options).has_value());
    BOOST_TEST((answered("gzip", compressed(std::string(100'001, 'x')), options).error() == errc::response_too_large));
    auto const bomb = compressed(std::string(50'000'000, 'x'));
    BOOST_TEST(bomb.size() < options.max_body_bytes);
    BOOST_TEST((answered("gzip", bomb, options).error() == errc::response_too_large));
}

BOOST_AUTO_TEST_CASE(zeros_behind_it_are_padding)
{
    auto const whole = compressed("hello");
    for (std::size_t const size : {1U, 511U, 100'000U})
        BOOST_TEST(answered("gzip", whole + std::string(size, '\0')).value().body == "hello");
    BOOST_TEST((answered("gzip", whole + std::string(3, '\0') + "x").error() == errc::malformed_response));
    BOOST_TEST((answered("gzip", whole + std::string(3, '\0') + whole).error() == errc::malformed_response));
}

BOOST_AUTO_TEST_CASE(it_is_decoded_whatever_was_asked_for)
{
    auto const body = compressed("hello");
    descry::network_options options;
    options.accept_compressed = false;
    BOOST_TEST(answered("gzip", body, options).value().body == "hello");
    for (auto const* const asked : {"gzip, br", "identity"})
        BOOST_TEST(answered("gzip", body, {}, {{"accept-encoding", asked}}).value().body == "hello");
}

BOOST_AUTO_TEST_CASE(codings_are_undone_from_the_last_to_the_first)
{
    auto const once = compressed("hello"), twice = compressed(once);
    for (auto const* const coding :
         {"gzip, identity", "identity,gzip", " GZIP ,, ", "gzip\r\nContent-Encoding: identity",
          "identity\r\nContent-Encoding: x-gzip", "utf-8, gzip", "gzip, none"})
        BOOST_TEST(answered(coding, once).value().body == "hello", coding);
    for (auto const* const coding : {"gzip, gzip", "x-gzip,gzip", "gzip\r\nContent-Encoding: gzip"})
        BOOST_TEST(answered(coding, twice).value().body == "hello", coding);
    BOOST_TEST(answered("gzip, deflate", compressed(once, bare)).value().body == "hello");
    auto const often = compressed(compressed(compressed(twice)));
    auto const why = answered("gzip, gzip, gzip, gzip, gzip", often).error();
    BOOST_TEST((why == errc::malformed_response));
    BOOST_TEST(why->explanation.find("too many times") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_undone_is_named)
{
    for (std::string const coding : {"br", "zstd", "Compress", "aes128gcm"})
        for (auto const& fields : {coding, coding + ", gzip", "identity, " + coding}) {
            auto const why = answered(fields, compressed("hello"), {}, {{"Accept-Encoding", "identity"}}).error();
            BOOST_TEST((why == errc::malformed_response), fields);
            BOOST_TEST(why->explanation.ends_with("the body is encoded as " + coding + ", which was not requested"));
            BOOST_TEST(why->status == 200u);
        }
    for (auto const* const asked : {"IDENTITY;q=1", "identity ; q=0.5 , *;q=0", "br;q=0.000, gzip; q=0", ", ,"})
        BOOST_TEST((answered("br", "hello", {}, {{"Accept-Encoding", asked}}).error() == errc::malformed_response),
                   asked);
}

BOOST_AUTO_TEST_CASE(what_is_no_coding_or_the_callers_own_affair_is_left_as_it_is)
{
    for (auto const* const coding : {"UTF-8", "utf8", "none", "binary", "identity", "gzipped", ",", ""})
        BOOST_TEST(answered(coding, "hello").value().body == "hello", coding);
    for (auto const* const asked : {"br", "identity;q=0, br;q=0.1", "identity, *"}) {
        auto const br = answered("br", "hello", {}, {{"Accept-Encoding", asked}}).value();
        BOOST_TEST(br.body == "hello", asked);
        BOOST_TEST(find_header(br.headers, "Content-Encoding") == "br");
    }
}

BOOST_AUTO_TEST_SUITE_END()
