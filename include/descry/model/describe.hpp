// describe: the one door to Boost.Describe.
#pragma once

#include <boost/describe/bases.hpp>
#include <boost/describe/class.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <type_traits>
#include <utility>

namespace descry {

/// A struct that was described with BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_CLASS.
template <class T>
concept described_struct = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;

namespace detail {

/// The descriptors of the bases of T.
template <class T>
using bases_of = boost::describe::describe_bases<T, boost::describe::mod_any_access>;

template <class T>
struct members_of_impl;

// Of a description that the compiler could not make sense of, there are no members.
template <class Own, class Bases>
struct members_with_bases {
};

// Most structs have no base, and are spared looking for members there.
template <template <class...> class List, class... Own>
struct members_with_bases<List<Own...>, List<>> {
    using type = boost::mp11::mp_list<Own...>;
};

template <template <class...> class List, class... Own, class... Base>
struct members_with_bases<List<Own...>, List<Base...>> {
    using type =
        boost::mp11::mp_append<boost::mp11::mp_list<Own...>, typename members_of_impl<typename Base::type>::type...>;
};

template <class T>
struct members_of_impl
    : members_with_bases<boost::describe::describe_members<T, boost::describe::mod_any_access>, bases_of<T>> {
};

/// False when the description names what has no pointer to it: a reference, a bit field, or what is no member, for it is
/// not declared, or its own type is not.
template <class T>
concept members_described = requires
{
    typename members_of_impl<T>::type;
};

}  // namespace detail

/// The descriptors of the data members of T, be they public, protected or private: its own in the order described, then
/// those of its bases. A model says what it is about first; what all models share (links, attributes) comes last, as
/// services write it.
template <described_struct T>
using members_of = typename detail::members_of_impl<T>::type;

namespace detail {

template <class Class, class Member>
Member& member_of(Member Class::*);

}  // namespace detail

/// The type of the member that a descriptor describes, of T or one of its bases.
template <class Descriptor, class T>
using member_type = std::remove_reference_t<decltype(detail::member_of(Descriptor::pointer))>;

}  // namespace descry
