// foreign_syntax: names what other formats have and JSON does not, for messages.
#pragma once

#include <descry/core/naming.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// The explanation of the comment that begins at `at`; empty if there is none.
inline std::string_view explain_comment(std::string_view text, std::size_t at) noexcept
{
    auto const mark = text.substr(at, 2);
    if (mark == "//" || mark == "/*") return "a comment is not JSON (read_options::jsonc permits it)";
    return mark.starts_with('#') ? "a comment with '#' is not JSON" : "";
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

struct foreign_syntax {
    std::size_t at;
    std::string explanation;
};

/// The foreign syntax that makes the character at `at` an error, and its place; without an explanation if there is
/// none.
inline foreign_syntax find_foreign_syntax(std::string_view text, std::size_t at)
{
    auto const c = text[at];
    if (c == '\'') return {at, "a string in single quotes is not JSON"};
    if (c == ']' || c == '}') {
        auto const before = text.substr(0, at).find_last_not_of(" \t\r\n");
        if (before == text.npos || text[before] != ',') return {at, {}};
        return {before, std::string("a comma after the last ") + (c == ']' ? "element" : "member") +
                            " is not JSON (read_options::jsonc permits it)"};
    }
    auto const comment = explain_comment(text, at);
    return {at, comment.empty() ? explain_word(text, at) : std::string(comment)};
}

}  // namespace detail

}  // namespace descry
