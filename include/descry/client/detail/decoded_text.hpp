// decoded_text: a decoded text with the position of each octet in the source.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/http/percent.hpp>
#include <descry/json/detail/unescape.hpp>
#include <descry/model/detail/digits.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// A text after some number of decodings.
struct decoded_text {
    std::string text;
    /// The position in the source at which each octet begins, followed by the end of the decoded part of the source.
    std::vector<std::size_t> begins;
};

/// More decodings than legitimate texts need: a link in a parameter of a link in JSON in a page needs four.
inline constexpr int max_decodings = 8;

/// An escape at the start of a text.
struct escape {
    std::size_t size = 0;  ///< 0 if no escape begins there.
    char octets[4] = {};   ///< The octets that it represents; their number:
    std::size_t count = 0;
};

/// The longest escapes are surrogate pairs and names of HTML.
inline constexpr std::size_t max_escape = 12;

inline escape escape_of(std::size_t size, std::uint32_t point) noexcept
{
    escape out{size};
    out.count = static_cast<std::size_t>(put_utf8(out.octets, point) - out.octets);
    return out;
}

/// A character reference of HTML: a number, whose semicolon may be missing, or a name of an ASCII character.
inline escape read_character_reference(std::string_view text) noexcept
{
    struct named {
        std::string_view name;
        char character;
    };
    static constexpr named names[] = {
        {"amp", '&'},    {"quot", '"'},   {"apos", '\''},    {"lt", '<'},    {"gt", '>'},       {"plus", '+'},
        {"sol", '/'},    {"equals", '='}, {"nbsp", ' '},     {"tab", '\t'},  {"newline", '\n'}, {"excl", '!'},
        {"num", '#'},    {"dollar", '$'}, {"percnt", '%'},   {"lpar", '('},  {"rpar", ')'},     {"ast", '*'},
        {"midast", '*'}, {"comma", ','},  {"period", '.'},   {"colon", ':'}, {"semi", ';'},     {"quest", '?'},
        {"commat", '@'}, {"lsqb", '['},   {"lbrack", '['},   {"bsol", '\\'}, {"rsqb", ']'},     {"rbrack", ']'},
        {"hat", '^'},    {"lowbar", '_'}, {"underbar", '_'}, {"grave", '`'}, {"lcub", '{'},     {"lbrace", '{'},
        {"verbar", '|'}, {"vert", '|'},   {"rcub", '}'},     {"rbrace", '}'}};

    if (!text.starts_with("&#")) {
        auto const end = text.substr(0, max_escape).find(';');
        if (end == std::string_view::npos) return {};
        for (auto const& [name, character] : names)
            if (equal_ignoring_case(text.substr(1, end - 1), name))
                return escape_of(end + 1, static_cast<unsigned char>(character));
        return {};
    }
    bool const is_hex = text.size() > 2 && to_lower(text[2]) == 'x';
    std::size_t const begin = is_hex ? 3 : 2;
    std::uint32_t const base = is_hex ? 16 : 10;
    std::uint32_t point = 0;
    auto at = begin;
    for (; at != text.size() && hex_value(text[at]) < base; ++at)
        if ((point = point * base + hex_value(text[at])) > 0x10FFFF) return {};
    if (at == begin) return {};
    return escape_of(at + (at != text.size() && text[at] == ';' ? 1 : 0), point);
}

/// An escape of JSON. Any other character after a backslash represents itself, as in other languages. So do the letters
/// of white space such as `n`, which `folded` treats as equal to white space: then a backslash before a text does not
/// become part of it.
inline escape read_backslash(std::string_view text)
{
    if (text.size() < 2) return {};
    escape out{2, {text[1]}, 1};
    if (text[1] != 'u') return out;
    auto* w = out.octets;
    if (auto const end = unescape_unicode(text.data() + 2, text.data() + text.size(), w).next) {
        out.size = static_cast<std::size_t>(end - text.data());
        out.count = static_cast<std::size_t>(w - out.octets);
    }
    return out;
}

inline escape read_escape(std::string_view text)
{
    switch (text.front()) {
        case '\\': return read_backslash(text);
        case '&': return read_character_reference(text);
        case '%':
            if (!is_percent_escape(text)) return {};
            return {3, {static_cast<char>(hex_value(text[1]) << 4 | hex_value(text[2]))}, 1};
        default: return {};
    }
}

inline constexpr std::string_view escape_starts = "\\%&";

/// True if a text may end within the escape that begins it.
inline bool may_be_unfinished(std::string_view text) noexcept
{
    switch (text.front()) {
        case '%': return text.size() < 3;
        case '&': return text.size() < max_escape && text.find(';') == std::string_view::npos;
        default: return text.size() < (text.starts_with("\\ud") ? max_escape : text.starts_with("\\u") ? 6 : 2);
    }
}

/// Decodes once: percent-encoding (RFC 3986, 2.1), escapes of JSON (RFC 8259, 7) and character references of HTML. A
/// possible start of an escape at the end of a truncated text is left out.
inline decoded_text decode_once(decoded_text const& from, bool is_cut)
{
    std::string_view const text = from.text;
    decoded_text out;
    out.text.reserve(text.size());
    out.begins.reserve(text.size() + 1);
    std::size_t at = 0;
    while (at != text.size()) {
        auto const rest = text.substr(at);
        bool const may_start = escape_starts.find(rest.front()) != std::string_view::npos;
        if (may_start && is_cut && may_be_unfinished(rest)) break;
        auto const found = may_start ? read_escape(rest) : escape{};
        if (found.size == 0) {
            out.text += rest.front();
            out.begins.push_back(from.begins[at++]);
        } else {
            out.text.append(found.octets, found.count);
            out.begins.insert(out.begins.end(), found.count, from.begins[at]);
            at += found.size;
        }
    }
    out.begins.push_back(from.begins[at]);
    return out;
}

/// Calls `see` with the text and with each of its decodings, until there is nothing left to decode. False if
/// `max_decodings` does not suffice: the text may then contain anything.
template <class See>
bool each_decoding(std::string_view text, bool is_cut, See const& see)
{
    decoded_text current{std::string(text), std::vector<std::size_t>(text.size() + 1)};
    std::iota(current.begins.begin(), current.begins.end(), std::size_t{0});
    for (int i = 0; i != max_decodings; ++i) {
        see(std::as_const(current));
        if (current.text.find_first_of(escape_starts) == std::string::npos) return true;
        auto next = decode_once(current, is_cut);
        if (next.text.size() == current.text.size()) return true;  // an escape is longer than the octets it represents
        current = std::move(next);
    }
    return false;
}

}  // namespace detail

}  // namespace descry
