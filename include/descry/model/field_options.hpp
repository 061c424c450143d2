// field_options: options for one member that its description does not determine.
#pragma once

#include <cstdint>
#include <string_view>

namespace descry {

/// How a value is written if its type alone does not determine it.
enum class format : std::uint8_t {
    of_type,            ///< As determined by the type.
    base64url,          ///< Bytes: base64 with `-` and `_`, without padding (RFC 4648, section 5).
    iso8601,            ///< A `std::chrono::duration`: a string such as `PT1H30M` (ISO 8601).
    unix_seconds,       ///< A `std::chrono::sys_time`: the number of seconds since 1970.
    unix_milliseconds,  ///< A `std::chrono::sys_time`: the number of milliseconds since 1970.
};

/// The format of one member, or of the values in it if it is an array, a map or an optional. Specialize it beside the
/// struct:
/// @code template <> inline constexpr auto descry::format_of<&token::expires> = descry::format::unix_seconds; @endcode
template <auto Member>
inline constexpr auto format_of = format::of_type;

/// The name of one member in JSON, for names that are not derived from a C++ name: written unchanged in every casing,
/// read in any casing. Specialize it beside the struct:
/// @code template <> inline constexpr std::string_view descry::renamed<&link::type> = "$type"; @endcode
template <auto Member>
inline constexpr std::string_view renamed{};

}  // namespace descry
