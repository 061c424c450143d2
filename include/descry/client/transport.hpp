// transport: the one door to the network. The layers above know requests and responses, never sockets.
#pragma once

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>

#include <descry/core/error.hpp>
#include <descry/http/message.hpp>

#include <chrono>
#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace descry {

/// When a call has to end: a deadline that no setting of the system's clock moves.
using steady_time = std::chrono::steady_clock::time_point;

/// How the network is used. The defaults are safe; each member that relaxes something says so in its name.
struct network_options {
    std::string ca_file{};             ///< PEM file of trusted authorities; empty: those of the system.
    bool allow_insecure_http = false;  ///< Allow plain `http` to machines other than this one.

    // Time. The deadline of an exchange bounds both.
    std::chrono::milliseconds connect_timeout = std::chrono::seconds(20);  ///< To reach the server, its name included.
    std::chrono::milliseconds handshake_timeout = std::chrono::seconds(20);  ///< For TLS to begin.

    // Connections, for each host.
    std::size_t max_connections = 64;       ///< In use at once; further exchanges wait in line. At least 1.
    std::size_t max_idle_connections = 32;  ///< Kept open for later exchanges, blocking and asynchronous ones apart.
    /// How long they are kept for use. A server that announces a shorter time (`Keep-Alive: timeout=5`) is believed.
    /// What is past its time is closed by the next exchange of the client, with whichever host, or with the client:
    /// there is no timer for it, which would keep the user's executor from running out of work.
    std::chrono::milliseconds max_idle_time = std::chrono::minutes(1);

    /// `http://proxy.example.com:3128`, perhaps with `user:password@`, for all hosts. An empty text: none. Nothing: as
    /// `https_proxy`, `HTTPS_PROXY`, `http_proxy`, `no_proxy` and `NO_PROXY` in the environment say, read once, when
    /// the transport is made; those never apply to this machine itself.
    std::optional<std::string> proxy{};

    // Messages.
    /// Send `Accept-Encoding: gzip`. A body that comes compressed is decompressed whether that was sent or not.
    bool accept_compressed = true;
    /// Bodies longer than this wait for `100 Continue`, a second at most (RFC 9110, 10.1.1). 0: all bodies.
    std::size_t expect_continue_above = std::numeric_limits<std::size_t>::max();
    std::size_t max_header_bytes = 64 * 1024;  ///< Longest header section of an answer.
    /// Longest body of an answer, before and after decompression: one of 2xx that is longer is a failure, any other is
    /// cut. What goes into a sink may be longer.
    std::size_t max_body_bytes = 64 * 1024 * 1024;
    /// The most memory that the body of an answer of 2xx may take when it is decoded, in bytes, as
    /// `read_options::max_decoded_bytes` counts it: a few octets of JSON, or fewer of gzip, can be made for an object of
    /// thousands of bytes. One that would take more is a failure, `errc::too_large`. The client, not its transport, sees
    /// to it. Default: 64 times the size of the body, but no more than 16 times `max_body_bytes`, and 16 MiB beside.
    std::optional<std::size_t> max_decoded_bytes{};
};

/// Carries requests to a service and answers back. An answer of any status is a success here; a failure means that no
/// complete answer arrived. From status 300 on, status and headers are enough of an answer: what is wrong with its body
/// must not hide them. A failure of a 2xx whose body did not come as it should has that `status`. Every member function
/// may be called from several threads at once.
class transport {
public:
    using handler = boost::asio::any_completion_handler<void(result<response>)>;

    virtual ~transport() = default;

    /// Performs one exchange and blocks the calling thread meanwhile, until the deadline at most. A client that is only
    /// called asynchronously calls it too: a thread of its own asks for tokens by it.
    virtual result<response> send(request const& message, steady_time deadline) = 0;

    /// Starts one exchange. `done` is called exactly once, on its associated executor; if this function was called
    /// there, perhaps before it returned. It is called with `errc::canceled` after `close()` or after its cancellation
    /// slot was signaled.
    virtual void async_send(request message, steady_time deadline, handler done) = 0;

    /// Ends all exchanges with `errc::canceled`, which says nothing else of a `send`; those started later fail the same
    /// way. A `send` under way in another thread has to return soon: a client that ends waits for the one that asks for
    /// its token.
    virtual void close() = 0;
};

}  // namespace descry
