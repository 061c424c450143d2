// network_options: how a transport uses the network.
#pragma once

#include <descry/core/error.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace descry {

/// A certificate and its key, as PEM. Without a key, the key is in the text of the certificate.
struct client_certificate {
    std::string certificate{}, key{};
};

/// How the network is used. The defaults are safe; a member that relaxes a check says so in its name.
struct network_options {
    std::string ca_file{};  ///< PEM file of trusted authorities; empty: those of the system.
    /// The certificate with which the client authenticates itself (mutual TLS; RFC 8446, 4.4.2), as PEM: in a file, or
    /// in memory. Certificates of intermediate authorities follow it. It is shown to the origin of the base URL of the
    /// client and to `certificate_origins`, and never to others, such as proxies or `client_options::job_origins`. The
    /// files are read for each new connection, so that a certificate may be renewed while the client lives. If they
    /// cannot be used, for example while only one of the two has been replaced, connections use the previous
    /// certificate, and `certificate_not_renewed` is called; without one, or if it has expired, calls fail with
    /// `errc::tls_failure`.
    std::string certificate_file{};
    std::string key_file{};        ///< The file of its key. Default: `key`, or the file or text of the certificate.
    std::string certificate{};     ///< The certificate in memory.
    std::string key{};             ///< Its key in memory.
    std::string key_passphrase{};  ///< Decrypts the key.
    /// Returns the certificate in memory, in place of the members before, for one that is renewed there. Called for
    /// each new connection, by one thread at a time, which it must not block for long; must not call the client. An
    /// exception, or a certificate that cannot be used, is treated as a file that cannot be.
    std::function<client_certificate()> make_certificate{};
    /// Called when new connections use the previous certificate, since it cannot be renewed, with the reason, without
    /// key and passphrase: once until the reason changes or a renewal succeeds. Called on the thread that connects,
    /// perhaps by several at once; must not throw or call the client. See also `observer::certificate_not_renewed`.
    std::function<void(failure const&)> certificate_not_renewed{};
    /// Further origins to which the certificate is shown, such as that of the token endpoint (RFC 8705):
    /// `https://login.example.com`. A transport of `make_transport` shows it to these alone.
    std::vector<std::string> certificate_origins{};
    bool allow_insecure_http = false;  ///< Allow plain `http` to machines other than this one.

    // Time limits, in addition to the deadline of an exchange.
    std::chrono::milliseconds connect_timeout = std::chrono::seconds(20);    ///< For name lookup and connecting.
    std::chrono::milliseconds handshake_timeout = std::chrono::seconds(20);  ///< For the TLS handshake.

    // Connections to each host.
    std::size_t max_connections = 64;  ///< In use at once; further exchanges wait for a permit. At least 1.
    /// Idle ones, which later exchanges reuse; separately for blocking and asynchronous ones.
    std::size_t max_idle_connections = 32;
    /// The time for which idle connections may be reused. A shorter time that a server announces
    /// (`Keep-Alive: timeout=5`) takes precedence. Expired connections are closed by the next exchange of the client
    /// with any host, or with the client. There is no timer for them, which would keep the user's executor from running
    /// out of work.
    std::chrono::milliseconds max_idle_time = std::chrono::minutes(1);

    /// The proxy for all hosts: `http://proxy.example.com:3128`, optionally with `user:password@`. Empty string: no
    /// proxy. `std::nullopt`, the default: the proxy in the environment variables `https_proxy`, `HTTPS_PROXY`,
    /// `http_proxy`, `no_proxy` and `NO_PROXY`, which are read once, when the transport is made, and never apply to the
    /// local machine.
    std::optional<std::string> proxy{};

    // Messages.
    /// Send `Accept-Encoding: gzip`. A compressed body is decompressed whether or not the field was sent.
    bool accept_compressed = true;
    /// Requests with a longer body, in bytes, wait for `100 Continue`, at most for one second (RFC 9110, 10.1.1). 0:
    /// all bodies.
    std::size_t expect_continue_above = std::numeric_limits<std::size_t>::max();
    std::size_t max_header_bytes = 64 * 1024;  ///< The maximum size of the header section of a response.
    /// The maximum size of the body of a response in bytes, before and after decompression. A longer body is a failure
    /// if the status is 2xx, and is truncated otherwise. The limit does not apply to the body of a download.
    std::size_t max_body_bytes = 64 * 1024 * 1024;
    /// The maximum memory for the decoded body of a 2xx response in bytes, counted as by
    /// `read_options::max_decoded_bytes`: a few octets of JSON, or fewer of gzip, can describe an object of thousands
    /// of bytes. A body that exceeds it is `errc::too_large`. The client enforces the limit, not its transport.
    /// Default: 64 times the size of the body, but no more than 16 times `max_body_bytes`, plus 16 MiB.
    std::optional<std::size_t> max_decoded_bytes{};
};

}  // namespace descry
