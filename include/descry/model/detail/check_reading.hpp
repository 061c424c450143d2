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
#include <cstdint>
#include <initializer_list>
#include <tuple>
#include <utility>
#include <variant>

namespace descry {

namespace detail {

/// The text that is read: one of the caller, which may be borrowed, or one that lives no longer than reading takes.
enum class source : std::uint8_t { text, temporary_text };

/// True for a view that cannot be read from there, or for a type that has one other than as the member of a struct or a
/// variant.
constexpr bool holds_view(value_type const& type, source from) noexcept
{
    switch (type.what) {
        case kind::scalar: return from == source::temporary_text && type.scalar->borrows;
        case kind::proxy: return type.proxy->written_only || holds_view(type.proxy->value, from);
        case kind::sequence: return type.sequence->written_only || holds_view(type.sequence->element, from);
        case kind::list: return holds_view(type.list->element, from);
        case kind::map: return holds_view(type.map->value, from) || holds_view(type.map->key, from);
        case kind::optional:
        case kind::omittable: return holds_view(type.optional->value, from);
        case kind::tuple:
            for (std::size_t i = 0; i != type.tuple->size; ++i)
                if (holds_view(type.tuple->types[i], from)) return true;
            return false;
        default: return false;
    }
}

// Not called from a function that creates a value_type, which g++ would evaluate for the table that is being created.
template <class Type, source From>
constexpr bool find_view() noexcept
{
    if constexpr (Type::what == kind::object || Type::what == kind::variant || Type::what == kind::dynamic)
        return false;
    else
        return holds_view({Type::what, Type::width, &Type::table}, From);
}

template <class Type, source From>
inline constexpr bool type_holds_view = find_view<Type, From>();

template <class T, class Descriptor>
using type_of_field = type_of<member_type<Descriptor, T>, format_of<Descriptor::pointer>>;

template <class T, auto Member, class Held>
constexpr void refuse_view()
{
    constexpr bool may_borrow = supported<Held, borrowed>;
    if constexpr (!type_holds_view<type_of<Held, format_of<Member>>, source::text>)
        refuse<wrong::borrowed_member_would_outlive_the_text_of_which_it_is_a_view<T, Member>>();
    else if constexpr (may_borrow &&
                       !type_holds_view<type_of<Held, may_borrow ? borrowed : format_of<Member>>, source::text>)
        refuse<wrong::view_is_written_but_cannot_be_read_into_unless_its_format_is_descry_borrowed<T, Member>>();
    else
        refuse<wrong::view_is_written_but_cannot_be_read_into<T, Member>>();
}

template <class T, class Descriptor, source From>
constexpr int check_member_to_read()
{
    if constexpr (type_holds_view<type_of_field<T, Descriptor>, From>)
        refuse_view<T, Descriptor::pointer, member_type<Descriptor, T>>();
    return 0;
}

template <class T, source From = source::text>
constexpr void check_reading();

/// The nested type of T that is a struct, a variant or a tuple. `check` has no effect at run time; instantiating it
/// refuses views, once for each type, since a type may contain itself.
template <class T, source From>
struct reading {
    static constexpr void check() noexcept {}
};

template <described_struct T, source From>
    requires(members_described<T> && all_supported<T>(fields_of<T>()))
struct reading<T, From> {
    template <class... Descriptor>
    static constexpr void check_members(boost::mp11::mp_list<Descriptor...>)
    {
        if constexpr (some_of({type_holds_view<type_of_field<T, Descriptor>, From>...}))
            static_cast<void>(std::initializer_list<int>{check_member_to_read<T, Descriptor, From>()...});
        if (false)
            static_cast<void>(
                std::initializer_list<int>{(reading<innermost<member_type<Descriptor, T>>, From>::check(), 0)...});
    }

    static constexpr void check() { check_members(fields_of<T>()); }
};

template <source From, class... Held>
struct reading_of_several {
    static constexpr void check()
    {
        if (false) (check_reading<Held, From>(), ...);
    }
};
template <class... Alternative, source From>
struct reading<std::variant<Alternative...>, From> : reading_of_several<From, Alternative...> {};
template <class... Element, source From>
struct reading<std::tuple<Element...>, From> : reading_of_several<From, Element...> {};
template <class First, class Second, source From>
struct reading<std::pair<First, Second>, From> : reading_of_several<From, First, Second> {};

/// Refuses each view in T that cannot be read from there, with one error for each member.
template <class T, source From>
constexpr void check_reading()
{
    if constexpr (supported<T>) {
        if constexpr (type_holds_view<type_of<T>, From>) refuse<wrong::view_is_written_but_cannot_be_read_into<T>>();
        reading<innermost<T>, From>::check();
    }
}

}  // namespace detail

}  // namespace descry
