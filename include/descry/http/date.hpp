// date: formatting and parsing of HTTP-date (RFC 9110, 5.6.7).
#pragma once

#include <descry/model/detail/date_scanner.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// The year for two digits: if it would be more than 50 years in the future, the most recent year in the past with the
/// same digits.
inline int full_year(unsigned two_digits, std::chrono::sys_seconds now)
{
    std::chrono::year_month_day const today{std::chrono::floor<std::chrono::days>(now)};
    auto const this_year = static_cast<int>(today.year());
    auto const year = this_year / 100 * 100 + static_cast<int>(two_digits);
    return year > this_year + 50 ? year - 100 : year;
}

/// Formats the preferred form, independent of the locale: `Sun, 06 Nov 1994 08:49:37 GMT`.
inline std::string http_date(std::chrono::sys_seconds when)
{
    auto const day = std::chrono::floor<std::chrono::days>(when);
    std::chrono::year_month_day const date(day);
    std::chrono::hh_mm_ss const time(when - day);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                  weekday_names.at(std::chrono::weekday(day).iso_encoding() - 1).data(), unsigned{date.day()},
                  month_names.at(unsigned{date.month()} - 1).data(), int{date.year()},
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return text.data();
}

}  // namespace detail

/// Parses an HTTP-date: `Sun, 06 Nov 1994 08:49:37 GMT`, or one of the obsolete forms `Sunday, 06-Nov-94 08:49:37 GMT`
/// and `Sun Nov  6 08:49:37 1994`. Returns `nullopt` if the text is malformed. The day name is not compared with the
/// date. `now` determines the century of a two-digit year.
inline std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text, std::chrono::sys_seconds now)
{
    using namespace detail;
    unsigned day = 0, month = 0, hour = 0, minute = 0, second = 0;
    int year = 0;
    date_scanner in(text);
    auto const time = [&] {
        hour = in.digits(2);
        in.literal(":");
        minute = in.digits(2);
        in.literal(":");
        second = in.digits(2);
    };

    auto const comma = text.find(',');
    if (comma == 3) {
        in.name(weekday_names);
        in.literal(", ");
        day = in.digits(2);
        in.literal(" ");
        month = in.name(month_names);
        in.literal(" ");
        year = static_cast<int>(in.digits(4));
        in.literal(" ");
        time();
        in.literal(" GMT");
    } else if (comma != std::string_view::npos) {
        in.name(long_weekday_names);
        in.literal(", ");
        day = in.digits(2);
        in.literal("-");
        month = in.name(month_names);
        in.literal("-");
        year = full_year(in.digits(2), now);
        in.literal(" ");
        time();
        in.literal(" GMT");
    } else {
        in.name(weekday_names);
        in.literal(" ");
        month = in.name(month_names);
        in.literal(" ");
        day = in.padded_day();
        in.literal(" ");
        time();
        in.literal(" ");
        year = static_cast<int>(in.digits(4));
    }

    std::chrono::year_month_day const date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    // 60 is a leap second.
    if (!in.complete() || !date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
           std::chrono::seconds(second);
}

}  // namespace descry
