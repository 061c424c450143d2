// located: the line and the column of a failure, computed from its offset after reading has failed.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/detail/text_lexer.hpp>
#include <descry/json/detail/utf8.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// True if the byte ends a line, of which a CR before an LF is a part.
constexpr bool ends_line(std::string_view text, std::size_t at) noexcept
{
    return text[at] == '\n' || (text[at] == '\r' && text.substr(at + 1, 1) != "\n");
}

/// The number of characters, of which each byte of ill-formed UTF-8 is one. A byte order mark at the start is none.
inline std::size_t count_characters(std::string_view text) noexcept
{
    text = without_byte_order_mark(text);
    std::size_t count = 0;
    auto const* const end = text.data() + text.size();
    for (auto const* p = text.data(); p != end; ++count) p += std::max<std::size_t>(utf8_length(p, end), 1);
    return count;
}

/// The failure with the line and the column of its offset in `text`, which takes time linear in the size of the text.
/// A failure without an offset is returned as it is.
inline failure located(failure const& why, std::string_view text)
{
    if (!why->offset) return why;
    auto details = why.details();
    auto const offset = std::min(*details.offset, text.size());
    std::size_t begin = 0;
    details.line = 1;
    for (std::size_t i = 0; i != offset; ++i)
        if (ends_line(text, i)) ++details.line, begin = i + 1;
    details.column = count_characters(text.substr(begin, offset - begin)) + 1;
    auto next = offset;
    while (next < text.size() && !ends_line(text, next)) ++next;
    details.multiline = details.line > 1 || next + 1 < text.size();
    return why.with(std::move(details));
}

}  // namespace detail

}  // namespace descry
