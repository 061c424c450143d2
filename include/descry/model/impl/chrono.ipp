// chrono: the conversion of durations, times and dates from and to strings and numbers.
#pragma once

#include <descry/model/chrono.hpp>
#include <descry/model/date.hpp>
#include <descry/model/detail/date_scanner.hpp>
#include <descry/model/detail/digits.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <system_error>

namespace descry {

namespace detail {

inline constexpr std::int64_t seconds_per_day = 24 * 60 * 60;
inline constexpr std::int32_t nanoseconds_per_second = 1'000'000'000;

DESCRY_DECL bool split(std::int64_t count, std::int64_t seconds, std::int64_t per_second, split_time& out) noexcept
{
    if (per_second == 1) return !__builtin_mul_overflow(count, seconds, &out.seconds);
    auto const quotient = count / per_second - (count % per_second < 0);
    auto rest = count % per_second;
    if (rest < 0) rest += per_second;
    out = {quotient, static_cast<std::int32_t>(rest * (nanoseconds_per_second / per_second))};
    return true;
}

DESCRY_DECL bool join(split_time const& in, std::int64_t seconds, std::int64_t per_second, std::int64_t& out) noexcept
{
    if (per_second == 1) {
        out = in.seconds / seconds;
        return in.nanoseconds == 0 && in.seconds % seconds == 0;
    }
    auto const unit = nanoseconds_per_second / per_second;
    if (in.nanoseconds % unit != 0) return false;
    // Rounds towards zero, so that the product does not overflow if the sum does not.
    bool const before = in.seconds < 0 && in.nanoseconds != 0;
    std::int64_t const rest = in.nanoseconds / unit - (before ? per_second : 0);
    return !__builtin_mul_overflow(in.seconds + before, per_second, &out) && !__builtin_add_overflow(out, rest, &out);
}

/// Consumes the digits after a decimal point, as nanoseconds. Returns false if there are none, or if the digits after
/// the ninth are not zero.
inline bool take_fraction(std::string_view& text, std::int32_t& out) noexcept
{
    std::size_t digits = 0;
    std::int32_t value = 0;
    for (; digits != text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
        if (digits < 9)
            value = value * 10 + (text[digits] - '0');
        else if (text[digits] != '0')
            return false;
    }
    for (auto i = digits; i < 9; ++i) value *= 10;
    text.remove_prefix(digits);
    out = value;
    return digits != 0;
}

/// Writes a point and the necessary digits; nothing for zero.
inline char* write_fraction(std::int32_t nanoseconds, char* to) noexcept
{
    if (nanoseconds == 0) return to;
    *to++ = '.';
    for (auto unit = nanoseconds_per_second / 10; nanoseconds != 0; unit /= 10) {
        *to++ = static_cast<char>('0' + nanoseconds / unit);
        nanoseconds %= unit;
    }
    return to;
}

/// Consumes a mark and two digits. Returns a number below `limit`, or -1.
inline int take_pair(std::string_view& text, char mark, int limit) noexcept
{
    if (text.size() < 3 || text[0] != mark) return -1;
    auto const value = read_digits(text.data() + 1, 2);
    text.remove_prefix(3);
    return value < limit ? value : -1;
}

/// True for a year from 0000 to 9999, in UTC.
inline bool has_a_year(split_time const& time) noexcept
{
    return time.seconds >= -719'528 * seconds_per_day && time.seconds < 2'932'897 * seconds_per_day;
}

/// The forms of an offset from UTC: `Z` and `+hh:mm` of RFC 3339, or also `+hhmm` and `+hh` of ISO 8601.
enum class offset_form { with_colon, any };

/// Consumes an offset as minutes ahead of UTC. It must be the rest of the text.
inline bool read_offset(std::string_view text, offset_form form, std::int64_t& ahead) noexcept
{
    ahead = 0;
    if (text == "Z") return true;
    bool const minus = text.starts_with('-');
    auto const hours = take_pair(text, minus ? '-' : '+', 24);
    auto minutes = 0;
    if (form == offset_form::with_colon || text.starts_with(':'))
        minutes = take_pair(text, ':', 60);
    else if (text.size() == 2)
        minutes = read_digits(text.data(), 2), text = {};
    if (hours < 0 || minutes < 0 || minutes > 59 || !text.empty()) return false;
    ahead = minus ? -(hours * 60 + minutes) : hours * 60 + minutes;
    return true;
}

/// The time of a day, with an offset in minutes. Returns false outside of the years 0000 to 9999.
inline bool set_time(std::chrono::sys_days day, std::int64_t second_of_day, std::int64_t ahead,
                     split_time& out) noexcept
{
    out.seconds = day.time_since_epoch().count() * seconds_per_day + second_of_day - ahead * 60;
    return has_a_year(out);
}

inline bool read_time(std::string_view text, offset_form form, split_time& out) noexcept
{
    auto const day = date::parse(text.substr(0, date::text_size));
    if (!day) return false;
    text.remove_prefix(date::text_size);
    auto const hour = take_pair(text, 'T', 24);
    auto const minute = take_pair(text, ':', 60);
    auto const second = take_pair(text, ':', 60);
    if (hour < 0 || minute < 0 || second < 0) return false;
    out.nanoseconds = 0;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (!take_fraction(text, out.nanoseconds)) return false;
    }
    std::int64_t ahead = 0;
    return read_offset(text, form, ahead) &&
           set_time(std::chrono::sys_days(day->ymd()), (hour * 60 + minute) * 60 + second, ahead, out);
}

DESCRY_DECL bool read_instant(std::string_view text, split_time& out) noexcept
{
    return read_time(text, offset_form::with_colon, out);
}

DESCRY_DECL bool read_iso_time(std::string_view text, split_time& out) noexcept
{
    return read_time(text, offset_form::any, out);
}

/// A time as a day, and the seconds in it.
struct time_of_day {
    std::chrono::sys_days day;
    unsigned seconds;

    explicit time_of_day(split_time const& in) noexcept
    {
        auto const number = in.seconds / seconds_per_day - (in.seconds % seconds_per_day < 0);
        day = std::chrono::sys_days(std::chrono::days(static_cast<int>(number)));
        seconds = static_cast<unsigned>(in.seconds - number * seconds_per_day);
    }
    /// Writes `hh:mm:ss`.
    char* write(char* to) const noexcept
    {
        to = write_pair(to, seconds / 3600);
        *to++ = ':';
        to = write_pair(to, seconds / 60 % 60);
        *to++ = ':';
        return write_pair(to, seconds % 60);
    }
};

/// Writes date and time without fraction and offset. The year must be from 0000 to 9999.
inline char* write_seconds(split_time const& in, char* to) noexcept
{
    time_of_day const time(in);
    to = write_day(time.day, to);
    *to++ = 'T';
    return time.write(to);
}

DESCRY_DECL char* write_instant(split_time const& in, char* to) noexcept
{
    if (!has_a_year(in)) return nullptr;
    to = write_fraction(in.nanoseconds, write_seconds(in, to));
    *to++ = 'Z';
    return to;
}

inline char* copy_text(char* to, std::string_view text) noexcept { return std::copy(text.begin(), text.end(), to); }

DESCRY_DECL char* write_iso_time(split_time const& in, std::size_t digits, char* to) noexcept
{
    if (!has_a_year(in)) return nullptr;
    to = write_seconds(in, to);
    if (digits != 0) *to++ = '.';
    for (auto unit = nanoseconds_per_second / 10; digits != 0; --digits, unit /= 10)
        *to++ = static_cast<char>('0' + in.nanoseconds / unit % 10);
    return copy_text(to, "+0000");
}

/// The parts of a date of messages. Comments, obsolete zones and years of two digits are refused. The day name is not
/// compared with the date.
struct mail_date {
    std::chrono::year_month_day day{};
    unsigned hour = 0, minute = 0, second = 0;
    std::int64_t ahead = 0;  // of UTC, in minutes
    bool has_form = false;

    explicit mail_date(std::string_view text) noexcept
    {
        date_scanner in(text);
        if (text.find(',') != text.npos) {
            in.name(weekday_names);
            in.literal(", ");
        }
        std::chrono::day const of_month(in.one_or_two_digits());
        in.literal(" ");
        std::chrono::month const month(in.name(month_names));
        in.literal(" ");
        day = {std::chrono::year(static_cast<int>(in.digits(4))), month, of_month};
        in.literal(" ");
        hour = in.digits(2);
        in.literal(":");
        minute = in.digits(2);
        if (in.skip(":")) second = in.digits(2);
        in.literal(" ");
        unsigned hours = 0, minutes = 0;
        if (!in.skip("GMT") && !in.skip("UT")) {
            bool const minus = in.skip("-");
            if (!minus) in.literal("+");
            hours = in.digits(2), minutes = in.digits(2);
            ahead = std::int64_t{hours} * 60 + minutes;
            if (minus) ahead = -ahead;
        }
        has_form = in.complete() && hours <= 23 && minutes <= 59;
    }

    bool has_time() const noexcept { return hour <= 23 && minute <= 59 && second <= 59; }
};

DESCRY_DECL bool read_mail_date(std::string_view text, split_time& out) noexcept
{
    mail_date const in(text);
    if (!in.has_form || !in.day.ok() || !in.has_time()) return false;
    out.nanoseconds = 0;
    return set_time(in.day, (std::int64_t{in.hour} * 60 + in.minute) * 60 + in.second, in.ahead, out);
}

DESCRY_DECL char* write_mail_date(split_time const& in, char* to) noexcept
{
    if (!has_a_year(in) || in.nanoseconds != 0) return nullptr;
    time_of_day const time(in);
    std::chrono::year_month_day const date(time.day);
    to = copy_text(to, weekday_names[std::chrono::weekday(time.day).iso_encoding() - 1]);
    to = write_pair(copy_text(to, ", "), unsigned{date.day()});
    *to++ = ' ';
    to = copy_text(to, month_names[unsigned{date.month()} - 1]);
    *to++ = ' ';
    auto const year = static_cast<unsigned>(int{date.year()});
    to = write_pair(write_pair(to, year / 100), year % 100);
    *to++ = ' ';
    return copy_text(time.write(to), " +0000");
}

/// Consumes a number and its designator.
inline bool take_count(std::string_view& text, std::int64_t& out) noexcept
{
    if (text.empty() || text[0] < '0' || text[0] > '9') return false;
    auto const [last, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    text.remove_prefix(static_cast<std::size_t>(last - text.data()));
    return error == std::errc();
}

/// Negates a time. Returns false on overflow.
inline bool negate(split_time& time) noexcept
{
    if (time.seconds == std::numeric_limits<std::int64_t>::min()) return false;
    time.seconds = -time.seconds;
    if (time.nanoseconds == 0) return true;
    --time.seconds;
    time.nanoseconds = nanoseconds_per_second - time.nanoseconds;
    return true;
}

// Years and months have no fixed duration, and are refused. Only seconds may have a fraction.
DESCRY_DECL bool read_iso_duration(std::string_view text, split_time& out) noexcept
{
    struct unit {
        char mark;
        std::int64_t seconds;
    };
    static constexpr unit units[] = {
        {'W', 7 * seconds_per_day}, {'D', seconds_per_day}, {'T', 0}, {'H', 3600}, {'M', 60}, {'S', 1}};
    out = {};
    bool const minus = text.starts_with('-');
    text.remove_prefix(minus);
    if (!text.starts_with('P')) return false;
    text.remove_prefix(1);
    bool any = false;
    for (auto const* next = std::begin(units); !text.empty();) {
        if (text[0] == 'T') {
            while (next != std::end(units) && next->mark != 'T') ++next;
            if (next == std::end(units)) return false;
            ++next;
            text.remove_prefix(1);
            any = false;
            continue;
        }
        std::int64_t count = 0;
        if (!take_count(text, count)) return false;
        bool const fraction = text.starts_with('.');
        if (fraction) {
            text.remove_prefix(1);
            if (!take_fraction(text, out.nanoseconds) || !text.starts_with('S')) return false;
        }
        while (next != std::end(units) && next->mark != 'T' && (text.empty() || next->mark != text[0])) ++next;
        if (next == std::end(units) || next->mark == 'T') return false;
        if (__builtin_mul_overflow(count, next->seconds, &count) ||
            __builtin_add_overflow(out.seconds, count, &out.seconds))
            return false;
        ++next;
        text.remove_prefix(1);
        any = true;
    }
    return any && (!minus || negate(out));
}

DESCRY_DECL char* write_iso_duration(split_time const& in, char* to) noexcept
{
    auto left = in;
    if (in.seconds < 0) {
        if (!negate(left)) return nullptr;
        *to++ = '-';
    }
    auto* const end = to + 40;
    auto const put = [&](std::int64_t count, char mark) {
        if (count == 0) return;
        to = std::to_chars(to, end, count).ptr;
        *to++ = mark;
    };
    *to++ = 'P';
    put(left.seconds / seconds_per_day, 'D');
    auto const time = left.seconds % seconds_per_day;
    if (time == 0 && left.nanoseconds == 0 && left.seconds != 0) return to;
    *to++ = 'T';
    put(time / 3600, 'H');
    put(time / 60 % 60, 'M');
    if (time % 60 == 0 && left.nanoseconds == 0 && time != 0) return to;
    to = write_fraction(left.nanoseconds, std::to_chars(to, end, time % 60).ptr);
    *to++ = 'S';
    return to;
}

DESCRY_DECL bool read_unix_time(std::string_view text, bool milliseconds, split_time& out) noexcept
{
    bool const minus = text.starts_with('-');
    text.remove_prefix(minus);
    out = {};
    if (!take_count(text, out.seconds)) return false;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (!take_fraction(text, out.nanoseconds)) return false;
    }
    if (!text.empty()) return false;
    if (milliseconds) {
        if (out.nanoseconds % 1000 != 0) return false;
        auto const nanoseconds = out.seconds % 1000 * 1'000'000 + out.nanoseconds / 1000;
        out = {out.seconds / 1000, static_cast<std::int32_t>(nanoseconds)};
    }
    return !minus || negate(out);
}

DESCRY_DECL char* write_unix_time(split_time const& in, bool milliseconds, char* to) noexcept
{
    auto left = in;
    if (in.seconds < 0) {
        if (!negate(left)) return nullptr;
        *to++ = '-';
    }
    auto* const end = to + 24;
    if (!milliseconds) return write_fraction(left.nanoseconds, std::to_chars(to, end, left.seconds).ptr);
    std::int64_t count = 0;
    if (__builtin_mul_overflow(left.seconds, 1000, &count) ||
        __builtin_add_overflow(count, left.nanoseconds / 1'000'000, &count))
        return nullptr;
    return write_fraction(left.nanoseconds % 1'000'000 * 1000, std::to_chars(to, end, count).ptr);
}

DESCRY_DECL bool read_day(std::string_view text, std::chrono::year_month_day& out) noexcept
{
    auto const day = date::parse(text);
    if (day) out = day->ymd();
    return day.has_value();
}

DESCRY_DECL char* write_day(std::chrono::year_month_day const& in, char* to) noexcept
{
    auto const year = static_cast<int>(in.year());
    return in.ok() && year >= 0 && year <= 9999 ? date(in).write(to) : nullptr;
}

DESCRY_DECL char const* found_instant(std::string_view text) noexcept
{
    if (auto const* const found = found_time(text)) return found;
    if (text.size() == date::text_size && date::parse(text)) return "a date without a time";
    split_time time;
    std::string_view const zone = "Z";
    char with_zone[40];  // a longer text has more digits than can be read
    if (text.size() + zone.size() > sizeof with_zone || text.ends_with(zone)) return nullptr;
    auto* const end = copy_text(copy_text(with_zone, text), zone);
    return read_instant({with_zone, end}, time) ? "a time without an offset from UTC" : nullptr;
}

DESCRY_DECL char const* found_mail_date(std::string_view text) noexcept
{
    mail_date const in(text);
    if (!in.has_form) return nullptr;
    if (!in.day.ok()) return no_such_day;
    return in.has_time() ? nullptr : no_such_time;
}

DESCRY_DECL char const* found_iso_duration(std::string_view text) noexcept
{
    if (text.starts_with('-')) text.remove_prefix(1);
    auto const unit = text.find_first_not_of("0123456789.,", 1);
    bool const is_of_calendar =
        text.starts_with('P') && unit > 1 && unit < text.size() && (text[unit] == 'Y' || text[unit] == 'M');
    return is_of_calendar ? "years or months of no fixed length" : nullptr;
}

DESCRY_DECL char const* found_unix_time(std::string_view text) noexcept
{
    auto const exponent = text.find_first_not_of("-0123456789.");
    bool const is_number = exponent != 0 && exponent < text.size() && (text[exponent] == 'e' || text[exponent] == 'E');
    return is_number ? "a number with an exponent" : nullptr;
}

}  // namespace detail

}  // namespace descry
