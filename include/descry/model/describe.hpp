// describe: the one door to Boost.Describe.
#pragma once

#include <boost/describe/bases.hpp>
#include <boost/describe/class.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <type_traits>

namespace descry {

/// A struct that was described with BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_CLASS.
template <class T>
concept described_struct = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;

namespace detail {

template <class T>
struct members_of_impl;

template <class Base>
using members_of_base = typename members_of_impl<typename Base::type>::type;

template <class T>
struct members_of_impl {
    using own =
        boost::mp11::mp_rename<boost::describe::describe_members<T, boost::describe::mod_public>, boost::mp11::mp_list>;
    using bases =
        boost::mp11::mp_rename<boost::describe::describe_bases<T, boost::describe::mod_public>, boost::mp11::mp_list>;
    using type =
        boost::mp11::mp_append<own, boost::mp11::mp_flatten<boost::mp11::mp_transform<members_of_base, bases>>>;
};

}  // namespace detail

/// The descriptors of the public data members of T: its own in the order described, then those of its bases. A model
/// says what it is about first; what all models share (links, attributes) comes last, as services write it.
template <described_struct T>
using members_of = typename detail::members_of_impl<T>::type;

/// The type of the member that a descriptor describes.
template <class Descriptor, class T>
using member_type = std::remove_reference_t<decltype(std::declval<T&>().*Descriptor::pointer)>;

}  // namespace descry
