// refuse_type: the error message for an unsupported type, with the type to use instead.
#pragma once

#include <descry/core/wrong.hpp>
#include <descry/model/detail/shaped.hpp>
#include <descry/model/detail/type_of.hpp>
#include <descry/model/etag.hpp>
#include <descry/model/field_options.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

template <class T>
concept wide_text_like = requires {
    typename T::traits_type;
    requires one_of<typename T::value_type, wchar_t, char16_t, char32_t>;
};

template <class T>
concept bitset_like = requires(T const& bits) {
    bits.to_ulong();
    bits.test(0);
};

template <class T>
concept time_of_day_like = requires(T const& time) {
    time.is_negative();
    time.subseconds();
};

template <class T>
concept duration_like = requires {
    typename T::rep;
    typename T::period;
};

template <class T>
concept time_point_like = duration_like<T> && requires { typename T::clock; };

template <class T>
concept of_boost_json = requires(T const& value) { value.storage()->is_equal(*value.storage()); };

/// Refuses a type that has a better alternative; names the member if the type is that of a member. Returns false if
/// there is none.
template <class Held, class T, auto... Member>
constexpr bool refuse_with_advice()
{
    if constexpr (std::same_as<Held, etag>)
        refuse<wrong::etag_is_a_plain_member_of_a_model_and_has_no_json<T, Member...>>();
    else if constexpr (std::same_as<Held, std::byte>)
        refuse<wrong::single_std_byte_has_no_json_use_an_integer_or_a_vector_of_std_byte<T, Member...>>();
    else if constexpr (std::is_enum_v<Held>)
        return false;
    else if constexpr (std::is_pointer_v<Held>)
        refuse<wrong::pointer_has_no_json_use_an_optional_or_a_unique_ptr<T, Member...>>();
    else if constexpr (std::is_array_v<Held>)
        refuse<wrong::c_array_has_no_json_use_a_std_array<T, Member...>>();
    else if constexpr (std::same_as<Held, long double>)
        refuse<wrong::long_double_has_no_json_use_a_double_or_a_descry_decimal<T, Member...>>();
    else if constexpr (!std::is_class_v<Held> && sizeof(Held) > 8)
        refuse<wrong::integer_is_wider_than_64_bits_use_a_descry_decimal<T, Member...>>();
    else if constexpr (wide_text_like<Held>)
        refuse<wrong::wide_text_has_no_json_use_a_std_string<T, Member...>>();
    else if constexpr (bitset_like<Held>)
        refuse<wrong::bitset_has_no_json_use_a_vector_of_bool_or_an_integer<T, Member...>>();
    else if constexpr (time_of_day_like<Held>)
        refuse<wrong::time_of_day_has_no_json_use_a_std_chrono_duration<T, Member...>>();
    else if constexpr (time_point_like<Held> && !requires { &Held::clock::to_time_t; })
        refuse<wrong::clock_has_no_calendar_use_a_time_of_std_chrono_system_clock<T, Member...>>();
    else if constexpr (duration_like<Held>)
        refuse<wrong::duration_or_time_needs_an_integer_of_whole_seconds_or_of_nanoseconds<T, Member...>>();
    else if constexpr (map_like<Held>)
        refuse<wrong::key_of_a_map_is_neither_string_nor_integer_nor_scalar_nor_described_enum<T, Member...>>();
    else if constexpr (of_boost_json<Held>)
        refuse<wrong::type_of_boost_json_needs_the_header_descry_json_boost_json_hpp<T, Member...>>();
    else
        return false;
    return true;
}

template <class T>
using is_unsupported = std::bool_constant<!supported<T>>;

/// The first unsupported type in a pair or a tuple; any other type itself.
template <class T>
struct first_unsupported {
    using type = T;
};
template <template <class...> class Tuple, class... Element>
    requires(sizeof...(Element) == std::tuple_size<Tuple<Element...>>::value)
struct first_unsupported<Tuple<Element...>> {
    using type = boost::mp11::mp_front<boost::mp11::mp_push_back<
        boost::mp11::mp_copy_if<boost::mp11::mp_list<Element...>, is_unsupported>, Tuple<Element...>>>;
};

template <class T, auto Member, class Held>
constexpr void refuse_member()
{
    using inner = innermost<typename first_unsupported<innermost<Held>>::type>;
    if constexpr (std::is_const_v<Held>)
        refuse<wrong::constant_member_cannot_be_read_into<T, Member>>();
    else if constexpr (format_of<Member> != format::of_type && supported<Held>)
        refuse<wrong::member_has_no_such_format<T, Member, format_of<Member>>>();
    else if constexpr (supported<inner>)
        refuse<wrong::member_type_is_not_supported<T, Member, Held>>();
    else if constexpr (!refuse_with_advice<inner, T, Member>()) {
        if constexpr (std::is_enum_v<inner>)
            refuse<wrong::enum_of_member_is_not_described_with_boost_describe_enum<T, Member, inner>>();
        else if constexpr (std::is_class_v<inner>)
            refuse<wrong::type_of_member_is_not_described_with_boost_describe<T, Member, inner>>();
        else
            refuse<wrong::member_type_is_not_supported<T, Member, Held>>();
    }
}

/// For a type that is not that of a member.
template <class T>
constexpr void refuse_type()
{
    if constexpr (supported<T>)
        refuse<wrong::type_is_not_supported<T>>();
    else if constexpr (!refuse_with_advice<T, T>()) {
        if constexpr (std::is_enum_v<T>)
            refuse<wrong::enum_is_not_described_with_boost_describe_enum<T>>();
        else if constexpr (std::is_class_v<T>)
            refuse<wrong::type_is_not_described_with_boost_describe<T>>();
        else
            refuse<wrong::type_is_not_supported<T>>();
    }
}

}  // namespace detail

}  // namespace descry
