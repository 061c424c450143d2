// message: one HTTP request and one response (RFC 9110), as plain data.
#pragma once

#include <descry/core/naming.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

struct header {
    std::string name;
    std::string value;
};

/// The value of the first header of that name, in any casing (RFC 9110, 5.1); empty when there is none.
inline std::string_view find_header(std::vector<header> const& headers, std::string_view name) noexcept
{
    for (auto const& h : headers)
        if (equal_ignoring_case(h.name, name)) return h.value;
    return {};
}

/// Takes the body of an answer piece by piece, as it arrives, in place of memory. Called from whichever thread works on
/// the call, never from two at once. Each function returns false to end the call with `errc::sink_refused`; to throw
/// does the same.
class body_sink {
public:
    virtual ~body_sink() = default;

    /// A body follows, of that many octets if the service says so. Called again when the call is repeated: what came
    /// before is to be forgotten.
    virtual bool begin(std::optional<std::uint64_t> size) = 0;
    virtual bool write(std::string_view piece) = 0;
};

/// A request before it is framed. The transport adds `Host` and, when there is a body, `Content-Length`.
struct request {
    std::string method;
    std::string base_url;         ///< Scheme, authority and, where a service has one, a path prefix.
    std::string target;           ///< Path and query, encoded, beginning with `/`; appended to `base_url`'s path.
    std::vector<header> headers;  ///< Sent in this order and spelling.
    std::string body;
    bool repeatable = false;  ///< May be sent twice, should its connection end before any byte of an answer.
    /// Takes the body of an answer of 2xx, which then is not in the response. A transport that does not do so leaves the
    /// body in the response, and the client passes it on.
    std::shared_ptr<body_sink> sink{};
};

/// A response whose framing has been removed. Its body is complete.
struct response {
    unsigned status = 0;
    std::vector<header> headers;
    std::string body;
    bool body_taken = false;  ///< The request's sink has it.
};

/// What an answer says beside its body.
struct response_head {
    unsigned status = 0;
    std::vector<header> headers;
};

}  // namespace descry
