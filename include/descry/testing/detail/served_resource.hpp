// served_resource: a declared resource as data, for the server's side. The types of its models end here.
#pragma once

#include <boost/mp11/list.hpp>

#include <descry/rest/resource.hpp>
#include <descry/testing/detail/any_model.hpp>
#include <descry/testing/detail/page_rule.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <type_traits>

namespace descry::testing::detail {

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
    std::span<served_operation const> operations;
};

template <class T>
constexpr model_type model_type_for() noexcept
{
    if constexpr (std::is_same_v<T, nothing>)
        return {};
    else
        return {descry::detail::type_of_body<T>(), make_any<T>};
}

template <declared_resource R, class Verbs>
struct served_operations;

template <declared_resource R, class... Verbs>
struct served_operations<R, boost::mp11::mp_list<Verbs...>> {
    static constexpr std::array<served_operation, sizeof...(Verbs)> table{served_operation{
        &descry::detail::operation_of<R, Verbs>, model_type_for<descry::detail::body_of<R, typename Verbs::request>>(),
        model_type_for<descry::detail::body_of<R, typename Verbs::response>>(), rule_of_verb<R, Verbs>()}...};
};

/// What a declaration says, as data.
template <declared_resource R>
inline constexpr served_resource served_resource_of{
    &R::path, model_type_for<typename R::model_type>(),
    std::span<served_operation const>(served_operations<R, typename R::verbs>::table.data(),
                                      served_operations<R, typename R::verbs>::table.size())};

/// Where documents are, and what they are of.
struct document_type {
    path_table const* path;
    model_type model;  ///< None for those of no model.
};

template <declared_resource R>
inline constexpr document_type document_type_of{&R::path, model_type_for<typename R::model_type>()};

}  // namespace descry::testing::detail
