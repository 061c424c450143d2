// refused_range: the range of a call that was refused at compile time, so that no other error follows.
#pragma once

#include <descry/model/detail/field_table.hpp>
#include <descry/rest/resource.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <type_traits>
#include <vector>

namespace descry {

namespace detail {

/// The elements of a list, or those of the first member of a struct that is a list; `anything` without one.
template <class T>
struct elements_in : std::type_identity<anything> {};

template <supported T>
    requires(type_of<T>::what == kind::list || type_of<T>::what == kind::sequence)
struct elements_in<T> : std::type_identity<typename T::value_type> {};

template <supported T>
    requires(may_be_absent(type_of<T>::what) && requires { typename T::value_type; })
struct elements_in<T> : elements_in<typename T::value_type> {};

template <class T>
struct elements_in_member {
    template <class Descriptor>
    using fn = typename elements_in<member_type<Descriptor, T>>::type;
};

template <class T>
using is_anything = std::is_same<T, anything>;

template <described_struct T>
struct elements_in<T>
    : std::type_identity<boost::mp11::mp_front<boost::mp11::mp_push_back<
          boost::mp11::mp_remove_if<boost::mp11::mp_transform_q<elements_in_member<T>, fields_of<T>>, is_anything>,
          anything>>> {};

/// In place of the elements or the pages of a list that is a `Page`.
template <class Page>
using refused_elements = std::vector<typename elements_in<Page>::type>;
template <class Page>
using refused_pages = std::vector<Page>;

}  // namespace detail

}  // namespace descry
