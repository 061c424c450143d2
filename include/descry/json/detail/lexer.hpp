// lexer: the tokens of JSON (RFC 8259), strictly validated.
#pragma once

#include <descry/core/errc.hpp>
#include <descry/json/detail/eight_digits.hpp>
#include <descry/json/detail/scan.hpp>
#include <descry/json/detail/text_lexer.hpp>
#include <descry/model/detail/value_type.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// The kind of the values that begin with that byte; empty if there are none.
constexpr std::optional<json_kind> json_kind_of(char first) noexcept
{
    switch (first) {
        case '{': return json_kind::object;
        case '[': return json_kind::array;
        case '"': return json_kind::string;
        case 't':
        case 'f': return json_kind::boolean;
        case 'n': return json_kind::null;
        case '-': return json_kind::number;
        default: return is_digit(first) ? std::optional(json_kind::number) : std::nullopt;
    }
}

class lexer : public text_lexer {
public:
    explicit lexer(std::string_view text) noexcept
        : text_lexer(text), near_end_(text.data() + (text.size() > name_room ? text.size() - name_room : 0))
    {
    }

    // A name, the punctuation around it and the first byte of its value.
    static constexpr std::size_t name_room = name_pattern::size + 5;

    position near_end() const noexcept { return near_end_; }
    /// Subsequently treats no position as near the end: the space of a name after the text may be read.
    void use_padding() noexcept { near_end_ = end(); }
    /// Subsequently treats all positions as near the end.
    void forgo_room() noexcept { near_end_ = begin(); }
    position space(position p) const noexcept { return skip_space(p, end()); }

    /// Consumes one punctuation character and the white space around it.
    position punctuation(position p, char c, char const* expected)
    {
        if (peek(p) != c) [[unlikely]] {
            p = space(p);
            if (peek(p) != c) return fail_here(p, expected);
        }
        return space(p + 1);
    }

    /// Consumes the colon after a name and the white space before the value, which has at least one byte.
    [[gnu::noinline]] position colon(position p)
    {
        p = punctuation(p, ':', "':'");
        return p == end() ? fail(errc::unexpected_end, p, {}) : p;
    }

    /// The same within the space of a name. In most texts, there is no white space or one space.
    position near_colon(position p)
    {
        if (p[0] != ':') return colon(p);
        if (is_token(p[1])) return p + 1;
        return p[1] == ' ' && is_token(p[2]) ? p + 2 : colon(p);
    }

    static bool is_token(char c) noexcept { return static_cast<unsigned char>(c) > 0x20; }

    position null(position p)
    {
        bool const is_null = p < near_end() && (load_word(p) & 0xFFFFFFFF) == word_of("null");
        return is_null ? p + 4 : literal(p, "null");
    }

    position literal(position p, std::string_view word)
    {
        std::string_view const rest(p, size_from(p));
        if (rest.starts_with(word)) return p + word.size();
        return word.starts_with(rest) ? fail(errc::unexpected_end, end(), {}) : fail_here(p, "a JSON value");
    }

    /// The name of a member, with the colon after it consumed. See `text`.
    position name(position p, std::string_view& content)
    {
        if (peek(p) != '"') return fail_here(p, "a name in quotes");
        p = text(p, content);
        return p ? colon(p) : nullptr;
    }

    /// The text of a number. `integer` is set to whether it has neither a fraction nor an exponent.
    position number(position p, std::string_view& token, bool& integer)
    {
        auto const* const first = p;
        if (peek(p) == '-') ++p;
        if (peek(p) == '0') {
            if (is_digit(peek(++p))) return fail_here(p, "no digit after a leading zero");
        } else if (p = digits(p); !p) {
            return nullptr;
        }
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

    /// An integer of fewer than eight digits within the space of a name; null for all other tokens.
    [[gnu::always_inline]] position short_integer(position p, bool& negative, std::uint32_t& magnitude) const noexcept
    {
        if (p >= near_end()) return nullptr;
        negative = *p == '-';
        p += negative;
        eight_digits const digits(p);
        auto const count = digits.count();
        auto const* const next = p + count;
        if (count == 0 || digits.are_all_digits() || (*p == '0' && count != 1)) return nullptr;
        magnitude = static_cast<std::uint32_t>(digits.value());
        return *next == ',' || (*next != '.' && !begins_exponent(*next)) ? next : nullptr;
    }

    /// An integer of up to nineteen digits within the space of a name; null for all other tokens.
    [[gnu::always_inline]] position plain_integer(position p, bool& negative, std::uint64_t& magnitude) const noexcept
    {
        if (p = first_digit(p, negative); !p) return nullptr;
        std::size_t count = 0;
        if (p = read_digits(p, magnitude, count); !p) return nullptr;
        return *p != '.' && !begins_exponent(*p) ? p : nullptr;
    }

    /// A number of up to nineteen digits, `digits * 10^exponent`, within the space of a name; null for all other
    /// tokens.
    [[gnu::always_inline]] position plain_decimal(position p, bool& negative, std::uint64_t& digits,
                                                  int& exponent) const noexcept
    {
        if (p = first_digit(p, negative); !p) return nullptr;
        std::size_t count = 0;
        if (p = read_digits(p, digits, count); !p) return nullptr;
        if (*p == '.') {
            auto const whole = count;
            if (p = append_digits(p + 1, digits, count); !p || count == whole) return nullptr;
            exponent = static_cast<int>(whole) - static_cast<int>(count);
        }
        return begins_exponent(*p) ? plain_exponent(p + 1, exponent) : p;
    }

    /// Validates and skips a value of any kind, without recursion. `depth` is the maximum nesting.
    position skip_value(position p, std::size_t depth)
    {
        p = space(p);
        return peek(p) == '{' || peek(p) == '[' ? skip_nested(p, depth) : skip_scalar(p);
    }

    std::optional<json_kind> json_kind_at(position p) const noexcept { return json_kind_of(peek(p)); }

private:
    static char closing(char open) noexcept { return open == '{' ? '}' : ']'; }

    static bool begins_exponent(char c) noexcept { return c == 'e' || c == 'E'; }

    // The position of the first digit of a number without superfluous zeros; null for other tokens, and outside of the
    // space of a name.
    [[gnu::always_inline]] position first_digit(position p, bool& negative) const noexcept
    {
        // A sign, the digits, and among them a point; `e`, a sign and a word of an exponent.
        static_assert(name_room >= 2 + digits_room && name_room >= 2 + most_digits + 2 + eight_digits::size);
        if (p >= near_end()) return nullptr;
        negative = false;
        if (!is_digit(*p)) [[unlikely]] {  // a branch: the position of the digits need not wait for the sign
            negative = *p == '-';
            if (!negative || !is_digit(*++p)) return nullptr;
        }
        return *p != '0' || !is_digit(p[1]) ? p : nullptr;
    }

    // Adds an exponent of up to three digits.
    [[gnu::always_inline]] static position plain_exponent(position p, int& exponent) noexcept
    {
        bool const negative = *p == '-';
        if (negative || *p == '+') ++p;
        eight_digits const digits(p);
        auto const count = digits.count();
        if (count == 0 || count > 3) return nullptr;
        auto const value = static_cast<int>(digits.value());
        exponent += negative ? -value : value;
        return p + count;
    }

    position digits(position p)
    {
        if (!is_digit(peek(p))) return fail_here(p, "a digit");
        while (is_digit(peek(p))) ++p;
        return p;
    }

    position skip_nested(position p, std::size_t depth)
    {
        std::string open;  // the brackets that are not yet closed
        std::string_view skipped;
        do {
            p = space(p);
            if (auto const c = peek(p); c == '{' || c == '[') {
                if (open.size() == depth) return fail(errc::too_deep, p, {});
                p = space(p + 1);
                open.push_back(c);
                if (peek(p) != closing(c)) {
                    if (c == '{' && !(p = name(p, skipped))) return nullptr;
                    continue;
                }
            } else if (p = skip_scalar(p); !p) {
                return nullptr;
            }
            p = skip_closings(p, open);
        } while (p && !open.empty());
        return p;
    }

    position skip_scalar(position p)
    {
        bool integer = false;
        std::string_view skipped;
        switch (peek(p)) {
            case '"': return text(p, skipped);
            case 't': return literal(p, "true");
            case 'f': return literal(p, "false");
            case 'n': return null(p);
            default: return json_kind_at(p) ? number(p, skipped, integer) : fail_here(p, "a JSON value");
        }
    }

    // After a value: closes the objects and arrays that end here, and stops before the next value.
    position skip_closings(position p, std::string& open)
    {
        std::string_view skipped;
        while (!open.empty()) {
            p = space(p);
            if (peek(p) == closing(open.back())) {
                ++p;
                open.pop_back();
                continue;
            }
            p = punctuation(p, ',', open.back() == '{' ? "',' or '}'" : "',' or ']'");
            return p && open.back() == '{' ? name(p, skipped) : p;
        }
        return p;
    }

    position near_end_;
};

}  // namespace detail

}  // namespace descry
