// job: verbs that start a long-running job, and the resource with its status.
#pragma once

#include <descry/core/wrong.hpp>
#include <descry/model/detail/typed_pointer.hpp>
#include <descry/rest/condition.hpp>
#include <descry/rest/resource.hpp>
#include <descry/rest/verb.hpp>

#include <boost/describe/class.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <string>
#include <string_view>
#include <type_traits>

namespace descry {

/// The status of a job that has none but the status codes of the responses to its polls.
struct no_status {};
BOOST_DESCRIBE_STRUCT(no_status, (), ())

/// In `starts`: the job has no resource with its status.
struct without_status : resource<no_status, nothing, "/", get> {};

namespace detail {

/// False for a null pointer. A comparison would be a warning for the address of a function.
template <auto Function>
inline constexpr bool is_declared = !std::is_same_v<std::integral_constant<decltype(Function), Function>,
                                                    std::integral_constant<decltype(Function), nullptr>>;

template <class Status>
consteval auto find_status()
{
    if constexpr (declares<Status, verb_kind::get>)
        return std::type_identity<typename declared_verb<Status, verb_kind::get>::response>();
    else
        return std::type_identity<typename Status::model_type>();
}

/// The type of the statuses that `get` of a resource reads.
template <class Status>
using status_of = typename decltype(find_status<Status>())::type;

}  // namespace detail

/// A verb that starts a job: the service responds with 202 (RFC 9110, 15.3.3), or with 200 or 201, before the job ends,
/// and with the URL of its status in `Operation-Location`, `Azure-AsyncOperation` or, if there is neither, in
/// `Location`, absolute or relative to the base URL of the service. `Status` is a resource with `get`, whose response
/// is the argument of both functions. `Ended` returns true for a final status, of success or failure; `Succeeded`
/// returns true for that of a success, which `job::finish` has to know. They must not throw. The result of the job is
/// the response of `Verb`.
/// @code
/// bool is_final(upload_status const& status);
/// bool has_succeeded(upload_status const& status);
/// struct uploads : descry::resource<upload, shop_key, "/shops/{shop_id}/uploads",
///                      descry::starts<descry::create<>, upload_status_resource, is_final, has_succeeded>> {};
/// @endcode
/// A resource may have several such verbs: `bound::start` selects by whether it has a request, and `bound::by` any of
/// them. `starts<remove<>>`, without a status, is a job whose `Location` responds with 202 until the job has ended, and
/// then with its result: 200, 201 or 204.
template <class Verb, class Status = without_status, bool (*Ended)(detail::status_of<Status> const& status) = nullptr,
          bool (*Succeeded)(detail::status_of<Status> const& status) = nullptr>
struct starts : Verb {
    using status = Status;
    static constexpr bool has_status = !std::is_same_v<Status, without_status>;
    static constexpr bool has_success = !has_status || detail::is_declared<Succeeded>;
    static constexpr bool result_is_at_location = !has_status;

    /// `Ended` for a type-erased status.
    static bool ended(detail::typed_const_pointer status) noexcept
    {
        if constexpr (detail::is_declared<Ended>) return Ended(status.as<detail::status_of<Status>>());
        return true;
    }
    /// `Succeeded` for a type-erased status.
    static bool succeeded(detail::typed_const_pointer status) noexcept
    {
        if constexpr (detail::is_declared<Succeeded>) return Succeeded(status.as<detail::status_of<Status>>());
        return true;
    }
    /// The link to the status in the response to the verb; empty without one.
    template <class Response>
    static std::string_view link_in(detail::typed_const_pointer) noexcept
    {
        return {};
    }

    template <class Model, class Query>
    static consteval bool check()
    {
        if constexpr (has_status && !detail::is_declared<Ended>) {
            refuse<wrong::job_declares_no_function_that_recognizes_a_final_status<Status>>();
            return false;
        }
        return Verb::template check<Model, Query>();
    }
};

/// `Starts`, a `starts`, of which `Location` is not the URL of the status but that of the result: it responds with 202
/// until the job has ended, and then as the verb would have without a job. It is polled if the response has no URL of a
/// status.
template <class Starts>
struct result_at_location : Starts {
    static constexpr bool result_is_at_location = true;
};

/// `Starts`, a `starts`, of which the link to the status is a string in the body of the response, at the end of a chain
/// of members of the verb's response, such as the name of an operation. Fields of the response take precedence.
template <class Starts, auto... Members>
struct status_in : Starts {
    template <class Response>
    static std::string_view link_in(detail::typed_const_pointer response) noexcept
    {
        if constexpr (fits<Response>())
            if (auto const* const link = detail::follow(response.as<Response>(), Members...)) return *link;
        return {};
    }

    template <class Model, class Query>
    static consteval bool check()
    {
        using body = detail::body_of_model<Model, typename Starts::response>;
        if constexpr (!fits<body>()) {
            refuse<wrong::link_to_the_status_is_not_a_string_in_the_response<body, Members...>>();
            return false;
        }
        return Starts::template check<Model, Query>();
    }

private:
    template <class Response>
    static consteval bool fits()
    {
        return std::is_same_v<typename detail::chain<Response, Members...>::type, std::string>;
    }
};

namespace detail {

// Replaces a verb that is not declared, so that no other error follows the line of `wrong`.
struct undeclared_start : starts<undeclared<verb_kind::action>> {
    using request = whole_model;
};

/// The verb of R that starts a job. Fails the compilation with one line if there is none.
template <declared_resource R>
struct starting_verb {
    using found = boost::mp11::mp_copy_if<typename R::verbs, starts_job>;

    static auto find()
    {
        if constexpr (!boost::mp11::mp_empty<found>::value)
            return std::type_identity<boost::mp11::mp_front<found>>{};
        else {
            refuse<wrong::resource_declares_no_verb_that_starts_a_job<R>>();
            return std::type_identity<undeclared_start>{};
        }
    }
    using type = typename decltype(find())::type;

    using resource = R;
    using request = body_of<R, typename type::request>;
    using response = body_of<R, typename type::response>;
    using query = typename type::query;
    using status = typename type::status;

    /// The verb that reads the result of the job.
    using read = needing<descry::with_query<descry::with_response<get, typename type::response>, query>, type::needs>;
};

/// R, of which `Verb` is the one that starts a job; R itself for void.
template <declared_resource R, class Verb>
struct started_by {
    static auto find()
    {
        using first = boost::mp11::mp_find_if<typename R::verbs, starts_job>;
        if constexpr (std::is_void_v<Verb> || boost::mp11::mp_find<typename R::verbs, Verb>::value == first::value) {
            return std::type_identity<R>();
        } else if constexpr (boost::mp11::mp_contains<typename R::verbs, Verb>::value) {
            return std::type_identity<preferring<R, Verb>>();
        } else {
            refuse<wrong::resource_does_not_declare_this_verb<R, Verb>>();
            return std::type_identity<R>();
        }
    }
    using type = typename decltype(find())::type;
};

/// The verb of R that starts a job with a request body, or without one: the first of these, or else the first that
/// starts a job.
template <declared_resource R, bool HasRequest>
struct starting_verb_with {
    template <class Verb>
    using has_request = std::bool_constant<!std::is_same_v<body_of<R, typename Verb::request>, nothing>>;
    using all = boost::mp11::mp_copy_if<typename R::verbs, starts_job>;
    using fitting = std::conditional_t<HasRequest, boost::mp11::mp_copy_if<all, has_request>,
                                       boost::mp11::mp_remove_if<all, has_request>>;
    using found = boost::mp11::mp_push_back<fitting, void>;
    using type = starting_verb<typename started_by<R, boost::mp11::mp_front<found>>::type>;
};

/// A verb that was named is the only one.
template <declared_resource R, class Verb, bool HasRequest>
struct starting_verb_with<preferring<R, Verb>, HasRequest>
    : std::conditional_t<starts_job<Verb>::value, std::type_identity<starting_verb<preferring<R, Verb>>>,
                         starting_verb_with<R, HasRequest>> {};

}  // namespace detail

}  // namespace descry
