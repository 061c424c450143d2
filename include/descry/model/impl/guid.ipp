// guid: the text and the hash of a GUID.
#pragma once

#include <descry/model/detail/digits.hpp>
#include <descry/model/guid.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace descry {

DESCRY_DECL void guid::append_to(std::string& out) const
{
    char text[text_size];
    out.append(text, write(text));
}

DESCRY_DECL std::string guid::to_string() const
{
    std::string out;
    append_to(out);
    return out;
}

DESCRY_DECL char* guid::write(char* to) const noexcept
{
    for (std::size_t i = 0; i != 16; ++i) {
        if (dash_before(i)) *to++ = '-';
        to = detail::write_pair<16>(to, bytes_[i]);
    }
    return to;
}

DESCRY_DECL std::optional<guid> scalar<guid>::read(scalar_token token) { return parsed_scalar::read(token); }

}  // namespace descry

DESCRY_DECL std::size_t std::hash<descry::guid>::operator()(descry::guid const& g) const noexcept
{
    auto const halves = std::bit_cast<std::array<std::uint64_t, 2>>(g.bytes());
    return static_cast<std::size_t>((halves[0] ^ halves[1] >> 29) * 0x9E3779B97F4A7C15u ^ halves[1]);
}
