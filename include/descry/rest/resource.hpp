// resource: the declaration of a REST resource: model, key, path and verbs.
#pragma once

#include <descry/core/fixed_string.hpp>
#include <descry/core/wrong.hpp>
#include <descry/model/detail/check_reading.hpp>
#include <descry/model/detail/field_table.hpp>
#include <descry/model/detail/typed_pointer.hpp>
#include <descry/rest/detail/check_path.hpp>
#include <descry/rest/detail/check_resource.hpp>
#include <descry/rest/detail/check_style.hpp>
#include <descry/rest/detail/operation.hpp>
#include <descry/rest/detail/sensitive_names.hpp>
#include <descry/rest/detail/validators.hpp>
#include <descry/rest/detail/verb_traits.hpp>
#include <descry/rest/path.hpp>
#include <descry/rest/verb.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <cstddef>
#include <memory>
#include <string_view>
#include <type_traits>

namespace descry {

/// Declares a REST resource. Derive a named struct from it, so that messages stay short:
/// @code
/// struct billing_profile : descry::resource<customer_billing_profile, customer_key,
///                              "/v1/customers/{customer_id}/profiles/billing",
///                              descry::get, descry::put<etag>> {};
/// @endcode
/// `Model` and `Key` are described structs; a model may also be another type with a JSON form, such as a list or a
/// string. Each parameter of the path is the member of the key with its name: a string, an integer, or a scalar such as
/// `guid` and `date`. There may be several verbs of the kinds put, patch, create and action, see `bound::by`.
template <class Model, class Key, fixed_string Path, class... Verbs>
struct resource {
    // check_resource reports errors itself.
    static_assert(detail::check_resource<Model, Key, Path, Verbs...>() || true);

private:
    // After an error, the declaration that was meant, so that no other one follows.
    static constexpr bool is_swapped = detail::is_key_in_place_of_model<Model, Key, Path>();

public:
    using model_type = std::conditional_t<is_swapped, Key, Model>;
    using key_type = std::conditional_t<is_swapped, Model, Key>;
    using verbs = typename detail::verbs_in<(detail::is_verb<Verbs>::value && ...), Verbs...>::type;

    static constexpr path_table const& path = detail::path_table_of<key_type, Path>::table;
};

/// A type derived from `resource`.
template <class R>
concept declared_resource = requires {
    typename R::model_type;
    typename R::key_type;
    typename R::verbs;
};

/// The number of parameters in the path of R, each of which is a member of its key.
template <declared_resource R>
inline constexpr std::size_t key_size = boost::mp11::mp_size<detail::fields_of<typename R::key_type>>::value;

namespace detail {

template <verb_kind Kind>
struct is_of_kind {
    template <class Verb>
    using fn = std::bool_constant<Verb::kind == Kind>;
};

template <class R, class Body>
using body_of = body_of_model<typename R::model_type, Body>;

// The argument of an undeclared verb, constructible from any arguments.
struct anything : nothing {
    template <class... T>
    constexpr anything(T&&...) noexcept
    {
    }
};

// Replaces a verb that is not declared, so that no other error follows the line of `wrong`.
template <verb_kind Kind>
struct undeclared : verb {
    using request = anything;
    using query = anything;
    static constexpr verb_kind kind = Kind;
    static constexpr std::string_view method{};
    static constexpr bool has_events = false;
};

/// The verb of R of the given kind, the first of several. Fails the compilation with one line if R declares none.
template <declared_resource R, verb_kind Kind>
struct declared_verb {
    using at = boost::mp11::mp_find_if_q<typename R::verbs, is_of_kind<Kind>>;

    static auto find()
    {
        if constexpr (at::value != boost::mp11::mp_size<typename R::verbs>::value)
            return std::type_identity<boost::mp11::mp_at<typename R::verbs, at>>{};
        else {
            refuse<wrong::resource_does_not_declare_the_verb<R, Kind>>();
            return std::type_identity<undeclared<Kind>>{};
        }
    }
    using type = typename decltype(find())::type;

    using request = body_of<R, typename type::request>;
    using response = body_of<R, typename type::response>;
    using query = typename type::query;
};

template <class T>
consteval value_type const* type_of_body()
{
    if constexpr (std::is_same_v<T, nothing>)
        return nullptr;
    else
        return &value_type_of<T>;
}

template <class R, class Verb>
consteval operation make_operation();

template <class R, class Verb>
inline constexpr operation operation_of = make_operation<R, Verb>();
// An invalid declaration has an empty operation, so that no other error follows.
template <class R, class Verb>
    requires(std::is_base_of_v<undeclared<Verb::kind>, Verb> || !described_struct<typename Verb::query>)
inline constexpr operation operation_of<R, Verb>{};

template <class Verb>
using starts_job = std::bool_constant<requires { typename Verb::status; }>;

// Each of these sets the members of an operation for one subject.

template <class Query>
consteval void set_query(operation& out)
{
    // Not earlier, since the members may be specialized after the resource.
    check_styles<Query>();
    out.query = &object_table_of<Query>::table;
    if constexpr (std::is_default_constructible_v<Query>)
        out.make_query = [] { return std::shared_ptr<void const>(std::make_shared<Query>()); };
}

template <class Model, class Verb>
consteval void set_bodies(operation& out)
{
    using sent = declared_body<Model, typename Verb::request>;
    using received = declared_body<Model, typename Verb::response>;
    check_reading<typename received::type, source::temporary_text>();
    if constexpr (sent::coding == body_coding::form) check_styles<typename sent::type>();
    constexpr bool reads_json = received::coding == body_coding::of_service || received::coding == body_coding::form;
    out.request = type_of_body<typename sent::type>();
    out.response = type_of_body<typename received::type>();
    out.accept = reads_json || Verb::kind == verb_kind::watch ? Verb::accept : received::media_type;
    out.content_type = sent::media_type.empty() ? Verb::content_type : sent::media_type;
    out.request_coding = has_own_media_type(Verb::sends) ? body_coding::json : sent::coding;
    out.response_coding = reads_json ? body_coding::json : received::coding;
}

template <class R, class Verb>
consteval void set_condition(operation& out)
{
    using model = typename R::model_type;
    using condition = typename Verb::condition;
    using request = body_of<R, typename Verb::request>;
    using response = body_of<R, typename Verb::response>;
    if constexpr (is_condition<condition>) out.condition = condition::kind;
    out.version = version_of<changed_state<model, Verb>, condition>();
    if constexpr (requires { condition::parameter; }) out.version_parameter = condition::parameter;
    if (!out.version.empty()) out.state = type_of_body<changed_state<model, Verb>>();
    using condition_of_state = condition_with_tag<R, Verb>;
    if constexpr (!std::is_void_v<condition_of_state>) out.tag = tag_in<model, condition_of_state>::access();
    if constexpr (has_tag_in<Verb, request>()) out.tag_of_request = tag_in<request, condition>::access();
    if constexpr (!std::is_same_v<response, model> && has_etag<response>())
        out.tag_of_response = tag_in<response, match_of_etag<response>>::access();
}

// How the state after a change is read: by the first `get` of R.
template <class R, class Verb>
consteval void set_read(operation& out)
{
    using model = typename R::model_type;
    using reads = boost::mp11::mp_copy_if_q<typename R::verbs, is_of_kind<verb_kind::get>>;
    if constexpr (!boost::mp11::mp_empty<reads>::value) {
        using read = boost::mp11::mp_front<reads>;
        using state = body_of<R, typename read::response>;
        out.read = &operation_of<R, read>;
        if constexpr (traits_of(Verb::kind).updates && std::is_same_v<state, model> &&
                      !std::is_same_v<body_of<R, typename Verb::response>, state> &&
                      !std::is_void_v<condition_with_tag<R, read>>)
            out.make_state = make_object<state>;
    }
}

template <class Verb>
consteval void set_job(operation& out)
{
    using status = typename Verb::status;
    out.job = &operation_of<status, typename declared_verb<status, verb_kind::get>::type>;
    out.result_is_at_location = Verb::result_is_at_location;
}

template <class R, class Verb>
consteval operation make_operation()
{
    using query = typename Verb::query;
    operation out{.verb = Verb::kind,
                  .method = Verb::method,
                  .path = &R::path,
                  .needs = Verb::needs,
                  .sensitive = sensitive_names<body_of<R, typename Verb::request>, body_of<R, typename Verb::response>,
                                               query, typename R::key_type>,
                  .idempotent = Verb::is_idempotent,
                  .headers = Verb::headers,
                  .reads_after = Verb::reads_after,
                  .creates = Verb::creates,
                  .sends = Verb::sends};
    if constexpr (!std::is_same_v<query, nothing>) set_query<query>(out);
    set_bodies<typename R::model_type, Verb>(out);
    set_condition<R, Verb>(out);
    if constexpr (traits_of(Verb::kind).changes()) set_read<R, Verb>(out);
    if constexpr (starts_job<Verb>::value) set_job<Verb>(out);
    return out;
}

template <declared_resource R, verb_kind Kind>
inline constexpr bool declares = boost::mp11::mp_any_of_q<typename R::verbs, is_of_kind<Kind>>::value;

}  // namespace detail

/// The operation of R of the given kind, the first of several.
template <declared_resource R, verb_kind Kind>
constexpr operation const& operation_for()
{
    return detail::operation_of<R, typename detail::declared_verb<R, Kind>::type>;
}

namespace detail {

/// R with `Verb`, one of its verbs, as the default of its kind, and of its updates.
template <declared_resource R, class Verb>
struct preferring : R {
    using verbs = boost::mp11::mp_push_front<boost::mp11::mp_remove<typename R::verbs, Verb>, Verb>;
};

template <class Verb>
using is_update = std::bool_constant<traits_of(Verb::kind).updates>;

/// True if the first `put` or `patch` of R was preferred to the others.
template <class R>
inline constexpr bool prefers_an_update = false;
template <class R, class Verb>
inline constexpr bool prefers_an_update<preferring<R, Verb>> = is_update<Verb>::value || prefers_an_update<R>;

template <declared_resource R>
consteval auto find_update_verb()
{
    constexpr bool patches = declares<R, verb_kind::patch> && !declares<R, verb_kind::put>;
    if constexpr (prefers_an_update<R>)
        return std::type_identity<boost::mp11::mp_front<boost::mp11::mp_copy_if<typename R::verbs, is_update>>>();
    else
        return std::type_identity<typename declared_verb<R, (patches ? verb_kind::patch : verb_kind::put)>::type>();
}

/// The verb that updates a resource: the preferred one, or else `put`, or `patch` if it has no `put`.
template <declared_resource R>
using update_verb = typename decltype(find_update_verb<R>())::type;

}  // namespace detail

}  // namespace descry
