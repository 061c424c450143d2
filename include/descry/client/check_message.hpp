// check_message: rejects requests whose parts would change the framing or the meaning of the message.
#pragma once

#include <descry/core/detail/characters.hpp>
#include <descry/core/error.hpp>
#include <descry/http/detail/field_name.hpp>
#include <descry/http/message.hpp>
#include <descry/http/origin.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

// RFC 9110, 5.5: any octets but control characters; octets outside of ASCII are opaque.
inline bool is_field_value(std::string_view text) noexcept
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c == '\t' || !is_control(c); });
}

// A path and query in the form in which they are sent: visible ASCII characters without a fragment.
inline bool is_target(std::string_view text) noexcept
{
    return text.starts_with('/') &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f' && c != '#'; });
}

// Checks all parts of a request but its base URL.
inline result<void> check_head(request const& message)
{
    auto const refused = [](errc code, std::string why) { return failure(code, {.explanation = std::move(why)}); };
    if (!is_token(message.method)) return refused(errc::invalid_url, "the method is not a token");
    if (!is_target(message.target)) return refused(errc::invalid_url, "the target is not an encoded path and query");
    for (auto const& [name, value] : message.headers) {
        if (!is_token(name)) return refused(errc::unsafe_header, "a header's name is not a token");
        if (!is_field_value(value))
            return refused(errc::unsafe_header, "the value of header " + name + " holds a control character");
        if (is_framing(name)) return refused(errc::unsafe_header, "header " + name + " is set by the transport");
    }
    return {};
}

}  // namespace detail

/// Checks a request before it is sent; for authors of transports. An invalid base URL, a message with a line break
/// in one of its parts, or with a field that a transport sets itself, fails with `errc::unsafe_header` for fields and
/// `errc::invalid_url` for the other parts. Explanations contain no values.
inline result<void> check_message(request const& message)
{
    auto const where = parse_origin(message.base_url);
    return where ? detail::check_head(message) : result<void>(where.error());
}

}  // namespace descry
