// http_server: a small HTTP/1.1 server on the loopback interface, for emulators and tests.
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

/// How a server listens.
struct server_options {
    std::uint16_t port = 0;             ///< 0: a free one is chosen, see `http_server::port()`.
    std::optional<tls_identity> tls{};  ///< Serves `https` when there is one.
};

/// Serves HTTP/1.1 on 127.0.0.1, plain or with TLS as clients accept it (1.3, or 1.2 with
/// ECDHE and AES-GCM or ChaCha20-Poly1305), on four threads of its own. The handler is called
/// from those threads, several at once; it makes a response of status, headers and body, and the server adds `Date`,
/// `Content-Length` and, where needed, `Connection`. Whatever the handler throws is answered with 500. Connections are
/// kept alive, `Expect: 100-continue` is answered. What is not HTTP, what could be framed in two ways (RFC 9112, 6) and
/// what does not name one valid host (RFC 9112, 3.2) gets 400 and ends its connection, a header section above 64 KiB
/// 431, a body above 64 MiB 413. Meant for tests: it trusts its clients to close their connections some day.
class http_server {
    std::unique_ptr<detail::running_server> running_;

public:
    using handler = std::function<response(request const&)>;

    /// Listens and starts to serve. Throws `boost::system::system_error` when the port is taken or the identity bad,
    /// `std::system_error` when the system has no thread left.
    DESCRY_DECL explicit http_server(handler handle, server_options const& options = {});
    DESCRY_DECL ~http_server();
    http_server(http_server const&) = delete;
    http_server& operator=(http_server const&) = delete;

    DESCRY_DECL std::uint16_t port() const noexcept;

    /// `http://127.0.0.1:51234`, or `https://…`.
    DESCRY_DECL std::string const& base_url() const noexcept;

    /// How many connections were accepted so far.
    DESCRY_DECL std::size_t accepted() const noexcept;

    /// Closes the port and all connections, and waits for handlers that run. Not to be called by a handler.
    DESCRY_DECL void stop();
};

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/server/impl/http_server.ipp>
#endif
