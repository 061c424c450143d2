// rate_limit: the header fields by which services announce that a client has used up its quota.
#pragma once

#include <descry/client/detail/retry.hpp>
#include <descry/core/detail/characters.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/date.hpp>
#include <descry/http/detail/header_parameters.hpp>
#include <descry/http/message.hpp>
#include <descry/model/chrono.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// The first of these fields that is present; empty if there is none.
inline std::string_view first_header(std::vector<header> const& headers, std::initializer_list<std::string_view> names)
{
    for (auto const name : names)
        if (auto const value = trimmed(find_header(headers, name)); !value.empty()) return value;
    return {};
}

/// The value of a parameter, or of the key itself, in an item of a list: `50` for `t` in `"default";r=0;t=50`, and for
/// `reset` in `reset=50`. Empty if there is none.
inline std::string value_in(std::string_view item, std::string_view name)
{
    return parameter_of(';' + std::string(item), name).value_or(std::string());
}

/// The quota of a client as a response announces it.
struct rate_limit {
    bool is_used_up = false;
    std::optional<std::chrono::seconds> reset{};  ///< Until there is a new quota, if the service tells.
};

/// Reads `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers): `"default";r=0;t=50`, and the
/// window `w` of the policy where `t` is missing; or the single items of earlier drafts, `limit=9, remaining=0,
/// reset=50`. Of several quotas, the one that lasts longest counts.
inline rate_limit read_rate_limit_field(std::vector<header> const& headers)
{
    rate_limit out;
    auto const longest = longest_retry_after.count();
    auto const note = [&](std::string_view remaining, std::string_view seconds) {
        if (rounded_up(remaining, longest) != 0) return;
        out.is_used_up = true;
        if (auto const reset = rounded_up(seconds, longest))
            out.reset = std::max(out.reset.value_or(std::chrono::seconds(0)), std::chrono::seconds(*reset));
    };
    std::string remaining, reset;  // of earlier drafts, one in each item
    int left = 16;                 // more quotas than services have, since each is looked up among the policies
    each_list_element(headers, "RateLimit", [&](std::string_view item) {
        if (left == 0) return;
        --left;
        if (auto const one = value_in(item, "remaining"); !one.empty()) remaining = one;
        if (auto const one = value_in(item, "reset"); !one.empty()) reset = one;
        auto seconds = value_in(item, "t");
        auto const name = without_parameters(item);
        if (seconds.empty())
            each_list_element(headers, "RateLimit-Policy", [&](std::string_view policy) {
                if (without_parameters(policy) == name) seconds = value_in(policy, "w");
            });
        note(value_in(item, "r"), seconds);
    });
    note(remaining, reset);
    return out;
}

/// A time in seconds since 1970, rounded up: an HTTP-date, or a date and time of ISO 8601, whose seconds may be
/// missing.
inline std::optional<std::int64_t> unix_time_of(std::string_view text, std::chrono::sys_seconds now)
{
    if (auto const date = parse_http_date(text, now)) return date->time_since_epoch().count();
    constexpr std::size_t to_minutes = 16;  // 2015-11-23T10:00
    std::string with_seconds(text);
    if (text.size() > to_minutes && text[to_minutes] != ':') with_seconds.insert(to_minutes, ":00");
    split_time time;
    if (!read_iso_time(with_seconds, time)) return std::nullopt;
    return time.seconds + (time.nanoseconds != 0);
}

/// Reads the fields of one value each: `X-RateLimit-Remaining` and `X-RateLimit-Reset`, also without `X-`, and as
/// `X-Rate-Limit-…`. The reset is a Unix time in seconds or milliseconds or a date, relative to `Date` if the response
/// has one, or a number of seconds.
inline rate_limit read_rate_limit_fields(std::vector<header> const& headers, std::chrono::sys_seconds now)
{
    rate_limit out;
    auto const longest = longest_retry_after.count();
    auto const remaining = rounded_up(
        first_header(headers, {"X-RateLimit-Remaining", "RateLimit-Remaining", "X-Rate-Limit-Remaining"}), longest);
    constexpr std::int64_t first_unix_time = 1'000'000'000;  // 2001; as a number of seconds, 31 years
    constexpr std::int64_t last_time = 100'000'000'000'000;  // in milliseconds, the year 5138
    auto const field = first_header(headers, {"X-RateLimit-Reset", "RateLimit-Reset", "X-Rate-Limit-Reset"});
    auto reset = rounded_up(field, last_time);
    if (!reset)
        if (auto const date = unix_time_of(field, now)) reset = std::max(*date, first_unix_time);
    out.is_used_up = remaining == 0;
    if (!reset || remaining.value_or(0) != 0) return out;
    constexpr std::int64_t first_in_milliseconds = 1000 * first_unix_time;  // as seconds, the year 33,658
    auto const sent = parse_http_date(trimmed(find_header(headers, "Date")), now).value_or(now);
    auto const time = *reset < first_in_milliseconds ? *reset : (*reset + 999) / 1000;
    auto const seconds = time < first_unix_time ? time : time - sent.time_since_epoch().count();
    out.reset = std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, longest));
    return out;
}

/// True if a response means that the service refused the request because of its rate, and did not carry it out: 429, or
/// 403 with a used up quota and its reset, or with `Retry-After`, as GitHub sends it. A 403 for another reason that
/// uses up the quota looks the same.
inline bool is_throttled(response const& in, std::chrono::sys_seconds now)
{
    if (in.status == 429) return true;
    if (in.status != 403) return false;
    if (retry_after(in, now)) return true;
    for (auto const& quota : {read_rate_limit_field(in.headers), read_rate_limit_fields(in.headers, now)})
        if (quota.is_used_up && quota.reset) return true;
    return false;
}

/// The pause that a throttled response requests, if any: by `retry_after`, or until the quota is renewed.
inline std::optional<std::chrono::seconds> throttle_pause(response const& in, std::chrono::sys_seconds now)
{
    if (auto const requested = retry_after(in, now)) return requested;
    if (auto const reset = read_rate_limit_field(in.headers).reset) return reset;
    return read_rate_limit_fields(in.headers, now).reset;
}

}  // namespace detail

}  // namespace descry
