// field_name: the names of header fields.
#pragma once

#include <descry/core/naming.hpp>

#include <array>
#include <string_view>

namespace descry {

namespace detail {

inline constexpr auto token_characters = [] {
    std::array<bool, 256> out{};
    for (char const c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                         "!#$%&'*+-.^_`|~"))
        out[static_cast<unsigned char>(c)] = true;
    return out;
}();

/// True for a token (RFC 9110, 5.6.2), such as the name of a field.
constexpr bool is_token(std::string_view text) noexcept
{
    for (char const c : text)
        if (!token_characters[static_cast<unsigned char>(c)]) return false;
    return !text.empty();
}

/// True for a field that determines the end of a message; conflicting ones would allow request smuggling (RFC 9112,
/// 11.2).
constexpr bool is_framing(std::string_view name) noexcept
{
    return equal_ignoring_case(name, "Host") || equal_ignoring_case(name, "Content-Length") ||
           equal_ignoring_case(name, "Transfer-Encoding");
}

}  // namespace detail

}  // namespace descry
