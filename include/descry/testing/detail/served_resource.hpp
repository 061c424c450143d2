// served_resource: a declared resource as data, independent of the types of its models.
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

/// A verb of a resource, with the models of its request and response.
struct served_operation {
    operation const* op;
    model_type request;
    model_type response;
    page_rule pages{};  ///< For verbs that read a list.
};

/// The path, model and verbs of a resource.
struct served_resource {
    path_table const* path;
    model_type model;  ///< Empty if the resource has no model.
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

/// Converts a declaration to data.
template <declared_resource R>
inline constexpr served_resource served_resource_of{
    &R::path, model_type_for<typename R::model_type>(),
    std::span<served_operation const>(served_operations<R, typename R::verbs>::table.data(),
                                      served_operations<R, typename R::verbs>::table.size())};

/// The path and the model of documents.
struct document_type {
    path_table const* path;
    model_type model;  ///< Empty for documents without a model.
};

template <declared_resource R>
inline constexpr document_type document_type_of{&R::path, model_type_for<typename R::model_type>()};

}  // namespace descry::testing::detail
