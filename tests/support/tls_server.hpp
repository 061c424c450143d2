// tls_server: a TLS server that plays a script with one connection after the other, and an authority that tests trust.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <descry/client/transport.hpp>
#include <descry/server/certificate_authority.hpp>

#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace test {

// An authority, in a file that lives as long as this.
struct trusted_authority {
    descry::certificate_authority authority;
    std::string file = "descry_test_ca_" + std::to_string(::getpid()) + ".pem";

    trusted_authority() { authority.write_certificate(file); }
    ~trusted_authority() { std::remove(file.c_str()); }

    // Those that trust it.
    descry::network_options options() const
    {
        descry::network_options out;
        out.ca_file = file;
        return out;
    }
};

// One end of a TLS connection. Everything blocks.
class tls_socket {
    boost::asio::ssl::stream<boost::asio::ip::tcp::socket> stream_;
    std::string received_;

public:
    tls_socket(boost::asio::ip::tcp::socket&& socket, boost::asio::ssl::context& tls) : stream_(std::move(socket), tls)
    {
    }

    auto& stream() { return stream_; }
    // The serial number of the client's certificate; 0 without one.
    std::uint64_t client_serial()
    {
        std::uint64_t out = 0;
        auto* const certificate = SSL_get1_peer_certificate(stream_.native_handle());
        if (certificate) ASN1_INTEGER_get_uint64(&out, X509_get0_serialNumber(certificate));
        X509_free(certificate);
        return out;
    }
    bool is_resumed() { return SSL_session_reused(stream_.native_handle()) == 1; }

    // False when the other end is gone, or does not like us.
    bool handshake()
    {
        boost::system::error_code ec;
        stream_.handshake(boost::asio::ssl::stream_base::server, ec);
        return !ec;
    }

    bool write(std::string_view bytes)
    {
        boost::system::error_code ec;
        boost::asio::write(stream_, boost::asio::buffer(bytes), ec);
        return !ec;
    }

    // Nothing when the other end is gone.
    std::string read_head()
    {
        boost::system::error_code ec;
        auto const size = boost::asio::read_until(stream_, boost::asio::dynamic_buffer(received_), "\r\n\r\n", ec);
        auto head = received_.substr(0, size);
        received_.erase(0, size);
        return head;
    }

    // Says goodbye, as TLS does it, does not wait for the other end's, and leaves the TCP connection open.
    void say_goodbye()
    {
        boost::system::error_code would_block;
        stream_.next_layer().non_blocking(true);
        stream_.shutdown(would_block);
    }
};

class tls_server {
public:
    // The connection, and how many there were before it.
    using script = std::function<void(tls_socket&, int)>;

    // Without a version: any that OpenSSL has. Clients have to be gone before this is destroyed.
    // With `client_authorities`, clients must have a certificate of one of them.
    tls_server(descry::tls_identity const& identity, script play, int version = 0,
               char const* cipher_list = "DEFAULT@SECLEVEL=0",  // which old versions need
               std::string const& client_authorities = {})
        : play_(std::move(play))
    {
        if (!client_authorities.empty()) {
            tls_.add_certificate_authority(boost::asio::buffer(client_authorities));
            tls_.set_verify_mode(boost::asio::ssl::verify_peer | boost::asio::ssl::verify_fail_if_no_peer_cert);
            constexpr unsigned char context[] = "test";
            SSL_CTX_set_session_id_context(tls_.native_handle(), context, sizeof context);
        }
        tls_.use_certificate_chain(boost::asio::buffer(identity.certificate_chain));
        tls_.use_private_key(boost::asio::buffer(identity.private_key), boost::asio::ssl::context::pem);
        auto* const native = tls_.native_handle();
        if (version != 0) {
            SSL_CTX_set_cipher_list(native, cipher_list);
            SSL_CTX_set_min_proto_version(native, version);
            SSL_CTX_set_max_proto_version(native, version);
        }
        thread_ = std::thread([this] { run(); });
    }

    ~tls_server()
    {
        ::shutdown(acceptor_.native_handle(), SHUT_RDWR);
        thread_.join();
    }

    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    std::string base_url() const { return "https://127.0.0.1:" + std::to_string(port()); }
    int accepted() const { return accepted_; }
    int resumed() const { return resumed_; }

private:
    script play_;
    boost::asio::io_context context_{};
    boost::asio::ssl::context tls_{boost::asio::ssl::context::tls_server};
    boost::asio::ip::tcp::acceptor acceptor_{context_, {boost::asio::ip::address_v4::loopback(), 0}};
    std::atomic<int> accepted_{0}, resumed_{0};
    std::thread thread_{};

    void run()
    {
        for (;;) {
            boost::system::error_code ec;
            auto socket = acceptor_.accept(ec);
            if (ec) return;
            tls_socket peer(std::move(socket), tls_);
            if (!peer.handshake()) continue;
            resumed_ += peer.is_resumed();
            play_(peer, accepted_++);
        }
    }
};

}  // namespace test
