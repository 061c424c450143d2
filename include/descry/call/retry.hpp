// retry: whether a call that failed is repeated, and when. No sockets; time and chance are given to it.
#pragma once

#include <descry/call/http_date.hpp>
#include <descry/call/message.hpp>
#include <descry/call/retry_options.hpp>
#include <descry/core/error.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <system_error>

namespace descry {

namespace detail {

/// What an answer's `Retry-After` asks for (RFC 9110, 10.2.3): seconds, or a date. A date counts from the answer's own
/// `Date` if it has one, since the two clocks may differ; `now` is for one that has none. A date in the past is no
/// wait.
inline std::optional<std::chrono::seconds> retry_after(response const& in, std::chrono::sys_seconds now)
{
    auto const text = find_header(in.headers, "Retry-After");
    if (text.empty()) return std::nullopt;
    constexpr std::chrono::seconds longest = std::chrono::years(1);
    unsigned long long seconds = 0;
    auto const [end, ec] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (end == text.data() + text.size()) {
        if (ec == std::errc::result_out_of_range) return longest;
        return std::chrono::seconds(std::min<unsigned long long>(seconds, longest.count()));
    }
    auto const then = parse_http_date(text, now);
    if (!then) return std::nullopt;
    auto const sent = parse_http_date(find_header(in.headers, "Date"), now);
    return std::clamp(*then - sent.value_or(now), std::chrono::seconds(0), longest);
}

/// The same for an answer that has just come.
inline std::optional<std::chrono::seconds> retry_after(response const& in)
{
    return retry_after(in, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

/// Exponential back-off with full jitter: `chance`, from 0 to 1, is how much of the longest pause is waited.
inline std::chrono::milliseconds backoff(retry_options const& options, unsigned attempt, double chance)
{
    auto const limit = std::min<std::chrono::milliseconds>(options.max_delay, std::chrono::years(1));
    auto longest = std::min(options.base_delay, limit);
    for (unsigned i = 1; i < attempt && longest < limit; ++i) longest *= 2;
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::min(longest, limit) * chance);
}

/// One attempt that failed.
struct failed_attempt {
    failure const& why;
    unsigned number;                     ///< Counted from 1.
    bool repeatable;                     ///< Sent twice it has the effect of once.
    std::chrono::nanoseconds time_left;  ///< Until the deadline.
    double chance;                       ///< From 0 to 1.
};

/// How long to wait before the call is sent once more; nothing: it is not. What the service asks for is waited, or
/// more, unless that takes longer than the call may.
inline std::optional<std::chrono::milliseconds> pause_before_repetition(retry_options const& options,
                                                                        failed_attempt const& attempt)
{
    if (!attempt.repeatable || attempt.number >= options.max_attempts) return std::nullopt;
    if (!attempt.why.is_transient() || attempt.why->answer_begun) return std::nullopt;
    auto const asked = attempt.why->retry_after.value_or(std::chrono::seconds(0));
    auto const pause = std::max<std::chrono::milliseconds>(asked, backoff(options, attempt.number, attempt.chance));
    if (pause >= attempt.time_left) return std::nullopt;
    return pause;
}

/// Whether the service may have carried out what was sent, although it did not say so: its answer was lost, or came
/// from something before or after the service. A refusal below 500 says that it did not, except 408, which a proxy
/// sends that had waited for the service.
inline bool may_have_been_done(failure const& why) noexcept
{
    if (why->not_sent) return false;
    if (why->status != 0) return (why->status >= 200 && why->status < 300) || why->status == 408 || why->status >= 500;
    return why == errc::connection_closed || why == errc::transport_failure || why == errc::deadline_exceeded ||
           why == errc::canceled || why == errc::malformed_response || why == errc::response_too_large;
}

}  // namespace detail

}  // namespace descry
