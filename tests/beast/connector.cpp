// Servers with several addresses, some of which do not respond.
#include <descry/beast/detail/connector.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/test/unit_test.hpp>

#include <support/raw_server.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

using test::closed_port;
using test::raw_server;
using test::raw_socket;
using namespace descry::detail;

namespace {

// Neither accepts nor refuses connections, since its queue is full.
class black_hole {
    raw_socket listener_{test::checked(::socket(AF_INET, SOCK_STREAM, 0))};
    std::uint16_t port_ = test::bind_to_loopback(listener_.fd());
    raw_socket queued_{(test::checked(::listen(listener_.fd(), 0)), test::connect_to(port_))};

public:
    std::uint16_t port() const { return port_; }
};

// The port that is reached when these are tried in order.
descry::result<std::uint16_t> connected(std::vector<std::uint16_t> const& ports,
                                        descry::steady_time deadline = descry::steady_time::max())
{
    lookup::endpoints endpoints;
    for (auto const port : ports) endpoints.emplace_back(asio::ip::address_v4::loopback(), port);
    asio::io_context context;
    descry::network_options const options;
    host to({}, {}, options);
    auto const connecting = std::make_shared<connector>(
        to, options, std::make_unique<connection>(context.get_executor()), descry::detail::tls_parameters{}, deadline);
    descry::result<std::uint16_t> port = 0;
    connecting->start(endpoints, [&](descry::result<std::unique_ptr<connection>> stream) {
        if (stream)
            port = (*stream)->socket().remote_endpoint().port();
        else
            port = stream.error();
    });
    context.run_for(std::chrono::seconds(20));
    return port;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(connector)

BOOST_AUTO_TEST_CASE(the_first_address_that_answers_is_taken)
{
    raw_server const one([](raw_socket&, int) {}), two([](raw_socket&, int) {});
    BOOST_TEST(connected({one.port(), two.port()}).value() == one.port());
    BOOST_TEST(connected({closed_port(), two.port(), one.port()}).value() == two.port());
    BOOST_TEST((connected({closed_port(), closed_port()}).error() == descry::errc::connection_refused));
}

BOOST_AUTO_TEST_CASE(an_address_that_never_answers_leaves_time_for_the_others)
{
    black_hole const first, second;
    raw_server const last([](raw_socket&, int) {});
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(50);
    BOOST_TEST(connected({first.port(), second.port(), last.port()}, deadline).value() == last.port());
}

BOOST_AUTO_TEST_SUITE_END()
