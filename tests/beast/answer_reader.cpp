// Answers in pieces, without a socket: what becomes of them does not depend on where they are cut.
#include <descry/beast/answer_reader.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <ostream>
#include <string>
#include <string_view>

namespace {

enum class outcome { complete, more, refused };

std::ostream& operator<<(std::ostream& out, outcome what) { return out << static_cast<int>(what); }

// In pieces of that size.
outcome read(std::string_view octets, std::size_t piece, descry::response* answer = nullptr)
{
    descry::detail::answer_reader reader(200, 100, false);
    boost::beast::flat_buffer received;
    boost::system::error_code ec;
    while (!octets.empty() && !ec && !reader.is_done()) {
        auto const size = std::min(piece, octets.size());
        std::memcpy(received.prepare(size).data(), octets.data(), size);
        received.commit(size);
        octets.remove_prefix(size);
        reader.read(received, ec);
    }
    if (ec) return outcome::refused;
    if (!reader.is_done()) return outcome::more;
    if (answer) *answer = reader.take();
    return outcome::complete;
}

void is_always(outcome what, std::string const& octets)
{
    for (std::size_t piece = 1; piece <= octets.size(); ++piece)
        BOOST_TEST(read(octets, piece) == what, "in pieces of " << piece << ": " << octets);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(answer_reader)

BOOST_AUTO_TEST_CASE(whole_answers)
{
    is_always(outcome::complete, "HTTP/1.1 200 OK\r\nA: b\r\n c\r\nContent-Length: 2\r\n\r\nok");
    is_always(outcome::complete, "HTTP/1.1 204 \r\n\r\n");
    is_always(outcome::complete,
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\nA: b\r\n\r\n");
    is_always(outcome::complete, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
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
