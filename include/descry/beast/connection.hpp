// connection: one stream, plain or TLS, with the bytes that were read ahead from it. Client and server use it.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <openssl/ssl.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace descry::detail {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

// True for the ways in which a network tells that the other side is gone.
inline bool is_closed(error_code ec) noexcept
{
    return ec == asio::error::eof || ec == asio::ssl::error::stream_truncated || ec == asio::error::connection_reset ||
           ec == asio::error::connection_aborted || ec == asio::error::broken_pipe || ec == asio::error::not_connected;
}

// The one completion handler that streams are given: it keeps an object alive and calls one of its members. One type
// for all steps of all protocols means that Asio's templates are compiled once.
struct step {
    std::shared_ptr<void> self;
    void (*next)(void* self, error_code ec, std::size_t bytes);

    void operator()(error_code ec, std::size_t bytes = 0) const { next(self.get(), ec, bytes); }
};

template <auto Member, class T>
step make_step(std::shared_ptr<T> self)
{
    return {std::move(self),
            [](void* object, error_code ec, std::size_t bytes) { (static_cast<T*>(object)->*Member)(ec, bytes); }};
}

// Not for use from several threads at once: its user runs everything in one strand or one thread.
class connection {
    tcp::socket socket_;
    std::optional<asio::ssl::stream<tcp::socket&>> tls_;

public:
    boost::beast::flat_buffer input;  // received and not yet consumed

    explicit connection(asio::any_io_executor executor) : socket_(std::move(executor)) {}
    explicit connection(tcp::socket&& socket) : socket_(std::move(socket)) {}
    connection(connection const&) = delete;
    connection& operator=(connection const&) = delete;
    ~connection() { end_tls(); }

    tcp::socket& socket() noexcept { return socket_; }
    asio::any_io_executor get_executor() { return socket_.get_executor(); }

    // Puts TLS on top of the open socket.
    SSL* start_tls(asio::ssl::context& context)
    {
        tls_.emplace(socket_, context);
        return tls_->native_handle();
    }

    SSL* tls() noexcept { return tls_ ? tls_->native_handle() : nullptr; }

    void async_handshake(asio::ssl::stream_base::handshake_type type, step next)
    {
        tls_->async_handshake(type, std::move(next));
    }

    void async_shutdown(step next) { tls_->async_shutdown(std::move(next)); }

    void async_read_some(asio::mutable_buffer room, step next)
    {
        if (tls_)
            tls_->async_read_some(room, std::move(next));
        else
            socket_.async_read_some(room, std::move(next));
    }

    void async_write_some(asio::const_buffer bytes, step next)
    {
        if (tls_)
            tls_->async_write_some(bytes, std::move(next));
        else
            socket_.async_write_some(bytes, std::move(next));
    }

    // As much as a plain socket takes at once, without the way through the execution context. Nothing is no error, nor
    // is what TLS would take: async_write_some() says what is.
    std::size_t write_at_once(asio::const_buffer bytes)
    {
        error_code ec;
        if (tls_ || !be_non_blocking()) return 0;
        return socket_.write_some(asio::buffer(bytes), ec);
    }

    bool is_open() const noexcept { return socket_.is_open(); }

    // Ends everything under way. The stream itself lives on until its last handler was called.
    void close() noexcept
    {
        error_code ignored;
        socket_.close(ignored);
        input.clear();
    }

    // Back to the state after construction. Nothing may be under way.
    void reset() noexcept
    {
        close();
        end_tls();
    }

    // False once the peer closed an idle connection, or sent something that nobody asked for. Costs one system call.
    // What TLS sends on its own account, such as tickets, is taken.
    bool is_idle_and_open()
    {
        if (!socket_.is_open() || input.size() != 0) return false;
        if (!be_non_blocking()) return false;
        char byte = 0;
        error_code ec;
        if (tls_)
            tls_->read_some(asio::buffer(&byte, 1), ec);
        else
            socket_.receive(asio::buffer(&byte, 1), tcp::socket::message_peek, ec);
        return ec == asio::error::would_block || ec == asio::error::try_again;
    }

private:
    bool be_non_blocking()
    {
        error_code ec;
        if (!socket_.non_blocking()) socket_.non_blocking(true, ec);
        return !ec;
    }

    // OpenSSL takes a connection that ends without a farewell for an attack, and forbids to resume its session.
    void end_tls() noexcept
    {
        if (tls_) SSL_set_shutdown(tls(), SSL_SENT_SHUTDOWN);
        tls_.reset();
    }
};

}  // namespace descry::detail
