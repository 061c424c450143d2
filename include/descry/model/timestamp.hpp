// timestamp: a date and time that keeps the offset and fraction with which it was written.
#pragma once

#include <descry/core/config.hpp>
#include <descry/model/date.hpp>
#include <descry/model/detail/digits.hpp>
#include <descry/model/detail/string_schemas.hpp>
#include <descry/model/scalar.hpp>

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ratio>
#include <stdexcept>
#include <string>
#include <string_view>

namespace descry {

/// A point in time with a resolution of 100 ns that is written back exactly as it was read:
/// `2015-11-23T18:20:43.1234567+01:00`. The fraction has up to seven digits, as many as were read. The offset is `Z`,
/// `+hh:mm`, `-hh:mm` or missing. A timestamp without an offset is local time, not UTC, and converts to an instant only
/// with an offset that the caller supplies. A bare date `2015-11-23` is midnight without an offset, and is written as a
/// date.
///
/// The syntax is strict: upper-case `T` and `Z`, mandatory seconds, no 24:00:00, and no leap second (:60), which
/// std::chrono cannot represent. Years are 0000 to 9999. The default value is 0001-01-01T00:00:00, which services send
/// for "none".
class timestamp {
public:
    using ticks = std::chrono::duration<std::int64_t, std::ratio<1, 10'000'000>>;  ///< 100 ns
    using instant_type = std::chrono::sys_time<ticks>;
    using local_type = std::chrono::local_time<ticks>;

    /// The maximum size of the text.
    static constexpr std::size_t max_text_size = 33;

    constexpr timestamp() noexcept = default;
    /// Midnight of that day, written as the date alone.
    constexpr explicit timestamp(date day) noexcept : date_(day), form_(form::date_only) {}
    /// An instant, written with `Z`. As in all these constructors, the fraction has as many digits as necessary. Throws
    /// `std::out_of_range` outside of the years 0000 to 9999.
    constexpr explicit timestamp(instant_type instant) : timestamp(local_type(instant.time_since_epoch()), form::utc) {}
    /// The same for a time in another unit, such as that of `std::chrono::system_clock`. It is rounded down to 100 ns.
    template <class Duration>
    constexpr explicit timestamp(std::chrono::sys_time<Duration> instant)
        : timestamp(instant_type(to_ticks(instant.time_since_epoch())))
    {
    }
    /// An instant, written with that offset. Throws `std::out_of_range` if the offset is a day or more.
    constexpr timestamp(instant_type instant, std::chrono::minutes offset)
        : timestamp(shifted(instant, offset), form::offset)
    {
        offset_ = static_cast<std::int16_t>(offset.count());
    }
    /// A local time, written without an offset.
    constexpr explicit timestamp(local_type local) : timestamp(local, form::local) {}
    /// Throws `std::invalid_argument` if the text is not a timestamp.
    constexpr explicit timestamp(std::string_view text)
    {
        auto const parsed = parse(text);
        if (!parsed) throw std::invalid_argument("not a timestamp");
        *this = *parsed;
    }

    static constexpr std::optional<timestamp> parse(std::string_view text) noexcept
    {
        auto const day = date::parse(text.substr(0, date::text_size));
        if (!day) return {};
        timestamp out(*day);
        text.remove_prefix(date::text_size);
        if (text.empty() || (out.read_time(text) && out.read_offset(text))) return out;
        return {};
    }

    DESCRY_DECL void append_to(std::string& out) const;
    DESCRY_DECL std::string to_string() const;

    /// Writes at most `max_text_size` characters and returns a pointer to their end.
    DESCRY_DECL char* write(char* to) const noexcept;

    /// The day of the local time.
    constexpr date day() const noexcept { return date_; }
    /// False if the text is a date alone.
    constexpr bool has_time() const noexcept { return form_ != form::date_only; }
    /// The offset from UTC; empty if the text has none.
    constexpr std::optional<std::chrono::minutes> offset() const noexcept
    {
        if (form_ == form::date_only || form_ == form::local) return {};
        return std::chrono::minutes(offset_);
    }

    /// The local time, for whatever offset.
    constexpr local_type local() const noexcept
    {
        std::int64_t const days = std::chrono::sys_days(date_.ymd()).time_since_epoch().count();
        return local_type(
            ticks(((days * 24 + hour_) * 60 + minute_) * ticks_per_minute + second_ * ticks_per_second + fraction_));
    }
    /// The instant; empty if the text has no offset.
    constexpr std::optional<instant_type> instant() const noexcept
    {
        if (form_ == form::date_only || form_ == form::local) return {};
        return instant_or(std::chrono::minutes(0));
    }
    /// The instant, with this offset if the text has none: `t.instant_or(0min)` interprets it as UTC.
    constexpr instant_type instant_or(std::chrono::minutes missing_offset) const noexcept
    {
        bool const missing = form_ == form::date_only || form_ == form::local;
        std::int64_t const minutes = missing ? missing_offset.count() : offset_;
        return instant_type(ticks(local().time_since_epoch().count() - minutes * ticks_per_minute));
    }

    /// True if both are written identically. The same instant with two offsets is two timestamps, see
    /// `compare_instants`.
    friend constexpr bool operator==(timestamp const&, timestamp const&) noexcept = default;

private:
    enum class form : std::uint8_t { date_only, local, utc, offset, minus_zero };  // `-00:00` is not `+00:00`

    // Integers, since each operator of std::chrono is a template that is compiled in all files that include this
    // header.
    static constexpr std::int64_t ticks_per_second = ticks::period::den;
    static constexpr std::int64_t ticks_per_minute = 60 * ticks_per_second;
    static constexpr std::int64_t ticks_per_day = 24 * 60 * ticks_per_minute;

    static constexpr std::int64_t day_number(int year, unsigned month, unsigned day) noexcept
    {
        using std::chrono::sys_days, std::chrono::year_month_day;
        return sys_days(year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)))
            .time_since_epoch()
            .count();
    }

    constexpr timestamp(local_type local, form how) : form_(how)
    {
        auto const count = local.time_since_epoch().count();
        auto const day = count / ticks_per_day - (count % ticks_per_day < 0);
        if (day < day_number(0, 1, 1) || day > day_number(9999, 12, 31))
            throw std::out_of_range("a timestamp has years from 0000 to 9999");
        date_ = std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(static_cast<int>(day))));
        auto const time = count - day * ticks_per_day;
        hour_ = static_cast<std::uint8_t>(time / (60 * ticks_per_minute));
        minute_ = static_cast<std::uint8_t>(time / ticks_per_minute % 60);
        second_ = static_cast<std::uint8_t>(time / ticks_per_second % 60);
        fraction_ = static_cast<std::uint32_t>(time % ticks_per_second);
        if (fraction_ != 0) fraction_digits_ = 7;
        while (fraction_digits_ != 0 && fraction_ % power_of_ten(8 - fraction_digits_) == 0) --fraction_digits_;
    }

    // Values far out of range are refused by the constructor called next; the product could overflow.
    template <class Duration>
    static constexpr ticks to_ticks(Duration since)
    {
        constexpr double far = 10'000 * 366.0 * 24 * 60 * 60;
        auto const seconds = std::chrono::duration<double>(since).count();
        if (seconds < -far || seconds > far) return ticks(seconds < 0 ? ticks::min() : ticks::max());
        return std::chrono::floor<ticks>(since);
    }

    static constexpr local_type shifted(instant_type instant, std::chrono::minutes offset)
    {
        auto const minutes = offset.count();
        if (minutes >= 24 * 60 || minutes <= -24 * 60)
            throw std::out_of_range("the offset of a timestamp is less than a day");
        // Values far out of range are refused by the constructor called next; the sum could overflow.
        auto const count = instant.time_since_epoch().count();
        constexpr auto far = 10'000 * 366 * ticks_per_day;
        return local_type(ticks(count < -far || count > far ? count : count + minutes * ticks_per_minute));
    }

    static constexpr std::uint32_t power_of_ten(int exponent) noexcept
    {
        std::uint32_t power = 1;
        for (; exponent != 0; --exponent) power *= 10;
        return power;
    }

    DESCRY_DECL static char* write_field(char* to, char mark, unsigned value) noexcept;
    DESCRY_DECL void write_fraction(char* to) const noexcept;

    // Consumes `mark` and two digits of the text. Returns a number below `limit`, or -1.
    static constexpr int read_field(std::string_view& text, char mark, int limit) noexcept
    {
        if (text.size() < 3 || text[0] != mark) return -1;
        auto const value = detail::read_digits(text.data() + 1, 2);
        text.remove_prefix(3);
        return value < limit ? value : -1;
    }

    constexpr bool read_time(std::string_view& text) noexcept
    {
        auto const hour = read_field(text, 'T', 24);
        auto const minute = read_field(text, ':', 60);
        auto const second = read_field(text, ':', 60);
        if (hour < 0 || minute < 0 || second < 0) return false;
        hour_ = static_cast<std::uint8_t>(hour);
        minute_ = static_cast<std::uint8_t>(minute);
        second_ = static_cast<std::uint8_t>(second);
        if (text.empty() || text[0] != '.') return true;

        std::size_t digits = 0;
        for (text.remove_prefix(1); digits != text.size() && text[digits] >= '0' && text[digits] <= '9';) ++digits;
        if (digits == 0 || digits > 7) return false;
        fraction_digits_ = static_cast<std::uint8_t>(digits);
        fraction_ =
            static_cast<std::uint32_t>(detail::read_digits(text.data(), digits)) * power_of_ten(7 - fraction_digits_);
        text.remove_prefix(digits);
        return true;
    }

    // Consumes the rest of the text, which must end with the offset.
    constexpr bool read_offset(std::string_view text) noexcept
    {
        if (text.empty()) return form_ = form::local, true;
        if (text == "Z") return form_ = form::utc, true;
        bool const minus = text[0] == '-';
        auto const hours = read_field(text, minus ? '-' : '+', 24);
        auto const minutes = read_field(text, ':', 60);
        if (hours < 0 || minutes < 0 || !text.empty()) return false;
        offset_ = static_cast<std::int16_t>(minus ? -(hours * 60 + minutes) : hours * 60 + minutes);
        form_ = minus && offset_ == 0 ? form::minus_zero : form::offset;
        return true;
    }

    date date_;
    std::uint8_t hour_ = 0;
    std::uint8_t minute_ = 0;
    std::uint8_t second_ = 0;
    std::uint8_t fraction_digits_ = 0;
    std::uint32_t fraction_ = 0;  // in 100 ns
    std::int16_t offset_ = 0;     // in minutes
    form form_ = form::local;
};

/// Compares the two instants, whatever their offsets. They are unordered unless both have an offset.
constexpr std::partial_ordering compare_instants(timestamp const& a, timestamp const& b) noexcept
{
    auto const x = a.instant(), y = b.instant();
    if (!x || !y) return std::partial_ordering::unordered;
    return x->time_since_epoch().count() <=> y->time_since_epoch().count();
}

template <>
struct scalar<timestamp> : detail::parsed_scalar<timestamp, true> {
    static constexpr char const* expected =
        "a date and time (YYYY-MM-DDThh:mm:ss[.fraction, at most 7 digits][Z|+hh:mm])";
    static constexpr char const* schema = detail::timestamp_schema;
    static constexpr auto form = detail::text_form::instant;
    static char const* found(std::string_view text) noexcept { return detail::found_time(text); }
    DESCRY_DECL static std::optional<timestamp> read(scalar_token token);
};

}  // namespace descry

template <>
struct std::hash<descry::timestamp> {
    DESCRY_DECL std::size_t operator()(descry::timestamp const& t) const noexcept;
};

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/model/impl/timestamp.ipp>
#endif
