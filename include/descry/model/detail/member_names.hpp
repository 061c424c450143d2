// member_names: the members of a struct that have a name in JSON, and their names.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/describe.hpp>
#include <descry/model/detail/wire_name.hpp>
#include <descry/model/etag.hpp>
#include <descry/model/extras.hpp>
#include <descry/model/field_options.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <initializer_list>
#include <string_view>
#include <type_traits>

namespace descry {

namespace detail {

// The names of one member in each casing.
template <class Descriptor>
struct member_names {
    static constexpr bool derived = renamed<Descriptor::pointer>.empty();
    static constexpr std::string_view name =
        derived ? std::string_view(Descriptor::name) : renamed<Descriptor::pointer>;
    static constexpr quoted_names<name.size()> in{name, derived};
};

template <class Pointer, class Member>
inline constexpr bool is_pointer_to = false;
template <class T, class Member>
inline constexpr bool is_pointer_to<Member T::*const, Member> = true;

template <class Descriptor>
using is_extras = std::bool_constant<is_pointer_to<decltype(Descriptor::pointer), extras>>;
template <class Descriptor>
using is_etag = std::bool_constant<is_pointer_to<decltype(Descriptor::pointer), etag>>;
template <class Descriptor>
using has_no_name = std::bool_constant<is_extras<Descriptor>::value || is_etag<Descriptor>::value>;

// Members are sorted only for types with extras or an entity tag.
template <bool HasOthers, class Members>
struct sorted_members {
    using fields = Members;
    using extras = boost::mp11::mp_list<>;
    using etags = boost::mp11::mp_list<>;
};

template <class Members>
struct sorted_members<true, Members> {
    using fields = boost::mp11::mp_remove_if<Members, has_no_name>;
    using extras = boost::mp11::mp_copy_if<Members, is_extras>;
    using etags = boost::mp11::mp_copy_if<Members, is_etag>;
};

// Used instead of a fold expression, which clang nests, and refuses for a type with 256 members and extras.
constexpr bool some_of(std::initializer_list<bool> all) noexcept
{
    for (bool const one : all)
        if (one) return true;
    return false;
}

template <class... Descriptor>
constexpr auto sort_members(boost::mp11::mp_list<Descriptor...>)
    -> sorted_members<some_of({has_no_name<Descriptor>::value...}), boost::mp11::mp_list<Descriptor...>>;

/// The members of T that have a name in JSON.
template <class T>
using fields_of = typename decltype(sort_members(members_of<T>()))::fields;

/// The extras of T: none, or one. More than one is an error.
template <class T>
using extras_of = typename decltype(sort_members(members_of<T>()))::extras;

/// The entity tag of T that is no part of its JSON: none, or one. More than one is an error.
template <class T>
using etags_of = typename decltype(sort_members(members_of<T>()))::etags;

template <auto Member>
struct pointer_to_member;

template <auto Member>
struct describes {
    template <class Descriptor>
    using fn = std::is_same<pointer_to_member<Member>, pointer_to_member<Descriptor::pointer>>;
};

/// The descriptor of a member of a struct, or void.
template <class T, auto Member>
using descriptor_of =
    boost::mp11::mp_front<boost::mp11::mp_push_back<boost::mp11::mp_copy_if_q<fields_of<T>, describes<Member>>, void>>;

}  // namespace detail

}  // namespace descry
