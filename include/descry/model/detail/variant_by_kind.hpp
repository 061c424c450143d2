// variant_by_kind: a variant whose alternative is selected by the kind of the JSON value, such as a string or a number,
// an object or its id.
#pragma once

#include <descry/core/wrong.hpp>
#include <descry/model/describe.hpp>
#include <descry/model/detail/shaped.hpp>
#include <descry/model/detail/type_of.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/model/scalar.hpp>
#include <descry/model/variant.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <variant>

namespace descry {

namespace detail {

// The kinds as which a type is written that contains no struct, so that its table is already available.
constexpr json_kinds kinds_of_leaf(value_type const& type) noexcept
{
    constexpr auto string = bit_of(json_kind::string), number = bit_of(json_kind::number);
    switch (type.what) {
        case kind::boolean: return bit_of(json_kind::boolean);
        case kind::signed_integer:
        case kind::unsigned_integer:
        case kind::floating: return number;
        case kind::string: return string;
        case kind::enumeration: return type.enumeration->as_number ? number : string;
        case kind::scalar:
            if (type.scalar->one_kind) return type.scalar->quoted ? string : number;
            return string | number;
        case kind::proxy: return kinds_of_leaf(type.proxy->value);
        case kind::dynamic: return type.dynamic->takes;
        default: return string | number;
    }
}

// Beside the kinds: all those that no other alternative accepts.
inline constexpr json_kinds all_others = 1 << json_kind_count;

// The kinds as which an alternative is written.
template <class T>
constexpr json_kinds find_kinds() noexcept
{
    switch (type_of<T>::what) {
        case kind::list:
        case kind::sequence:
        case kind::tuple: return bit_of(json_kind::array);
        case kind::map:
        case kind::object:
        case kind::variant: return bit_of(json_kind::object);
        default: return kinds_of_leaf({type_of<T>::what, type_of<T>::width, &type_of<T>::table});
    }
}

template <class T>
inline constexpr json_kinds kinds_of = find_kinds<T>();
template <>
inline constexpr json_kinds kinds_of<std::monostate> = bit_of(json_kind::null);
template <class T>
inline constexpr json_kinds kinds_of<std::optional<T>> = kinds_of<T> | bit_of(json_kind::null);
template <class T>
    requires(shape_of<T> == shape::optional)
inline constexpr json_kinds kinds_of<T> = kinds_of<typename T::value_type> | bit_of(json_kind::null);
template <class T>
    requires(is_unique_pointer<T> || shape_of<T> == shape::shared_pointer)
inline constexpr json_kinds kinds_of<T> = kinds_of<typename T::element_type> | bit_of(json_kind::null);
template <class T>
    requires(shape_of<T> == shape::atomic)
inline constexpr json_kinds kinds_of<T> = kinds_of<typename T::value_type>;
template <class T>
    requires(shape_of<T> == shape::reference)
inline constexpr json_kinds kinds_of<T> = kinds_of<std::remove_const_t<typename T::type>>;
template <>
inline constexpr json_kinds kinds_of<raw_json> = all_others;
template <class... Alternative>
    requires(are_structs<Alternative...> && one_of<raw_json, Alternative...>)
inline constexpr json_kinds kinds_of<std::variant<Alternative...>> = all_others;

template <class Alternative>
using is_no_alternative = std::bool_constant<!element<Alternative> && !std::same_as<Alternative, std::monostate>>;

template <class Variant, class Alternative>
constexpr void refuse_alternative()
{
    if constexpr (std::is_enum_v<Alternative> && !supported<Alternative>)
        refuse<wrong::enum_of_alternative_is_not_described_with_boost_describe_enum<Variant, Alternative>>();
    else if constexpr (std::is_class_v<Alternative> && !supported<Alternative>)
        refuse<wrong::alternative_is_not_described_with_boost_describe<Variant, Alternative>>();
    else
        refuse<wrong::alternative_is_not_supported<Variant, Alternative>>();
}

/// The kinds that each alternative accepts.
template <class... Alternative>
struct kind_choices {
    static constexpr std::size_t size = sizeof...(Alternative);

    // Conflicts, a kind that several alternatives accept, are refused elsewhere. So is an alternative for all others if
    // there are none, also if it is null too.
    static constexpr std::array<json_kinds, size> wanted = [] {
        constexpr auto others = static_cast<json_kinds>(any_json_kind & ~(kinds_of<Alternative> | ...));
        constexpr auto with_others = [](json_kinds kinds) -> json_kinds {
            if ((kinds & all_others) == 0) return kinds;
            return others == 0 ? others : static_cast<json_kinds>((kinds | others) & any_json_kind);
        };
        return std::array<json_kinds, size>{with_others(kinds_of<Alternative>)...};
    }();
    static constexpr auto all = [] {
        json_kinds out = 0;
        for (auto const each : wanted) out |= each;
        return out;
    }();

    /// The index of the alternative for a kind, or `size`.
    static constexpr std::size_t number(json_kind what) noexcept
    {
        std::size_t i = 0;
        while (i != size && (wanted[i] & bit_of(what)) == 0) ++i;
        return i;
    }

    /// The index of the first alternative that conflicts with an earlier one or accepts no kind, or `size`.
    static constexpr std::size_t first_in_conflict() noexcept
    {
        std::size_t i = 0;
        for (json_kinds before = 0; i != size && wanted[i] != 0 && (before & wanted[i]) == 0; ++i) before |= wanted[i];
        return i;
    }
    static constexpr std::size_t conflicts_with(std::size_t other) noexcept
    {
        std::size_t i = 0;
        while (wanted[other] != 0 && (wanted[i] & wanted[other]) == 0) ++i;
        return i;
    }
};

/// A list such as "a string, a number or null" at the beginning of a sufficiently large array.
constexpr std::array<char, 64> names_of_kinds(json_kinds kinds)
{
    std::array<char, 64> out{};
    auto* to = out.data();
    for (std::size_t i = json_kind_count; i-- != 0;) {
        if ((kinds >> i & 1) == 0) continue;
        auto const left = kinds & ((1u << i) - 1);
        for (char const c : json_kind_names[i]) *to++ = c;
        for (char const c : std::string_view(left == 0 ? "" : (left & (left - 1)) == 0 ? " or " : ", ")) *to++ = c;
    }
    return out;
}

// A value that is null has no type.
template <class T>
constexpr value_type type_in_variant()
{
    if constexpr (std::same_as<T, std::monostate>)
        return {};
    else
        return {type_of<T>::what, type_of<T>::width, &type_of<T>::table};
}

template <class T>
T* address_of(T& held) noexcept
{
    return std::same_as<std::remove_const_t<T>, std::monostate> ? nullptr : &held;
}

template <class... Alternative>
struct kind_rows {
    using variant = std::variant<Alternative...>;
    using choices = kind_choices<Alternative...>;

    static constexpr auto expected = names_of_kinds(choices::all);
    static constexpr std::array<value_type, sizeof...(Alternative)> types{type_in_variant<Alternative>()...};

    static void* emplace(void* self, json_kind what)
    {
        return boost::mp11::mp_with_index<sizeof...(Alternative)>(choices::number(what), [&](auto i) -> void* {
            return address_of(static_cast<variant*>(self)->template emplace<i>());
        });
    }

    static dynamic_table::held_value get(void const* self) noexcept
    {
        auto const& value = *static_cast<variant const*>(self);
        if (value.valueless_by_exception()) return {{}, nullptr, true};
        auto const address = [](auto const& held) -> void const* { return address_of(held); };
        return {types[value.index()], std::visit(address, value)};
    }
};

template <class... Alternative>
constexpr dynamic_table make_kind_table()
{
    using variant = std::variant<Alternative...>;
    using alternatives = boost::mp11::mp_list<Alternative...>;
    using unsupported = boost::mp11::mp_copy_if<alternatives, is_no_alternative>;
    if constexpr (!boost::mp11::mp_empty<unsupported>::value) {
        using first = boost::mp11::mp_front<unsupported>;
        refuse_alternative<variant, innermost<first>>();
        return {};
    } else if constexpr (constexpr auto second = kind_choices<Alternative...>::first_in_conflict();
                         second != sizeof...(Alternative)) {
        constexpr auto first = kind_choices<Alternative...>::conflicts_with(second);
        refuse<wrong::two_alternatives_are_for_values_of_one_kind<variant, boost::mp11::mp_at_c<alternatives, first>,
                                                                  boost::mp11::mp_at_c<alternatives, second>>>();
        return {};
    } else {
        using rows = kind_rows<Alternative...>;
        dynamic_table out{rows::choices::all, rows::expected.data(), {}, rows::emplace, rows::get};
        for (std::size_t i = 0; i != json_kind_count; ++i)
            if (auto const number = rows::choices::number(static_cast<json_kind>(i)); number != sizeof...(Alternative))
                out.types[i] = rows::types[number];
        return out;
    }
}

template <class... Alternative>
struct type_of<std::variant<Alternative...>> {
    static constexpr kind what = kind::dynamic;
    static constexpr std::uint8_t width = 0;
    static constexpr dynamic_table table = make_kind_table<Alternative...>();
};

}  // namespace detail

}  // namespace descry
