// foreign_syntax: names what other formats have and JSON does not, for messages.
#pragma once

#include <descry/core/naming.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// Foreign syntax at an offset of a text; without an explanation if there is none.
struct foreign_syntax {
    std::size_t at;
    std::string explanation{};
    bool is_jsonc = false;  ///< `read_options::jsonc` permits it.
};

/// The comment that begins at `at`.
inline foreign_syntax find_comment(std::string_view text, std::size_t at)
{
    auto const mark = text.substr(at, 2);
    if (mark == "//" || mark == "/*") return {at, "a comment is not JSON", true};
    return {at, mark.starts_with('#') ? "a comment with '#' is not JSON" : ""};
}

/// The explanation of a word in place of a value, such as NaN or True; empty for other words, which may be a secret.
inline std::string explain_word(std::string_view text, std::size_t at)
{
    struct row {
        std::string_view word, json;
    };
    static constexpr row rows[] = {{"nan", ""},      {"infinity", ""},   {"inf", ""},
                                   {"true", "true"}, {"false", "false"}, {"null", "null"},
                                   {"none", "null"}, {"nil", "null"},    {"undefined", "null"}};
    auto const word = text.substr(at, text.find_first_of("\"'[]{}:,/ \t\r\n", at) - at);
    auto const next = text.find_first_not_of(" \t\r\n", at + word.size());
    if (next != text.npos && text[next] == ':') return {};  // a name
    for (auto const& r : rows)
        if (equal_ignoring_case(r.word, word) && word != r.json)
            return std::string(word) + " is not JSON" + (r.json.empty() ? "" : " (" + std::string(r.json) + " is)");
    return {};
}

/// The foreign syntax that makes the character at `at` an error.
inline foreign_syntax find_foreign_syntax(std::string_view text, std::size_t at)
{
    auto const c = text[at];
    if (c == '\'') return {at, "a string in single quotes is not JSON"};
    if (c == ']' || c == '}') {
        auto const before = text.substr(0, at).find_last_not_of(" \t\r\n");
        if (before == text.npos || text[before] != ',') return {at};
        return {before, std::string("a comma after the last ") + (c == ']' ? "element" : "member") + " is not JSON",
                true};
    }
    auto comment = find_comment(text, at);
    return comment.explanation.empty() ? foreign_syntax{at, explain_word(text, at)} : comment;
}

}  // namespace detail

}  // namespace descry
