// check_resource: checks the declaration of a resource, each mistake with one line.
#pragma once

#include <descry/core/detail/characters.hpp>
#include <descry/core/fixed_string.hpp>
#include <descry/core/naming.hpp>
#include <descry/core/wrong.hpp>
#include <descry/http/detail/field_name.hpp>
#include <descry/model/describe.hpp>
#include <descry/model/detail/type_of.hpp>
#include <descry/rest/body.hpp>
#include <descry/rest/condition.hpp>
#include <descry/rest/detail/check_method.hpp>
#include <descry/rest/detail/check_path.hpp>
#include <descry/rest/detail/verb_traits.hpp>
#include <descry/rest/verb.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <cstddef>
#include <type_traits>

namespace descry {

namespace detail {

template <class Model, class Body>
using body_of_model = typename declared_body<Model, Body>::type;

/// The type of the states between which a verb changes the resource.
template <class Model, class Verb>
using changed_state =
    std::conditional_t<traits_of(Verb::kind).removes, Model, body_of_model<Model, typename Verb::request>>;

template <class Model, class Verb>
consteval bool check_condition()
{
    using condition = typename Verb::condition;
    constexpr auto kind = Verb::kind;
    constexpr auto traits = traits_of(kind);
    if constexpr (!is_condition<condition>) {
        refuse<std::conditional_t<traits.updates, wrong::put_and_patch_take_a_condition_not_a_model<Model, condition>,
                                  wrong::condition_argument_of_a_verb_is_not_a_condition<Model, condition>>>();
        return false;
    } else if constexpr (condition::kind == precondition::absent && !traits.may_create) {
        refuse<wrong::if_absent_is_for_verbs_that_create<Model, kind>>();
        return false;
    } else if constexpr (condition::kind == precondition::in_body) {
        if constexpr (!traits.updates) {
            refuse<wrong::always_is_for_put_and_patch<Model, kind>>();
            return false;
        } else {
            return condition::template check<body_of_model<Model, typename Verb::request>>();
        }
    } else if constexpr (condition::kind == precondition::in_query) {
        if constexpr (!traits.changes()) {
            refuse<wrong::if_match_in_query_is_for_put_patch_and_remove<Model, kind>>();
            return false;
        } else {
            return condition::template check<changed_state<Model, Verb>>();
        }
    } else if constexpr (needs_tag<condition>) {
        using request = body_of_model<Model, typename Verb::request>;
        if constexpr (std::is_same_v<request, Model> || !condition::template fits<request>)
            return condition::template check<Model>();
    }
    return true;
}

template <class Verb>
consteval bool check_query()
{
    using query = typename Verb::query;
    if constexpr (!described_struct<query>) refuse<wrong::type_is_not_described_with_boost_describe<query>>();
    return described_struct<query>;
}

template <class Model, class Verb>
consteval bool check_bodies()
{
    using body = declared_body<Model, typename Verb::request>;
    using request = typename body::type;
    constexpr bool has_members = !std::is_same_v<request, nothing> &&
                                 (body::coding == body_coding::of_service ||
                                  (body::coding == body_coding::form && Verb::sends == change_format::merge_patch));
    if constexpr (body::coding == body_coding::form && !described_struct<request>) {
        refuse<wrong::form_is_not_made_of_a_described_struct<Model, request>>();
        return false;
    } else if constexpr (Verb::sends != change_format::whole && !has_members) {
        refuse<wrong::patch_of_changes_has_a_body_without_members<Model, typename Verb::request>>();
        return false;
    } else {
        return true;
    }
}

template <class Model, class Verb>
consteval bool check_creates()
{
    if constexpr (Verb::creates && Verb::kind != verb_kind::put) {
        refuse<wrong::or_create_is_for_put<Model, Verb::kind>>();
        return false;
    }
    return true;
}

/// The index of the first verb that is declared twice, or whose kind is, unless there may be several; the number of
/// verbs if there is none.
template <class... Verbs>
consteval std::size_t first_verb_declared_again()
{
    constexpr verb_kind kinds[] = {Verbs::kind..., {}};
    using all = boost::mp11::mp_list<Verbs...>;
    constexpr std::size_t equal_to[] = {boost::mp11::mp_find<all, Verbs>::value..., 0};  // the first of equal ones
    for (std::size_t i = 0; i != sizeof...(Verbs); ++i)
        for (std::size_t j = 0; j != i; ++j)
            if (kinds[j] == kinds[i] && (!traits_of(kinds[i]).may_be_several || equal_to[j] == equal_to[i])) return i;
    return sizeof...(Verbs);
}

template <class Model, class... Verbs>
consteval bool check_verbs()
{
    constexpr auto again = first_verb_declared_again<Verbs...>();
    if constexpr (again != sizeof...(Verbs)) {
        constexpr verb_kind kinds[] = {Verbs::kind...};
        refuse<wrong::resource_of_the_model_declares_a_verb_twice<Model, kinds[again]>>();
    }
    return again == sizeof...(Verbs);
}

// The query of the read after a change: the declared one, or that of the change.
template <class Change>
using query_of_read_after = std::conditional_t<std::is_same_v<typename Change::query_after, query_of_change>,
                                               typename Change::query, typename Change::query_after>;

// True if a `get` can read the state after a change: if its query is that of such a read, or any if none is declared.
// It is default-constructed, unless it is that of the change.
template <class Change, class Read>
inline constexpr bool reads_state_after = (std::is_same_v<query_of_read_after<Change>, typename Read::query> ||
                                           (std::is_same_v<typename Change::query_after, query_of_change> &&
                                            std::is_same_v<typename Change::query, nothing>)) &&
                                          (std::is_same_v<typename Change::query, typename Read::query> ||
                                           std::is_default_constructible_v<typename Read::query>);

template <class Verb>
using is_get = std::bool_constant<Verb::kind == verb_kind::get>;

// True unless the verb is followed by a read that its resource does not declare, or that has another result.
template <class Model, class Verb, class... Verbs>
consteval bool check_read_after()
{
    constexpr bool is_change =
        traits_of(Verb::kind).updates && std::is_same_v<body_of_model<Model, typename Verb::response>, Model>;
    using reads = boost::mp11::mp_copy_if<boost::mp11::mp_list<Verbs...>, is_get>;
    if constexpr (!Verb::reads_after) {
        return true;
    } else if constexpr (!is_change || boost::mp11::mp_empty<reads>::value) {
        refuse<wrong::then_read_is_for_put_and_patch_of_a_resource_with_get<Model, Verb::kind>>();
        return false;
    } else {
        using read = boost::mp11::mp_front<reads>;
        using state = body_of_model<Model, typename read::response>;
        if constexpr (!std::is_same_v<state, Model>)
            refuse<wrong::then_read_reads_the_model_but_the_get_of_the_resource_has_another_response<Model, state>>();
        else if constexpr (!reads_state_after<Verb, read>)
            refuse<
                wrong::query_of_then_read_is_not_that_of_the_get_of_the_resource<Model, query_of_read_after<Verb>>>();
        return std::is_same_v<state, Model> && reads_state_after<Verb, read>;
    }
}

/// True if a header field may be declared: a name that is a token (RFC 9110, 5.6.2), a value without control
/// characters, and none that descry sets by condition, credentials or content.
constexpr bool may_be_declared(declared_header const& h) noexcept
{
    if (!is_token(h.name) || has_control(h.value) || is_framing(h.name)) return false;
    for (auto const* const own : {"If-Match", "If-None-Match", "Authorization", "Connection"})
        if (equal_ignoring_case(h.name, own)) return false;
    return true;
}

template <class Model, class Verb>
consteval bool check_headers()
{
    constexpr bool fit = [] {
        for (auto const& h : Verb::headers)
            if (!may_be_declared(h)) return false;
        return true;
    }();
    if constexpr (!fit) refuse<wrong::header_of_a_verb_is_malformed_or_one_that_descry_sets<Model, Verb::kind>>();
    return fit;
}

template <class Verb>
using is_verb = std::is_base_of<verb, Verb>;

/// The verbs in a list. A function that returns a verb stands for it: `get()` in place of `get`.
template <bool AreVerbs, class... Listed>
struct verbs_in {
    using type = boost::mp11::mp_list<Listed...>;
};
template <class Listed>
struct verb_meant_by : std::type_identity<Listed> {};
template <class Verb>
struct verb_meant_by<Verb()> : std::type_identity<Verb> {};
template <class... Listed>
struct verbs_in<false, Listed...> {
    using type = boost::mp11::mp_copy_if<boost::mp11::mp_list<typename verb_meant_by<Listed>::type...>, is_verb>;
};

/// True if the declaration of a resource is valid. Otherwise fails the compilation with one line.
template <class Model, class Key, fixed_string Path, class... Verbs>
consteval bool check_resource()
{
    if constexpr (!json_type<Model>) {
        refuse<wrong::type_is_not_described_with_boost_describe<Model>>();
        return false;
    } else if constexpr (!(is_verb<Verbs>::value && ...)) {
        using others = boost::mp11::mp_remove_if<boost::mp11::mp_list<Verbs...>, is_verb>;
        refuse<wrong::resource_of_the_model_lists_a_type_that_is_not_a_verb<Model, boost::mp11::mp_front<others>>>();
        return false;
    } else if constexpr (is_key_in_place_of_model<Model, Key, Path>()) {
        refuse<wrong::resource_has_the_key_in_place_of_the_model_and_the_model_in_place_of_the_key<Model, Key>>();
        return false;
    } else {
        return check_path<Key, Path>() && check_verbs<Model, Verbs...>() && (check_method<Model, Verbs>() && ...) &&
               (check_condition<Model, Verbs>() && ...) && (check_query<Verbs>() && ...) &&
               (check_read_after<Model, Verbs, Verbs...>() && ...) && (check_bodies<Model, Verbs>() && ...) &&
               (check_creates<Model, Verbs>() && ...) && (check_headers<Model, Verbs>() && ...) &&
               (Verbs::template check<Model, typename Verbs::query>() && ...);
    }
}

}  // namespace detail

}  // namespace descry
