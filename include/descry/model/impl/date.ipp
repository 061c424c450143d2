// date: the text and the hash of a date.
#pragma once

#include <descry/model/date.hpp>
#include <descry/model/detail/digits.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// True if the text begins with the form, in which a zero stands for a digit.
inline bool begins_with_form(std::string_view text, std::string_view form) noexcept
{
    return text.size() >= form.size() && std::equal(form.begin(), form.end(), text.begin(), [](char f, char c) {
               return f == '0' ? c >= '0' && c <= '9' : c == f;
           });
}

DESCRY_DECL char const* found_day(std::string_view text) noexcept
{
    bool const has_form = text.size() == date::text_size && begins_with_form(text, "0000-00-00");
    return has_form && !date::parse(text) ? no_such_day : nullptr;
}

DESCRY_DECL char const* found_time(std::string_view text) noexcept
{
    if (auto const* const found = found_day(text.substr(0, date::text_size))) return found;
    if (!begins_with_form(text, "0000-00-00T00:00:00")) return nullptr;
    auto const* const time = text.data() + date::text_size;
    bool const in_range = read_digits(time + 1, 2) < 24 && time[4] < '6' && time[7] < '6';
    return in_range ? nullptr : no_such_time;
}

}  // namespace detail

DESCRY_DECL void date::append_to(std::string& out) const
{
    char text[text_size];
    out.append(text, write(text));
}

DESCRY_DECL std::string date::to_string() const
{
    std::string out;
    append_to(out);
    return out;
}

DESCRY_DECL char* date::write(char* to) const noexcept
{
    auto const year = static_cast<unsigned>(year_);
    to = detail::write_pair(to, year / 100);
    to = detail::write_pair(to, year % 100);
    *to++ = '-';
    to = detail::write_pair(to, month_);
    *to++ = '-';
    return detail::write_pair(to, day_);
}

DESCRY_DECL std::optional<date> scalar<date>::read(scalar_token token) { return parsed_scalar::read(token); }

}  // namespace descry

DESCRY_DECL std::size_t std::hash<descry::date>::operator()(descry::date const& d) const noexcept
{
    auto const day = static_cast<std::size_t>((d.year() * 16 + d.month()) * 32 + d.day());
    return day * 0x9E3779B1u;
}
