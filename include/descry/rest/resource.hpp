// resource: a model, a key, a path and the verbs the service accepts.
#pragma once

#include <descry/core/fixed_string.hpp>
#include <descry/core/wrong.hpp>
#include <descry/model/field_table.hpp>
#include <descry/rest/check_path.hpp>
#include <descry/rest/operation.hpp>
#include <descry/rest/path.hpp>
#include <descry/rest/sensitive_names.hpp>
#include <descry/rest/verb.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace descry {

namespace detail {

template <class Model, class Verb>
consteval bool check_condition()
{
    if constexpr (std::is_same_v<typename Verb::condition, unconditional>)
        return true;
    else
        return Verb::condition::template check<Model>();
}

template <class Verb>
using is_get_verb = std::bool_constant<is_get<Verb>>;
template <class Verb>
using is_put_verb = std::bool_constant<is_put<Verb>>;

/// True when the parts of a resource fit each other; otherwise refuses them with one line.
template <class Model, class Key, fixed_string Path, class... Verbs>
consteval bool check_resource()
{
    if constexpr (!described_struct<Model>) {
        refuse<wrong::type_is_not_described_with_boost_describe<Model>>();
        return false;
    } else {
        return check_path<Key, Path>() && (check_condition<Model, Verbs>() && ...);
    }
}

}  // namespace detail

/// Declares a REST resource. Derive a named struct from it, so that messages stay short:
/// @code
/// struct billing_profile : descry::resource<customer_billing_profile, customer_key,
///                              "/v1/customers/{customer_id}/profiles/billing",
///                              descry::get, descry::put<etag>> {};
/// @endcode
/// `Model` and `Key` are described structs. Each hole of the path is filled by the member of the key of that name,
/// which is text or an integer.
template <class Model, class Key, fixed_string Path, class... Verbs>
struct resource {
    static_assert(detail::check_resource<Model, Key, Path, Verbs...>(), "descry: see the error above");

    using model_type = Model;
    using key_type = Key;
    using verbs = boost::mp11::mp_list<Verbs...>;

    static constexpr path_table const& path = detail::path_table_of<Key, Path>::table;
};

/// A type that was derived from `resource`.
template <class R>
concept declared_resource = requires
{
    typename R::model_type;
    typename R::key_type;
    typename R::verbs;
};

namespace detail {

template <class Model, class Verb>
struct condition_of {
    using condition = typename Verb::condition;

    static std::string_view tag(void const* model) noexcept
    {
        return condition::tag(*static_cast<Model const*>(model));
    }
    static void set_tag(void* model, std::string_view value) { condition::set_tag(*static_cast<Model*>(model), value); }
};

template <class Verb>
using is_conditional = std::bool_constant<!std::is_same_v<typename Verb::condition, unconditional>>;

// The condition of an update is that of the verb; of another verb it is what an update will need.
template <class R, class Verb>
using verb_with_tag = boost::mp11::mp_if_c<
    is_put<Verb>, boost::mp11::mp_list<Verb>,
    boost::mp11::mp_copy_if<boost::mp11::mp_copy_if<typename R::verbs, is_put_verb>, is_conditional>>;

template <class R, class Verb>
consteval operation make_operation();

template <class R, class Verb>
inline constexpr operation operation_of = make_operation<R, Verb>();

template <class R, class Verb>
consteval operation make_operation()
{
    using model = typename R::model_type;
    operation out{Verb::method, &R::path, type_for<model>(), Verb::needs, nullptr,
                  nullptr,      {},       Verb::repeatable,  nullptr};
    out.sensitive = sensitive_names<model>;
    if constexpr (is_put<Verb> && boost::mp11::mp_contains<typename R::verbs, get>::value)
        out.read = &operation_of<R, get>;
    using with_tag = boost::mp11::mp_copy_if<verb_with_tag<R, Verb>, is_conditional>;
    if constexpr (!boost::mp11::mp_empty<with_tag>::value) {
        using condition = condition_of<model, boost::mp11::mp_front<with_tag>>;
        out.tag = condition::tag;
        out.set_tag = condition::set_tag;
    }
    return out;
}

/// The operation of the verb that `Is` recognizes; a resource that does not declare it is refused with one line that
/// names `Wanted`.
template <declared_resource R, template <class> class Is, class Wanted>
constexpr operation const& find_operation()
{
    using at = boost::mp11::mp_find_if<typename R::verbs, Is>;
    if constexpr (at::value == boost::mp11::mp_size<typename R::verbs>::value) {
        refuse<wrong::resource_does_not_declare_the_verb<R, Wanted>>();
        // Never reached; another error here would hide the one above.
        return operation_of<R, Wanted>;
    } else {
        return operation_of<R, boost::mp11::mp_at<typename R::verbs, at>>;
    }
}

}  // namespace detail

/// The `get` of a resource.
template <declared_resource R>
constexpr operation const& get_operation()
{
    return detail::find_operation<R, detail::is_get_verb, get>();
}

/// The `put` of a resource.
template <declared_resource R>
constexpr operation const& put_operation()
{
    return detail::find_operation<R, detail::is_put_verb, put<>>();
}

}  // namespace descry
