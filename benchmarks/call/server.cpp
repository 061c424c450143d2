#include <boost/asio/read.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <call/server.hpp>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

// Of the body that follows a header section; the clients all spell the field alike but for its case.
std::size_t content_length(std::string_view head)
{
    for (auto const* const name : {"Content-Length: ", "content-length: "})
        if (auto const at = head.find(name); at != head.npos)
            return std::strtoull(head.data() + at + std::string_view(name).size(), nullptr, 10);
    return 0;
}

}  // namespace

server::server(bool secure, std::string const& body)
    : answer_(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nMS-RequestId: 1\r\nMS-CorrelationId: 2\r\n"
          "Content-Length: " +
          std::to_string(body.size()) + "\r\n\r\n" + body),
      ca_file_((std::filesystem::temp_directory_path() / "descry-call-benchmark.pem").string()),
      acceptor_(context_, {asio::ip::address_v4::loopback(), 0}),
      port_(acceptor_.local_endpoint().port()),
      base_url_((secure ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_))
{
    if (secure) {
        auto const identity = authority_.issue();
        tls_ = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
        tls_->use_certificate_chain(asio::buffer(identity.certificate_chain));
        tls_->use_private_key(asio::buffer(identity.private_key), asio::ssl::context::pem);
        authority_.write_certificate(ca_file_);
    }
    acceptor_thread_ = std::thread([this] { accept(); });
}

server::~server()
{
    stopping_ = true;
    boost::system::error_code ignored;
    tcp::socket(context_).connect({asio::ip::address_v4::loopback(), port_}, ignored);  // wakes the acceptor
    acceptor_thread_.join();
    for (auto& thread : connections_) thread.join();
}

void server::accept()
{
    for (;;) {
        boost::system::error_code ec;
        tcp::socket socket(context_);
        acceptor_.accept(socket, ec);
        if (ec || stopping_) return;
        socket.set_option(tcp::no_delay(true));
        std::lock_guard const lock(mutex_);
        connections_.emplace_back([this, socket = std::move(socket)]() mutable {
            if (!tls_) return serve(socket);
            asio::ssl::stream<tcp::socket> stream(std::move(socket), *tls_);
            boost::system::error_code failed;
            stream.handshake(asio::ssl::stream_base::server, failed);
            if (!failed) serve(stream);
        });
    }
}

template <class Stream>
void server::serve(Stream& stream)
{
    std::string in(16 * 1024, '\0');
    std::size_t size = 0;
    boost::system::error_code ec;
    for (;;) {
        auto const head_end = std::string_view(in.data(), size).find("\r\n\r\n");
        if (head_end == std::string_view::npos ||
            size < head_end + 4 + content_length(std::string_view(in.data(), head_end))) {
            size += stream.read_some(asio::buffer(in.data() + size, in.size() - size), ec);
            if (ec) return;
            continue;
        }
        size = 0;  // no client sends a request before the answer to the one before it
        asio::write(stream, asio::buffer(answer_), ec);
        if (ec) return;
    }
}
