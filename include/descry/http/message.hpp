// message: one HTTP request and one response (RFC 9110), as plain data.
#pragma once

#include <descry/core/header.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

/// Takes the body of an answer piece by piece, as it arrives, in place of memory; `<descry/http/sinks.hpp>` has some
/// ready-made. Called from whichever thread works on the call, which waits meanwhile, never from two at once. Each
/// function returns false to end the call with `errc::sink_refused`; to throw does the same, and the failure says what.
class body_sink {
public:
    virtual ~body_sink() = default;

    /// A body follows, from its first octet on, of that many octets if the service says so. Answers that the client
    /// asks again after never come here, and a body that was cut is not asked for again: one call begins once. Another
    /// call with the same sink, or a transport that begins again by itself, begins again, perhaps with another size:
    /// what came before is to be forgotten.
    virtual bool begin(std::optional<std::uint64_t> size) = 0;
    virtual bool write(std::string_view piece) = 0;
    /// All of it was there. Called by the client, not by its transport; not at all when the call failed.
    virtual bool end() { return true; }
};

/// A request before it is framed. The transport adds `Host` and, when there is a body, `Content-Length`.
struct request {
    std::string method;
    std::string base_url;         ///< Scheme, authority and, where a service has one, a path prefix.
    std::string target;           ///< Path and query, encoded, beginning with `/`; appended to `base_url`'s path.
    std::vector<header> headers;  ///< Sent in this order and spelling.
    std::string body;
    bool idempotent = false;  ///< May be sent twice, should its connection end before any byte of an answer.
    /// Takes the body of an answer of 2xx, which then is not in the response: `begin`, at the first octet of a body,
    /// and `write` are for the transport. One that does not do so, or has an empty body, leaves it in the response, and
    /// the client passes it on.
    std::shared_ptr<body_sink> sink{};
};

/// A response whose framing and content codings have been removed (RFC 9112, 6 and 7; RFC 9110, 8.4). Its body is
/// complete; but from status 300 on, where status and headers suffice, one that ended early, grew too long or was
/// malformed may be cut, or empty when it cannot be decoded.
struct response {
    unsigned status = 0;
    std::vector<header> headers;
    std::string body;
    std::optional<std::uint64_t> taken{};  ///< That many octets of body, all of it, are with the request's sink.

    /// Of the body, wherever it is.
    std::uint64_t body_size() const noexcept { return taken.value_or(body.size()); }
};

/// What an answer says beside its body.
struct response_head {
    unsigned status = 0;
    std::vector<header> headers;
    std::uint64_t body_size = 0;  ///< In octets.
};

}  // namespace descry
