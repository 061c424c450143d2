// check_style: compile-time check of `style_of` against the types of the members.
#pragma once

#include <descry/core/wrong.hpp>
#include <descry/model/detail/field_table.hpp>
#include <descry/rest/detail/parameter_types.hpp>

#include <boost/mp11/algorithm.hpp>

#include <cstddef>

namespace descry {

namespace detail {

constexpr bool is_array_or_object(value_type const& type) noexcept
{
    switch (type_without_wrappers(type).what) {
        case kind::list:
        case kind::sequence:
        case kind::tuple:
        case kind::map:
        case kind::object: return true;
        default: return false;
    }
}

/// True if an array or a map has arrays or objects in it. The members of structs are checked when they are written.
constexpr bool has_nested_values(value_type const& type) noexcept
{
    auto const& held = type_without_wrappers(type);
    if (held.what == kind::object) return false;
    if (held.what == kind::tuple) {
        for (std::size_t i = 0; i != held.tuple->size; ++i)
            if (is_array_or_object(held.tuple->types[i])) return true;
        return false;
    }
    return is_array_or_object(*type_of_values(held));
}

/// True if values of the type have that style: an array or an object, and without nested ones if they are joined.
constexpr bool fits_style(value_type const& type, parameter_style style) noexcept
{
    if (style == parameter_style::of_service) return true;
    auto const what = type_without_wrappers(type).what;
    if (what == kind::variant || what == kind::dynamic || what == kind::raw) return true;
    return is_array_or_object(type) && !(separator_of(style) && has_nested_values(type));
}

template <class T>
consteval std::size_t first_member_of_another_style()
{
    auto const& rows = field_rows<T>::rows;
    for (std::size_t i = 0; i != rows.size(); ++i)
        if (!fits_style(rows[i].type, rows[i].style)) return i;
    return rows.size();
}

/// True if the styles of the members of T, a query or a form, fit their types. Otherwise fails the compilation with one
/// line.
template <class T>
consteval bool check_styles()
{
    // An invalid struct is refused elsewhere.
    if constexpr (described_struct<T> && all_supported<T>(fields_of<T>())) {
        constexpr auto at = first_member_of_another_style<T>();
        if constexpr (at != field_rows<T>::size) {
            using member = boost::mp11::mp_at_c<fields_of<T>, at>;
            refuse<wrong::type_of_the_member_cannot_have_its_parameter_style<T, member::pointer>>();
            return false;
        }
    }
    return true;
}

}  // namespace detail

}  // namespace descry
