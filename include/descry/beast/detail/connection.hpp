// connection: a plain or TLS stream with its read buffer. Used by client and server.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <openssl/ssl.h>

#include <descry/beast/detail/blocking_wait.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <utility>

namespace descry::detail {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

// True for the errors by which a network reports that the peer is gone.
inline bool is_closed(error_code ec) noexcept
{
    return ec == asio::error::eof || ec == asio::ssl::error::stream_truncated || ec == asio::error::connection_reset ||
           ec == asio::error::connection_aborted || ec == asio::error::broken_pipe || ec == asio::error::not_connected;
}

// The owner of an operation that ends when there is no memory for its next step.
template <class T>
concept ends_without_memory = requires(T& object) { object.run_out_of_memory(); };

// Calls `step` with the object, which ends if there is no memory for it.
template <class T, class Step>
void run_step(T& object, Step&& step)
{
    try {
        std::invoke(std::forward<Step>(step), object);
    } catch (std::bad_alloc const&) {
        if constexpr (ends_without_memory<T>)
            object.run_out_of_memory();
        else
            throw;
    }
}

// Posts a step of an object, and keeps the object alive until then.
template <class T, class Step>
void post_step(asio::any_io_executor const& executor, std::shared_ptr<T> object, Step step)
{
    asio::post(executor, [self = std::move(object), next = std::move(step)]() mutable { run_step(*self, next); });
}

// Posts a step of an object that may be gone by then.
template <class T, class Step>
void post_step(asio::any_io_executor const& executor, std::weak_ptr<T> object, Step step)
{
    asio::post(executor, [weak = std::move(object), next = std::move(step)]() mutable {
        if (auto const self = weak.lock()) run_step(*self, next);
    });
}

// The completion handler of all stream operations: keeps an object alive and calls one of its members. With one type
// for all steps of all protocols, Asio's templates are instantiated once.
struct step {
    std::shared_ptr<void> self;
    void (*next)(void* self, error_code ec, std::size_t bytes);

    void operator()(error_code ec, std::size_t bytes = 0) const { next(self.get(), ec, bytes); }
};

template <auto Member, class T>
step make_step(std::shared_ptr<T> self)
{
    return {std::move(self), [](void* object, error_code ec, std::size_t bytes) {
                run_step(*static_cast<T*>(object), [&](T& to) { (to.*Member)(ec, bytes); });
            }};
}

inline bool would_block(error_code ec) noexcept
{
    return ec == asio::error::would_block || ec == asio::error::try_again;
}

// A socket that may be used without its execution context: synchronous functions wait in a blocking_wait, or do not
// wait if there is none. The native socket is always non-blocking.
class polled_socket {
    tcp::socket socket_;
    blocking_wait* wait_ = nullptr;

public:
    using lowest_layer_type = tcp::socket::lowest_layer_type;
    using executor_type = tcp::socket::executor_type;

    explicit polled_socket(tcp::socket&& socket) : socket_(std::move(socket)) {}

    tcp::socket& socket() noexcept { return socket_; }
    lowest_layer_type& lowest_layer() { return socket_.lowest_layer(); }
    lowest_layer_type const& lowest_layer() const { return socket_.lowest_layer(); }
    executor_type get_executor() { return socket_.get_executor(); }

    void block_with(blocking_wait* wait) noexcept { wait_ = wait; }

    template <class Room>
    std::size_t read_some(Room const& room, error_code& ec)
    {
        for (;;) {
            if (wait_)
                if (wait_->wait(socket_.native_handle(), POLLIN, ec); ec) return 0;
            auto const bytes = socket_.read_some(room, ec);
            if (!wait_ || !would_block(ec)) return bytes;
        }
    }

    template <class Octets>
    std::size_t write_some(Octets const& octets, error_code& ec)
    {
        for (;;) {
            auto const bytes = socket_.write_some(octets, ec);
            if (!wait_ || !would_block(ec)) return bytes;
            if (wait_->wait(socket_.native_handle(), POLLOUT, ec); ec) return 0;
        }
    }

    template <class Room, class Handler>
    auto async_read_some(Room const& room, Handler&& handler)
    {
        return socket_.async_read_some(room, std::forward<Handler>(handler));
    }

    template <class Octets, class Handler>
    auto async_write_some(Octets const& octets, Handler&& handler)
    {
        return socket_.async_write_some(octets, std::forward<Handler>(handler));
    }
};

// Not thread-safe: all operations run in one strand or one thread.
class connection {
    polled_socket socket_;
    std::optional<asio::ssl::stream<polled_socket&>> tls_;
    bool blocking_ = false;

public:
    boost::beast::flat_buffer input;  // received and not yet consumed

    explicit connection(asio::any_io_executor executor) : connection(tcp::socket(std::move(executor))) {}
    explicit connection(tcp::socket&& socket) : socket_(std::move(socket)) {}
    connection(connection const&) = delete;
    connection& operator=(connection const&) = delete;
    ~connection() { end_tls(); }

    tcp::socket& socket() noexcept { return socket_.socket(); }
    asio::any_io_executor get_executor() { return socket_.get_executor(); }

    // Starts TLS on the open socket.
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

    // Makes synchronous functions wait, if the socket supports it; null: no longer.
    void block_with(blocking_wait* wait) noexcept
    {
        blocking_ = wait && be_non_blocking();
        socket_.block_with(blocking_ ? wait : nullptr);
    }

    bool is_blocking() const noexcept { return blocking_; }

    // Requires is_blocking().
    std::size_t read_some(asio::mutable_buffer room, error_code& ec)
    {
        return tls_ ? tls_->read_some(room, ec) : socket_.read_some(room, ec);
    }

    // Sends as much as the socket accepts at once, without the execution context. Returns 0 without error if only
    // async_write_some() can send. With TLS requires is_blocking(), since a partial record cannot be withdrawn.
    std::size_t write_at_once(asio::const_buffer octets, error_code& ec)
    {
        ec = {};
        if (tls_ && blocking_) return tls_->write_some(octets, ec);
        if (tls_ || !be_non_blocking()) return 0;
        auto const bytes = socket_.write_some(octets, ec);
        if (would_block(ec)) ec = {};
        return bytes;
    }

    bool is_open() const noexcept { return socket_.lowest_layer().is_open(); }

    // Ends all operations. The stream remains until its last handler was called.
    void close() noexcept
    {
        error_code ignored;
        socket().close(ignored);
        input.clear();
    }

    // Returns to the state after construction. No operation may be under way.
    void reset() noexcept
    {
        close();
        end_tls();
        block_with(nullptr);
    }

    // False if the peer closed an idle connection, or sent unsolicited data. Costs one system call. TLS messages
    // outside of application data, such as session tickets, are processed.
    bool is_idle_and_open()
    {
        if (!is_open() || input.size() != 0) return false;
        if (!be_non_blocking()) return false;
        char byte = 0;
        error_code ec;
        if (tls_)
            tls_->read_some(asio::buffer(&byte, 1), ec);
        else
            socket().receive(asio::buffer(&byte, 1), tcp::socket::message_peek, ec);
        return would_block(ec);
    }

private:
    bool be_non_blocking()
    {
        error_code ec;
        if (!socket().non_blocking()) socket().non_blocking(true, ec);
        return !ec;
    }

    // OpenSSL treats a connection that ends without close_notify as an attack, and does not resume its session.
    void end_tls() noexcept
    {
        if (tls_) SSL_set_shutdown(tls(), SSL_SENT_SHUTDOWN);
        tls_.reset();
    }
};

}  // namespace descry::detail
