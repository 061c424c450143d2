// message: an HTTP request and a response (RFC 9110) as plain data.
#pragma once

#include <descry/core/header.hpp>
#include <descry/http/detail/method.hpp>

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

/// Receives the body of a response in pieces, as they arrive, instead of storing it in memory.
/// `<descry/http/sinks.hpp>` has implementations. Its functions are called from the thread that performs the call,
/// never concurrently, and block the call. A function that returns false ends the call with `errc::sink_refused`, and
/// so does an exception, whose `what()` becomes part of the explanation.
class body_sink {
public:
    virtual ~body_sink() = default;

    /// A body follows, of `size` octets if the service declares it. Called once in a call: the bodies of responses
    /// after which the client retries are not passed to the sink, and a truncated body is not requested again. Another
    /// call with the same sink, or a transport that retries by itself, calls it again, possibly with another size;
    /// earlier pieces must then be discarded.
    virtual bool begin(std::optional<std::uint64_t> size) = 0;
    /// The next piece of the body.
    virtual bool write(std::string_view piece) = 0;
    /// The body is complete. Called by the client, not by its transport, and only if the call succeeds.
    virtual bool end() { return true; }

    /// True if the body may have no end. The deadline of `transport::async_send` then applies until the first
    /// octet of the body, and the owner of the sink ends the exchange by cancellation. `transport::send` ignores it.
    virtual bool is_endless() const noexcept { return false; }
    /// Called after a piece, before more of the body is read from the network. Returns true if the sink takes no more
    /// for now. It then calls `resume` once, from any thread, when it does, unless the exchange ends before. `resume`
    /// neither blocks nor calls the sink.
    virtual bool pause(std::function<void()> resume)
    {
        static_cast<void>(resume);
        return false;
    }
};

/// True for the safe methods, which request no change: GET, HEAD, OPTIONS and TRACE (RFC 9110, 9.2.1), and PROPFIND,
/// QUERY, REPORT and SEARCH, which have a content.
constexpr bool is_safe_method(std::string_view method) noexcept { return detail::find_method(method).is_safe; }

/// A request before framing. The transport adds `Host` and, if there is a body, `Content-Length`.
struct request {
    std::string method;
    std::string base_url;         ///< Scheme, authority and, if the service has one, a path prefix.
    std::string target;           ///< Encoded path and query, beginning with `/`; appended to the path of `base_url`.
    std::vector<header> headers;  ///< Sent in this order and spelling.
    std::string body;
    bool idempotent = false;  ///< May be sent again if the connection closes before the first byte of a response.
    /// Receives the body of a 2xx response, which is then not stored in `response::body`. The transport calls `begin`,
    /// at the first octet of a body, and `write`. If it does not, or the body is empty, the client passes
    /// `response::body` to the sink.
    std::shared_ptr<body_sink> sink{};
    /// For logs: the names of sensitive members, of readable ones and of secret fields, and values in the target and
    /// the body that must not be shown.
    std::span<std::string_view const> sensitive{};
    std::span<std::string_view const> readable_members{};
    std::span<std::string_view const> secret_headers{};
    std::vector<std::string> secrets{};
};

/// A response after removal of framing and content codings (RFC 9112, 6 and 7; RFC 9110, 8.4). The body is complete if
/// the status is below 300. With other statuses, for which status and headers suffice, a body that ended early,
/// exceeded its limit or was malformed may be truncated, or empty if it could not be decoded.
struct response {
    unsigned status = 0;
    std::vector<header> headers;
    std::string body;
    std::optional<std::uint64_t> taken{};  ///< The size of the body in octets if the request's sink received it.

    /// The size of the body in octets, in memory or in the sink.
    std::uint64_t body_size() const noexcept { return taken.value_or(body.size()); }
};

/// Thrown by a function that responds to requests, such as the handler of a server or a script in a test: the
/// connection is closed without a response.
struct connection_dropped : std::exception {
    char const* what() const noexcept override { return "the connection was dropped instead of a response"; }
};

/// The status and header fields of a response, with the size of its body.
struct response_head {
    unsigned status = 0;
    std::vector<header> headers;
    std::uint64_t body_size = 0;  ///< Size of the body, in octets.
};

}  // namespace descry
