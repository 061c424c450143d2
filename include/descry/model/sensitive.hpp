// sensitive: members that nobody but the service may see.
#pragma once

namespace descry {

/// A member, of a model, a key or a query, whose value appears in no failure: not in its body, message or words.
/// Members of that name are concealed, whatever object they are in. A recording transport knows no models, and has to
/// be given the names: `operation::sensitive`. Specialize it beside the struct:
/// @code template <> inline constexpr bool descry::sensitive<&contact::phone_number> = true; @endcode
template <auto Member>
inline constexpr bool sensitive = false;

}  // namespace descry
