// open_enum: an enumerator, or what the service sent in its place and nobody here knew.
#pragma once

#include <descry/model/enum_table.hpp>
#include <descry/model/scalar.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace descry {

namespace detail {

/// What an open_enum holds, to the engines: an integer, a text that names no enumerator, or any other number as its
/// text. Two pointers wide.
class enum_value {
public:
    enum_value() noexcept = default;
    explicit enum_value(std::int64_t number) noexcept : number_(number) {}
    enum_value(enum_value const& other)
        : number_(other.number_), unknown_(other.unknown_ ? std::make_unique<std::string>(*other.unknown_) : nullptr)
    {
    }
    enum_value(enum_value&& other) noexcept
        : number_(std::exchange(other.number_, 0)), unknown_(std::move(other.unknown_))
    {
    }
    enum_value& operator=(enum_value other) noexcept
    {
        number_ = other.number_;
        unknown_.swap(other.unknown_);
        return *this;
    }
    ~enum_value() = default;

    /// Holds the enumerator of that text, or else the text.
    void read(enum_table const& table, std::string_view text)
    {
        auto const* const found = find_enumerator(table, text);
        unknown_ = found ? nullptr : std::make_unique<std::string>(text);
        number_ = found ? found->value : 0;
    }
    /// Holds the number, be there an enumerator of that value or not.
    void read(std::int64_t number) noexcept
    {
        unknown_.reset();
        number_ = number;
    }
    /// The same for a number of JSON. One that is no integer of 64 bits (`1.0`, `1e2`, 2^63) is kept as its text.
    void read_number(std::string_view json)
    {
        std::int64_t number = 0;
        auto const* const end = json.data() + json.size();
        auto const [last, ec] = std::from_chars(json.data(), end, number);
        if (ec == std::errc() && last == end) return read(number);
        unknown_ = std::make_unique<std::string>(json);
        number_ = kept_number;
    }

    /// True when it is written as a number, and not as a text in quotes.
    bool written_as_number(enum_table const& table) const noexcept
    {
        return unknown_ ? number_ == kept_number : table.as_number || !find_enumerator(table, number_);
    }
    bool known(enum_table const& table) const noexcept { return !unknown_ && find_enumerator(table, number_); }
    bool holds(std::int64_t number) const noexcept { return !unknown_ && number_ == number; }
    /// The value of the enumerator or the integer that was kept; zero when it holds anything else.
    std::int64_t number() const noexcept { return unknown_ ? 0 : number_; }
    /// The text of the enumerator or the one that was kept; empty for a number that is no enumerator.
    std::string_view text(enum_table const& table) const noexcept
    {
        if (unknown_) return number_ == kept_number ? std::string_view() : *unknown_;
        auto const* const found = find_enumerator(table, number_);
        return found ? found->text : std::string_view();
    }

    static constexpr std::size_t max_digits = 20;

    /// The text, or what is written as a number, whose digits are put into `digits` if they are not kept already.
    std::string_view written(enum_table const& table, char* digits) const noexcept
    {
        if (unknown_) return *unknown_;
        if (!written_as_number(table)) return text(table);
        return {digits, std::to_chars(digits, digits + max_digits, number_).ptr};
    }

    void append_to(enum_table const& table, std::string& out) const
    {
        char digits[max_digits];
        out += written(table, digits);
    }

    bool same(enum_value const& other) const noexcept
    {
        if (number_ != other.number_ || !unknown_ != !other.unknown_) return false;
        return !unknown_ || *unknown_ == *other.unknown_;
    }
    std::size_t hash() const noexcept
    {
        return unknown_ ? std::hash<std::string>()(*unknown_) : std::hash<std::int64_t>()(number_);
    }

private:
    static constexpr std::int64_t kept_number = 1;

    std::int64_t number_ = 0;  // beside `unknown_` zero, or that it is `kept_number`
    std::unique_ptr<std::string> unknown_;
};

}  // namespace detail

/// An enumerator of E; or, when the service sent a text or a number that E does not name, that text or number, which
/// is written back as it was. A number with a point or an exponent names none: `1.0` stays `1.0`. E is described with
/// Boost.Describe. A fresh one holds the enumerator of value 0.
///
/// Texts are read in any casing: `one_time`, `OneTime`, `oneTime` and `ONE_TIME` are one. An enumerator is written by
/// the style of its enum (`descry::written_as`), whichever way it was read. Enumerators of one value cannot be told
/// apart: the text of any is read, that of the first described is written.
template <class E>
class open_enum : public detail::enum_value {
    static constexpr enum_table const& table() noexcept { return detail::enum_table_of<E>; }

public:
    open_enum() noexcept = default;
    open_enum(E enumerator) noexcept : enum_value(static_cast<std::int64_t>(enumerator)) {}
    /// Holds the enumerator of that text, or else the text.
    explicit open_enum(std::string_view text) { this->read(table(), text); }

    /// Never empty: every text can be held.
    static std::optional<open_enum> parse(std::string_view text) { return open_enum(text); }
    /// The enumerator of that value, or else the number.
    static open_enum parse_number(long long number) noexcept
    {
        open_enum out;
        out.read(number);
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

    /// The text of the enumerator or the one that was kept; empty for a number that E does not name.
    std::string_view text() const noexcept { return enum_value::text(table()); }
    /// True when it is written as a number: one that E does not name, or the style of E is to write numbers.
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
        if (token.quoted) return open_enum<E>(token.text);
        open_enum<E> number;
        number.read_number(token.text);
        return number;
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
