// chrono: members with types of std::chrono. A time point of the system clock is a string in the format of RFC 3339, a
// date is the string `2015-11-23`, and a duration is a number in its own unit, unless `descry::format_of` selects
// another format.
#pragma once

#include <descry/core/config.hpp>
#include <descry/model/date.hpp>
#include <descry/model/detail/string_schemas.hpp>
#include <descry/model/detail/text_types.hpp>
#include <descry/model/detail/type_of.hpp>
#include <descry/model/field_options.hpp>
#include <descry/model/scalar.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// A time as seconds and the nanoseconds after them, from 0 to 999,999,999.
struct split_time {
    std::int64_t seconds = 0;
    std::int32_t nanoseconds = 0;
};

/// True for a unit in which split times can be counted without loss: a whole number of seconds, or a fraction 1/n of a
/// second, not shorter than a nanosecond.
template <class Period>
inline constexpr bool is_countable =
    Period::den == 1 || (Period::num == 1 && Period::den <= 1'000'000'000 && 1'000'000'000 % Period::den == 0);

/// Converts a number of units, each of `seconds` seconds or of 1/`per_second` second. Returns false if the seconds
/// exceed 64 bits.
DESCRY_DECL bool split(std::int64_t count, std::int64_t seconds, std::int64_t per_second, split_time& out) noexcept;
/// The inverse. Returns false if the time is not a whole number of units or is out of range.
DESCRY_DECL bool join(split_time const& in, std::int64_t seconds, std::int64_t per_second, std::int64_t& out) noexcept;

// Reads and writes each format. Any text may be passed for reading; writing returns null if the value has no
// representation.
DESCRY_DECL bool read_instant(std::string_view text, split_time& out) noexcept;
DESCRY_DECL char* write_instant(split_time const& in, char* to) noexcept;
DESCRY_DECL bool read_iso_time(std::string_view text, split_time& out) noexcept;
DESCRY_DECL char* write_iso_time(split_time const& in, std::size_t digits, char* to) noexcept;
DESCRY_DECL bool read_mail_date(std::string_view text, split_time& out) noexcept;
DESCRY_DECL char* write_mail_date(split_time const& in, char* to) noexcept;
DESCRY_DECL bool read_iso_duration(std::string_view text, split_time& out) noexcept;
DESCRY_DECL char* write_iso_duration(split_time const& in, char* to) noexcept;
DESCRY_DECL bool read_unix_time(std::string_view text, bool milliseconds, split_time& out) noexcept;
DESCRY_DECL char* write_unix_time(split_time const& in, bool milliseconds, char* to) noexcept;
DESCRY_DECL bool read_day(std::string_view text, std::chrono::year_month_day& out) noexcept;
DESCRY_DECL char* write_day(std::chrono::year_month_day const& in, char* to) noexcept;

// The name of a text that is not valid in each format, for messages, or null.
DESCRY_DECL char const* found_instant(std::string_view text) noexcept;
DESCRY_DECL char const* found_mail_date(std::string_view text) noexcept;
DESCRY_DECL char const* found_iso_duration(std::string_view text) noexcept;
DESCRY_DECL char const* found_unix_time(std::string_view text) noexcept;

/// A valid text of a value that a member in other units does not hold.
inline constexpr char const* not_in_units = "one with a fraction of a unit or out of range";

template <class Duration>
bool split_duration(Duration const& duration, split_time& out) noexcept
{
    using period = typename Duration::period;
    if (!std::in_range<std::int64_t>(duration.count())) return false;
    return split(static_cast<std::int64_t>(duration.count()), period::num, period::den, out);
}

template <class Duration>
bool join_duration(split_time const& in, Duration& out) noexcept
{
    using period = typename Duration::period;
    using rep = typename Duration::rep;
    std::int64_t count = 0;
    if (!join(in, period::num, period::den, count) || !std::in_range<rep>(count)) return false;
    out = Duration(static_cast<rep>(count));
    return true;
}

inline scalar_token token_until(scalar_buffer const& buffer, char const* end, bool quoted) noexcept
{
    return end ? scalar_token{{buffer.room, end}, quoted} : scalar_token{{}, quoted};
}

struct iso_duration_codec : owning_codec {
    static constexpr char const* expected = "a duration (PT1H30M) that the member holds in whole units";
    static constexpr char const* schema = duration_schema;
    static constexpr text_form form = text_form::duration;

    template <class T>
    static bool read(T& out, std::string_view text) noexcept
    {
        split_time time;
        return read_iso_duration(text, time) && join_duration(time, out);
    }
    static char const* found(std::string_view text) noexcept
    {
        split_time time;
        return read_iso_duration(text, time) ? not_in_units : found_iso_duration(text);
    }
    template <class T>
    static scalar_token view(T const& in, scalar_buffer& buffer) noexcept
    {
        split_time time;
        return token_until(buffer, split_duration(in, time) ? write_iso_duration(time, buffer.room) : nullptr, true);
    }
};

/// A time point in a format that reads and writes a split time.
template <class Format, class Period>
struct time_point_codec : owning_codec {
    static constexpr char const* expected = Format::expected;
    static constexpr char const* schema = Format::template schema<fraction_digits(Period::den)>();
    static constexpr text_form form = Format::form;

    template <class T>
    static bool read(T& out, std::string_view text) noexcept
    {
        split_time time;
        typename T::duration since{};
        bool const is_read = Format::read(text, time) && join_duration(time, since);
        if (is_read) out = T(since);
        return is_read;
    }
    static char const* found(std::string_view text) noexcept
    {
        split_time time;
        return Format::read(text, time) ? not_in_units : Format::found(text);
    }
    template <class T>
    static scalar_token view(T const& in, scalar_buffer& buffer) noexcept
    {
        split_time time;
        bool const is_split = split_duration(in.time_since_epoch(), time);
        return token_until(buffer, is_split ? Format::write(time, buffer.room) : nullptr, Format::quoted);
    }
};

struct instant_format {
    static constexpr bool quoted = true;
    static constexpr text_form form = text_form::instant;
    static constexpr char const* expected =
        "a date and time (YYYY-MM-DDThh:mm:ss[.fraction]Z or +hh:mm) that the member holds in whole units";

    template <std::size_t Digits>
    static constexpr char const* schema() noexcept
    {
        return instant_schema<Digits>.c_str();
    }
    static bool read(std::string_view text, split_time& out) noexcept { return read_instant(text, out); }
    static char const* found(std::string_view text) noexcept { return found_instant(text); }
    static char* write(split_time const& in, char* to) noexcept { return write_instant(in, to); }
};

/// A format of strings that have no schema of their own.
struct string_format {
    static constexpr bool quoted = true;
    static constexpr text_form form = text_form::unique;

    template <std::size_t>
    static constexpr char const* schema() noexcept
    {
        return string_schema;
    }
};

template <std::size_t Digits>
struct iso_time_format : string_format {
    static constexpr char const* expected =
        "a date and time (YYYY-MM-DDThh:mm:ss[.fraction]Z, +hhmm, +hh:mm or +hh) that the member holds in whole units";

    static bool read(std::string_view text, split_time& out) noexcept { return read_iso_time(text, out); }
    static char const* found(std::string_view text) noexcept { return found_instant(text); }
    static char* write(split_time const& in, char* to) noexcept { return write_iso_time(in, Digits, to); }
};

/// The date and time of messages (RFC 5322, 3.3).
struct mail_date_format : string_format {
    static constexpr char const* expected =
        "a date and time (Mon, 23 Nov 2015 10:00:00 +0000) that the member holds in whole units";

    static bool read(std::string_view text, split_time& out) noexcept { return read_mail_date(text, out); }
    static char const* found(std::string_view text) noexcept { return found_mail_date(text); }
    static char* write(split_time const& in, char* to) noexcept { return write_mail_date(in, to); }
};

template <bool Milliseconds>
struct unix_time_format {
    static constexpr bool quoted = false;
    static constexpr text_form form = text_form::unique;
    static constexpr char const* expected = Milliseconds
                                                ? "milliseconds since 1970 that the member holds in whole units"
                                                : "seconds since 1970 that the member holds in whole units";

    template <std::size_t Digits>
    static constexpr char const* schema() noexcept
    {
        return Digits <= (Milliseconds ? 3 : 0) ? R"({"type":"integer"})" : number_schema;
    }
    static bool read(std::string_view text, split_time& out) noexcept
    {
        return read_unix_time(text, Milliseconds, out);
    }
    static char const* found(std::string_view text) noexcept { return found_unix_time(text); }
    static char* write(split_time const& in, char* to) noexcept { return write_unix_time(in, Milliseconds, to); }
};

struct day_codec : owning_codec {
    static constexpr char const* expected = "a date (YYYY-MM-DD)";
    static constexpr char const* schema = date_schema;

    static bool read(std::chrono::year_month_day& out, std::string_view text) noexcept { return read_day(text, out); }
    static char const* found(std::string_view text) noexcept { return found_day(text); }
    static scalar_token view(std::chrono::year_month_day const& in, scalar_buffer& buffer) noexcept
    {
        return token_until(buffer, write_day(in, buffer.room), true);
    }
};

// True if a duration consists of its count alone.
template <class Rep, class Period>
    requires((integer<Rep> || one_of<Rep, float, double>) &&
             sizeof(std::chrono::duration<Rep, Period>) == sizeof(Rep) &&
             !scalar_type<std::chrono::duration<Rep, Period>>)
struct type_of<std::chrono::duration<Rep, Period>> : type_of<Rep> {};

template <integer Rep, class Period>
    requires is_countable<Period>
struct type_of<std::chrono::duration<Rep, Period>, format::iso8601>
    : text_type<std::chrono::duration<Rep, Period>, iso_duration_codec> {};

template <class T, format Format>
struct time_type;
template <class T>
struct time_type<T, format::of_type> : text_type<T, time_point_codec<instant_format, typename T::period>> {};
template <class T>
struct time_type<T, format::iso8601>
    : text_type<T, time_point_codec<iso_time_format<fraction_digits(T::period::den)>, typename T::period>> {};
template <class T>
struct time_type<T, format::rfc5322> : text_type<T, time_point_codec<mail_date_format, typename T::period>> {};
template <class T>
struct time_type<T, format::unix_seconds>
    : text_type<T, time_point_codec<unix_time_format<false>, typename T::period>, false> {};
template <class T>
struct time_type<T, format::unix_milliseconds>
    : text_type<T, time_point_codec<unix_time_format<true>, typename T::period>, false> {};

template <integer Rep, class Period, format Format>
    requires(is_countable<Period> &&
             ((Format == format::of_type && !scalar_type<std::chrono::sys_time<std::chrono::duration<Rep, Period>>>) ||
              Format == format::iso8601 || Format == format::rfc5322 || Format == format::unix_seconds ||
              Format == format::unix_milliseconds))
struct type_of<std::chrono::sys_time<std::chrono::duration<Rep, Period>>, Format>
    : time_type<std::chrono::sys_time<std::chrono::duration<Rep, Period>>, Format> {};

template <std::same_as<std::chrono::year_month_day> T>
    requires(!scalar_type<T>)
struct type_of<T> : text_type<T, day_codec> {};

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/model/impl/chrono.ipp>
#endif
