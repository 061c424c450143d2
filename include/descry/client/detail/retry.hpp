// retry: whether a call that failed is retried, and when. Time and chance are arguments.
#pragma once

#include <descry/client/retry_options.hpp>
#include <descry/core/detail/characters.hpp>
#include <descry/core/error.hpp>
#include <descry/http/date.hpp>
#include <descry/http/message.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace descry {

namespace detail {

/// The longest pause that is accepted from a service.
inline constexpr std::chrono::seconds longest_retry_after = std::chrono::years(1);

/// A non-negative decimal number, such as `2`, `2.128` or `5e-05`, rounded up; nothing if the text is not such a
/// number.
inline std::optional<std::int64_t> rounded_up(std::string_view text, std::int64_t most)
{
    text = trimmed(text);
    auto const mantissa = text.substr(0, text.find_first_of("eE"));
    std::int64_t exponent = 0;
    if (mantissa.size() != text.size()) {
        auto digits = text.substr(mantissa.size() + 1);
        if (digits.starts_with('+')) digits.remove_prefix(1);
        auto const [end, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        if (ec != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
        exponent = std::clamp<std::int64_t>(exponent, -1'000'000, 1'000'000);
    }

    auto const whole = mantissa.substr(0, mantissa.find('.'));
    auto digits = std::string(whole);
    if (whole.size() != mantissa.size()) digits += mantissa.substr(whole.size() + 1);
    if (digits.empty() || digits.find_first_not_of("0123456789") != digits.npos) return std::nullopt;

    auto const point = static_cast<std::int64_t>(whole.size()) + exponent;  // the position of the decimal point
    auto const nonzero = digits.find_first_not_of('0');
    if (nonzero == digits.npos) return 0;
    std::int64_t value = 0;
    for (auto i = nonzero; static_cast<std::int64_t>(i) < point && value < most; ++i)
        value = std::min(value * 10 + (i < digits.size() ? digits[i] - '0' : 0), most);
    auto const fraction = static_cast<std::size_t>(std::max<std::int64_t>(point, 0));
    bool const has_more = fraction < digits.size() && digits.find_first_not_of('0', fraction) != digits.npos;
    return std::min(value + has_more, most);
}

/// The pause in the field `retry-after-ms` or `x-ms-retry-after-ms` of a response, whichever has a number first. Azure
/// services send these fields, and their clients prefer them to `Retry-After` in that order.
inline std::optional<std::chrono::milliseconds> retry_after_ms(std::vector<header> const& headers)
{
    constexpr std::chrono::milliseconds longest = longest_retry_after;
    for (auto const* const name : {"retry-after-ms", "x-ms-retry-after-ms"})
        if (auto const requested = rounded_up(find_header(headers, name), longest.count()))
            return std::chrono::milliseconds(*requested);
    return std::nullopt;
}

/// The pause that a response requests: `retry_after_ms`, or `Retry-After` (RFC 9110, 10.2.3), which is a number of
/// seconds or a date. Numbers are rounded up to seconds. A date is relative to the `Date` field of the response if
/// there is one, since the clocks may differ, and to `now` otherwise. A date in the past means no pause.
inline std::optional<std::chrono::seconds> retry_after(response const& in, std::chrono::sys_seconds now)
{
    if (auto const requested = retry_after_ms(in.headers)) return std::chrono::ceil<std::chrono::seconds>(*requested);
    auto const text = trimmed(find_header(in.headers, "Retry-After"));
    if (auto const requested = rounded_up(text, longest_retry_after.count())) return std::chrono::seconds(*requested);
    auto const then = parse_http_date(text, now);
    if (!then) return std::nullopt;
    auto const sent = parse_http_date(trimmed(find_header(in.headers, "Date")), now);
    return std::clamp(*then - sent.value_or(now), std::chrono::seconds(0), longest_retry_after);
}

/// The pause that the service requested, with its full precision.
inline std::optional<std::chrono::milliseconds> requested_pause(failure const& why)
{
    if (auto const exactly = retry_after_ms(why->headers)) return exactly;
    return why->retry_after;
}

/// The explanation that the service throttles for longer than `max_retry_after`.
inline std::string shortened_throttle(retry_options const& options, std::chrono::milliseconds requested)
{
    auto const in_seconds = [](std::chrono::milliseconds time) {
        return std::to_string(std::chrono::ceil<std::chrono::seconds>(time).count()) + " s";
    };
    return "the service asked to wait " + in_seconds(requested) + "; at most " + in_seconds(options.max_retry_after) +
           " is honoured";
}

/// Exponential back-off with full jitter: `chance`, from 0 to 1, is the fraction of the longest pause.
inline std::chrono::milliseconds backoff(retry_options const& options, unsigned attempt, double chance)
{
    auto const limit = std::min<std::chrono::milliseconds>(options.max_delay, std::chrono::years(1));
    auto longest = std::min(options.base_delay, limit);
    for (unsigned i = 1; i < attempt && longest < limit; ++i) longest *= 2;
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::min(longest, limit) * chance);
}

/// A failed attempt.
struct failed_attempt {
    failure const& why;
    unsigned number;                     ///< From 1.
    bool idempotent;                     ///< Sent twice it has the effect of once.
    std::chrono::nanoseconds time_left;  ///< Until the deadline.
    double chance;                       ///< From 0 to 1.
};

/// The pause before a retry; nothing if the call is not retried. It is at least the pause that the service requests,
/// and ends before the deadline.
inline std::optional<std::chrono::milliseconds> pause_before_retry(retry_options const& options,
                                                                   failed_attempt const& attempt)
{
    // What was refused because of its rate was not carried out (RFC 6585, 4), whatever its method.
    bool const may_be_sent_again = attempt.idempotent || attempt.why.is_throttled();
    if (!may_be_sent_again || attempt.number >= options.max_attempts) return std::nullopt;
    if (!attempt.why.is_transient() || attempt.why->response_begun) return std::nullopt;
    auto const requested = requested_pause(attempt.why).value_or(std::chrono::milliseconds(0));
    auto const pause = std::max(requested, backoff(options, attempt.number, attempt.chance));
    if (pause >= attempt.time_left) return std::nullopt;
    return pause;
}

/// True if the service may have carried out a request with a response of this status. An error status below 500 means
/// that it did not, except for 408, which a proxy may send after waiting for the service.
constexpr bool may_have_been_done(unsigned status) noexcept
{
    return (status >= 200 && status < 300) || status == 408 || status >= 500;
}

/// True if the service may have carried out a request that failed: its response was lost, or was sent by an
/// intermediary.
inline bool may_have_been_done(failure const& why) noexcept
{
    if (why->not_sent) return false;
    if (why->status != 0) return may_have_been_done(why->status);
    return why == errc::connection_closed || why == errc::transport_failure || why == errc::deadline_exceeded ||
           why == errc::canceled || why == errc::malformed_response || why == errc::response_too_large ||
           why == errc::not_enough_memory;
}

}  // namespace detail

}  // namespace descry
