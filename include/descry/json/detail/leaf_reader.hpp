// leaf_reader: reads values that contain no other values.
#pragma once

#include <descry/core/detail/nearest.hpp>
#include <descry/core/error.hpp>
#include <descry/json/detail/floating.hpp>
#include <descry/json/detail/lexer.hpp>
#include <descry/json/detail/pointer.hpp>
#include <descry/model/detail/enum_table.hpp>
#include <descry/model/detail/stored_integer.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/model/raw_json.hpp>

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace descry {

namespace detail {

/// Also stores how deeply values may still be nested, and the JSON Pointer of a failure.
class leaf_reader : public lexer {
public:
    leaf_reader(std::string_view text, std::size_t depth) noexcept : lexer(text), depth_left_(depth), lender_(begin())
    {
    }

    /// Borrows strings at the same offsets of another text, which must have the same ones.
    void borrow_from(std::string_view text) noexcept { lender_ = without_byte_order_mark(text).data(); }

    failure error() const
    {
        if (code() == errc::not_enough_memory) return code();  // and none is left for the details
        return {code(), {.explanation = explanation(), .pointer = pointer_, .offset = offset()}};
    }

    // The overloads of `value` read one of a type that is known to the compiler. Less probable values are left to
    // functions that are not inlined and are called last, so that the others need no frame.
    position value(position p, bool& out) { return boolean(p, out); }

    position value(position p, std::string& out)
    {
        if (peek(p) != '"') return unexpected(p, "a string");
        auto const* const last = end_of_short_text(p + 1);
        if (!last) return any_string(p, out);
        copy_short_text(p + 1, last, out);
        return last + 1;
    }

    template <std::integral T>
    [[gnu::always_inline]] position value(position p, T& out)
    {
        bool negative = false;
        std::uint64_t magnitude = 0;
        if (auto const* const next = plain_integer(p, negative, magnitude))
            // The least value, and -0 for an unsigned type, are left to `any_integer`: this is one comparison.
            if (magnitude <= std::uint64_t{std::numeric_limits<T>::max()} && (std::signed_integral<T> || !negative))
                [[likely]] {
                out = static_cast<T>(negative ? 0 - magnitude : magnitude);
                return next;
            }
        return any_integer<widest<T>>(p, sizeof(T), &out);
    }

    template <std::floating_point T>
    position value(position p, T& out)
    {
        return floating(p, out);
    }

    [[gnu::always_inline]] position boolean(position p, bool& out)
    {
        auto const* const next = p < near_end() ? plain_boolean(p, out) : nullptr;
        return next ? next : any_boolean(p, out);
    }

    // A boolean within the space of a name; null for all other tokens. There is no branch, since neither value is the
    // more probable one.
    [[gnu::always_inline]] static position plain_boolean(position p, bool& out) noexcept
    {
        bool const is_false = p[4] == 'e';
        out = !is_false;
        return (load_word(p) & 0xFFFFFFFF) == (is_false ? word_of("fals") : word_of("true")) ? p + 4 + is_false
                                                                                             : nullptr;
    }

    // Also near the end, or the failure for another token.
    [[gnu::noinline]] position any_boolean(position p, bool& out)
    {
        if (peek(p) != 't' && peek(p) != 'f') return unexpected(p, "a boolean");
        out = *p == 't';
        return literal(p, out ? "true" : "false");
    }

    [[gnu::noinline]] position string(position p, std::string& out) { return value(p, out); }

    // Any string, or the failure for another token.
    [[gnu::noinline]] position any_string(position p, std::string& out)
    {
        std::string_view content;
        p = text(p, content);
        if (p) out.assign(content);
        return p;
    }

    [[gnu::noinline]] position raw(position p, std::string& out)
    {
        auto const* const last = skip_value(p, depth_left_);
        if (last) out.assign(p, last);
        return last;
    }

    [[gnu::noinline]] position optional_text(position p, std::optional<std::string>& out)
    {
        if (peek(p) == '"') return long_text(p, out);
        if (peek(p) != 'n') return unexpected(p, "a string");
        out.reset();
        return null(p);
    }

    [[gnu::noinline]] position long_text(position p, std::optional<std::string>& out)
    {
        auto const* const first = p + 1;
        if (auto const* const last = special(first); last != end() && *last == '"') {
            out.emplace(first, last);
            return last + 1;
        }
        std::string_view content;
        p = text(p, content);
        if (p) out.emplace(content);
        return p;
    }

    // All widths are read as the widest, and stored if the value is in range. Most integers have fewer than eight
    // digits, which fit in four bytes.
    template <class Widest>
    [[gnu::noinline]] position integer(position p, std::size_t width, void* out)
    {
        bool negative = false;
        std::uint32_t magnitude = 0;
        auto const* const next = short_integer(p, negative, magnitude);
        if (!next || width < sizeof magnitude || (negative && std::unsigned_integral<Widest>)) [[unlikely]]
            return long_integer<Widest>(p, width, out);
        store_integer(negative ? 0 - std::uint64_t{magnitude} : magnitude, width, out);
        return next;
    }

    template <class Widest>
    [[gnu::noinline]] position long_integer(position p, std::size_t width, void* out)
    {
        bool negative = false;
        std::uint64_t magnitude = 0;
        auto const* const next = plain_integer(p, negative, magnitude);
        auto const bits = negative ? 0 - magnitude : magnitude;
        if (!next || !is_value_of<Widest>(negative, magnitude) || !fits_width(static_cast<Widest>(bits), width))
            return any_integer<Widest>(p, width, out);
        store_integer(bits, width, out);
        return next;
    }

    // Any integer, or the failure for another token.
    template <class Widest>
    [[gnu::noinline]] position any_integer(position p, std::size_t width, void* out)
    {
        bool integer = false;
        std::string_view token;
        auto const* const next = number_token(p, "an integer", token, integer);
        if (!next) return nullptr;
        if (!integer) return fail(errc::unexpected_kind, p, "expected an integer, found a fraction or an exponent");

        if (token == "-0") token = "0";  // zero; from_chars does not accept the minus sign for an unsigned type
        Widest wide{};
        auto const status = std::from_chars(token.data(), token.data() + token.size(), wide).ec;
        if (status != std::errc() || !fits_width(wide, width))
            return fail(errc::out_of_range, p,
                        std::string("the number does not fit ") + std::to_string(width * 8) +
                            (std::unsigned_integral<Widest> ? " bits without a sign" : " bits"));
        store_integer(static_cast<std::uint64_t>(wide), width, out);
        return next;
    }

    [[gnu::noinline]] position floating(position p, std::size_t width, void* out)
    {
        return width == sizeof(float) ? stored_floating<float>(p, out) : stored_floating<double>(p, out);
    }

    // A member of a packed struct may be at any address.
    template <class T>
    position stored_floating(position p, void* out)
    {
        T value{};
        p = floating(p, value);
        if (p) store_as(value, out);
        return p;
    }

    template <class T>
    [[gnu::always_inline]] position floating(position p, T& out)
    {
        bool negative = false;
        std::uint64_t digits = 0;
        int exponent = 0;
        if (auto const* const next = plain_decimal(p, negative, digits, exponent)) [[likely]] {
            T value{};
            if (!nearest_by_one_operation(digits, exponent, value))
                return rounded_floating(p, next, negative, digits, exponent, out);
            out = negative ? -value : value;
            return next;
        }
        return any_floating(p, out);
    }

    // A number whose end and whose digits were found.
    template <class T>
    [[gnu::noinline]] position rounded_floating(position p, position next, bool negative, std::uint64_t digits,
                                                int exponent, T& out)
    {
        bits_of<T> magnitude{};
        if (digits != 0 && !nearest_by_product<T>(digits, exponent, magnitude)) return any_floating(p, out);
        out = with_sign<T>(negative, magnitude);
        return next;
    }

    // Any number, or the failure for another token.
    template <class T>
    [[gnu::noinline]] position any_floating(position p, T& out)
    {
        bool integer = false;
        std::string_view token;
        auto const* const next = number_token(p, "a number", token, integer);
        if (next && !read_floating(token, out))
            return fail(errc::out_of_range, p, "the number does not fit a floating-point member");
        return next;
    }

    [[gnu::noinline]] position scalar(position p, scalar_table const& table, void* out)
    {
        bool const quoted = peek(p) == '"';
        bool integer = false;
        std::string_view token;
        auto const* const next = quoted ? text(p, token) : number_token(p, table.expected, token, integer);
        if (next && table.borrows && quoted && !borrow(token)) return no_view(p);
        if (next && !table.read(out, token, quoted)) return no_such_value(p, table);
        return next;
    }

    [[gnu::noinline]] position enumeration(position p, enum_table const& table, std::size_t width, void* out)
    {
        if (!table.as_number && size_from(p) > text_prefix::size && *p == '"')
            if (auto const* const last = end_of_short_text(p + 1)) {
                auto const size = static_cast<std::size_t>(last - p - 1);
                auto const prefix = text_prefix::of_readable(p + 1, size);
                auto const whole = [](std::string_view) { return true; };
                if (auto const* const found = find_written(table, prefix, size, whole)) [[likely]] {
                    store_integer(static_cast<std::uint64_t>(found->value), width, out);
                    return last + 1;
                }
            }
        return any_enumerator(p, table, width, out);
    }

    // Also one in another casing, a number, or the failure.
    [[gnu::noinline]] position any_enumerator(position p, enum_table const& table, std::size_t width, void* out)
    {
        enumerator const* found = nullptr;
        position next = nullptr;
        if (table.as_number) {
            std::int64_t number = 0;
            if (next = integer<std::int64_t>(p, sizeof number, &number); !next) return nullptr;
            found = find_enumerator(table, number);
        } else {
            std::string_view name;
            if (peek(p) != '"') return unexpected(p, "a string");
            if (next = text(p, name); !next) return nullptr;
            found = find_enumerator(table, name);
        }
        if (!found) return no_such_enumerator(p, table);
        store_integer(static_cast<std::uint64_t>(found->value), width, out);
        return next;
    }

    // A copy whose size is known to the compiler needs no call, if the function of the string is inlined.
    [[gnu::flatten, gnu::noinline]] static void copy_short_text(position first, position last,
                                                                std::optional<std::string>& out)
    {
        out.emplace(first, block::size - 1).erase(static_cast<std::size_t>(last - first) % block::size);
    }

    static void copy_short_text(position first, position last, std::string& out)
    {
        out.assign(first, block::size - 1).erase(static_cast<std::size_t>(last - first) % block::size);
    }

    [[gnu::cold, gnu::noinline]] position unexpected(position p, char const* expected)
    {
        auto const what = json_kind_at(p);
        if (!what) return fail_here(p, expected);
        if (!skip_value(p, depth_left_))
            return nullptr;  // reports a syntax error in preference to a mismatch of the kind
        return fail(what == json_kind::null ? errc::unexpected_null : errc::unexpected_kind, p,
                    std::string("expected ")
                        .append(expected)
                        .append(", found ")
                        .append(json_kind_names[static_cast<std::size_t>(*what)]));
    }

    // Names with the most similar spelling come first.
    [[gnu::cold, gnu::noinline]] static std::string list_of_enumerators(enum_table const& table, std::string_view name)
    {
        if (table.size == 0) return "an enumerator (the enum has none)";
        constexpr std::size_t most = 10;
        constexpr auto listed = static_cast<std::size_t>(-1);
        std::vector<std::size_t> distances(table.size);
        for (std::size_t i = 0; i != distances.size() && !table.as_number; ++i)
            distances[i] = distance(table.rows[i].text, name);
        std::string out = "one of ";
        for (std::size_t i = 0; i != distances.size() && i != most; ++i) {
            auto const nearest = std::min_element(distances.begin(), distances.end());  // the first of these
            auto const& row = table.rows[nearest - distances.begin()];
            *nearest = listed;
            if (i != 0) out += ", ";
            out += table.as_number ? std::to_string(row.value) : '"' + std::string(row.text) + '"';
        }
        if (distances.size() > most) out += " or " + std::to_string(distances.size() - most) + " others";
        return out;
    }

    // Adds a reference token to the JSON pointer (RFC 6901) while a failure is propagated.
    [[gnu::cold, gnu::noinline]] position fail_in(std::string_view name)
    {
        pointer_.insert(0, reference_token(name));
        return nullptr;
    }

    /// Clears a failure.
    void start_again(std::size_t depth) noexcept
    {
        depth_left_ = depth;
        pointer_.clear();
    }

    /// How deeply values may still be nested.
    std::size_t depth_left() const noexcept { return depth_left_; }

protected:
    // Begins or ends a value that contains others.
    void descend() noexcept { --depth_left_; }
    void ascend() noexcept { ++depth_left_; }

private:
    position number_token(position p, char const* expected, std::string_view& token, bool& integer)
    {
        return peek(p) == '-' || is_digit(peek(p)) ? number(p, token, integer) : unexpected(p, expected);
    }

    [[gnu::cold, gnu::noinline]] position no_such_value(position p, scalar_table const& table)
    {
        bool const quoted = *p == '"';
        if (table.one_kind && quoted != table.quoted) return unexpected(p, table.expected);
        std::string_view token;
        bool integer = false;
        if (quoted)
            text(p, token);
        else
            number(p, token, integer);
        auto const* const found = table.found ? table.found(token) : nullptr;
        auto const* const other = quoted ? "another string" : "another number";
        return fail(errc::invalid_value, p,
                    std::string("expected ") + table.expected + ", found " + (found ? found : other));
    }

    // Replaces a string of the text by that of the lender. Returns false if it has escapes.
    [[gnu::noinline]] bool borrow(std::string_view& token) const noexcept
    {
        if (!is_view_of_input(token)) return false;
        token = {lender_ + (token.data() - begin()), token.size()};
        return true;
    }

    [[gnu::cold, gnu::noinline]] position no_view(position p)
    {
        return fail(errc::invalid_value, p, "expected a string without escapes, since the member is a view of it");
    }

    [[gnu::cold, gnu::noinline]] position no_such_enumerator(position p, enum_table const& table)
    {
        std::string_view name;
        if (!table.as_number) text(p, name);
        auto const* const found = table.as_number ? "another number" : "another string";
        return fail(errc::invalid_value, p, "expected " + list_of_enumerators(table, name) + ", found " + found);
    }

    std::size_t depth_left_;
    std::string pointer_;
    char const* lender_;  // the start of the text of which borrowed members are views
};

}  // namespace detail

}  // namespace descry
