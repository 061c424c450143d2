// sensitive_names: the wire names of all sensitive members of a model, at any depth.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/describe.hpp>
#include <descry/model/detail/field_table.hpp>
#include <descry/model/sensitive.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

namespace descry {

namespace detail {

// Appends to `Seen` the described structs that are reachable from T.
template <class Seen, class T>
struct reach {
    using type = Seen;
};

template <class Seen, class T>
using reached = typename reach<Seen, innermost<T>>::type;

template <class Seen, class T>
    requires(described_struct<T> && !boost::mp11::mp_contains<Seen, T>::value)
struct reach<Seen, T> {
    template <class Descriptor>
    using held = member_type<Descriptor, T>;
    using type = boost::mp11::mp_fold<boost::mp11::mp_transform<held, fields_of<T>>, boost::mp11::mp_push_back<Seen, T>,
                                      reached>;
};

template <class Seen, class... Held>
struct reach_each {
    using type = boost::mp11::mp_fold<boost::mp11::mp_list<Held...>, Seen, reached>;
};
template <class Seen, class... Alternatives>
struct reach<Seen, std::variant<Alternatives...>> : reach_each<Seen, Alternatives...> {};
template <class Seen, class... Elements>
struct reach<Seen, std::tuple<Elements...>> : reach_each<Seen, Elements...> {};
template <class Seen, class First, class Second>
struct reach<Seen, std::pair<First, Second>> : reach_each<Seen, First, Second> {};

template <class Descriptor>
using is_sensitive = boost::mp11::mp_bool<sensitive<Descriptor::pointer>>;

template <class T>
using sensitive_fields = boost::mp11::mp_copy_if<fields_of<T>, is_sensitive>;

template <class Descriptors>
struct names_of_fields;
template <class... Descriptor>
struct names_of_fields<boost::mp11::mp_list<Descriptor...>> {
    static constexpr std::array<std::string_view, 2 * sizeof...(Descriptor)> names{
        member_names<Descriptor>::in[casing::camel]..., member_names<Descriptor>::in[casing::as_declared]...};
};

template <class... Models>
using all_sensitive_fields = boost::mp11::mp_flatten<boost::mp11::mp_transform<
    sensitive_fields, boost::mp11::mp_fold<boost::mp11::mp_list<Models...>, boost::mp11::mp_list<>, reached>>>;

/// The names of sensitive members in the two spellings that are read, as joined words and as declared. Letter case is
/// ignored when they are compared.
template <class... Models>
inline constexpr std::span<std::string_view const> sensitive_names{
    names_of_fields<all_sensitive_fields<Models...>>::names};

}  // namespace detail

}  // namespace descry
