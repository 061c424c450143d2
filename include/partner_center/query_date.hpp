// query_date: a date in a query.
#pragma once

#include <descry/model/date.hpp>
#include <descry/model/scalar.hpp>

#include <optional>
#include <string>

namespace partner_center {

/// A required date. A default-constructed one is written as an empty string, which a query refuses.
struct query_date : descry::date {
    using descry::date::date;

    constexpr query_date() noexcept = default;
    constexpr query_date(descry::date day) noexcept : descry::date(day) {}
};

}  // namespace partner_center

template <>
struct descry::scalar<partner_center::query_date> {
    static constexpr char const* expected = scalar<date>::expected;

    static std::optional<partner_center::query_date> read(scalar_token token)
    {
        auto const day = scalar<date>::read(token);
        return day ? std::optional<partner_center::query_date>(*day) : std::nullopt;
    }

    static bool write(partner_center::query_date const& value, std::string& out)
    {
        if (value != partner_center::query_date()) value.append_to(out);
        return true;
    }
};
