// decimal: exact decimal numbers for amounts.
#pragma once

#include <descry/core/config.hpp>
#include <descry/model/detail/string_schemas.hpp>
#include <descry/model/detail/uint256.hpp>
#include <descry/model/scalar.hpp>

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

// Integer types, but no types that merely convert to one.
template <class T>
concept whole_number = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                       !std::same_as<T, wchar_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t> &&
#ifdef __cpp_char8_t
                       !std::same_as<T, char8_t> &&
#endif
                       sizeof(T) <= sizeof(std::uint64_t);

}  // namespace detail

/// An exact decimal number of up to 38 digits, any number of which may follow the decimal point. It keeps its scale,
/// the number of digits after the point: `100.0` stays `100.0`. Values are never rounded: `parse` refuses a number that
/// cannot be represented exactly, and arithmetic throws `std::overflow_error`. Only trailing zeros of a fraction are
/// dropped if there is no room for them.
///
/// Numbers compare by value, so 1.0 == 1.00; `identical` compares the written form. A zero keeps the minus sign it was
/// read with (`-0.00`), which has no meaning; arithmetic does not produce one. There is no division, and no conversion
/// from `double`.
class decimal {
public:
    static constexpr int max_digits = 38;

    constexpr decimal() noexcept = default;
    constexpr decimal(detail::whole_number auto value) noexcept
        : low_(value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value)),
          negative_(value < 0)
    {
    }
    /// Throws `std::invalid_argument` if the text is not a number, or a number that cannot be represented.
    constexpr explicit decimal(std::string_view text)
    {
        auto const parsed = parse(text);
        if (!parsed) throw std::invalid_argument("not a decimal number of at most 38 digits");
        *this = *parsed;
    }

    /// Reads a number in the syntax of JSON. An exponent moves the point: `1.50E-2` is `0.0150`, `1.5e3` is `1500`.
    static constexpr std::optional<decimal> parse(std::string_view text) noexcept;

    /// The number without an exponent, with as many digits after the point as its scale.
    DESCRY_DECL void append_to(std::string& out) const;
    DESCRY_DECL std::string to_string() const;

    /// The digits, a minus sign, a zero before the point, and the point.
    static constexpr std::size_t max_text_size = max_digits + 3;
    /// Writes at most `max_text_size` characters, in the form of `append_to`, and returns a pointer to their end.
    DESCRY_DECL char* write(char* to) const noexcept;

    constexpr int scale() const noexcept { return scale_; }
    constexpr bool is_zero() const noexcept { return coefficient() == 0; }
    constexpr bool is_negative() const noexcept { return negative_ && !is_zero(); }

    /// True if both are written identically.
    constexpr bool identical(decimal const& other) const noexcept
    {
        return coefficient() == other.coefficient() && scale_ == other.scale_ && negative_ == other.negative_;
    }

    /// The nearest double.
    constexpr explicit operator double() const noexcept;

    friend constexpr bool operator==(decimal const& a, decimal const& b) noexcept { return (a <=> b) == 0; }
    friend constexpr std::weak_ordering operator<=>(decimal const& a, decimal const& b) noexcept
    {
        if (a.is_negative() != b.is_negative())
            return a.is_negative() ? std::weak_ordering::less : std::weak_ordering::greater;
        auto const scale = a.scale_ < b.scale_ ? b.scale_ : a.scale_;
        auto const x = a.at_scale(scale), y = b.at_scale(scale);
        return a.is_negative() ? y <=> x : x <=> y;
    }

    friend constexpr decimal operator-(decimal const& a) noexcept
    {
        return {a.coefficient(), a.scale_, !a.negative_ && !a.is_zero()};
    }
    /// The scale of a sum is the larger scale of the operands.
    friend constexpr decimal operator+(decimal const& a, decimal const& b)
    {
        auto const scale = a.scale_ < b.scale_ ? b.scale_ : a.scale_;
        auto const x = a.at_scale(scale), y = b.at_scale(scale);
        if (a.negative_ == b.negative_) return fit(x + y, scale, a.negative_);
        return x < y ? fit(y - x, scale, b.negative_) : fit(x - y, scale, a.negative_);
    }
    friend constexpr decimal operator-(decimal const& a, decimal const& b) { return a + -b; }
    /// The scale of a product is the sum of the scales of the operands.
    friend constexpr decimal operator*(decimal const& a, decimal const& b)
    {
        return fit(detail::multiply(a.coefficient(), b.coefficient()), a.scale_ + b.scale_, a.negative_ != b.negative_);
    }

    constexpr decimal& operator+=(decimal const& other) { return *this = *this + other; }
    constexpr decimal& operator-=(decimal const& other) { return *this = *this - other; }
    constexpr decimal& operator*=(decimal const& other) { return *this = *this * other; }

private:
    static constexpr std::optional<decimal> parse_short(std::string_view text) noexcept;
    DESCRY_DECL char* write_short(char* to) const noexcept;

    friend struct std::hash<decimal>;
    using uint128 = detail::uint128;

    static constexpr uint128 limit = detail::powers_of_ten[max_digits];  // The coefficient is smaller.

    constexpr decimal(uint128 coefficient, int scale, bool negative) noexcept
        : high_(detail::high_half(coefficient)),
          low_(detail::low_half(coefficient)),
          scale_(static_cast<std::uint8_t>(scale)),
          negative_(negative)
    {
    }

    static constexpr decimal fit(detail::uint256 coefficient, int scale, bool negative)
    {
        while (coefficient >= limit || scale > max_digits) {
            auto const [quotient, digit] = divide_by_ten(coefficient);
            if (scale == 0 || digit != 0) throw std::overflow_error("a decimal has at most 38 digits");
            coefficient = quotient;
            --scale;
        }
        return {coefficient.low, scale, negative && coefficient.low != 0};
    }

    constexpr uint128 coefficient() const noexcept { return uint128(high_) << 64 | low_; }

    // Both factors are at most 10^38, and 256 bits can represent twice 10^76.
    constexpr detail::uint256 at_scale(int scale) const noexcept
    {
        return detail::multiply(coefficient(), detail::powers_of_ten[static_cast<std::size_t>(scale - scale_)]);
    }

    // Two halves, since an __int128 would be aligned to 16 bytes and enlarge the object by a third.
    std::uint64_t high_ = 0;
    std::uint64_t low_ = 0;
    std::uint8_t scale_ = 0;
    bool negative_ = false;
};

/// The sum of the elements of a range.
template <class Range>
constexpr decimal sum(Range const& numbers)
{
    decimal total;
    for (decimal const& number : numbers) total += number;
    return total;
}

// The fast path for most amounts: only digits and a point, and few enough digits for 64 bits.
constexpr std::optional<decimal> decimal::parse_short(std::string_view text) noexcept
{
    bool const negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (text.empty() || text.size() > 19) return {};
    if (text.size() > 1 && text[0] == '0' && text[1] != '.') return {};
    std::uint64_t coefficient = 0;
    std::size_t point = 0;
    for (std::size_t i = 0; i != text.size(); ++i) {
        if (text[i] >= '0' && text[i] <= '9')
            coefficient = coefficient * 10 + static_cast<unsigned>(text[i] - '0');
        else if (text[i] == '.' && point == 0 && i != 0 && i + 1 != text.size())
            point = i;
        else
            return {};
    }
    auto const scale = point == 0 ? 0 : text.size() - point - 1;
    return decimal(coefficient, static_cast<int>(scale), negative);
}

constexpr std::optional<decimal> decimal::parse(std::string_view text) noexcept
{
    if (auto const number = parse_short(text)) return number;

    auto const* at = text.data();
    auto const* const end = at + text.size();
    auto const more = [&](char c) { return at != end && *at == c; };
    auto const digit = [&] { return at != end && *at >= '0' && *at <= '9'; };

    // The digits without leading zeros, which have no effect, and without trailing ones, which depend on the exponent.
    uint128 coefficient = 0;
    int digits = 0;
    std::int64_t zeros = 0;
    bool fits = true;
    auto const take_digits = [&] {
        auto const* const begin = at;
        for (; digit(); ++at) {
            if (*at == '0') {
                zeros += coefficient != 0;
            } else if (digits + zeros < max_digits) {
                auto const count = static_cast<std::size_t>(zeros + 1);
                coefficient = coefficient * detail::powers_of_ten[count] + static_cast<unsigned>(*at - '0');
                digits += static_cast<int>(count);
                zeros = 0;
            } else {
                fits = false;
            }
        }
        return static_cast<std::int64_t>(at - begin);
    };

    bool const negative = more('-');
    if (negative) ++at;
    bool const leading_zero = more('0');
    auto const whole = take_digits();
    if (whole == 0 || (leading_zero && whole > 1)) return {};
    std::int64_t fraction = 0;
    if (more('.')) {
        ++at;
        if ((fraction = take_digits()) == 0) return {};
    }
    std::int64_t exponent = 0;
    if (more('e') || more('E')) {
        ++at;
        bool const down = more('-');
        if (down || more('+')) ++at;
        if (!digit()) return {};
        // An exponent of 17 digits cannot be compensated by the length of a text.
        for (; digit(); ++at)
            if (exponent < 10'000'000'000'000'000) exponent = exponent * 10 + (*at - '0');
        if (down) exponent = -exponent;
    }
    if (at != end || !fits) return {};

    // The number is first formed with as few zeros as possible; then zeros are added as written, as far as there is
    // room.
    auto const written_scale = fraction < exponent ? 0 : fraction - exponent;
    std::int64_t scale = 0;
    if (coefficient != 0) {
        auto const power = zeros + exponent - fraction;
        if (digits + power > max_digits || -power > max_digits) return {};
        if (power > 0)
            coefficient *= detail::powers_of_ten[static_cast<std::size_t>(power)], digits += static_cast<int>(power);
        if (power < 0) scale = -power;
    }
    auto const room = max_digits - (scale < digits ? digits : scale);
    auto const wanted = written_scale < scale ? 0 : written_scale - scale;
    auto const added = wanted < room ? wanted : room;
    coefficient *= detail::powers_of_ten[static_cast<std::size_t>(added)];
    return decimal(coefficient, static_cast<int>(scale + added), negative);
}

constexpr decimal::operator double() const noexcept
{
    auto const value = is_zero() ? 0.0 : detail::nearest_double(coefficient(), detail::powers_of_ten[scale_]);
    return negative_ ? -value : value;
}

template <>
struct scalar<decimal> : detail::parsed_scalar<decimal, false> {
    static constexpr char const* expected = "a decimal number of at most 38 digits (12.50)";
    static constexpr char const* schema = detail::number_schema;
    static_assert(decimal::max_digits == 38);
    DESCRY_DECL static std::optional<decimal> read(scalar_token token);
};

}  // namespace descry

template <>
struct std::hash<descry::decimal> {
    DESCRY_DECL std::size_t operator()(descry::decimal const& number) const noexcept;
};

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/model/impl/decimal.ipp>
#endif
