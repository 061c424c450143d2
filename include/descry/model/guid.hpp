// guid: globally unique identifiers of tenants, subscriptions, requests.
#pragma once

#include <descry/core/config.hpp>
#include <descry/model/detail/digits.hpp>
#include <descry/model/detail/string_schemas.hpp>
#include <descry/model/scalar.hpp>

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace descry {

/// A GUID of sixteen bytes. It is read in any letter case, and written in lower case with 36 characters, without
/// braces: `7d6a9ed1-3c8a-4b9c-9f3e-0123456789ab`. The default value is the nil GUID, all zeros.
class guid {
public:
    static constexpr std::size_t text_size = 36;

    constexpr guid() noexcept = default;
    /// The bytes in the order of the text.
    constexpr explicit guid(std::array<std::uint8_t, 16> const& bytes) noexcept : bytes_(bytes) {}
    /// Throws `std::invalid_argument` if the text is not a GUID.
    constexpr explicit guid(std::string_view text)
    {
        auto const parsed = parse(text);
        if (!parsed) throw std::invalid_argument("not a GUID");
        *this = *parsed;
    }

    static constexpr std::optional<guid> parse(std::string_view text) noexcept
    {
        if (text.size() != text_size) return {};
        guid out;
        unsigned bad = 0;
        std::size_t at = 0;
        for (std::size_t i = 0; i != 16; ++i, at += 2) {
            if (dash_before(i)) bad |= text[at++] != '-';
            unsigned const high = detail::hex_value(text[at]), low = detail::hex_value(text[at + 1]);
            bad |= (high | low) & 0x80;
            out.bytes_[i] = static_cast<std::uint8_t>(high << 4 | low);
        }
        if (bad != 0) return {};
        return out;
    }

    DESCRY_DECL void append_to(std::string& out) const;
    DESCRY_DECL std::string to_string() const;

    /// Writes `text_size` characters and returns a pointer to their end.
    DESCRY_DECL char* write(char* to) const noexcept;

    constexpr std::array<std::uint8_t, 16> const& bytes() const noexcept { return bytes_; }
    constexpr bool is_nil() const noexcept { return *this == guid(); }

    /// Compares in the order of the texts.
    friend constexpr auto operator<=>(guid const&, guid const&) noexcept = default;

private:
    static constexpr bool dash_before(std::size_t byte) noexcept
    {
        return byte == 4 || byte == 6 || byte == 8 || byte == 10;
    }

    std::array<std::uint8_t, 16> bytes_{};
};

template <>
struct scalar<guid> : detail::parsed_scalar<guid, true> {
    static constexpr char const* expected = "a GUID (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)";
    static constexpr char const* schema = detail::uuid_schema;
    static constexpr auto form = detail::text_form::uuid;
    DESCRY_DECL static std::optional<guid> read(scalar_token token);
};

}  // namespace descry

template <>
struct std::hash<descry::guid> {
    DESCRY_DECL std::size_t operator()(descry::guid const& g) const noexcept;
};

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/model/impl/guid.ipp>
#endif
