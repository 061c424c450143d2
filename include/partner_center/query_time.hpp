// query_time: a time in a query.
#pragma once

#include <descry/model/scalar.hpp>
#include <descry/model/timestamp.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <type_traits>

namespace partner_center {

/// A time in UTC with a resolution of one second: `2019-03-14T00:00:00Z`. A time outside the years 0000 to 9999 is
/// written as an empty string, which a query refuses.
struct query_time {
    std::chrono::sys_seconds at{};

    constexpr query_time() noexcept = default;
    /// Accepts durations that convert exactly to seconds; round finer ones with `std::chrono::floor`.
    template <class Duration>
        requires std::is_convertible_v<std::chrono::sys_time<Duration>, std::chrono::sys_seconds>
    constexpr query_time(std::chrono::sys_time<Duration> moment) noexcept : at(moment)
    {
    }

    bool operator==(query_time const&) const = default;
};

}  // namespace partner_center

template <>
struct descry::scalar<partner_center::query_time> {
    static constexpr char const* expected = scalar<timestamp>::expected;

    static std::optional<partner_center::query_time> read(scalar_token token)
    {
        auto const parsed = timestamp::parse(token.text);
        if (!token.quoted || !parsed) return std::nullopt;
        return std::chrono::floor<std::chrono::seconds>(parsed->instant_or(std::chrono::minutes(0)));
    }

    static bool write(partner_center::query_time const& value, std::string& out)
    {
        using namespace std::chrono;
        if (value.at >= sys_days(year(0) / 1 / 1) && value.at < sys_days(year(10000) / 1 / 1))
            timestamp(timestamp::instant_type(value.at)).append_to(out);
        return true;
    }
};
