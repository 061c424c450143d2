// served_resource: a declared resource as data, for the server's side. The types of its models end here.
#pragma once

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <descry/rest/resource.hpp>
#include <descry/testing/detail/any_model.hpp>
#include <descry/testing/detail/page_rule.hpp>

#include <type_traits>
#include <vector>

namespace descry::testing {

/// A verb of a resource, with the models that it takes and gives.
struct served_operation {
    operation const* op;
    model_type request;
    model_type answer;
    page_rule pages{};  ///< Of what reads a list.
};

/// A resource's path, model and verbs.
struct served_resource {
    path_table const* path;
    model_type model;  ///< None for a resource without.
    std::vector<served_operation> operations{};
};

namespace detail {

template <class T>
any_object make_any()
{
    return {new T(), [](void* object) { delete static_cast<T*>(object); }};
}

template <class T>
constexpr model_type model_type_for() noexcept
{
    if constexpr (std::is_same_v<T, nothing>)
        return {};
    else
        return {descry::detail::type_of_body<T>(), make_any<T>};
}

}  // namespace detail

/// What a declaration says, as data.
template <declared_resource R>
served_resource serve_resource()
{
    served_resource out{&R::path, detail::model_type_for<typename R::model_type>()};
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, typename R::verbs>>(
        [&out]<class Verb>(std::type_identity<Verb>) {
            using request = descry::detail::body_of<R, typename Verb::request>;
            using answer = descry::detail::body_of<R, typename Verb::answer>;
            out.operations.push_back({&descry::detail::operation_of<R, Verb>, detail::model_type_for<request>(),
                                      detail::model_type_for<answer>(), detail::rule_of_verb<R, Verb>()});
        });
    return out;
}

}  // namespace descry::testing
