// check_reading: refuses to read into views, which can be written but do not own values.
#pragma once

#include <descry/core/wrong.hpp>
#include <descry/model/describe.hpp>
#include <descry/model/detail/field_table.hpp>
#include <descry/model/detail/member_names.hpp>
#include <descry/model/detail/type_of.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/model/field_options.hpp>

#include <boost/mp11/list.hpp>

#include <cstddef>
#include <initializer_list>
#include <tuple>
#include <utility>
#include <variant>

namespace descry {

namespace detail {

/// True for a view, or for a type that has one other than as the member of a struct or a variant.
constexpr bool holds_view(value_type const& type) noexcept
{
    switch (type.what) {
        case kind::proxy: return !type.proxy->read || holds_view(type.proxy->value);
        case kind::sequence: return !type.sequence->append || holds_view(type.sequence->element);
        case kind::list: return holds_view(type.list->element);
        case kind::map: return holds_view(type.map->value);
        case kind::optional:
        case kind::omittable: return holds_view(type.optional->value);
        case kind::tuple:
            for (std::size_t i = 0; i != type.tuple->size; ++i)
                if (holds_view(type.tuple->types[i])) return true;
            return false;
        default: return false;
    }
}

// Not called from a function that creates a value_type, which g++ would evaluate for the table that is being created.
template <class Type>
constexpr bool find_view() noexcept
{
    if constexpr (Type::what == kind::object || Type::what == kind::variant || Type::what == kind::dynamic)
        return false;
    else
        return holds_view({Type::what, Type::width, &Type::table});
}

template <class Type>
inline constexpr bool type_holds_view = find_view<Type>();

template <class T, class Descriptor>
inline constexpr bool field_holds_view =
    type_holds_view<type_of<member_type<Descriptor, T>, format_of<Descriptor::pointer>>>;

template <class T, class Descriptor>
constexpr int check_member_to_read()
{
    if constexpr (field_holds_view<T, Descriptor>)
        refuse<wrong::view_is_written_but_cannot_be_read_into<T, Descriptor::pointer>>();
    return 0;
}

template <class T>
constexpr void check_reading();

/// The nested type of T that is a struct, a variant or a tuple. `check` has no effect at run time; instantiating it
/// refuses views, once for each type, since a type may contain itself.
template <class T>
struct reading {
    static constexpr void check() noexcept {}
};

template <described_struct T>
    requires(members_described<T> && all_supported<T>(fields_of<T>()))
struct reading<T> {
    template <class... Descriptor>
    static constexpr void check_members(boost::mp11::mp_list<Descriptor...>)
    {
        if constexpr (some_of({field_holds_view<T, Descriptor>...}))
            static_cast<void>(std::initializer_list<int>{check_member_to_read<T, Descriptor>()...});
        if (false)
            static_cast<void>(
                std::initializer_list<int>{(reading<innermost<member_type<Descriptor, T>>>::check(), 0)...});
    }

    static constexpr void check() { check_members(fields_of<T>()); }
};

template <class... Held>
struct reading_of_several {
    static constexpr void check()
    {
        if (false) (check_reading<Held>(), ...);
    }
};
template <class... Alternative>
struct reading<std::variant<Alternative...>> : reading_of_several<Alternative...> {};
template <class... Element>
struct reading<std::tuple<Element...>> : reading_of_several<Element...> {};
template <class First, class Second>
struct reading<std::pair<First, Second>> : reading_of_several<First, Second> {};

/// Refuses each view in T, with one error for each member.
template <class T>
constexpr void check_reading()
{
    if constexpr (supported<T>) {
        if constexpr (type_holds_view<type_of<T>>) refuse<wrong::view_is_written_but_cannot_be_read_into<T>>();
        reading<innermost<T>>::check();
    }
}

}  // namespace detail

}  // namespace descry
