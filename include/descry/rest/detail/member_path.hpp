// member_path: the place of a member in JSON, as the members that lead to it.
#pragma once

#include <descry/model/describe.hpp>
#include <descry/model/detail/member_names.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/rest/condition.hpp>

#include <boost/mp11/algorithm.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace descry {

namespace detail {

/// One member on the path to a value.
struct path_member {
    object_table const* table;
    std::size_t number;  ///< Its index in the table.

    std::string_view name(casing names) const noexcept { return wire_name(*table, table->fields[number], names); }
};

/// The members from a model to a value inside of it.
using member_path = std::span<path_member const>;

template <class Model, auto... Members>
struct path_of_members;
template <class Model, auto Member>
struct path_of_members<Model, Member> {
    using at = boost::mp11::mp_find_if_q<fields_of<Model>, describes<Member>>;
    static constexpr std::array<path_member, 1> value{path_member{&object_table_of<Model>::table, at::value}};
};
template <class Model, auto First, auto Second, auto... Rest>
struct path_of_members<Model, First, Second, Rest...> {
    using next = path_of_members<typename chain<Model, First>::type, Second, Rest...>;
    static constexpr auto value = [] {
        std::array<path_member, 2 + sizeof...(Rest)> out{path_of_members<Model, First>::value[0]};
        for (std::size_t i = 0; i != next::value.size(); ++i) out[i + 1] = next::value[i];
        return out;
    }();
};

}  // namespace detail

}  // namespace descry
