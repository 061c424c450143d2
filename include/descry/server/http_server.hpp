// http_server: an HTTP/1.1 server on the loopback interface, for emulators and tests.
#pragma once

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>
#include <descry/server/certificate_authority.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace descry {

namespace detail {

class running_server;

}  // namespace detail

/// The port and TLS identity of a server.
struct server_options {
    std::uint16_t port = 0;             ///< 0 selects a free port, which `http_server::port()` returns.
    std::optional<tls_identity> tls{};  ///< Serves `https` if set, otherwise `http`.
    /// Certificates of authorities, as PEM. If not empty, clients must show a certificate that one of them issued, such
    /// as by `certificate_authority::issue`.
    std::string client_authorities{};
};

/// Serves HTTP/1.1 on 127.0.0.1, plain or with TLS (1.3, or 1.2 with ECDHE and AES-GCM or ChaCha20-Poly1305), on four
/// threads of its own. The handler is called concurrently from these threads. It returns a response with status,
/// headers and body, and the server adds `Date`, `Content-Length` and, if needed, `Connection`. If the handler throws
/// `connection_dropped`, the connection is closed without a response; any other exception becomes status 500.
/// Connections are persistent, and `Expect: 100-continue` is supported. Malformed requests, ambiguous framing (RFC
/// 9112, 6) and a missing or invalid host (RFC 9112, 3.2) result in status 400, a header section above 64 KiB in 431,
/// and a body above 64 MiB in 413; the connection is then closed. The server is meant for tests: it has no timeouts.
class http_server {
    std::unique_ptr<detail::running_server> running_;

public:
    /// Returns the response to a request. Called concurrently.
    using handler = std::function<response(request const&)>;

    /// Starts the server. Throws `boost::system::system_error` if the port is in use or the identity is invalid, and
    /// `std::system_error` if a thread cannot be started.
    DESCRY_DECL explicit http_server(handler handle, server_options const& options = {});
    DESCRY_DECL ~http_server();
    http_server(http_server const&) = delete;
    http_server& operator=(http_server const&) = delete;

    /// The port on which the server listens.
    DESCRY_DECL std::uint16_t port() const noexcept;

    /// The base URL for clients, such as `http://127.0.0.1:51234`, or with `https`.
    DESCRY_DECL std::string const& base_url() const noexcept;

    /// The number of connections accepted so far.
    DESCRY_DECL std::size_t accepted() const noexcept;

    /// Closes the port and all connections, and waits for running handlers. Must not be called by a handler.
    DESCRY_DECL void stop();
};

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/server/impl/http_server.ipp>
#endif
