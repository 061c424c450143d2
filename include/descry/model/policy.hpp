// policy: options for reading and writing objects, for one call or for one type.
#pragma once

#include <descry/core/naming.hpp>

#include <cstdint>
#include <optional>

namespace descry {

/// The treatment of a member that the type does not declare.
enum class unknown_members : std::uint8_t {
    kept,             ///< Stored in the type's `extras`; checked and skipped if it has none.
    ignored,          ///< Checked and skipped.
    refused,          ///< `errc::unknown_member`
    kept_or_refused,  ///< Stored in the type's `extras`; `errc::unknown_member` if it has none.
};

namespace detail {

/// True if a member that is not declared is an error for a type with or without `extras`.
constexpr bool refuses_unknown(unknown_members policy, bool has_extras) noexcept
{
    return policy == unknown_members::refused || (policy == unknown_members::kept_or_refused && !has_extras);
}

}  // namespace detail

/// The treatment of a name that occurs twice in an object: a declared name in two of its three spellings or, if the
/// object has none of these, in two other casings; an undeclared name with exactly the same spelling.
enum class repeated_names : std::uint8_t {
    refused,    ///< `errc::duplicate_member`
    last_wins,  ///< The last value is kept. Where members may be missing, those that it lacks keep the earlier value.
};

/// The treatment of an absent member that is not optional.
enum class missing_members : std::uint8_t {
    refused,  ///< `errc::missing_member`
    allowed,  ///< The member keeps its value, which is the default in a new object.
};

/// How an empty optional member is written.
enum class empty_members : std::uint8_t {
    as_read,   ///< As `null` if it was present when it was read, according to the type's `extras`; otherwise omitted.
    left_out,  ///< Omitted.
    as_null,   ///< As `null`.
};

/// The policy for the objects of one type, which precedes the options of a call. The options of the call apply to
/// members of the policy that are not set.
struct object_policy {
    std::optional<unknown_members> unknown{};
    std::optional<repeated_names> repeated{};
    std::optional<missing_members> missing{};
    std::optional<empty_members> empty{};
    std::optional<casing> names{};
    std::optional<bool> exact_names{};  ///< When the type is read, see `read_options::exact_names`.
};

/// The policy of a described struct, but not of structs derived from it or nested in it. Specialize it beside the
/// struct:
/// @code
/// template <>
/// inline constexpr descry::object_policy descry::policy_of<order>{.unknown = descry::unknown_members::refused};
/// @endcode
template <class T>
inline constexpr object_policy policy_of{};

}  // namespace descry
