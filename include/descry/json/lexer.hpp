// lexer: the tokens of JSON (RFC 8259), checked to the letter, and the error that says where one was wrong.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/scan.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// Walks one text. Its functions return false once something was wrong; `code()` says what, `offset()` where.
class lexer {
public:
    explicit lexer(std::string_view text) noexcept : begin_(text.data()), p_(begin_), end_(begin_ + text.size())
    {
        if (text.starts_with("\xEF\xBB\xBF")) p_ += 3;
    }

    errc code() const noexcept { return code_; }
    std::size_t offset() const noexcept { return static_cast<std::size_t>(error_at_ - begin_); }
    std::string const& explanation() const noexcept { return explanation_; }

protected:
    char const* position() const noexcept { return p_; }
    bool at_end() const noexcept { return p_ == end_; }
    char peek() const noexcept { return p_ == end_ ? '\0' : *p_; }
    void advance() noexcept { ++p_; }
    void space() noexcept { p_ = skip_space(p_, end_); }

    /// Takes one punctuation character, and the white space around it.
    bool punctuation(char c, char const* expected)
    {
        space();
        if (peek() != c) return fail_here(expected);
        advance();
        space();
        return true;
    }

    bool literal(std::string_view word)
    {
        std::string_view const rest(p_, static_cast<std::size_t>(end_ - p_));
        if (rest.starts_with(word)) {
            p_ += word.size();
            return true;
        }
        return word.starts_with(rest) ? fail(errc::unexpected_end, end_, {}) : fail_here("a JSON value");
    }

    /// A text in quotes: its content without escapes is the returned view of the input, and `decoded` stays unused;
    /// with escapes it is `decoded`.
    bool text(std::string_view& content, std::string& decoded)
    {
        if (peek() != '"') return fail_here("text");
        auto const* const first = ++p_;
        if (!plain_run()) return false;
        if (*p_ == '"') [[likely]] {
            content = {first, static_cast<std::size_t>(p_++ - first)};
            return true;
        }
        decoded.assign(first, p_);
        while (*p_ != '"') {
            if (!escape(decoded)) return false;
            auto const* const run = p_;
            if (!plain_run()) return false;
            decoded.append(run, p_);
        }
        ++p_;
        content = decoded;
        return true;
    }

    /// A number's text; `integer` says whether it has neither fraction nor exponent.
    bool number(std::string_view& token, bool& integer)
    {
        auto const* const first = p_;
        if (peek() == '-') advance();
        if (peek() == '0')
            advance();
        else if (!digits())
            return false;
        integer = true;
        if (peek() == '.') {
            integer = false;
            advance();
            if (!digits()) return false;
        }
        if (peek() == 'e' || peek() == 'E') {
            integer = false;
            advance();
            if (peek() == '+' || peek() == '-') advance();
            if (!digits()) return false;
        }
        token = {first, static_cast<std::size_t>(p_ - first)};
        return true;
    }

    /// Checks any one value and steps over it, without recursion. `depth` is how deep it may be nested.
    bool skip_value(std::size_t depth)
    {
        std::string open;  // the brackets not yet closed
        for (;;) {
            space();
            if (auto const c = peek(); c == '{' || c == '[') {
                if (open.size() == depth) return fail(errc::too_deep, p_, {});
                open.push_back(c);
                advance();
                space();
                if (peek() != closing(c)) {
                    if (c == '{' && !skip_name()) return false;
                    continue;
                }
            } else if (!skip_scalar()) {
                return false;
            }
            if (!skip_closings(open)) return false;
            if (open.empty()) return true;
        }
    }

    /// Fails at the current position: there, `expected` would have been right.
    [[gnu::cold]] bool fail_here(char const* expected)
    {
        if (at_end()) return fail(errc::unexpected_end, p_, {});
        return fail(errc::syntax_error, p_, std::string("expected ") + expected + ", found " + found());
    }

    [[gnu::cold]] bool fail(errc code, char const* at, std::string explanation)
    {
        code_ = code;
        error_at_ = at;
        explanation_ = std::move(explanation);
        return false;
    }

    /// What the value at the current position is, in words; null when it begins none.
    char const* kind_here() const noexcept
    {
        switch (peek()) {
            case '{': return "an object";
            case '[': return "a list";
            case '"': return "text";
            case 't':
            case 'f': return "a boolean";
            case 'n': return "null";
            default:  return peek() == '-' || is_digit(peek()) ? "a number" : nullptr;
        }
    }

private:
    static bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
    static char closing(char open) noexcept { return open == '{' ? '}' : ']'; }

    std::string found() const
    {
        auto const c = static_cast<unsigned char>(*p_);
        if (c > 0x20 && c < 0x7F) return {'\'', *p_, '\''};
        return "byte " + std::to_string(c);
    }

    bool digits()
    {
        if (!is_digit(peek())) return fail_here("a digit");
        while (is_digit(peek())) advance();
        return true;
    }

    // Up to the next quote or backslash; everything on the way is checked.
    bool plain_run()
    {
        for (;;) {
            p_ = find_special(p_, end_);
            if (at_end()) return fail(errc::unexpected_end, p_, {});
            if (*p_ == '"' || *p_ == '\\') return true;
            if (static_cast<unsigned char>(*p_) < 0x20) return fail_here("a control character to be escaped");
            auto const n = utf8_length(p_, end_);
            if (n == 0 && utf8_cut_short(p_, end_)) return fail(errc::unexpected_end, end_, {});
            if (n == 0) return fail(errc::invalid_utf8, p_, {});
            p_ += n;
        }
    }

    bool escape(std::string& out)
    {
        auto const* const at = p_++;
        auto const c = peek();
        if (at_end()) return fail(errc::unexpected_end, p_, {});
        advance();
        switch (c) {
            case '"':
            case '\\':
            case '/': out += c; return true;
            case 'b': out += '\b'; return true;
            case 'f': out += '\f'; return true;
            case 'n': out += '\n'; return true;
            case 'r': out += '\r'; return true;
            case 't': out += '\t'; return true;
            case 'u': return unicode_escape(at, out);
            default:  return fail(errc::invalid_escape, at, {});
        }
    }

    bool unicode_escape(char const* at, std::string& out)
    {
        std::uint32_t unit = 0;
        if (!hex4(at, unit)) return false;
        if (unit >= 0xDC00 && unit <= 0xDFFF) return fail(errc::invalid_escape, at, "a surrogate stands alone");
        if (unit >= 0xD800 && unit <= 0xDBFF) {
            std::uint32_t low = 0;
            std::string_view const rest(p_, static_cast<std::size_t>(end_ - p_));
            if (std::string_view("\\u").starts_with(rest)) return fail(errc::unexpected_end, end_, {});
            if (!rest.starts_with("\\u")) return fail(errc::invalid_escape, at, "a surrogate stands alone");
            p_ += 2;
            if (!hex4(at, low)) return false;
            if (low < 0xDC00 || low > 0xDFFF) return fail(errc::invalid_escape, at, "a surrogate stands alone");
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        }
        append_utf8(out, unit);
        return true;
    }

    bool hex4(char const* at, std::uint32_t& unit)
    {
        for (int i = 0; i != 4; ++i, advance()) {
            auto const c = peek();
            unit <<= 4;
            if (is_digit(c))
                unit |= static_cast<std::uint32_t>(c - '0');
            else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))
                unit |= static_cast<std::uint32_t>((c | 0x20) - 'a' + 10);
            else
                return at_end() ? fail(errc::unexpected_end, p_, {}) : fail(errc::invalid_escape, at, {});
        }
        return true;
    }

    static void append_utf8(std::string& out, std::uint32_t point)
    {
        auto const put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
        if (point < 0x80) {
            put(point);
        } else if (point < 0x800) {
            put(0xC0 | point >> 6);
            put(0x80 | (point & 0x3F));
        } else if (point < 0x10000) {
            put(0xE0 | point >> 12);
            put(0x80 | (point >> 6 & 0x3F));
            put(0x80 | (point & 0x3F));
        } else {
            put(0xF0 | point >> 18);
            put(0x80 | (point >> 12 & 0x3F));
            put(0x80 | (point >> 6 & 0x3F));
            put(0x80 | (point & 0x3F));
        }
    }

    bool skip_scalar()
    {
        std::string_view token;
        bool integer = false;
        switch (peek()) {
            case '"': return text(token, scratch_);
            case 't': return literal("true");
            case 'f': return literal("false");
            case 'n': return literal("null");
            default:  return kind_here() ? number(token, integer) : fail_here("a JSON value");
        }
    }

    bool skip_name()
    {
        std::string_view name;
        if (peek() != '"') return fail_here("a name in quotes");
        return text(name, scratch_) && punctuation(':', "':'");
    }

    // After a value: closes what ends here, and stops before the next value.
    bool skip_closings(std::string& open)
    {
        while (!open.empty()) {
            space();
            if (peek() == closing(open.back())) {
                advance();
                open.pop_back();
                continue;
            }
            if (!punctuation(',', open.back() == '{' ? "',' or '}'" : "',' or ']'")) return false;
            return open.back() != '{' || skip_name();
        }
        return true;
    }

    char const* begin_;
    char const* p_;
    char const* end_;
    errc code_{};
    char const* error_at_ = begin_;
    std::string explanation_;
    std::string scratch_;
};

}  // namespace detail

}  // namespace descry
