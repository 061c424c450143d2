// date: the text and the hash of a date.
#pragma once

#include <descry/model/date.hpp>
#include <descry/model/detail/digits.hpp>

#include <cstddef>
#include <string>

namespace descry {

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

}  // namespace descry

DESCRY_DECL std::size_t std::hash<descry::date>::operator()(descry::date const& d) const noexcept
{
    auto const day = static_cast<std::size_t>((d.year() * 16 + d.month()) * 32 + d.day());
    return day * 0x9E3779B1u;
}
