// field_options: options for one member that its description does not determine.
#pragma once

#include <cstdint>
#include <string_view>

namespace descry {

/// How a value is written if its type alone does not determine it.
enum class format : std::uint8_t {
    of_type,    ///< As determined by the type.
    base64url,  ///< Bytes: base64 with `-` and `_`, without padding (RFC 4648, section 5).
    /// Bytes: base64 whose lines may be broken, as MIME breaks them (RFC 2045, 6.8). Spaces, tabs and line breaks are
    /// ignored when it is read, and not written.
    base64_mime,
    /// A `std::chrono::duration`: a string such as `PT1H30M`; a `std::chrono::sys_time`:
    /// `2015-11-23T10:00:00.000+0000`, with as many digits after the point as its unit has (ISO 8601).
    iso8601,
    rfc5322,            ///< A `std::chrono::sys_time`: a string such as `Mon, 23 Nov 2015 10:00:00 +0000`.
    unix_seconds,       ///< A `std::chrono::sys_time`: the number of seconds since 1970.
    unix_milliseconds,  ///< A `std::chrono::sys_time`: the number of milliseconds since 1970.
    borrowed,           ///< A `std::string_view`: a string that is read as a view of the JSON text, see `borrowed`.
};

/// The format of a member that is a `std::string_view`, or that holds such views in arrays, maps or optionals, and is
/// read. `read_json` allocates nothing for it and makes it a view of its argument, which must live longer, and must not
/// be changed. A string with an escape has no such view, and is refused with `errc::invalid_value`. Models of resources
/// are read from texts that do not live long enough, and may not have such members. Writing needs no format.
/// @code template <> inline constexpr auto descry::format_of<&record::name> = descry::borrowed; @endcode
inline constexpr auto borrowed = format::borrowed;

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

/// How an array or an object is written in a query or a form, for members `sizes` and `price`. In parentheses: the
/// style of a parameter in OpenAPI 3.1.
enum class parameter_style : std::uint8_t {
    of_service,  ///< As `query_style` declares.
    separate,    ///< `sizes=1&sizes=2`, `min=1&max=2` (`form`, `explode`)
    commas,      ///< `sizes=1,2`, `price=min,1,max,2` (`form`, without `explode`)
    spaces,      ///< `sizes=1%202`, `price=min%201%20max%202` (`spaceDelimited`)
    pipes,       ///< `sizes=1%7C2`, `price=min%7C1%7Cmax%7C2` (`pipeDelimited`)
    brackets,    ///< `sizes[]=1&sizes[]=2`, `price[min]=1&price[max]=2` (`deepObject`). The brackets are encoded.
    dots,        ///< `sizes=1&sizes=2`, `price.min=1&price.max=2`
    json,        ///< `sizes=[1,2]`, `price={"min":1,"max":2}`
};

/// The style of one member, an array or an object, and of the arrays and objects in it. Specialize it beside the
/// struct:
/// @code template <> inline constexpr auto descry::style_of<&search::sizes> = descry::parameter_style::commas; @endcode
template <auto Member>
inline constexpr auto style_of = parameter_style::of_service;

/// How a patch of changes has a member that is an object or a map.
enum class patch_style : std::uint8_t {
    by_difference,  ///< The members that differ; a removed one is `null` (RFC 7396).
    whole,          ///< All members, for a service that replaces the object.
};

/// The style of one member in a merge patch. Specialize it beside the struct:
/// @code template <> inline constexpr auto descry::patch_style_of<&host::tags> = descry::patch_style::whole; @endcode
template <auto Member>
inline constexpr auto patch_style_of = patch_style::by_difference;

/// For an array of structs in a strategic merge patch: the member that identifies an element, by its name in C++ or in
/// JSON. Without it, the array is sent as a whole. Specialize it beside the struct:
/// @code template <> inline constexpr std::string_view descry::merge_key<&pod_spec::containers> = "name"; @endcode
template <auto Member>
inline constexpr std::string_view merge_key{};

}  // namespace descry
