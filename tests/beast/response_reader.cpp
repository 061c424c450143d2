// Responses in pieces, without sockets: the result does not depend on the boundaries of the pieces.
#include <descry/beast/detail/response_reader.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

BOOST_AUTO_TEST_SUITE(response_reader)

namespace {

enum class outcome { complete, more, refused };

std::ostream& operator<<(std::ostream& out, outcome what) { return out << static_cast<int>(what); }

// Reads in pieces of this size.
outcome read(std::string_view octets, std::size_t piece, descry::response* answer = nullptr)
{
    descry::detail::response_reader reader(200, 100, false);
    boost::beast::flat_buffer received;
    boost::system::error_code ec;
    while (!octets.empty() && !ec && !reader.is_done()) {
        auto const size = std::min(piece, octets.size());
        std::memcpy(received.prepare(size).data(), octets.data(), size);
        received.commit(size);
        octets.remove_prefix(size);
        reader.read(received, ec);
    }
    bool const complete = reader.is_done();
    BOOST_TEST(reader.keep_alive() <= complete);
    if (answer && (complete || reader.status_suffices())) *answer = reader.take();
    return ec ? outcome::refused : complete ? outcome::complete : outcome::more;
}

void is_always(outcome what, std::string const& octets)
{
    for (std::size_t piece = 1; piece <= octets.size(); ++piece)
        BOOST_TEST(read(octets, piece) == what, "in pieces of " << piece << ": " << octets);
}

}  // namespace

BOOST_AUTO_TEST_CASE(whole_answers)
{
    is_always(outcome::complete, "HTTP/1.1 200 OK\r\nA: b\r\n c\r\nContent-Length: 2\r\n\r\nok");
    is_always(outcome::complete, "HTTP/1.1 204 \r\n\r\n");
    is_always(outcome::complete,
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\nA: b\r\n\r\n");
    is_always(outcome::complete, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(what_every_client_forgives)
{
    for (auto const* const line : {"HTTP/1.1 200", "HTTP/1.1 200 ", "HTTP/1.0 200"})
        is_always(outcome::complete, std::string(line) + "\r\nContent-Length: 2\r\n\r\nok");
    for (auto const* const field : {"Transfer-Encoding:chunked", "transfer-encoding: \tCHUNKED \t"})
        for (auto const* const behind : {" ", "\t", " \t ", " ;x=y", "; x=y ", ";x=\"y\"", ";x=\"", ";\xc3\xbc"}) {
            auto const octets = "HTTP/1.1 200 OK\r\n" + std::string(field) + "\r\n\r\n2" + behind + "\r\nok\r\n0" +
                                behind + "\r\nA: b\r\n\r\n";
            is_always(outcome::complete, octets);
            descry::response answer;
            read(octets, 3, &answer);
            BOOST_TEST(answer.body == "ok");
            BOOST_TEST(answer.headers.size() == 1u);  // trailers are not header fields
        }
}

BOOST_AUTO_TEST_CASE(framing_that_recipients_may_understand_in_two_ways_is_refused)
{
    std::string const coding = "Transfer-Encoding: ", chunked = coding + "chunked\r\n",
                      length = "Content-Length: 2\r\n";
    auto const refused = [](std::string const& fields, char const* version = "HTTP/1.1") {
        is_always(outcome::refused, version + (" 200 OK\r\n" + fields) + "\r\n2\r\nok\r\n0\r\n\r\n");
    };
    for (auto const* const value :
         {"gzip", "identity", "", "chunked abc", "chunked;q=1", "gzip, chunked", "chunked, chunked", "chunked,",
          ",chunked", "\"chunked\"", "\r\n chunked", "chunked\r\n\tabc", "chunked\r\n ",
          "\xa0"
          "chunked"}) {
        auto const field = coding + value + "\r\n";
        refused(field);
        refused(field + length);
        refused(length + field);
        refused(field + chunked);
        refused(chunked + field);
    }
    refused(chunked + chunked);
    refused(chunked + length);
    refused(length + chunked);
    refused(chunked, "HTTP/1.0");
    refused("Content-Length:\r\n 2\r\n");
    refused(length + "Content-Length: 3\r\n");
}

BOOST_AUTO_TEST_CASE(chunks_that_recipients_may_understand_in_two_ways_are_refused)
{
    for (auto const* const line :
         {"2\n", "2;x=y\n", "2;x=\r y\r\n", "2;x=\"\n\"\r\n", "2;x=\"\r\"\r\n", "2 x\r\n", "2,\r\n", "0x2\r\n",
          "+2\r\n", " 2\r\n", "\r\n", ";x=y\r\n", "g\r\n", "00000000000000000000000000000000fffffffffffffffff\r\n"})
        for (auto const* const before : {"", "1\r\nx\r\n"})
            is_always(outcome::refused, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" +
                                            (before + std::string(line)) + "ok\r\n0\r\n\r\n");
    for (auto const* const rest : {"2\r\nok0\r\n\r\n", "2\r\nok\n0\r\n\r\n", "0;x=\"\n\"\r\n\r\n",
                                   "0\r\nno colon\r\n\r\n", "0\r\nA: b\n\r\n", "6;x=  \"  klmnop\nAbc: def\r\n\r\n"})
        is_always(outcome::refused,
                  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(rest) + "\r\n\r\n");
}

// The received part of a response, in pieces of any size.
BOOST_AUTO_TEST_CASE(from_300_on_what_is_wrong_with_the_body_costs_no_more_than_the_body)
{
    std::string const head = "HTTP/1.1 412 No\r\nETag: x\r\n", chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    std::string const x(101, 'x'), most(100, 'x');
    for (auto const& [octets, body] : {std::pair(head + "Content-Length: 3\r\n\r\nok", std::string("ok")),
                                       {head + "\r\nok", "ok"},
                                       {head + "Content-Length: 101\r\n\r\n" + x, most},
                                       {head + "\r\n" + x, most},
                                       {chunked + "65\r\n" + x, most},
                                       {chunked + "2\r\nok\r\nx", "ok"},
                                       {chunked + "2\r\nok\r\n0\r\nx\r\n\r\n", "ok"}})
        for (std::size_t piece = 1; piece <= octets.size(); ++piece) {
            descry::response answer;
            BOOST_TEST((read(octets, piece, &answer) != outcome::complete), octets);
            BOOST_TEST(answer.status == 412u);
            BOOST_TEST(answer.body == body);
            BOOST_TEST(find_header(answer.headers, "ETag") == "x");
        }
}

BOOST_AUTO_TEST_CASE(interim_answers_come_before_it)
{
    std::string const octets =
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    is_always(outcome::complete, octets);
    descry::response answer;
    read(octets, 7, &answer);
    BOOST_TEST(answer.status == 200u);
    BOOST_TEST(answer.body == "ok");
    BOOST_TEST(answer.headers.size() == 1u);
}

BOOST_AUTO_TEST_CASE(parts_of_answers)
{
    is_always(outcome::more, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok");
    is_always(outcome::more, "HTTP/1.1 2");
    is_always(outcome::more, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n");
}

BOOST_AUTO_TEST_CASE(what_is_no_answer_is_refused_before_it_ends)
{
    for (auto const* const octets : {"S", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/2.0", "\r\nHTTP/1.1 200 OK\r\n",
                                     "HTTP/1.1 200 OK\n", "HTTP/1.1 200 OK\r\nA: b\n"})
        is_always(outcome::refused, octets);
}

BOOST_AUTO_TEST_CASE(too_much_is_refused)
{
    auto const x = [](std::size_t size) { return std::string(size, 'x'); };
    std::string const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    is_always(outcome::refused, "HTTP/1.1 200 OK\r\nA: " + x(200));
    is_always(outcome::refused, "HTTP/1.1 200 OK\r\nA: " + x(175) + "\r\nB: c\r\n\r\n");
    is_always(outcome::refused,
              "HTTP/1.1 103 Early\r\nA: " + x(100) + "\r\n\r\nHTTP/1.1 200 OK\r\nA: " + x(100) + "\r\n\r\n");
    is_always(outcome::refused, chunked + "2;" + x(200) + "\r\nok\r\n0\r\n\r\n");
    is_always(outcome::refused, chunked + std::string(200, '0') + "2\r\nok\r\n0\r\n\r\n");
    is_always(outcome::refused, chunked + "0\r\nA: " + x(200) + "\r\n\r\n");
    is_always(outcome::refused, "HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n");
    is_always(outcome::refused, chunked + "65\r\n");
}

BOOST_AUTO_TEST_SUITE_END()
