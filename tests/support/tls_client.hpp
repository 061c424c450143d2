// tls_client: a connection over TLS that sends what it is told, octet by octet. No HTTP beyond a head and its length.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace test {

namespace asio = boost::asio;

/// A connection to this machine that trusts one authority and nobody else.
class tls_client {
    asio::io_context io_;
    asio::ssl::context tls_{asio::ssl::context::tls_client};
    asio::ssl::stream<asio::ip::tcp::socket> stream_;
    std::string input_;

    asio::ssl::context& trusting(std::string const& ca_pem)
    {
        tls_.add_certificate_authority(asio::buffer(ca_pem));
        return tls_;
    }

public:
    tls_client(std::uint16_t port, std::string const& ca_pem) : stream_(io_, trusting(ca_pem))
    {
        stream_.next_layer().connect({asio::ip::address_v4::loopback(), port});
        stream_.set_verify_mode(asio::ssl::verify_peer);
        stream_.set_verify_callback(asio::ssl::host_name_verification("127.0.0.1"));
        stream_.handshake(asio::ssl::stream_base::client);
    }

    void write(std::string_view text) { asio::write(stream_, asio::buffer(text)); }

    std::string read_head()
    {
        auto const size = asio::read_until(stream_, asio::dynamic_buffer(input_), "\r\n\r\n");
        return take(size);
    }

    std::string read_body(std::string const& head)
    {
        constexpr std::string_view name = "Content-Length: ";
        auto const size = static_cast<std::size_t>(std::stoul(head.substr(head.find(name) + name.size())));
        if (size > input_.size())
            asio::read(stream_, asio::dynamic_buffer(input_), asio::transfer_exactly(size - input_.size()));
        return take(size);
    }

    /// True when the other end has said its goodbye and nothing is left.
    bool at_end()
    {
        boost::system::error_code ec;
        asio::read(stream_, asio::dynamic_buffer(input_), asio::transfer_at_least(1), ec);
        return ec == asio::error::eof && input_.empty();
    }

private:
    std::string take(std::size_t size)
    {
        auto out = input_.substr(0, size);
        input_.erase(0, size);
        return out;
    }
};

/// Of the head of an answer.
inline unsigned status_of(std::string const& head) { return static_cast<unsigned>(std::stoul(head.substr(9, 3))); }

}  // namespace test
