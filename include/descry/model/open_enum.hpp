// open_enum: an enumerator, or an unknown value that the service sent in its place.
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

/// The type-erased content of an open_enum: a number, which may be that of an enumerator; a string that names no
/// enumerator; or a number that is not an integer of 64 bits. If the text that was read differs from the one that would
/// be written, it is stored as well. Its size is that of two pointers.
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

    /// Stores the enumerator with that text, or else the text.
    DESCRY_DECL void read(enum_table const& table, std::string_view text);
    /// Stores the number, whether there is an enumerator with that value or not.
    DESCRY_DECL void read(std::int64_t number) noexcept;
    /// Stores the value of a string or a number of JSON, which is written back unchanged. A number that is not an
    /// integer of 64 bits (`1.0`, `1e2`, 2^63) names no enumerator.
    DESCRY_DECL void read_json(enum_table const& table, std::string_view json, bool quoted);
    /// The same for an integer.
    DESCRY_DECL void read_number(enum_table const& table, std::int64_t number);

    /// True if it is written as a number, and not as a string.
    DESCRY_DECL bool written_as_number(enum_table const& table) const noexcept;
    DESCRY_DECL bool known(enum_table const& table) const noexcept;
    DESCRY_DECL bool holds(std::int64_t number) const noexcept;
    /// The value of the enumerator or of the stored integer; zero for other content.
    DESCRY_DECL std::int64_t number() const noexcept;
    /// The text of the enumerator, or the stored string; empty for a number that is not an enumerator.
    DESCRY_DECL std::string_view text(enum_table const& table) const noexcept;

    static constexpr std::size_t max_digits = 20;

    /// The text or number as it is written. The digits of a number that is not stored as text are written to `digits`.
    DESCRY_DECL std::string_view written(enum_table const& table, char* digits) const noexcept;

    DESCRY_DECL void append_to(enum_table const& table, std::string& out) const;

    /// True if both have the same enumerator, number or string, in whatever form it was read.
    DESCRY_DECL bool same(enum_value const& other) const noexcept;
    DESCRY_DECL std::size_t hash() const noexcept;

private:
    struct token;

    DESCRY_DECL static token* copy_of_token(enum_value const& other);
    DESCRY_DECL void delete_token() noexcept;
    DESCRY_DECL bool has_number() const noexcept;
    DESCRY_DECL void keep(token* read) noexcept;

    std::int64_t number_ = 0;
    token* as_read_ = nullptr;  // if null, the number determines the written text
};

}  // namespace detail

/// An enumerator of E; or a string or a number that the service sent and that E does not name. A number with a decimal
/// point or an exponent names no enumerator. E is described with Boost.Describe. The default is the enumerator with the
/// value 0.
///
/// Strings are read in any casing: `one_time`, `OneTime`, `oneTime` and `ONE_TIME` are equivalent. A value that was
/// read from JSON is written back unchanged, including its quotes, until another is assigned. An assigned enumerator,
/// also by its name, is written in the style of its enum (`descry::written_as`). Enumerators with equal values are not
/// distinguished: the texts of all are read, that of the first described is written. Two objects with the same
/// enumerator are equal, in whatever form it was read.
///
/// As the key of a map, an enumerator whose form would be read as another value is written in the style of its enum.
/// Any other such value is not written: an unknown number of an enum that is written as strings, or an unknown string
/// of digits of one that is written as numbers.
template <class E>
class open_enum : public detail::enum_value {
    static constexpr enum_table const& table() noexcept { return detail::enum_table_of<E>; }

public:
    open_enum() noexcept = default;
    open_enum(E enumerator) noexcept : enum_value(static_cast<std::int64_t>(enumerator)) {}
    /// Stores the enumerator with that text, which is written in the style of E, or else the text.
    explicit open_enum(std::string_view text) { this->read(table(), text); }

    /// The same. The result is never empty, since every text can be stored.
    static std::optional<open_enum> parse(std::string_view text) { return open_enum(text); }
    /// Stores the enumerator with that value, or else the number. It is written as a number in either case.
    static open_enum parse_number(long long number)
    {
        open_enum out;
        out.read_number(table(), number);
        return out;
    }

    /// True if it has an enumerator of E.
    bool known() const noexcept { return enum_value::known(table()); }
    /// The enumerator; empty for a string or a number that E does not name.
    std::optional<E> value() const noexcept
    {
        if (!known()) return {};
        return static_cast<E>(number());
    }
    E value_or(E unknown) const noexcept { return known() ? static_cast<E>(number()) : unknown; }

    /// The text of the enumerator in its own spelling, or the string that E does not name; empty for a number that E
    /// does not name.
    std::string_view text() const noexcept { return enum_value::text(table()); }
    /// True if it is written as a number: it was read from one, E does not name it, or the style of E is `number`.
    bool written_as_number() const noexcept { return enum_value::written_as_number(table()); }

    /// The text or number as it is written.
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
    static constexpr bool quoted = written_as<E> != enum_style::number;
    static constexpr enum_table const* enumerators = &detail::enum_table_of<E>;

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
