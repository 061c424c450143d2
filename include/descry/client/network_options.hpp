// network_options: how a transport uses the network.
#pragma once

#include <chrono>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>

namespace descry {

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

}  // namespace descry
