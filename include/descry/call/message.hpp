// message: one HTTP request and one response (RFC 9110), as plain data.
#pragma once

#include <descry/core/naming.hpp>

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

/// A request before it is framed. The transport adds `Host` and, when there is a body, `Content-Length`.
struct request {
    std::string method;
    std::string base_url;         ///< Scheme, authority and, where a service has one, a path prefix.
    std::string target;           ///< Path and query, encoded, beginning with `/`; appended to `base_url`'s path.
    std::vector<header> headers;  ///< Sent in this order and spelling.
    std::string body;
    bool repeatable = false;  ///< May be sent twice, should its connection end before any byte of an answer.
};

/// A response whose framing has been removed. Its body is complete.
struct response {
    unsigned status = 0;
    std::vector<header> headers;
    std::string body;
};

}  // namespace descry
