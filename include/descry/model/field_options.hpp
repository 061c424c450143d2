// field_options: what may be said about one member beside its description.
#pragma once

#include <string_view>

namespace descry {

/// The wire name of one member, for services that do not derive it from a word: written as it stands in every casing,
/// read in any. Specialize it beside the struct:
/// @code template <> inline constexpr std::string_view descry::renamed<&link::type> = "$type"; @endcode
template <auto Member>
inline constexpr std::string_view renamed{};

}  // namespace descry
