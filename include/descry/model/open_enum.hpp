// open_enum: an enumerator, or what the service sent in its place and nobody here knew.
#pragma once

#include <descry/core/config.hpp>
#include <descry/model/detail/enum_table.hpp>
#include <descry/model/scalar.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// What an open_enum holds, to the engines: a number, which may be that of an enumerator, a text that names no
/// enumerator, or a number that is no integer of 64 bits. What was read otherwise than it would be written is kept with
/// it. Two pointers wide.
class enum_value {
public:
    enum_value() noexcept = default;
    explicit enum_value(std::int64_t number) noexcept : number_(number) {}
    enum_value(enum_value const& other)
        : number_(other.number_), as_read_(other.as_read_ ? copy_of_token(other) : nullptr)
    {
    }
    enum_value(enum_value&& other) noexcept : number_(other.number_), as_read_(other.as_read_)
    {
        other.number_ = 0;
        other.as_read_ = nullptr;
    }
    enum_value& operator=(enum_value other) noexcept
    {
        auto* const mine = as_read_;
        number_ = other.number_;
        as_read_ = other.as_read_;
        other.as_read_ = mine;
        return *this;
    }
    ~enum_value()
    {
        if (as_read_) delete_token();
    }

    /// Holds the enumerator of that text, or else the text.
    DESCRY_DECL void read(enum_table const& table, std::string_view text);
    /// Holds the number, be there an enumerator of that value or not.
    DESCRY_DECL void read(std::int64_t number) noexcept;
    /// The same for a text or a number of JSON, which is written back as it is. A number that is no integer of 64 bits
    /// (`1.0`, `1e2`, 2^63) names no enumerator.
    DESCRY_DECL void read_json(enum_table const& table, std::string_view json, bool quoted);
    /// The same for an integer.
    DESCRY_DECL void read_number(enum_table const& table, std::int64_t number);

    /// True when it is written as a number, and not as a text in quotes.
    DESCRY_DECL bool written_as_number(enum_table const& table) const noexcept;
    DESCRY_DECL bool known(enum_table const& table) const noexcept;
    DESCRY_DECL bool holds(std::int64_t number) const noexcept;
    /// The value of the enumerator or the integer that was kept; zero when it holds anything else.
    DESCRY_DECL std::int64_t number() const noexcept;
    /// The text of the enumerator or the one that names none; empty for a number that is no enumerator.
    DESCRY_DECL std::string_view text(enum_table const& table) const noexcept;

    static constexpr std::size_t max_digits = 20;

    /// The text, or what is written as a number, whose digits are put into `digits` if they are not kept already.
    DESCRY_DECL std::string_view written(enum_table const& table, char* digits) const noexcept;

    DESCRY_DECL void append_to(enum_table const& table, std::string& out) const;

    /// True when both hold the same enumerator or number, however they were read, or the same text.
    DESCRY_DECL bool same(enum_value const& other) const noexcept;
    DESCRY_DECL std::size_t hash() const noexcept;

private:
    struct token;

    DESCRY_DECL static token* copy_of_token(enum_value const& other);
    DESCRY_DECL void delete_token() noexcept;
    DESCRY_DECL bool has_number() const noexcept;
    DESCRY_DECL void keep(token* read) noexcept;

    std::int64_t number_ = 0;
    token* as_read_ = nullptr;  // null: what is written follows from the number
};

}  // namespace detail

/// An enumerator of E; or, when the service sent a text or a number that E does not name, that text or number. A number
/// with a point or an exponent names none. E is described with Boost.Describe. A fresh one holds the enumerator of
/// value 0.
///
/// Texts are read in any casing: `one_time`, `OneTime`, `oneTime` and `ONE_TIME` are one. What was read from JSON is
/// written back as it was, to the letter and in quotes or not, until something is assigned. An enumerator that a
/// program assigns, be it by its name, is written by the style of its enum (`descry::written_as`). Enumerators of one
/// value cannot be told apart: the text of any is read, that of the first described is written. Two that hold the same
/// enumerator are equal, however they were read.
template <class E>
class open_enum : public detail::enum_value {
    static constexpr enum_table const& table() noexcept { return detail::enum_table_of<E>; }

public:
    open_enum() noexcept = default;
    open_enum(E enumerator) noexcept : enum_value(static_cast<std::int64_t>(enumerator)) {}
    /// Holds the enumerator of that text, to be written by the style of E, or else the text.
    explicit open_enum(std::string_view text) { this->read(table(), text); }

    /// The same. Never empty: every text can be held.
    static std::optional<open_enum> parse(std::string_view text) { return open_enum(text); }
    /// The enumerator of that value, or else the number. It is written as a number in either case.
    static open_enum parse_number(long long number)
    {
        open_enum out;
        out.read_number(table(), number);
        return out;
    }

    /// True when it holds an enumerator of E.
    bool known() const noexcept { return enum_value::known(table()); }
    /// The enumerator; empty when it holds a text or a number that E does not name.
    std::optional<E> value() const noexcept
    {
        if (!known()) return {};
        return static_cast<E>(number());
    }
    E value_or(E unknown) const noexcept { return known() ? static_cast<E>(number()) : unknown; }

    /// The text of the enumerator, in its own spelling, or the one that E does not name; empty for a number that E does
    /// not name.
    std::string_view text() const noexcept { return enum_value::text(table()); }
    /// True when it is written as a number: it was read from one, E does not name it, or the style of E is to write
    /// numbers.
    bool written_as_number() const noexcept { return enum_value::written_as_number(table()); }

    /// The text, or what is written as a number.
    void append_to(std::string& out) const { enum_value::append_to(table(), out); }
    std::string to_string() const
    {
        std::string out;
        append_to(out);
        return out;
    }

    friend bool operator==(open_enum const& a, open_enum const& b) noexcept { return a.same(b); }
    friend bool operator==(open_enum const& a, E b) noexcept { return a.holds(static_cast<std::int64_t>(b)); }
};

template <class E>
struct scalar<open_enum<E>> {
    static constexpr char const* expected = "an enumerator (text or a number)";
    static constexpr bool quoted = true;

    static std::optional<open_enum<E>> read(scalar_token token)
    {
        open_enum<E> out;
        out.read_json(detail::enum_table_of<E>, token.text, token.quoted);
        return out;
    }

    static bool write(open_enum<E> const& value, std::string& out)
    {
        value.append_to(out);
        return !value.written_as_number();
    }

    static scalar_token view(open_enum<E> const& value, char* room) noexcept
    {
        return {value.written(detail::enum_table_of<E>, room), !value.written_as_number()};
    }
};

}  // namespace descry

template <class E>
struct std::hash<descry::open_enum<E>> {
    std::size_t operator()(descry::open_enum<E> const& value) const noexcept { return value.hash(); }
};

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/model/impl/open_enum.ipp>
#endif
