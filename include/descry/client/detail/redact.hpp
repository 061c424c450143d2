// redact: replaces secrets in text of other origin before it is shown.
#pragma once

#include <descry/client/detail/decoded_text.hpp>
#include <descry/client/detail/pattern_set.hpp>
#include <descry/core/detail/characters.hpp>
#include <descry/core/naming.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// The replacement of a secret.
inline constexpr std::string_view redaction_mark = "[redacted]";

/// The length of the shortest secret that is also redacted inside of words. A shorter one, such as `t`, would make
/// texts unreadable, and is redacted where it is a word of its own.
inline constexpr std::size_t min_secret_in_word = 8;

/// True if no letter, digit or underscore, and no octet of a character beyond ASCII, continues the part of a text. An
/// octet that an escape represents, or the letter of an escape that is not decoded, such as the `n` of a line feed,
/// does not continue it.
inline bool is_word(decoded_text const& in, std::size_t begin, std::size_t end) noexcept
{
    std::string_view const text = in.text;
    auto const is_of_word = [](char c) {
        auto const lower = to_lower(c);
        return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0;
    };
    auto const continues = [&](std::size_t i) {
        bool const is_escaped = in.begins[i + 1] - in.begins[i] > 1 || (i != 0 && text[i - 1] == '\\');
        return is_of_word(text[i]) && !is_escaped;
    };
    bool const begins = begin == 0 || !is_of_word(text[begin]) || !continues(begin - 1);
    return begins && (end == text.size() || !is_of_word(text[end - 1]) || !continues(end));
}

/// The parts of a text that are redacted.
class hidden_parts {
    std::vector<int> changes_;  // the number of parts that begin at an octet, minus those that end there

public:
    bool empty() const noexcept { return changes_.empty(); }

    void add(std::size_t begin, std::size_t end)
    {
        if (begin == end) return;
        if (changes_.size() <= end) changes_.resize(end + 1);
        ++changes_[begin];
        --changes_[end];
    }

    /// The text with a mark in place of each part. Parts that overlap or touch are replaced by one mark.
    std::string replaced_in(std::string_view text, std::string_view mark) const
    {
        std::string out;
        int depth = 0;
        for (std::size_t i = 0; i != text.size(); ++i) {
            bool const was_hidden = depth != 0;
            if (i < changes_.size()) depth += changes_[i];
            if (depth == 0)
                out += text[i];
            else if (!was_hidden)
                out += mark;
        }
        return out;
    }
};

/// Maps characters that a search treats as equal: a plus represents a space in forms, and `n` remains of the escape
/// `\n`.
constexpr char folded(char c) noexcept
{
    switch (c) {
        case '+': return ' ';
        case '\b': return 'b';
        case '\f': return 'f';
        case '\n': return 'n';
        case '\r': return 'r';
        case '\t': return 't';
        default: return c;
    }
}

/// Hides the userinfo of URLs (RFC 3986, 3.2.1).
inline void hide_userinfo(decoded_text const& in, bool is_cut, hidden_parts& hidden)
{
    std::string_view const text = in.text;
    for (auto at = text.find("//"); at != std::string_view::npos; at = text.find("//", at)) {
        at += 2;
        auto const end = std::min(text.find_first_of("/?#\\\"'<> \t\r\n", at), text.size());
        auto const sign = text.substr(at, end - at).rfind('@');
        if (sign != std::string_view::npos)
            hidden.add(in.begins[at], in.begins[at + sign]);
        else if (is_cut && end == text.size())
            hidden.add(in.begins[at], in.begins[end]);
        at = std::max(at, end);
    }
}

/// Redacts secrets in texts in whatever encoding: unchanged, percent-encoded, form-encoded, escaped for JSON, as
/// character references of HTML, or in several of these at once. Services repeat requests in their errors.
class redactor {
    pattern_set secrets_;

public:
    explicit redactor(std::span<std::string const> secrets)
    {
        std::string pattern;
        for (auto const& secret : secrets)
            each_decoding(secret, false, [&](decoded_text const& each) {
                pattern = each.text;
                std::transform(pattern.begin(), pattern.end(), pattern.begin(), folded);
                secrets_.add(pattern);
                // Control characters are replaced by spaces where a text is made one line.
                pattern = each.text;
                std::replace_if(pattern.begin(), pattern.end(), is_control, ' ');
                std::transform(pattern.begin(), pattern.end(), pattern.begin(), folded);
                secrets_.add(pattern);
            });
        secrets_.prepare();
    }

    /// Replaces each secret, and each userinfo of a URL, by a mark. Overlapping ones are replaced entirely. True if
    /// there were any. In a truncated text, a possible start of a secret at its end is replaced too. A text that needs
    /// more than `max_decodings` decodings is replaced as a whole. Takes time proportional to the size of the text.
    bool redact(std::string& text, bool is_cut = false) const
    {
        hidden_parts hidden;
        bool const is_known = each_decoding(text, is_cut, [&](decoded_text const& each) {
            hide_secrets(each, text.size(), is_cut, hidden);
            hide_userinfo(each, is_cut, hidden);
        });
        if (!is_known && !secrets_.empty()) {
            text = redaction_mark;
            return true;
        }
        if (hidden.empty()) return false;
        text = hidden.replaced_in(text, redaction_mark);
        return true;
    }

private:
    void hide_secrets(decoded_text const& in, std::size_t size, bool is_cut, hidden_parts& hidden) const
    {
        if (secrets_.empty()) return;
        pattern_set::state state = 0;
        std::size_t end = 0;
        for (char const c : in.text) {
            state = secrets_.next(state, folded(c));
            ++end;
            for (auto at = state; secrets_.length_of(at) != 0; at = secrets_.shorter(at)) {
                auto const length = secrets_.length_of(at);
                bool const is_hidden = length >= min_secret_in_word || is_word(in, end - length, end);
                if (is_hidden) hidden.add(in.begins[end - length], in.begins[end]);
                if (is_hidden || length == 1) break;
            }
        }
        if (auto const begun = secrets_.depth_of(state); is_cut && begun != 0) hidden.add(in.begins[end - begun], size);
    }
};

/// Redacts a single text.
inline bool redact(std::string& text, std::span<std::string const> secrets)
{
    return !text.empty() && redactor(secrets).redact(text);
}

}  // namespace detail

}  // namespace descry
