// verb: what may be done to a resource.
#pragma once

#include <descry/rest/condition.hpp>
#include <descry/rest/credential_kind.hpp>

#include <string_view>
#include <type_traits>

namespace descry {

/// Reads the resource (RFC 9110, 9.3.1).
struct get {
    using condition = unconditional;
    static constexpr std::string_view method = "GET";
    static constexpr credential_kind needs = credential_kind::any;
    static constexpr bool repeatable = true;
};

/// Replaces the resource as a whole (RFC 9110, 9.3.4): an update. `Needs` is the only kind of credentials that the
/// service accepts for it, if there is only one.
template <class Condition = unconditional, credential_kind Needs = credential_kind::any>
struct put {
    using condition = Condition;
    static constexpr std::string_view method = "PUT";
    static constexpr credential_kind needs = Needs;
    // Without a condition, a repetition would undo what others did in between.
    static constexpr bool repeatable = !std::is_same_v<Condition, unconditional>;
};

namespace detail {

template <class Verb>
inline constexpr bool is_put = false;
template <class Condition, credential_kind Needs>
inline constexpr bool is_put<put<Condition, Needs>> = true;

template <class Verb>
inline constexpr bool is_get = false;
template <>
inline constexpr bool is_get<get> = true;

}  // namespace detail

}  // namespace descry
