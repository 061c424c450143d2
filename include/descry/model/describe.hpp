// describe: the only access to Boost.Describe.
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

// If the compiler could not interpret a description, it has no members.
template <class Own, class Bases>
struct members_with_bases {};

// Most structs have no base, in which no members have to be looked for.
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
    : members_with_bases<boost::describe::describe_members<T, boost::describe::mod_any_access>, bases_of<T>> {};

// The types of all bases, also those of bases.
template <class T>
struct all_bases_impl;

template <class Bases>
struct bases_with_theirs;

template <template <class...> class List, class... Base>
struct bases_with_theirs<List<Base...>> {
    using type = boost::mp11::mp_append<boost::mp11::mp_list<typename Base::type...>,
                                        typename all_bases_impl<typename Base::type>::type...>;
};

template <class T>
struct all_bases_impl : bases_with_theirs<bases_of<T>> {};

template <class T>
using all_bases_of = typename all_bases_impl<T>::type;

/// True if T, or a base of it, has a virtual base.
template <class T>
constexpr bool has_virtual_base() noexcept
{
    return []<class... Base>(boost::mp11::mp_list<Base...>) {
        return (false || ... ||
                ((Base::modifiers & boost::describe::mod_virtual) != 0 || has_virtual_base<typename Base::type>()));
    }(boost::mp11::mp_rename<bases_of<T>, boost::mp11::mp_list>());
}

/// False if the description names something to which there is no pointer to member: a reference, a bit field, or a name
/// that is not declared or whose type is not declared.
template <class T>
concept members_described = requires { typename members_of_impl<T>::type; };

}  // namespace detail

/// The descriptors of the data members of T, whether public, protected or private: first its own in the order
/// described, then those of its bases. Members that all models share (links, attributes) therefore come last, as
/// services write them.
template <described_struct T>
using members_of = typename detail::members_of_impl<T>::type;

namespace detail {

template <class Class, class Member>
Member& member_of(Member Class::*);

}  // namespace detail

/// The type of the member for a descriptor, of T or one of its bases.
template <class Descriptor, class T>
using member_type = std::remove_reference_t<decltype(detail::member_of(Descriptor::pointer))>;

}  // namespace descry
