// transport: the one door to the network. The layers above know requests and responses, never sockets.
#pragma once

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>

#include <descry/call/message.hpp>
#include <descry/core/error.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace descry {

using steady_time = std::chrono::steady_clock::time_point;

/// How the network is used. The defaults are safe; each member that relaxes something says so in its name.
struct network_options {
    std::string ca_file{};                          ///< PEM file of trusted authorities; empty: those of the system.
    bool allow_insecure_http = false;               ///< Allow plain `http` to machines other than this one.
    bool expect_continue = false;                   ///< Send `Expect: 100-continue` with a body (RFC 9110, 10.1.1).
    std::size_t max_idle_connections = 16;          ///< Connections kept open for later calls, for each host.
    std::size_t max_header_bytes = 64 * 1024;       ///< Longest header section of an answer.
    std::size_t max_body_bytes = 64 * 1024 * 1024;  ///< Longest body of an answer.
};

/// Carries requests to a service and answers back. An answer of any status is a success here; a failure means that no
/// complete answer arrived. Every member function may be called from several threads at once.
class transport {
public:
    using handler = boost::asio::any_completion_handler<void(result<response>)>;

    virtual ~transport() = default;

    /// Performs one exchange and blocks the calling thread meanwhile.
    virtual result<response> send(request const& message, steady_time deadline) = 0;

    /// Starts one exchange. `done` is called exactly once, on its associated executor; if this function was called there,
    /// perhaps before it returned. It is called with `errc::canceled` after `close()` or after its cancellation slot was
    /// signaled.
    virtual void async_send(request message, steady_time deadline, handler done) = 0;

    /// Ends all exchanges with `errc::canceled`; those that are started later fail the same way.
    virtual void close() = 0;
};

/// Tells the transport that a client uses when it is given none. Not for users.
struct default_transport_tag {};

/// Makes the transport that a client uses when it is given none. Asynchronous exchanges run on `executor`. Declared
/// here, so that a client is compiled without Beast; defined by `<descry/beast.hpp>`, which has to be included in at
/// least one translation unit that calls it, or instantiates it.
template <class Tag = default_transport_tag>
std::shared_ptr<transport> make_transport(network_options const& options, boost::asio::any_io_executor executor);

}  // namespace descry
