// text_lexer: strings (RFC 8259, section 7), strictly validated, and the error with its position.
#pragma once

#include <descry/core/errc.hpp>
#include <descry/json/detail/decoding.hpp>
#include <descry/json/detail/foreign_syntax.hpp>
#include <descry/json/detail/scan.hpp>
#include <descry/json/detail/unescape.hpp>
#include <descry/json/detail/utf8.hpp>
#include <descry/json/detail/window.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// A position in the text.
using position = char const*;

inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The text without the byte order mark with which it may begin.
constexpr std::string_view without_byte_order_mark(std::string_view text) noexcept
{
    return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

/// Stores the input and the error. Each function takes a position and returns the one after the token, or null after a
/// failure. Positions therefore remain in registers; a data member would not, because of writes through `char*`.
class text_lexer {
public:
    explicit text_lexer(std::string_view text) noexcept : begin_(text.data()), end_(begin_ + text.size()) {}

    errc code() const noexcept { return code_; }
    std::size_t offset() const noexcept { return static_cast<std::size_t>(error_at_ - begin_); }
    std::string const& explanation() const noexcept { return explanation_; }
    bool is_jsonc() const noexcept { return is_jsonc_; }  ///< `read_options::jsonc` permits the error.

    position begin() const noexcept { return without_byte_order_mark({begin_, size_from(begin_)}).data(); }
    position end() const noexcept { return end_; }
    std::size_t size_from(position p) const noexcept { return static_cast<std::size_t>(end_ - p); }

    /// The byte at a position; at the end, a byte that does not occur in JSON.
    char peek(position p) const noexcept { return p == end_ ? '\0' : *p; }

    /// The content of a string: a view of the input or, if the string has escapes, of a buffer that is valid until the
    /// next string.
    position text(position p, std::string_view& content)
    {
        if (peek(p) != '"') return fail_here(p, "a string");
        auto const* const first = p + 1;
        p = plain_run(first);
        if (!p) return nullptr;
        content = {first, static_cast<std::size_t>(p - first)};
        return *p == '"' ? p + 1 : escaped_text(p, content);
    }

    bool is_view_of_input(std::string_view content) const noexcept { return content.data() != decoded_.begin(); }

    /// The end of a string without escapes that is shorter than a block; null for other strings, or near the end.
    position end_of_short_text(position first) const noexcept
    {
        if (size_from(first) < block::size) return nullptr;
        auto const found = block(first).specials();
        if (found == 0) return nullptr;
        auto const* const last = first + block::first(found);
        return *last == '"' ? last : nullptr;
    }

    /// The next byte that is not copied unchanged, or the end.
    position special(position p) const noexcept { return find_special(begin_, p, end_); }

    /// Fails at a position with a message that states what was expected, or names what is not JSON.
    [[gnu::cold, gnu::noinline]] position fail_here(position p, char const* expected)
    {
        if (p == end_) return fail_at_end();
        if (auto foreign = find_foreign_syntax(whole(), offset_in_whole(p)); !foreign.explanation.empty())
            return fail(errc::syntax_error, std::move(foreign));
        auto const c = static_cast<unsigned char>(*p);
        auto const found = c > 0x20 && c < 0x7F ? std::string{'\'', *p, '\''} : "byte " + std::to_string(c);
        return fail(errc::syntax_error, p, std::string("expected ") + expected + ", found " + found);
    }

    /// Fails at the position after the value, at which the text does not end. Returns false.
    [[gnu::cold, gnu::noinline]] bool refuse_trailing_content(position p)
    {
        fail(errc::trailing_content, find_comment(whole(), offset_in_whole(p)));
        return false;
    }

    [[gnu::cold, gnu::noinline]] position fail(errc code, position at, std::string explanation)
    {
        code_ = code;
        is_jsonc_ = false;
        error_at_ = at;
        explanation_ = std::move(explanation);
        return nullptr;
    }

    /// The same for functions that return whether they succeed: returns false.
    [[gnu::cold, gnu::noinline]] bool refuse(errc code, position at, std::string explanation)
    {
        fail(code, at, std::move(explanation));
        return false;
    }

private:
    std::string_view whole() const noexcept { return {begin(), size_from(begin())}; }
    std::size_t offset_in_whole(position p) const noexcept { return static_cast<std::size_t>(p - begin()); }

    position fail(errc code, foreign_syntax&& what)
    {
        fail(code, begin() + what.at, std::move(what.explanation));
        is_jsonc_ = what.is_jsonc;
        return nullptr;
    }

    position fail_at_end()
    {
        auto const text = whole();
        bool const has_value = text.find_first_not_of(" \t\r\n") != text.npos;
        return fail(errc::unexpected_end, end_,
                    has_value      ? ""
                    : text.empty() ? "the text is empty"
                                   : "the text has no value");
    }

    /// Advances to the next quote or backslash, and validates the text up to there.
    position plain_run(position p)
    {
        p = find_special(begin_, p, end_);
        return p != end_ && (*p == '"' || *p == '\\') ? p : checked_run(p);
    }

    // Decodes a string from its first backslash on; `content` is the text before it.
    [[gnu::noinline]] position escaped_text(position p, std::string_view& content)
    {
        auto* w = decoded_.append(decoded_.begin(), content.data(), p);
        while (*p != '"') {
            if (*p == '\\') {
                if (p = decode_escape(p, w); !p) return nullptr;
                if (p = decode_windows(p, w); !p) return nullptr;
            }
            auto const* const run = p;
            if (p = plain_run(p); !p) return nullptr;
            w = decoded_.append(w, run, p);
        }
        content = {decoded_.begin(), static_cast<std::size_t>(w - decoded_.begin())};
        return p + 1;
    }

    // Decodes text and escapes in whole windows, up to other content or near the end. The next special byte is taken
    // from the mask of the window, whose lowest bit is that of `p`, since a new search would wait for its position.
    position decode_windows(position p, char*& out)
    {
        auto* w = out;
        while (size_from(p) >= 2 * window::size) {
            w = decoded_.need(w, window::size);
            auto const* const last = p + window::size;
            for (auto found = window(p).specials(); found != 0;) {
                auto const plain = static_cast<unsigned>(std::countr_zero(found));
                w = copy_run(w, p, plain);
                p += plain;
                if (*p != '\\') return out = w, p;
                auto escape = unescape_one(p, w);
                if (escape == 0) {
                    out = w;
                    auto const* const next = decode_escape(p, out);
                    if (!next) return nullptr;
                    w = out;
                    escape = static_cast<std::size_t>(next - p);
                }
                p += escape;
                found = found >> plain >> escape;
            }
            if (p < last) {
                w = copy_run(w, p, static_cast<std::size_t>(last - p));
                p = last;
            }
        }
        return out = w, p;
    }

    // Copies at most a window. Bytes after a short run may be copied as well, for which there is space.
    static char* copy_run(char* w, position first, std::size_t n) noexcept
    {
        std::memcpy(w, first, block::size);
        if (n > block::size) std::memcpy(w + block::size, first + block::size, window::size - block::size);
        return w + n;
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

    char const* begin_;
    char const* end_;
    errc code_{};
    bool is_jsonc_ = false;
    char const* error_at_ = begin_;
    std::string explanation_;
    decoding decoded_;  // a string with escapes, valid until the next one
};

}  // namespace detail

}  // namespace descry
