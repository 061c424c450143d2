// secret_headers: the headers whose values nobody else may see.
#pragma once

#include <descry/core/header.hpp>
#include <descry/core/naming.hpp>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// True for headers with credentials (RFC 9110, 11), cookies (RFC 6265) and the keys and tokens of services, by how their
/// names end: `X-Api-Key`, `X-Shopify-Access-Token`. Tokens of pages are no secrets.
inline bool is_secret_header(std::string_view name) noexcept
{
    constexpr std::string_view endings[] = {
        "authorization", "cookie",    "key",        "secret",        "password",       "signature",
        "access-token",  "api-token", "auth-token", "private-token", "security-token", "session-token"};
    if (equal_ignoring_case(name, "Idempotency-Key")) return false;
    return std::any_of(std::begin(endings), std::end(endings),
                       [&](std::string_view ending) { return ends_with_ignoring_case(name, ending); });
}

/// What must not be shown of one: its value, of credentials what is behind their scheme.
inline std::string secret_of_header(header const& from)
{
    auto const blank = ends_with_ignoring_case(from.name, "authorization") ? from.value.find(' ') : std::string::npos;
    return from.value.substr(blank + 1);  // npos + 1 is 0
}

}  // namespace detail

}  // namespace descry
