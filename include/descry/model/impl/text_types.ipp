// text_types: bytes and UUIDs as strings.
#pragma once

#include <descry/core/base64.hpp>
#include <descry/model/detail/text_types.hpp>
#include <descry/model/guid.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

DESCRY_DECL void write_base64(std::string_view bytes, format how, std::string& out)
{
    out = base64_encode(bytes);
    if (how != format::base64url) return;
    out.resize(out.find_last_not_of('=') + 1);
    for (auto& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
}

DESCRY_DECL std::optional<std::string> read_base64(std::string_view text, format how)
{
    if (how == format::base64_mime) {
        std::string without_blanks(text);
        std::erase_if(without_blanks, [](char c) { return c == '\n' || c == '\r' || c == ' ' || c == '\t'; });
        return base64_decode(without_blanks);
    }
    if (how != format::base64url) return base64_decode(text);
    if (text.find_first_of("+/=") != text.npos) return std::nullopt;
    std::string padded(text);
    for (auto& c : padded) c = c == '-' ? '+' : c == '_' ? '/' : c;
    padded.append((4 - padded.size() % 4) % 4, '=');
    return base64_decode(padded);
}

DESCRY_DECL bool read_uuid(std::string_view text, std::uint8_t* bytes) noexcept
{
    auto const read = guid::parse(text);
    if (read) std::copy(read->bytes().begin(), read->bytes().end(), bytes);
    return read.has_value();
}

DESCRY_DECL char* write_uuid(std::uint8_t const* bytes, char* to) noexcept
{
    std::array<std::uint8_t, 16> copy{};
    std::copy_n(bytes, copy.size(), copy.begin());
    return guid(copy).write(to);
}

}  // namespace detail

}  // namespace descry
