// field_table: the object_table of a struct, created from its description at compile time.
#pragma once

#include <descry/core/wrong.hpp>
#include <descry/model/describe.hpp>
#include <descry/model/detail/member_names.hpp>
#include <descry/model/detail/name_index.hpp>
#include <descry/model/detail/refuse_type.hpp>
#include <descry/model/detail/shaped.hpp>
#include <descry/model/detail/type_of.hpp>
#include <descry/model/detail/variant_by_kind.hpp>
#include <descry/model/extras.hpp>
#include <descry/model/field_options.hpp>
#include <descry/model/variant.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

// Storage for a T that is never constructed, for the offsets of its members by pointers to members.
template <class T>
union never_alive {
    char none;
    T value;

    constexpr never_alive() noexcept : none() {}
    constexpr ~never_alive() {}
};

// Has no destructor to register: g++ infers that from constexpr, clang requires the attribute.
template <class T>
#ifdef __clang__
[[clang::no_destroy]] inline constinit never_alive<T> const origin_of{};
#else
inline constexpr never_alive<T> origin_of{};
#endif

// Only a C-style cast converts to bases that are not public.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
template <class T, class Class, class Member>
constexpr void const* address_in_origin(Member Class::*member) noexcept
{
    return &(((Class const&)origin_of<T>.value).*member);
}
#pragma GCC diagnostic pop

// True if T is a struct with a member of that name, in C++ or in JSON.
template <class T>
constexpr bool has_member_named(std::string_view name) noexcept
{
    bool found = false;
    if constexpr (described_struct<T>)
        boost::mp11::mp_for_each<fields_of<T>>([&]<class Descriptor>(Descriptor) {
            for (auto const names : {casing::camel, casing::as_declared})
                found = found || member_names<Descriptor>::in[names] == name;
        });
    return found;
}

template <std::size_t Size>
constexpr field make_field(quoted_names<Size> const& names, bool derived, value_type const& type) noexcept
{
    field f{};
    f.names[0] = names[casing::camel];
    f.names[1] = names[casing::pascal];
    f.names[2] = names[casing::as_declared];
    f.type = type;
    f.required = !may_be_absent(type.what);
    f.plain = derived || !has_special(f.names[0]);
    if (f.plain) f.pattern = name_pattern(f.names[0]);
    return f;
}

template <class T, class Descriptor>
constexpr field make_field_of()
{
    using names = member_names<Descriptor>;
    using type = type_of<member_type<Descriptor, T>, format_of<Descriptor::pointer>>;
    auto f = make_field(names::in, names::derived, {type::what, type::width, &type::table});
    f.address = address_in_origin<T>(Descriptor::pointer);
    f.style = style_of<Descriptor::pointer>;
    f.patched = patch_style_of<Descriptor::pointer>;
    if constexpr (!merge_key<Descriptor::pointer>.empty()) {
        if constexpr (has_member_named<innermost<member_type<Descriptor, T>>>(merge_key<Descriptor::pointer>))
            f.merge_key = &merge_key<Descriptor::pointer>;
        else
            refuse<wrong::merge_key_names_no_member_of_the_elements<T, Descriptor::pointer>>();
    }
    return f;
}

template <class T>
inline constexpr bool has_extras = !boost::mp11::mp_empty<extras_of<T>>::value;

// The number of fields of bases described after the one that has the extras.
template <class T>
constexpr std::size_t fields_behind_extras() noexcept
{
    bool found = false;
    std::size_t behind = 0;
    boost::mp11::mp_for_each<bases_of<T>>([&]<class Base>(Base) {
        using base_type = typename Base::type;
        if (found)
            behind += boost::mp11::mp_size<fields_of<base_type>>::value;
        else if ((found = has_extras<base_type>))
            behind = fields_behind_extras<base_type>();
    });
    return behind;
}

template <class T, class... Descriptor>
constexpr auto make_fields(boost::mp11::mp_list<Descriptor...>)
{
    constexpr auto size = sizeof...(Descriptor);
    // The row after the last one has a name that nothing matches.
    std::array<field, size + 1> rows{make_field_of<T, Descriptor>()..., field{}};
    // Presence numbers are 0 for the last field of the class that has the extras, increase towards the first field, and
    // wrap around for the fields after it. A base that has the extras therefore has the same numbers as the classes
    // derived from it, and may be sliced.
    constexpr auto last = size + max_fields - fields_behind_extras<T>() - 1;
    for (std::size_t i = 0; i != size; ++i) rows[i].presence = static_cast<std::uint16_t>((last - i) % max_fields);
    return rows;
}

template <class T>
struct field_rows {
    static constexpr auto ended = make_fields<T>(fields_of<T>());
    static constexpr std::size_t size = ended.size() - 1;
    static constexpr std::span<field const, size> rows{ended.data(), size};
    static constexpr name_index<size> index{ended.data()};

    static constexpr presence_bits make_all()
    {
        presence_bits all{};
        for (std::size_t i = 0; i != size; ++i)
            all[ended[i].presence / 64] |= std::uint64_t{1} << ended[i].presence % 64;
        return all;
    }
};

/// Contains the name of T.
template <class T>
constexpr char const* signature_of() noexcept
{
    return __PRETTY_FUNCTION__;
}

template <class T>
constexpr void const* extras_address() noexcept
{
    if constexpr (has_extras<T>)
        return address_in_origin<T>(boost::mp11::mp_front<extras_of<T>>::pointer);
    else
        return nullptr;
}

template <class T, class... Descriptor>
constexpr bool all_supported(boost::mp11::mp_list<Descriptor...>)
{
    return !some_of({!supported<member_type<Descriptor, T>, format_of<Descriptor::pointer>>...});
}

// True if each base has one place, which is the same in all objects of T and of the classes derived from it.
template <class T>
constexpr bool has_distinct_places() noexcept
{
    return !has_virtual_base<T>() && boost::mp11::mp_is_set<all_bases_of<T>>::value;
}

template <class T>
constexpr bool can_have_table() noexcept
{
    if constexpr (!members_described<T> || std::is_abstract_v<T>)
        return false;
    else if constexpr (!has_distinct_places<T>())
        return false;
    else
        return boost::mp11::mp_size<fields_of<T>>::value <= max_fields &&
               boost::mp11::mp_size<extras_of<T>>::value <= 1 && boost::mp11::mp_size<etags_of<T>>::value <= 1 &&
               all_supported<T>(fields_of<T>());
}

// Refuses T for each of its mistakes and for those of the structs that it contains, so that one build reports all of
// them. `Outer` are the structs around T, which T may contain.
template <class T, class... Outer>
constexpr void refuse_mistakes();

template <class Descriptor, class T, class... Outer>
constexpr int refuse_mistakes_of_member()
{
    using held = member_type<Descriptor, T>;
    using inner = innermost<held>;
    if constexpr (!supported<held, format_of<Descriptor::pointer>>)
        refuse_member<T, Descriptor::pointer, held>();
    else if constexpr (described_struct<inner> && !some_of({std::is_same_v<inner, T>, std::is_same_v<inner, Outer>...}))
        refuse_mistakes<inner, T, Outer...>();
    return 0;
}

template <class T, class... Outer>
constexpr void refuse_mistakes()
{
    if constexpr (!members_described<T>)
        refuse<wrong::description_names_a_reference_a_bit_field_or_no_member<T>>();
    else if constexpr (std::is_abstract_v<T>)
        refuse<wrong::abstract_class_has_no_objects<T>>();
    else if constexpr (has_virtual_base<T>())
        refuse<wrong::virtual_base_has_no_fixed_place_in_the_objects_of_the_type<T>>();
    else if constexpr (!has_distinct_places<T>())
        refuse<wrong::base_of_the_type_occurs_more_than_once<T>>();
    else if constexpr (boost::mp11::mp_size<fields_of<T>>::value > max_fields)
        refuse<wrong::type_has_more_members_than_descry_reads<T>>();
    else if constexpr (boost::mp11::mp_size<extras_of<T>>::value > 1)
        refuse<wrong::type_has_more_than_one_extras<T>>();
    else if constexpr (boost::mp11::mp_size<etags_of<T>>::value > 1)
        refuse<wrong::type_has_more_than_one_etag<T>>();
    else
        []<class... Descriptor>(boost::mp11::mp_list<Descriptor...>) {
            static_cast<void>(std::initializer_list<int>{refuse_mistakes_of_member<Descriptor, T, Outer...>()...});
        }(fields_of<T>());
}

// Each invalid declaration ends here, before its tables are created, so that its mistakes are the only errors.
template <class T>
constexpr object_table make_object_table()
{
    if constexpr (!can_have_table<T>()) {
        refuse_mistakes<T>();
        return {};
    } else if constexpr (field_rows<T>::index.clash != 0) {
        using rows = field_rows<T>;
        using first = boost::mp11::mp_at_c<fields_of<T>, rows::index.clash - 1>;
        using second = boost::mp11::mp_at_c<fields_of<T>, rows::index.clash_with - 1>;
        refuse<wrong::two_members_share_a_wire_name<T, first::pointer, second::pointer>>();
        return {};
    } else {
        using rows = field_rows<T>;
        return {rows::ended.data(),
                static_cast<std::uint16_t>(rows::size),
                {rows::index.slots, static_cast<std::uint32_t>(rows::index.capacity - 1)},
                &origin_of<T>,
                rows::make_all(),
                policy_of<T>,
                extras_address<T>(),
                signature_of<T>()};
    }
}

template <class T>
constinit object_table const object_table_of<T>::table = make_object_table<T>();

}  // namespace detail

/// The value_type of T with complete tables. A type that is not described causes an error.
template <class T>
constexpr value_type type_for()
{
    if constexpr (json_type<T>) {
        return {detail::type_of<T>::what, detail::type_of<T>::width, &detail::type_of<T>::table};
    } else {
        detail::refuse_type<detail::innermost<T>>();
        return {};
    }
}

}  // namespace descry
