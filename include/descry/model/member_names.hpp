// member_names: which members of a struct have a name on the wire, and the names of each.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/describe.hpp>
#include <descry/model/extras.hpp>
#include <descry/model/field_options.hpp>
#include <descry/model/wire_name.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/bind.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace descry {

namespace detail {

// The names of one member, in each casing.
template <class Descriptor>
struct member_names {
    static constexpr std::string_view declared = Descriptor::name;
    static constexpr bool derived = renamed<Descriptor::pointer>.empty();
    static constexpr std::size_t capacity = derived ? declared.size() : renamed<Descriptor::pointer>.size();

    static constexpr quoted_name<capacity> make(casing style)
    {
        if constexpr (derived)
            return quoted_name<capacity>(cased_name<capacity>(declared, style).view());
        else
            return quoted_name<capacity>(renamed<Descriptor::pointer>);
    }

    static constexpr quoted_name<capacity> camel = make(casing::camel);
    static constexpr quoted_name<capacity> pascal = make(casing::pascal);
    static constexpr quoted_name<capacity> as_declared = make(casing::as_declared);
};

template <class T, class Descriptor>
using is_extras = std::is_same<member_type<Descriptor, T>, extras>;

/// The members of T that have a name on the wire.
template <class T>
using fields_of = boost::mp11::mp_remove_if_q<members_of<T>, boost::mp11::mp_bind_front<is_extras, T>>;

}  // namespace detail

}  // namespace descry
