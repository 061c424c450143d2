// timestamp: the text and the hash of a timestamp.
#pragma once

#include <descry/model/detail/digits.hpp>
#include <descry/model/timestamp.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace descry {

DESCRY_DECL void timestamp::append_to(std::string& out) const
{
    char text[max_text_size];
    out.append(text, write(text));
}

DESCRY_DECL std::string timestamp::to_string() const
{
    std::string out;
    append_to(out);
    return out;
}

DESCRY_DECL char* timestamp::write_field(char* to, char mark, unsigned value) noexcept
{
    *to++ = mark;
    return detail::write_pair(to, value);
}

// Writes all seven digits. Superfluous ones are overwritten, or are after the end, where there is space for an offset.
DESCRY_DECL void timestamp::write_fraction(char* to) const noexcept
{
    to = detail::write_pair(to, fraction_ / 100'000);
    to = detail::write_pair(to, fraction_ / 1'000 % 100);
    to = detail::write_pair(to, fraction_ / 10 % 100);
    *to = static_cast<char>('0' + fraction_ % 10);
}

DESCRY_DECL char* timestamp::write(char* to) const noexcept
{
    to = date_.write(to);
    if (form_ == form::date_only) return to;
    to = write_field(to, 'T', hour_);
    to = write_field(to, ':', minute_);
    to = write_field(to, ':', second_);
    if (fraction_digits_ != 0) {
        *to++ = '.';
        write_fraction(to);
        to += fraction_digits_;
    }
    if (form_ == form::local) return to;
    if (form_ == form::utc) return *to++ = 'Z', to;
    auto const minutes = static_cast<unsigned>(offset_ < 0 ? -offset_ : offset_);
    to = write_field(to, offset_ < 0 || form_ == form::minus_zero ? '-' : '+', minutes / 60);
    return write_field(to, ':', minutes % 60);
}

DESCRY_DECL std::optional<timestamp> scalar<timestamp>::read(scalar_token token) { return parsed_scalar::read(token); }

}  // namespace descry

DESCRY_DECL std::size_t std::hash<descry::timestamp>::operator()(descry::timestamp const& t) const noexcept
{
    auto const ticks = static_cast<std::uint64_t>(t.local().time_since_epoch().count());
    auto const offset = static_cast<std::uint64_t>(t.offset().value_or(std::chrono::minutes(0)).count());
    return static_cast<std::size_t>((ticks ^ offset << 52) * 0x9E3779B97F4A7C15u);
}
