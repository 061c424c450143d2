// handler_table: type-erased functions that define the effect of an operation.
#pragma once

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <descry/rest/resource.hpp>
#include <descry/testing/detail/any_model.hpp>
#include <descry/testing/detail/served_resource.hpp>
#include <descry/testing/multipart.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// The result of a function: the JSON of its response, if any; or the states of the job that it started.
struct handler_result {
    std::optional<std::string> response{};
    std::vector<any_object> states{};
};

/// How the arguments are created, which are passed in this order, and how the function is called with pointers to them.
struct handler_table {
    operation const* op;
    document_type const* job;      ///< The status of a job that the function starts; otherwise null.
    operation const* polled;       ///< The operation that reads it.
    any_object (*make_key)();      ///< Of the operation's path.
    any_object (*make_content)();  ///< The content of the request, a model or the parts of a form; null if it has none.
    any_object (*make_query)();    ///< Null if the function does not accept the query.
    any_object (*make_status)();   ///< The key of the job's status; null if no job is started.
    handler_result (*run)(void* work, void const* const* arguments);
};

/// The verb whose effect is defined if the user does not name a kind.
template <declared_resource R>
constexpr verb_kind default_handled_verb() noexcept
{
    using descry::detail::declares;
    for (auto const& [declared, kind] : {std::pair(declares<R, verb_kind::action>, verb_kind::action),
                                         std::pair(declares<R, verb_kind::create>, verb_kind::create),
                                         std::pair(declares<R, verb_kind::upload>, verb_kind::upload),
                                         std::pair(declares<R, verb_kind::patch>, verb_kind::patch),
                                         std::pair(declares<R, verb_kind::put>, verb_kind::put)})
        if (declared) return kind;
    return verb_kind::get;
}

/// The first verb of a kind.
template <declared_resource R, verb_kind Kind>
using verb_of_kind = typename descry::detail::declared_verb<R, Kind>::type;

/// `Verb`, or for void the first verb that starts a job, if one is declared as such; otherwise as for `on`.
template <declared_resource R, class Verb>
constexpr auto handled_start() noexcept
{
    using starts = boost::mp11::mp_copy_if<typename R::verbs, descry::detail::starts_job>;
    if constexpr (!std::is_void_v<Verb>)
        return std::type_identity<Verb>();
    else if constexpr (boost::mp11::mp_empty<starts>::value)
        return std::type_identity<verb_of_kind<R, default_handled_verb<R>()>>();
    else
        return std::type_identity<boost::mp11::mp_front<starts>>();
}

/// True if R declares the verb. Otherwise fails the compilation with one line.
template <declared_resource R, class Verb>
consteval bool check_handled()
{
    constexpr bool is_declared = boost::mp11::mp_contains<typename R::verbs, Verb>::value;
    if constexpr (!is_declared && !std::is_base_of_v<descry::detail::undeclared<Verb::kind>, Verb>)
        refuse<wrong::resource_does_not_declare_this_verb<R, Verb>>();
    return is_declared;
}

/// The elements of a vector, type-erased one by one.
template <class T>
std::vector<any_object> erase_types(std::vector<T> values)
{
    std::vector<any_object> out;
    for (auto&& value : values)  // which may be a proxy for a bit
        out.emplace_back(new T(std::move(value)), delete_object<T>);
    return out;
}

/// True if the function can be called with arguments of these types.
template <class Work, class Arguments>
inline constexpr bool takes = false;
template <class Work, class... Arguments>
inline constexpr bool takes<Work, boost::mp11::mp_list<Arguments...>> = std::is_invocable_v<Work&, Arguments const&...>;

/// Calls the function with these arguments.
template <class Work, class... Arguments, std::size_t... I>
decltype(auto) call_work(void* work, void const* const* arguments, boost::mp11::mp_list<Arguments...>*,
                         std::index_sequence<I...>)
{
    return (*static_cast<Work*>(work))(*static_cast<Arguments const*>(arguments[I])...);
}

/// The table for a verb of R and a function. `Status` is the resource of the job that it starts, or `void`.
template <declared_resource R, class Verb, class Work, class Status>
struct handler_for {
    template <class T>
    using given = std::conditional_t<std::is_same_v<T, nothing>, boost::mp11::mp_list<>, boost::mp11::mp_list<T>>;

    template <class T>
    static constexpr auto key_of(std::type_identity<T>) -> std::type_identity<typename T::key_type>;
    static constexpr auto key_of(std::type_identity<void>) -> std::type_identity<nothing>;

    using response = descry::detail::body_of<R, typename Verb::response>;
    using sent = std::conditional_t<Verb::kind == verb_kind::upload, std::vector<form_part>,
                                    descry::detail::body_of<R, typename Verb::request>>;
    using query = typename Verb::query;
    using status = typename decltype(key_of(std::type_identity<Status>()))::type;

    template <class Query>
    using arguments_with = boost::mp11::mp_append<
        boost::mp11::mp_list<typename R::key_type>, given<sent>, given<Query>,
        std::conditional_t<std::is_void_v<Status>, boost::mp11::mp_list<>, boost::mp11::mp_list<status>>>;
    static constexpr bool takes_query = !std::is_same_v<query, nothing> && takes<Work, arguments_with<query>>;
    using arguments = arguments_with<std::conditional_t<takes_query, query, nothing>>;

    static handler_result run(void* work, void const* const* values)
    {
        auto const call = [&]() -> decltype(auto) {
            return call_work<Work>(work, values, static_cast<arguments*>(nullptr),
                                   std::make_index_sequence<boost::mp11::mp_size<arguments>::value>());
        };
        if constexpr (!std::is_void_v<Status>) {
            return {{}, erase_types<typename Status::model_type>(call())};
        } else if constexpr (std::is_void_v<decltype(call())>) {
            call();
            return {};
        } else {
            response const out = call();
            return {write_value(*descry::detail::type_of_body<response>(), &out), {}};
        }
    }

    template <class T>
    static constexpr auto maker(bool made) noexcept -> any_object (*)()
    {
        return made ? &make_any<T> : nullptr;
    }

    static constexpr document_type const* job() noexcept
    {
        if constexpr (std::is_void_v<Status>)
            return nullptr;
        else
            return &document_type_of<Status>;
    }

    static constexpr operation const* polled() noexcept
    {
        if constexpr (std::is_void_v<Status>)
            return nullptr;
        else
            return &operation_for<Status, verb_kind::get>();
    }

    static constexpr handler_table table{&descry::detail::operation_of<R, Verb>,
                                         job(),
                                         polled(),
                                         make_any<typename R::key_type>,
                                         maker<sent>(!std::is_same_v<sent, nothing>),
                                         maker<query>(takes_query),
                                         maker<status>(!std::is_void_v<Status>),
                                         run};
};

}  // namespace descry::testing::detail
