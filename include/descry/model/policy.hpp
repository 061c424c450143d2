// policy: what may be decided about reading and writing objects, for one call or for one type.
#pragma once

#include <descry/core/naming.hpp>

#include <cstdint>
#include <optional>

namespace descry {

/// What becomes of a member that the type does not name.
enum class unknown_members : std::uint8_t {
    kept,     ///< In the type's `extras`; checked and skipped when it has none.
    ignored,  ///< Checked and skipped.
    refused,  ///< `errc::unknown_member`
};

/// What a name means that an object gives twice: a declared one in two of its three spellings, or, where the object has
/// none of these, in two other casings; an undeclared one to the letter.
enum class repeated_names : std::uint8_t {
    refused,    ///< `errc::duplicate_member`
    last_wins,  ///< The last value is kept; where members may be missing, those that it lacks keep the earlier value.
};

/// What the absence of a member means that is not optional.
enum class missing_members : std::uint8_t {
    refused,  ///< `errc::missing_member`
    allowed,  ///< It keeps the value that it had, which is its default when the object is fresh.
};

/// What is written for an optional member that is empty.
enum class empty_members : std::uint8_t {
    as_read,   ///< `null` if it was present when it was read, as the type's `extras` remember; otherwise left out.
    left_out,  ///< Nothing.
    as_null,   ///< `null`
};

/// What holds for the objects of one type, whatever a call asks for; what is empty here is up to the call.
struct object_policy {
    std::optional<unknown_members> unknown{};
    std::optional<repeated_names> repeated{};
    std::optional<missing_members> missing{};
    std::optional<empty_members> empty{};
    std::optional<casing> names{};
};

/// The policy of a described struct, not of those derived from it or nested in it. Specialize it beside the struct:
/// @code
/// template <>
/// inline constexpr descry::object_policy descry::policy_of<order>{.unknown = descry::unknown_members::refused};
/// @endcode
template <class T>
inline constexpr object_policy policy_of{};

}  // namespace descry
