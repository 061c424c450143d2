// characters: what a character is to HTTP, whatever the locale.
#pragma once

#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// Of ASCII: no part of what one line may hold.
constexpr bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

constexpr bool has_control(std::string_view text) noexcept
{
    for (char const c : text)
        if (is_control(c)) return true;
    return false;
}

/// Makes a text one line.
inline void blank_controls(std::string& text) noexcept
{
    for (char& c : text)
        if (is_control(c)) c = ' ';
}

/// What is left of an optional value of a header field without the white space around it (RFC 9110, 5.6.3).
constexpr std::string_view trimmed(std::string_view text) noexcept
{
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

}  // namespace detail

}  // namespace descry
