// validators: the entity tag (RFC 9110, 8.8) or the version of a state, as the conditions of verbs locate it.
#pragma once

#include <descry/model/detail/field_table.hpp>
#include <descry/model/etag.hpp>
#include <descry/rest/condition.hpp>
#include <descry/rest/detail/check_resource.hpp>
#include <descry/rest/detail/member_path.hpp>
#include <descry/rest/detail/operation.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <string_view>
#include <type_traits>

namespace descry {

namespace detail {

template <class Model, class Condition>
struct tag_in {
    static std::string_view get(void const* model) noexcept
    {
        return Condition::tag(*static_cast<Model const*>(model));
    }
    static void set(void* model, std::string_view value) { Condition::set_tag(*static_cast<Model*>(model), value); }

    static constexpr tag_access access() noexcept
    {
        constexpr bool is_field = std::is_same_v<typename Condition::template end<Model>, etag>;
        return {&value_type_of<Model>, get, set, is_field};
    }
};

/// True if the condition of the verb uses an entity tag in `Model`. False for an invalid condition.
template <class Verb, class Model>
consteval bool has_tag_in()
{
    using condition = typename Verb::condition;
    if constexpr (is_condition<condition>)
        if constexpr (needs_tag<condition>) return condition::template fits<Model>;
    return false;
}

template <class Model>
struct has_tag_in_model {
    template <class Verb>
    using fn = std::bool_constant<has_tag_in<Verb, Model>()>;
};

// The verbs whose condition locates the entity tag in a state: the verb itself, or another verb of R to which the state
// in the response may be passed.
template <class R, class Verb>
using verbs_with_tag = boost::mp11::mp_copy_if_q<boost::mp11::mp_push_front<typename R::verbs, Verb>,
                                                 has_tag_in_model<typename R::model_type>>;

template <class Model>
using match_of_etag = if_match<boost::mp11::mp_front<etags_of<Model>>::pointer>;

/// The condition that locates the entity tag in a state: that of one of these verbs, or one for the `etag` of the
/// model. Void if states of R have no tag, or neither the condition nor the response of the verb refers to one.
template <class R, class Verb>
consteval auto find_condition_with_tag()
{
    using model = typename R::model_type;
    using with_tag = verbs_with_tag<R, Verb>;
    if constexpr (!boost::mp11::mp_empty<with_tag>::value) {
        using first = boost::mp11::mp_front<with_tag>;
        if constexpr (std::is_same_v<first, Verb> ||
                      std::is_same_v<body_of_model<model, typename Verb::response>, model>)
            return std::type_identity<typename first::condition>();
        else
            return std::type_identity<void>();
    } else if constexpr (has_etag<model>()) {
        return std::type_identity<match_of_etag<model>>();
    } else {
        return std::type_identity<void>();
    }
}

template <class R, class Verb>
using condition_with_tag = typename decltype(find_condition_with_tag<R, Verb>())::type;

template <class Model, class Condition>
constexpr member_path version_of()
{
    if constexpr (is_condition<Condition>)
        if constexpr (Condition::kind == precondition::in_body || Condition::kind == precondition::in_query)
            if constexpr (Condition::template fits<Model>)
                return Condition::template passed_to<path_of_members, Model>::value;
    return {};
}

/// True if the verb takes its condition from a state of the resource, other than the one that it sends.
template <class Verb, class Model>
consteval bool needs_state()
{
    using condition = typename Verb::condition;
    if constexpr (is_condition<condition>)
        if constexpr (condition::kind == precondition::in_query) return true;
    return has_tag_in<Verb, Model>();
}

template <class Model>
struct needs_state_of_model {
    template <class Verb>
    using fn = std::bool_constant<needs_state<Verb, Model>()>;
};

}  // namespace detail

}  // namespace descry
