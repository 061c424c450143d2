// maybe_quoted: a number that a service writes sometimes in quotes and sometimes without.
#pragma once

#include <descry/core/wrong.hpp>
#include <descry/model/decimal.hpp>
#include <descry/model/detail/type_of.hpp>
#include <descry/model/detail/value_type.hpp>

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

template <class T>
concept number_type = integer<T> || one_of<T, float, double, decimal>;

template <class T>
struct maybe_quoted_rows;

// Compares by value, whether the types are signed or not.
template <class A, class B>
constexpr auto compare_numbers(A const& a, B const& b) noexcept
{
    if constexpr (integer<A> && integer<B>)
        return std::cmp_less(a, b)   ? std::strong_ordering::less
               : std::cmp_less(b, a) ? std::strong_ordering::greater
                                     : std::strong_ordering::equal;
    else
        return a <=> b;
}

}  // namespace detail

/// A number of JSON (RFC 8259, section 6), or a string that contains one: `25` or `"25"`. T is an integer type,
/// `float`, `double` or `descry::decimal`. It is written in quotes if it was read in quotes. The string must be exactly
/// a number, without white space or a plus sign, and must be in the range of T, like a number without quotes.
///
/// Converts from T and to T, and compares by value, without regard to quotes. The default value has no quotes.
/// Assigning a number keeps the present quotes.
template <class T>
class maybe_quoted {
public:
    using value_type = T;

    constexpr maybe_quoted() noexcept = default;
    constexpr maybe_quoted(T number, bool quoted = false) noexcept : value_(number), quoted_(quoted) {}
    /// Converts from an integer, if T is a decimal.
    template <std::integral U>
        requires(std::is_class_v<T> && std::convertible_to<U, T>)
    constexpr maybe_quoted(U number, bool quoted = false) noexcept : value_(number), quoted_(quoted)
    {
    }

    constexpr maybe_quoted& operator=(T number) noexcept
        requires(!std::is_class_v<T>)
    {
        value_ = number;
        return *this;
    }
    template <class U>
        requires(std::is_class_v<T> && std::convertible_to<U const&, T> && !std::same_as<U, maybe_quoted>)
    constexpr maybe_quoted& operator=(U const& number) noexcept
    {
        value_ = number;
        return *this;
    }

    constexpr T const& value() const noexcept { return value_; }
    constexpr operator T const&() const noexcept { return value_; }

    /// True if the number is written in quotes.
    constexpr bool quoted() const noexcept { return quoted_; }
    constexpr void set_quoted(bool quoted = true) noexcept { quoted_ = quoted; }

    friend constexpr bool operator==(maybe_quoted const& a, maybe_quoted const& b) noexcept
    {
        return a.value_ == b.value_;
    }
    friend constexpr auto operator<=>(maybe_quoted const& a, maybe_quoted const& b) noexcept
    {
        return a.value_ <=> b.value_;
    }
    template <detail::number_type U>
    friend constexpr bool operator==(maybe_quoted const& a, U const& b) noexcept
    {
        return detail::compare_numbers(a.value_, b) == 0;
    }
    template <detail::number_type U>
    friend constexpr auto operator<=>(maybe_quoted const& a, U const& b) noexcept
    {
        return detail::compare_numbers(a.value_, b);
    }

private:
    friend detail::maybe_quoted_rows<T>;

    T value_{};
    bool quoted_ = false;
};

namespace detail {

template <class T>
struct maybe_quoted_rows {
    using self = maybe_quoted<T>;

    static void* number_in(void* o, bool quoted) noexcept
    {
        auto& to = *static_cast<self*>(o);
        to.quoted_ = quoted;
        return &to.value_;
    }

    static maybe_quoted_table::held_number get(void const* o) noexcept
    {
        auto const& from = *static_cast<self const*>(o);
        return {&from.value_, from.quoted_};
    }
};

template <class T>
constexpr maybe_quoted_table make_maybe_quoted_table()
{
    if constexpr (!number_type<T>) {
        refuse<wrong::maybe_quoted_takes_an_integer_a_floating_point_number_or_a_descry_decimal<T>>();
        return {};
    } else {
        using number = type_of<T>;
        using rows = maybe_quoted_rows<T>;
        return {{number::what, number::width, &number::table}, rows::number_in, rows::get};
    }
}

template <class T>
struct type_of<maybe_quoted<T>> {
    static constexpr kind what = kind::maybe_quoted;
    static constexpr std::uint8_t width = 0;
    static constexpr maybe_quoted_table table = make_maybe_quoted_table<T>();
};

}  // namespace detail

}  // namespace descry

template <class T>
struct std::hash<descry::maybe_quoted<T>> {
    std::size_t operator()(descry::maybe_quoted<T> const& number) const noexcept
    {
        return std::hash<T>()(number.value());
    }
};
