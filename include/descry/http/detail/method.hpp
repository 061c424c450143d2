// method: the methods that APIs use, with their properties.
#pragma once

#include <string_view>

namespace descry {

namespace detail {

/// A method and its properties.
struct known_method {
    std::string_view name{};
    bool is_safe = false;      ///< Requests no change (RFC 9110, 9.2.1).
    bool has_content = false;  ///< Requests state the length of their content, even if it is empty (RFC 9110, 8.6).
    bool takes_key = false;    ///< Requests may have an idempotency key.
};

/// The methods of RFC 9110, 9.3, PATCH (RFC 5789), and others of the IANA registry that are safe and have a content.
inline constexpr known_method known_methods[] = {
    {.name = "CONNECT"},
    {.name = "DELETE"},
    {.name = "GET", .is_safe = true},
    {.name = "HEAD", .is_safe = true},
    {.name = "OPTIONS", .is_safe = true},
    {.name = "PATCH", .has_content = true},
    {.name = "POST", .has_content = true, .takes_key = true},
    {.name = "PROPFIND", .is_safe = true, .has_content = true},
    {.name = "PUT", .has_content = true},
    {.name = "QUERY", .is_safe = true, .has_content = true},
    {.name = "REPORT", .is_safe = true, .has_content = true},
    {.name = "SEARCH", .is_safe = true, .has_content = true},
    {.name = "TRACE", .is_safe = true},
};

/// The method with that name, in this case; without properties if it is unknown.
constexpr known_method find_method(std::string_view name) noexcept
{
    for (auto const& each : known_methods)
        if (each.name == name) return each;
    return {};
}

}  // namespace detail

}  // namespace descry
