// parameter_types: the types of values in the parameters of queries and forms.
#pragma once

#include <descry/model/detail/value_type.hpp>
#include <descry/model/field_options.hpp>

namespace descry {

namespace detail {

/// The message whose parameters are written or read. A form has `null` and empty strings, as an empty value; one of
/// changes has an empty value for what is removed, too.
enum class parameter_place { query, form, form_of_changes };

/// The place of values within one that is written as a whole, in a form of changes as well.
constexpr parameter_place within_whole(parameter_place place) noexcept
{
    return place == parameter_place::query ? place : parameter_place::form;
}

/// The text between the values of an array in one parameter; null for the other styles.
constexpr char const* separator_of(parameter_style style) noexcept
{
    switch (style) {
        case parameter_style::commas: return ",";
        case parameter_style::spaces: return "%20";
        case parameter_style::pipes: return "%7C";
        default: return nullptr;
    }
}

/// The type of the values in an array, a map or an optional; null if it is not known.
constexpr value_type const* type_of_values(value_type const& type) noexcept
{
    switch (type.what) {
        case kind::optional:
        case kind::optional_string:
        case kind::omittable: return &type.optional->value;
        case kind::list: return &type.list->element;
        case kind::sequence: return &type.sequence->element;
        case kind::proxy: return &type.proxy->value;
        case kind::map: return &type.map->value;
        default: return nullptr;
    }
}

/// The type itself, without optionals and other wrappers. With sanitizers, g++ compares no address of a table with null
/// in a constant expression.
constexpr value_type const& type_without_wrappers(value_type const& type) noexcept
{
    bool const wraps = may_be_absent(type.what) || type.what == kind::proxy;
    return wraps ? type_without_wrappers(*type_of_values(type)) : type;
}

}  // namespace detail

}  // namespace descry
