// sensitive: members whose values must not appear in failures and recordings.
#pragma once

namespace descry {

/// A member of a model, a key or a query whose value appears in no failure, neither in its body nor in its message, and
/// in no wire log; in recordings, that of a key in a path does. Members with that name are redacted in all objects.
/// Members whose names tell that they are secrets, such as `api_key`, need no declaration. Specialize it beside the
/// struct:
/// @code template <> inline constexpr bool descry::sensitive<&contact::phone_number> = true; @endcode
template <auto Member>
inline constexpr bool sensitive = false;

}  // namespace descry
