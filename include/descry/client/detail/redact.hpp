// redact: takes secrets out of text that others wrote, before anybody sees it.
#pragma once

#include <descry/client/detail/decoded_text.hpp>
#include <descry/client/detail/pattern_set.hpp>
#include <descry/core/detail/characters.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// What stands in the place of a secret.
inline constexpr std::string_view redaction_mark = "[redacted]";

/// The parts of a text that are not to be shown.
class hidden_parts {
    std::vector<int> changes_;  // how many parts begin at an octet, less those that end there; mostly there is none

public:
    bool empty() const noexcept { return changes_.empty(); }

    void add(std::size_t begin, std::size_t end)
    {
        if (begin == end) return;
        if (changes_.size() <= end) changes_.resize(end + 1);
        ++changes_[begin];
        --changes_[end];
    }

    /// The text with a mark for each part. Those that overlap or touch are one.
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

/// What is the same to a search: a plus is a blank in forms, and of an escape such as `\n` the letter is left.
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

/// Hides what is in front of the host of a URL (RFC 3986, 3.2.1).
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

/// Secrets to take out of texts, however they are spelled there: as they are, percent-encoded, form-encoded, in escapes
/// of JSON, in character references of HTML, and in several of these at once. Services echo requests in their errors.
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
                // Control characters are blanks where a text is made one line.
                pattern = each.text;
                std::replace_if(pattern.begin(), pattern.end(), is_control, ' ');
                std::transform(pattern.begin(), pattern.end(), pattern.begin(), folded);
                secrets_.add(pattern);
            });
        secrets_.prepare();
    }

    /// Puts a mark for each secret, and for each userinfo of a URL. Of those that overlap nothing stays. True when there
    /// were any. Of a text that was cut, what a secret may begin with at its end is taken out too. A text that has no
    /// end of escapes in escapes is a mark as a whole. Takes time in proportion to the size of the text.
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
            if (auto const length = secrets_.length_of(state); length != 0)
                hidden.add(in.begins[end - length], in.begins[end]);
        }
        if (auto const begun = secrets_.depth_of(state); is_cut && begun != 0) hidden.add(in.begins[end - begun], size);
    }
};

/// The same for one text.
inline bool redact(std::string& text, std::span<std::string const> secrets)
{
    return !text.empty() && redactor(secrets).redact(text);
}

}  // namespace detail

}  // namespace descry
