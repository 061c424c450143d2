// date: a calendar day, without a time and a time zone.
#pragma once

#include <descry/core/config.hpp>
#include <descry/model/detail/digits.hpp>
#include <descry/model/detail/string_schemas.hpp>
#include <descry/model/scalar.hpp>

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

constexpr int days_in_month(int year, int month) noexcept
{
    if (month != 2) return 30 + ((month + month / 8) & 1);
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
}

inline constexpr char const* no_such_day = "a day that does not exist";
inline constexpr char const* no_such_time = "a time of day out of range";

/// The name of a text that has the form of a date but is not one, for messages; null for other texts.
DESCRY_DECL char const* found_day(std::string_view text) noexcept;
/// The same for a text that begins with a date, and continues with a time in the form `Thh:mm:ss`.
DESCRY_DECL char const* found_time(std::string_view text) noexcept;

}  // namespace detail

/// A day of the Gregorian calendar in the years 0000 to 9999, written `2015-11-23`. The default value is 0001-01-01,
/// which services send for "none".
class date {
public:
    static constexpr std::size_t text_size = 10;

    constexpr date() noexcept = default;
    /// Throws `std::out_of_range` if the day does not exist.
    constexpr date(int year, int month, int day)
    {
        if (!exists(year, month, day)) throw std::out_of_range("no such day");
        *this = unchecked(year, month, day);
    }
    /// Throws `std::out_of_range` if the day does not exist.
    constexpr date(std::chrono::year_month_day day)
        : date(static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
               static_cast<int>(static_cast<unsigned>(day.day())))
    {
    }
    /// Throws `std::invalid_argument` if the text is not a day in the form `2015-11-23`.
    constexpr explicit date(std::string_view text)
    {
        auto const parsed = parse(text);
        if (!parsed) throw std::invalid_argument("not a date");
        *this = *parsed;
    }

    static constexpr std::optional<date> parse(std::string_view text) noexcept
    {
        if (text.size() != text_size || text[4] != '-' || text[7] != '-') return {};
        auto const year = detail::read_digits(text.data(), 4);
        auto const month = detail::read_digits(text.data() + 5, 2);
        auto const day = detail::read_digits(text.data() + 8, 2);
        if (!exists(year, month, day)) return {};
        return unchecked(year, month, day);
    }

    DESCRY_DECL void append_to(std::string& out) const;
    DESCRY_DECL std::string to_string() const;

    /// Writes `text_size` characters and returns a pointer to their end.
    DESCRY_DECL char* write(char* to) const noexcept;

    constexpr int year() const noexcept { return year_; }
    constexpr int month() const noexcept { return month_; }
    constexpr int day() const noexcept { return day_; }
    constexpr std::chrono::year_month_day ymd() const noexcept
    {
        return {std::chrono::year(year_), std::chrono::month(month_), std::chrono::day(day_)};
    }

    friend constexpr auto operator<=>(date const&, date const&) noexcept = default;

private:
    static constexpr bool exists(int year, int month, int day) noexcept
    {
        return year >= 0 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
               day <= detail::days_in_month(year, month);
    }

    static constexpr date unchecked(int year, int month, int day) noexcept
    {
        date out;
        out.year_ = static_cast<std::int16_t>(year);
        out.month_ = static_cast<std::uint8_t>(month);
        out.day_ = static_cast<std::uint8_t>(day);
        return out;
    }

    // The order of these members is that of the calendar.
    std::int16_t year_ = 1;
    std::uint8_t month_ = 1;
    std::uint8_t day_ = 1;
};

template <>
struct scalar<date> : detail::parsed_scalar<date, true> {
    static constexpr char const* expected = "a date (YYYY-MM-DD)";
    static constexpr char const* schema = detail::date_schema;
    static char const* found(std::string_view text) noexcept { return detail::found_day(text); }
    DESCRY_DECL static std::optional<date> read(scalar_token token);
};

}  // namespace descry

template <>
struct std::hash<descry::date> {
    DESCRY_DECL std::size_t operator()(descry::date const& d) const noexcept;
};

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/model/impl/date.ipp>
#endif
