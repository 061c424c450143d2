// characters: classes of characters in HTTP fields and log lines, independent of the locale.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// True for a control character of ASCII, which must not occur in a line of text.
constexpr bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

constexpr bool has_control(std::string_view text) noexcept
{
    for (char const c : text)
        if (is_control(c)) return true;
    return false;
}

/// The length in bytes of the control character, encoded in UTF-8, with which `text` begins; 0 if it begins with
/// another character. Control characters are those of ASCII, U+0080 to U+009F, the line and paragraph separators U+2028
/// and U+2029, and the bidirectional formatting characters (Unicode, UAX 9).
constexpr std::size_t control_length(std::string_view text) noexcept
{
    if (text.empty()) return 0;
    if (is_control(text[0])) return 1;
    auto const at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    auto const is_in = [](unsigned byte, unsigned low, unsigned high) { return byte >= low && byte <= high; };
    if (at(0) == 0xC2) return is_in(at(1), 0x80, 0x9F) ? 2 : 0;
    if (at(0) == 0xD8) return at(1) == 0x9C ? 2 : 0;  // U+061C
    if (at(0) != 0xE2) return 0;
    bool const is_separator = at(1) == 0x80 && (is_in(at(2), 0x8E, 0x8F) || is_in(at(2), 0xA8, 0xAE));
    return is_separator || (at(1) == 0x81 && is_in(at(2), 0xA6, 0xA9)) ? 3 : 0;
}

/// Replaces each control character by one space, so that the text is displayed as one line.
inline void blank_controls(std::string& text) noexcept
{
    std::size_t size = 0;
    for (std::size_t at = 0; at != text.size();) {
        auto const length = control_length(std::string_view(text).substr(at));
        text[size++] = length != 0 ? ' ' : text[at];
        at += length != 0 ? length : 1;
    }
    text.resize(size);
}

/// The text without leading and trailing optional white space (RFC 9110, 5.6.3).
constexpr std::string_view trimmed(std::string_view text) noexcept
{
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

}  // namespace detail

}  // namespace descry
