// field_options: what may be said about one member beside its description.
#pragma once

#include <cstdint>
#include <string_view>

namespace descry {

/// How a value is written where its type alone does not say.
enum class format : std::uint8_t {
    of_type,            ///< As the type is.
    base64url,          ///< Bytes: base64 with `-` and `_`, without padding (RFC 4648, section 5).
    iso8601,            ///< A `std::chrono::duration`: text, `PT1H30M` (ISO 8601).
    unix_seconds,       ///< A `std::chrono::sys_time`: the number of seconds since 1970.
    unix_milliseconds,  ///< A `std::chrono::sys_time`: the number of milliseconds since 1970.
};

/// The format of one member, or of what it holds, be it in lists, maps and optionals. Specialize it beside the struct:
/// @code template <> inline constexpr auto descry::format_of<&token::expires> = descry::format::unix_seconds; @endcode
template <auto Member>
inline constexpr auto format_of = format::of_type;

/// The wire name of one member, for services that do not derive it from a word: written as it stands in every casing,
/// read in any. Specialize it beside the struct:
/// @code template <> inline constexpr std::string_view descry::renamed<&link::type> = "$type"; @endcode
template <auto Member>
inline constexpr std::string_view renamed{};

}  // namespace descry
