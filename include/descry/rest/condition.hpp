// condition: preconditions of requests (RFC 9110, 13).
#pragma once

#include <descry/core/fixed_string.hpp>
#include <descry/core/wrong.hpp>
#include <descry/model/describe.hpp>
#include <descry/model/detail/member_names.hpp>
#include <descry/model/detail/type_of.hpp>
#include <descry/model/etag.hpp>
#include <descry/model/omittable.hpp>

#include <boost/mp11/algorithm.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace descry {

/// The precondition that a request carries (RFC 9110, 13.1).
enum class precondition : std::uint8_t {
    none,
    tag,             ///< `If-Match` with the entity tag of a state, which is required.
    tag_if_present,  ///< `If-Match` with the entity tag of a state; no precondition if it has none.
    exists,          ///< `If-Match: *`
    absent,          ///< `If-None-Match: *`
    in_body,         ///< The version of a state in the body, which is required.
    in_query,        ///< The version of a state in a parameter of the query, which is required.
};

/// No precondition.
struct unconditional {
    static constexpr auto kind = precondition::none;
};

/// The request is performed only if the resource exists, in any state: `If-Match: *` (RFC 9110, 13.1.1).
struct if_exists {
    static constexpr auto kind = precondition::exists;
};

/// The request is performed only if the resource does not exist: `If-None-Match: *` (RFC 9110, 13.1.2). For verbs that
/// create a resource at its path, such as `put`.
struct if_absent {
    static constexpr auto kind = precondition::absent;
};

namespace detail {

template <class T>
inline constexpr bool is_condition = requires {
    {
        T::kind
    } -> std::convertible_to<precondition>;
};

/// True for a condition that uses the entity tag of a state.
template <class T>
inline constexpr bool needs_tag = T::kind == precondition::tag || T::kind == precondition::tag_if_present;

template <class T>
struct without_optional {
    using type = T;
};
template <class T>
struct without_optional<std::optional<T>> {
    using type = T;
};
template <class T>
struct without_optional<omittable<T>> {
    using type = T;
};

/// The type at the end of a chain of members, each of which may be optional; void if a member does not belong to the
/// type before it.
template <class T, auto... Members>
struct chain;
template <class T>
struct chain<T> {
    using type = T;
};
template <class T, auto First, auto... Rest>
struct chain<T, First, Rest...> {
    static auto step()
    {
        if constexpr (requires { std::declval<T&>().*First; })
            return std::type_identity<std::remove_reference_t<decltype(std::declval<T&>().*First)>>{};
        else
            return std::type_identity<void>{};
    }
    using next = typename without_optional<typename decltype(step())::type>::type;
    using type =
        typename std::conditional_t<std::is_void_v<next>, std::type_identity<void>, chain<next, Rest...>>::type;
};

/// The value at the end of a chain of members; null if an optional member is empty.
template <class End = std::string, class T, class... Members>
End const* follow(T const& object, Members... members) noexcept
{
    if constexpr (requires { object.has_value(); })
        return object ? follow<End>(*object, members...) : nullptr;
    else if constexpr (sizeof...(members) == 0)
        return &object;
    else
        return [&](auto first, auto... rest) { return follow<End>(object.*first, rest...); }(members...);
}

/// The value at the end of a chain of members. Empty optional members are given a value.
template <class End = std::string, class T, class... Members>
End& make(T& object, Members... members)
{
    if constexpr (requires { object.has_value(); })
        return make<End>(object ? *object : object.emplace(), members...);
    else if constexpr (sizeof...(members) == 0)
        return object;
    else
        return [&](auto first, auto... rest) -> End& { return make<End>(object.*first, rest...); }(members...);
}

/// True if the members lead from Model to a value in its JSON, where each may be optional.
template <class Model, auto... Members>
struct is_path_in_json : std::false_type {};
template <class Model, auto First, auto... Rest>
    requires described_struct<Model> && (!std::is_void_v<descriptor_of<Model, First>>)
struct is_path_in_json<Model, First, Rest...>
    : std::bool_constant<sizeof...(Rest) == 0 || is_path_in_json<typename chain<Model, First>::type, Rest...>::value> {
};

/// True if Model has a `descry::etag`.
template <class Model>
consteval bool has_etag()
{
    if constexpr (described_struct<Model>)
        return boost::mp11::mp_size<etags_of<Model>>::value != 0;
    else
        return false;
}

}  // namespace detail

/// The request is performed only if the resource still has the entity tag (RFC 9110, 13.1.1) at the end of a chain of
/// members: `if_match<&customer_billing_profile::attributes, &resource_attributes::etag>`. Each member of the chain may
/// be optional. The last one is a `descry::etag`, for a tag that the service sends in the field `ETag` alone, or a
/// string, for a tag that is in the body as well. If both are in a response and differ, the string is assigned the
/// field, which is the validator of the response (RFC 9110, 8.8.3). A call without a tag fails with
/// `errc::missing_etag`, and nothing is sent.
template <auto... Members>
struct if_match {
    static constexpr auto kind = precondition::tag;

    /// The type at the end of the chain.
    template <class Model>
    using end = typename detail::chain<Model, Members...>::type;

    /// The entity tag in `model`; empty if a member of the chain is.
    template <class Model>
    static std::string_view tag(Model const& model) noexcept
    {
        auto const* const found = detail::follow<end<Model>>(model, Members...);
        if (!found) return {};
        if constexpr (std::same_as<end<Model>, etag>)
            return found->value();
        else
            return *found;
    }

    /// Stores an entity tag in `model`. Empty members of the chain are given a value.
    template <class Model>
    static void set_tag(Model& model, std::string_view tag)
    {
        detail::make<end<Model>>(model, Members...) = end<Model>(std::string(tag));
    }

    /// True if the chain leads from the model to an entity tag or a string.
    template <class Model>
    static constexpr bool fits = detail::one_of<end<Model>, std::string, etag>;

    /// Returns `fits<Model>`. Fails the compilation with a line of `wrong` if it is false.
    template <class Model>
    static consteval bool check()
    {
        constexpr bool uses_its_etag = !detail::has_etag<Model>() || std::same_as<end<Model>, etag>;
        if constexpr (std::same_as<end<Model>, void>)
            refuse<wrong::if_match_does_not_start_at_the_model<Model, Members...>>();
        else if constexpr (!fits<Model>)
            refuse<wrong::if_match_does_not_end_in_a_string_or_an_etag<Model, Members...>>();
        else if constexpr (!uses_its_etag)
            refuse<wrong::if_match_does_not_use_the_etag_of_the_model<Model, Members...>>();
        return fits<Model> && uses_its_etag;
    }
};

/// Like `if_match`, for a service that assigns entity tags to some states only. A state without a tag is sent without a
/// precondition: changes by others since it was read are overwritten, and the request is not retried as a conditional
/// one is.
template <auto... Members>
struct if_match_if_present : if_match<Members...> {
    static constexpr auto kind = precondition::tag_if_present;
};

/// The request is performed only if the resource still has the version that its body names, for services that compare a
/// member of the body and not a header field: `always<&deployment::metadata, &object_meta::resource_version>`. The
/// member at the end of the chain is always part of the body of a `put` or `patch`, even if a patch does not change it,
/// with its value in the state that was read. A call without such a value fails with `errc::missing_etag`, and nothing
/// is sent. The response to another version is 412, or one that `service::is_conflict` recognizes.
template <auto... Members>
struct always {
    static constexpr auto kind = precondition::in_body;

    /// `Template` with the model and the chain of members as its arguments.
    template <template <class, auto...> class Template, class Model>
    using passed_to = Template<Model, Members...>;

    /// True if each member is in the JSON of the type of the one before it.
    template <class Model>
    static constexpr bool fits = detail::is_path_in_json<Model, Members...>::value;

    /// Returns `fits<Model>`. Fails the compilation with a line of `wrong` if it is false.
    template <class Model>
    static consteval bool check()
    {
        if constexpr (!fits<Model>) refuse<wrong::always_does_not_name_members_from_the_model_on<Model, Members...>>();
        return fits<Model>;
    }
};

/// The request is performed only if the resource still has the version that a parameter of its query names, for
/// services that compare a member of the state and take it from the query: `if_match_in_query<"ifMetagenerationMatch",
/// &object::metageneration>`. The parameter has the value of the member at the end of the chain, in the state that was
/// read, for a `put`, `patch` or `remove`. A call without such a value fails with `errc::missing_etag`, and nothing is
/// sent. A query of the call that has the parameter replaces it. The response to another version is 412, or one that
/// `service::is_conflict` recognizes.
template <fixed_string Parameter, auto... Members>
struct if_match_in_query : always<Members...> {
    static constexpr auto kind = precondition::in_query;
    static constexpr std::string_view parameter = Parameter.view();

    /// Returns `fits<Model>`. Fails the compilation with a line of `wrong` if it is false.
    template <class Model>
    static consteval bool check()
    {
        constexpr bool fits = always<Members...>::template fits<Model>;
        if constexpr (!fits)
            refuse<wrong::if_match_in_query_does_not_name_members_from_the_model_on<Model, Members...>>();
        return fits;
    }
};

}  // namespace descry
