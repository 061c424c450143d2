// excerpt: the part of a line around a position, as characters that are safe to display.
#pragma once

#include <descry/core/detail/characters.hpp>
#include <descry/json/detail/text_lexer.hpp>
#include <descry/json/detail/utf8.hpp>
#include <descry/json/excerpt.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

inline char32_t decode_utf8(std::string_view character) noexcept
{
    char32_t out = static_cast<unsigned char>(character[0]);
    if (character.size() == 1) return out;
    out &= 0x7Fu >> character.size();
    for (auto const c : character.substr(1)) out = out << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
    return out;
}

/// The estimated width in columns: two for the characters that the C++ standard lists in [format.string.std], none for
/// those that combine with the character before them.
inline std::size_t width_of(char32_t c) noexcept
{
    struct range {
        char32_t first, last;
    };
    static constexpr range combining[] = {{0x0300, 0x036F}, {0x200B, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}};
    static constexpr range wide[] = {{0x1100, 0x115F},   {0x2329, 0x232A},  {0x2E80, 0x303E},   {0x3040, 0xA4CF},
                                     {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},  {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},
                                     {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},  {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF},
                                     {0x20000, 0x2FFFD}, {0x30000, 0x3FFFD}};
    for (auto const& r : combining)
        if (r.first <= c && c <= r.last) return 0;
    for (auto const& r : wide)
        if (r.first <= c && c <= r.last) return 2;
    return 1;
}

/// A character as it is displayed.
struct displayed_character {
    std::string_view text;
    std::size_t width;  ///< In columns.

    /// The columns of the bounded width of an excerpt that it uses: one at least, so that their number is bounded too.
    std::size_t cost() const noexcept { return std::max<std::size_t>(width, 1); }
};

/// Removes the first character of a text.
inline displayed_character take_character(std::string_view& text) noexcept
{
    auto const length = utf8_length(text.data(), text.data() + text.size());
    auto const character = text.substr(0, std::max<std::size_t>(length, 1));
    text.remove_prefix(character.size());
    if (length == 0) return {"\xEF\xBF\xBD", 1};
    if (control_length(character) != 0) return {" ", 1};
    return {character, width_of(decode_utf8(character))};
}

inline std::size_t cost_of(std::string_view text) noexcept
{
    std::size_t out = 0;
    while (!text.empty()) out += take_character(text).cost();
    return out;
}

/// The beginning of a line, before an offset. Only its last bytes are searched.
struct line_begin {
    std::string_view text;
    bool is_cut = false;  ///< There is more text before it.
};

inline line_begin begin_of_line(std::string_view text, std::size_t reach) noexcept
{
    line_begin out{text.substr(text.size() - std::min(text.size(), reach)), text.size() > reach};
    if (auto const end = out.text.find_last_of("\r\n"); end != std::string_view::npos)
        return {out.text.substr(end + 1)};
    if (!out.is_cut) out.text = without_byte_order_mark(out.text);
    // The first bytes may be the end of a character.
    for (int i = 0; i != 3 && out.is_cut && (out.text[0] & 0xC0) == 0x80; ++i) out.text.remove_prefix(1);
    return out;
}

}  // namespace detail

DESCRY_DECL std::string excerpt(std::string_view text, failure const& why)
{
    if (!why->offset) return {};
    constexpr std::size_t most = 72;
    constexpr std::size_t reach = 4 * most;  // in bytes, at least as many as are displayed
    auto const offset = std::min(*why->offset, text.size());
    auto [before, is_cut] = detail::begin_of_line(text.substr(0, offset), reach);
    auto after = text.substr(offset, reach);
    after = after.substr(0, after.find_first_of("\r\n"));

    auto const most_before = most - std::min(detail::cost_of(after), most / 2);
    auto used = detail::cost_of(before);
    for (; used > most_before; is_cut = true) used -= detail::take_character(before).cost();

    std::string line = is_cut ? "..." : "";
    std::string caret(line.size(), ' ');
    while (!before.empty()) {
        auto const character = detail::take_character(before);
        line += character.text;
        caret.append(character.width, ' ');
    }
    is_cut = after.size() == reach;
    while (!after.empty()) {
        auto const character = detail::take_character(after);
        used += character.cost();
        is_cut = is_cut || used > most;
        if (used > most) break;
        line += character.text;
    }
    if (is_cut) line += "...";
    return line + '\n' + caret + '^';
}

}  // namespace descry
