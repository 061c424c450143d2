// lexer: the tokens of JSON (RFC 8259), checked to the letter, and the error that says where one was wrong.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/decoding.hpp>
#include <descry/json/scan.hpp>
#include <descry/json/unescape.hpp>
#include <descry/json/utf8.hpp>
#include <descry/model/value_type.hpp>

#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// Knows the text and its error. Each function takes a position and gives the one after what it read, or null after a
/// failure: positions stay in registers, which a member that writes through `char*` could not.
class lexer {
public:
    explicit lexer(std::string_view text) noexcept
        : begin_(text.data()),
          near_end_(begin_ + (text.size() > window ? text.size() - window : 0)),
          end_(begin_ + text.size())
    {
    }

    errc code() const noexcept { return code_; }
    std::size_t offset() const noexcept { return static_cast<std::size_t>(error_at_ - begin_); }
    std::string const& explanation() const noexcept { return explanation_; }

protected:
    using position = char const*;

    // A name, the punctuation around it and the first byte of its value.
    static constexpr std::size_t window = name_pattern::size + 5;

    position begin() const noexcept
    {
        return std::string_view(begin_, size_from(begin_)).starts_with("\xEF\xBB\xBF") ? begin_ + 3 : begin_;
    }
    position end() const noexcept { return end_; }
    position near_end() const noexcept { return near_end_; }
    std::size_t size_from(position p) const noexcept { return static_cast<std::size_t>(end_ - p); }

    /// The byte there; no byte of JSON at the end.
    char peek(position p) const noexcept { return p == end_ ? '\0' : *p; }

    position space(position p) const noexcept { return skip_space(p, end_); }

    /// One punctuation character, and the white space around it.
    position punctuation(position p, char c, char const* expected)
    {
        if (peek(p) != c) [[unlikely]] {
            p = space(p);
            if (peek(p) != c) return fail_here(p, expected);
        }
        return space(p + 1);
    }

    /// The colon after a name, to the value, of which there is one byte at least.
    [[gnu::noinline]] position colon(position p)
    {
        p = punctuation(p, ':', "':'");
        return p == end_ ? fail(errc::unexpected_end, p, {}) : p;
    }

    /// The same within the window of a name. Mostly there is nothing around it, or one space.
    position near_colon(position p)
    {
        if (p[0] != ':') return colon(p);
        if (is_token(p[1])) return p + 1;
        return p[1] == ' ' && is_token(p[2]) ? p + 2 : colon(p);
    }

    static bool is_token(char c) noexcept { return static_cast<unsigned char>(c) > 0x20; }

    position literal(position p, std::string_view word)
    {
        std::string_view const rest(p, size_from(p));
        if (rest.starts_with(word)) return p + word.size();
        return word.starts_with(rest) ? fail(errc::unexpected_end, end_, {}) : fail_here(p, "a JSON value");
    }

    /// The content of a text in quotes: a view of the input or, when it has escapes, of what the next text replaces.
    position text(position p, std::string_view& content)
    {
        if (peek(p) != '"') return fail_here(p, "text");
        auto const* const first = p + 1;
        p = plain_run(first);
        if (!p) return nullptr;
        content = {first, static_cast<std::size_t>(p - first)};
        return *p == '"' ? p + 1 : escaped_text(p, content);
    }

    /// The name of a member, and the colon after it. See `text`.
    position name(position p, std::string_view& content)
    {
        if (peek(p) != '"') return fail_here(p, "a name in quotes");
        p = text(p, content);
        return p ? colon(p) : nullptr;
    }

    bool is_view_of_input(std::string_view content) const noexcept { return content.data() != decoded_.begin(); }

    /// The end of a text without escapes that is shorter than a block; null when it is another, or near the end.
    position end_of_short_text(position first) const noexcept
    {
        if (size_from(first) < block::size) return nullptr;
        auto const found = block(first).specials();
        if (found == 0) return nullptr;
        auto const* const last = first + block::first(found);
        return *last == '"' ? last : nullptr;
    }

    /// Up to the next quote or backslash; everything on the way is checked.
    position plain_run(position p)
    {
        p = find_special(begin_, p, end_);
        return p != end_ && (*p == '"' || *p == '\\') ? p : checked_run(p);
    }

    /// A number's text; `integer` says whether it has neither fraction nor exponent.
    position number(position p, std::string_view& token, bool& integer)
    {
        auto const* const first = p;
        if (peek(p) == '-') ++p;
        if (peek(p) == '0')
            ++p;
        else if (p = digits(p); !p)
            return nullptr;
        integer = true;
        if (peek(p) == '.') {
            integer = false;
            if (p = digits(p + 1); !p) return nullptr;
        }
        if (peek(p) == 'e' || peek(p) == 'E') {
            integer = false;
            ++p;
            if (peek(p) == '+' || peek(p) == '-') ++p;
            if (p = digits(p); !p) return nullptr;
        }
        token = {first, static_cast<std::size_t>(p - first)};
        return p;
    }

    /// Checks any one value and steps over it, without recursion. `depth` is how deep it may be nested.
    position skip_value(position p, std::size_t depth)
    {
        std::string open;  // the brackets not yet closed
        do {
            p = space(p);
            if (auto const c = peek(p); c == '{' || c == '[') {
                if (open.size() == depth) return fail(errc::too_deep, p, {});
                p = space(p + 1);
                open.push_back(c);
                if (peek(p) != closing(c)) {
                    if (c == '{' && !(p = name(p, skipped_))) return nullptr;
                    continue;
                }
            } else if (p = skip_scalar(p); !p) {
                return nullptr;
            }
            p = skip_closings(p, open);
        } while (p && !open.empty());
        return p;
    }

    /// Fails there, where `expected` would have been right.
    [[gnu::cold, gnu::noinline]] position fail_here(position p, char const* expected)
    {
        if (p == end_) return fail(errc::unexpected_end, p, {});
        auto const c = static_cast<unsigned char>(*p);
        auto const found = c > 0x20 && c < 0x7F ? std::string{'\'', *p, '\''} : "byte " + std::to_string(c);
        return fail(errc::syntax_error, p, std::string("expected ") + expected + ", found " + found);
    }

    [[gnu::cold, gnu::noinline]] position fail(errc code, position at, std::string explanation)
    {
        code_ = code;
        error_at_ = at;
        explanation_ = std::move(explanation);
        return nullptr;
    }

    /// What begins there; nothing if no value does.
    std::optional<json_kind> json_kind_at(position p) const noexcept
    {
        switch (peek(p)) {
            case '{': return json_kind::object;
            case '[': return json_kind::list;
            case '"': return json_kind::text;
            case 't':
            case 'f': return json_kind::boolean;
            case 'n': return json_kind::null;
            case '-': return json_kind::number;
            default: return is_digit(peek(p)) ? std::optional(json_kind::number) : std::nullopt;
        }
    }

    static bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

private:
    static char closing(char open) noexcept { return open == '{' ? '}' : ']'; }

    position digits(position p)
    {
        if (!is_digit(peek(p))) return fail_here(p, "a digit");
        while (is_digit(peek(p))) ++p;
        return p;
    }

    // The whole of a text from its first backslash on; `content` is what came before.
    [[gnu::noinline]] position escaped_text(position p, std::string_view& content)
    {
        auto* w = decoded_.append(decoded_.begin(), content.data(), p);
        while (*p != '"') {
            if (*p == '\\') {
                if (p = decode_escape(p, w); !p) return nullptr;
                if (p = decode_blocks(p, w); !p) return nullptr;
            }
            auto const* const run = p;
            if (p = plain_run(p); !p) return nullptr;
            w = decoded_.append(w, run, p);
        }
        content = {decoded_.begin(), static_cast<std::size_t>(w - decoded_.begin())};
        return p + 1;
    }

    // Plain text and escapes in whole blocks, up to something else or near the end. The next special byte is taken from
    // what is known of the block: to look there again would be to wait for where it is.
    position decode_blocks(position p, char*& out)
    {
        auto* w = out;
        while (size_from(p) >= 2 * block::size) {
            w = decoded_.append_block(w, p);
            auto const* const next = p + block::size;
            for (auto found = block(p).specials(); found != 0;) {
                auto const* const last = p;
                auto const plain = block::first(found);
                p += plain;
                w += plain;
                if (*p != '\\') return out = w, p;
                if (p = decode_escape(p, w); !p) return nullptr;
                if (p >= next) break;
                std::memcpy(w, p, block::size);
                found = block::without(static_cast<std::size_t>(p - last), found);
            }
            if (p < next) {
                w += next - p;
                p = next;
            }
        }
        return out = w, p;
    }

    position decode_escape(position p, char*& w)
    {
        auto const unescaped = unescape(p, end_, w);
        if (!unescaped.next) fail(unescaped.code, unescaped.code == errc::unexpected_end ? end_ : p, unescaped.why);
        return unescaped.next;
    }

    [[gnu::noinline]] position checked_run(position p)
    {
        for (;; p = find_special(begin_, p, end_)) {
            if (p == end_) return fail(errc::unexpected_end, p, {});
            if (*p == '"' || *p == '\\') return p;
            if (static_cast<unsigned char>(*p) < 0x20) return fail_here(p, "a control character to be escaped");
            p = skip_utf8(begin_, p, end_);
            if (p != end_ && static_cast<unsigned char>(*p) >= 0x80)
                return utf8_cut_short(p, end_) ? fail(errc::unexpected_end, end_, {}) : fail(errc::invalid_utf8, p, {});
        }
    }

    position skip_scalar(position p)
    {
        bool integer = false;
        switch (peek(p)) {
            case '"': return text(p, skipped_);
            case 't': return literal(p, "true");
            case 'f': return literal(p, "false");
            case 'n': return literal(p, "null");
            default: return json_kind_at(p) ? number(p, skipped_, integer) : fail_here(p, "a JSON value");
        }
    }

    // After a value: closes what ends here, and stops before the next value.
    position skip_closings(position p, std::string& open)
    {
        while (!open.empty()) {
            p = space(p);
            if (peek(p) == closing(open.back())) {
                ++p;
                open.pop_back();
                continue;
            }
            p = punctuation(p, ',', open.back() == '{' ? "',' or '}'" : "',' or ']'");
            return p && open.back() == '{' ? name(p, skipped_) : p;
        }
        return p;
    }

    char const* begin_;
    char const* near_end_;
    char const* end_;
    errc code_{};
    char const* error_at_ = begin_;
    std::string explanation_;
    decoding decoded_;  // a text that has escapes, until the next
    // What skipping reads and nobody wants.
    std::string_view skipped_;
};

}  // namespace detail

}  // namespace descry
