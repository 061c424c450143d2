// wire_name: the name of a member in JSON.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/detail/member_names.hpp>

#include <string_view>

namespace descry {

namespace detail {

template <class Pointer>
struct class_of_member;
template <class Class, class Type>
struct class_of_member<Type Class::*> {
    using type = Class;
};

}  // namespace detail

/// The name of a described member in a casing, or the one that `renamed` defines:
/// `wire_name<&order::line_items>(casing::camel)` is `lineItems`. The text has static storage duration.
template <auto Member>
constexpr std::string_view wire_name(casing style)
{
    using owner = typename detail::class_of_member<decltype(Member)>::type;
    return detail::member_names<detail::descriptor_of<owner, Member>>::in[style];
}

}  // namespace descry
