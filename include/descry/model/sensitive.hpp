// sensitive: members that nobody but the service may see.
#pragma once

namespace descry {

/// A member whose value appears nowhere but on the wire: not in a failure's body, message or words, and not in what a
/// recording transport writes. Wherever something is shown, members of that name are concealed, whatever object they are
/// in. Specialize it beside the struct:
/// @code template <> inline constexpr bool descry::sensitive<&contact::phone_number> = true; @endcode
template <auto Member>
inline constexpr bool sensitive = false;

}  // namespace descry
