// variant: a value of one of several structs, selected by the values of discriminators.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/core/wrong.hpp>
#include <descry/model/describe.hpp>
#include <descry/model/detail/member_names.hpp>
#include <descry/model/detail/type_of.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/model/policy.hpp>
#include <descry/model/raw_json.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace descry {

namespace detail {

// A discriminator for each value. The values of one member are adjacent; any of them satisfies the condition.
template <auto... Member>
struct member_condition {
    std::array<std::string_view, sizeof...(Member)> values;
};

template <auto Member, auto... Others>
constexpr bool is_one_of() noexcept
{
    return (std::is_same_v<member_condition<Member>, member_condition<Others>> || ...);
}

// A condition that requires two different values of one member could never be true.
template <auto Member, auto... Others>
constexpr void want_other_members()
{
    if constexpr (is_one_of<Member, Others...>())
        refuse<wrong::condition_names_a_member_twice_instead_of_once_with_all_values<Member>>();
}

template <auto... Member, auto... Others>
constexpr member_condition<Member..., Others...> operator&&(member_condition<Member...> const& a,
                                                            member_condition<Others...> const& b)
{
    (want_other_members<Member, Others...>(), ...);
    member_condition<Member..., Others...> both{};
    auto* to = both.values.data();
    for (auto const value : a.values) *to++ = value;
    for (auto const value : b.values) *to++ = value;
    return both;
}

template <auto Member, class Value>
inline constexpr auto member_of_value = Member;

struct never_chosen {};
struct chosen_otherwise {};

template <class T>
concept value_to_choose_by = std::same_as<T, bool> || std::convertible_to<T, std::string_view>;

template <value_to_choose_by T>
constexpr std::string_view text_of_value(T const& value) noexcept
{
    if constexpr (std::same_as<T, bool>)
        return value ? "true" : "false";
    else
        return value;
}

}  // namespace detail

/// A condition that is true for an object whose member has one of these values, all of which are passed at once.
/// Strings are compared like enumerators, without regard to letter case and underscores; numbers by their text,
/// `member_is<&m::version>("2")`; booleans may be passed as such.
template <auto Member, detail::value_to_choose_by... Value>
    requires(std::is_member_object_pointer_v<decltype(Member)> && sizeof...(Value) != 0)
constexpr auto member_is(Value const&... values)
{
    return detail::member_condition<detail::member_of_value<Member, Value>...>{{detail::text_of_value(values)...}};
}

/// A condition that is true for all values that no other alternative accepts.
inline constexpr detail::chosen_otherwise otherwise{};

/// The condition on which a described struct is the alternative of a std::variant. Specialize it beside the struct:
/// @code
/// template <>
/// inline constexpr auto descry::chosen_when<one_time_line_item> =
///     descry::member_is<&line_item::invoice_line_item_type>("billing_line_items") &&
///     descry::member_is<&line_item::billing_provider>("one_time", "all");
/// @endcode
/// The members must be described members of the struct or its bases, and may be anywhere in the object. The first
/// alternative whose condition is true is selected. A value that no alternative accepts is refused, unless the
/// condition of one is `descry::otherwise`, which is the default for `descry::raw_json`.
///
/// A discriminator is an ordinary member and is written like others: a new object of an alternative is read back as the
/// same alternative if the discriminator has such a value by default.
template <class Alternative>
inline constexpr detail::never_chosen chosen_when{};
template <>
inline constexpr detail::chosen_otherwise chosen_when<raw_json>{};

namespace detail {

template <class Alternative>
using choice_of = std::remove_const_t<decltype(chosen_when<Alternative>)>;

template <class Alternative>
using is_never_chosen = std::is_same<choice_of<Alternative>, never_chosen>;
template <class Alternative>
using is_otherwise = std::is_same<choice_of<Alternative>, chosen_otherwise>;

/// True if all discriminators of an alternative are members of it.
template <class Variant, class Alternative, auto... Member>
constexpr bool has_members(member_condition<Member...> const&)
{
    auto const has = []<auto M>(member_condition<M>) {
        constexpr bool missing = std::is_void_v<descriptor_of<Alternative, M>>;
        if constexpr (missing)
            refuse<wrong::alternative_is_chosen_by_a_member_that_it_does_not_have<Variant, Alternative, M>>();
        return !missing;
    };
    return (has(member_condition<Member>{}) && ...);
}
template <class Variant, class Alternative>
constexpr bool has_members(chosen_otherwise)
{
    return true;
}

// Each invalid declaration causes one error, as for a struct.
template <class... Alternative>
constexpr bool is_right_variant()
{
    using variant = std::variant<Alternative...>;
    using alternatives = boost::mp11::mp_list<Alternative...>;
    using others = boost::mp11::mp_copy_if<alternatives, is_otherwise>;
    using never = boost::mp11::mp_copy_if<alternatives, is_never_chosen>;
    if constexpr (!boost::mp11::mp_empty<never>::value) {
        using first = boost::mp11::mp_front<never>;
        refuse<wrong::alternative_does_not_say_when_it_is_chosen<variant, first>>();
        return false;
    } else if constexpr (boost::mp11::mp_size<others>::value > 1) {
        using first = boost::mp11::mp_first<others>;
        using second = boost::mp11::mp_second<others>;
        refuse<wrong::two_alternatives_are_the_default<variant, first, second>>();
        return false;
    } else {
        return (has_members<variant, Alternative>(chosen_when<Alternative>) && ...);
    }
}

template <class>
inline constexpr std::size_t values_in = 0;
template <auto... Member>
inline constexpr std::size_t values_in<member_condition<Member...>> = sizeof...(Member);

/// The conditions of all alternatives, as data.
template <std::size_t Size>
struct variant_choices {
    std::array<discriminator, Size> discriminators{};
    std::size_t discriminator_count = 0;
    std::array<variant_choice, Size> choices{};
    std::size_t choice_count = 0;
    std::size_t otherwise = variant_table::none;

    template <class Alternative, auto... Member>
    constexpr void add(std::size_t alternative, member_condition<Member...> const& wanted)
    {
        auto const* value = wanted.values.data();
        (add<member_names<descriptor_of<Alternative, Member>>>(alternative, *value++), ...);
    }

    template <class Alternative>
    constexpr void add(std::size_t alternative, chosen_otherwise)
    {
        otherwise = alternative;
    }

private:
    template <class Names>
    constexpr void add(std::size_t alternative, std::string_view value)
    {
        discriminator const added{Names::in[casing::camel], Names::in[casing::pascal], Names::in[casing::as_declared]};
        std::size_t number = 0;
        while (number != discriminator_count && !same(discriminators[number], added)) ++number;
        if (number == discriminator_count) discriminators[discriminator_count++] = added;
        choices[choice_count++] = {alternative, number, value};
    }

    static constexpr bool same(discriminator const& a, discriminator const& b) noexcept
    {
        return equal_ignoring_case(a.name, b.name) && equal_ignoring_case(a.declared, b.declared);
    }
};

template <class... Alternative>
struct variant_rows {
    using variant = std::variant<Alternative...>;

    static constexpr std::array<value_type, sizeof...(Alternative)> types{
        value_type{type_of<Alternative>::what, type_of<Alternative>::width, &type_of<Alternative>::table}...};

    static constexpr auto choices = [] {
        variant_choices<(values_in<choice_of<Alternative>> + ...)> out;
        std::size_t number = 0;
        (out.template add<Alternative>(number++, chosen_when<Alternative>), ...);
        return out;
    }();

    static void* emplace(void* self, std::size_t number)
    {
        return boost::mp11::mp_with_index<sizeof...(Alternative)>(
            number, [&](auto i) -> void* { return &static_cast<variant*>(self)->template emplace<i>(); });
    }

    static variant_table::held_alternative get(void const* self) noexcept
    {
        auto const& value = *static_cast<variant const*>(self);
        if (value.valueless_by_exception()) return {variant_table::none, nullptr};
        return {value.index(), std::visit([](auto const& held) -> void const* { return &held; }, value)};
    }
};

template <class... Alternative>
constexpr variant_table make_variant_table()
{
    if constexpr (is_right_variant<Alternative...>()) {
        using rows = variant_rows<Alternative...>;
        auto const& all = rows::choices;
        return {rows::types.data(),
                rows::emplace,
                rows::get,
                {all.discriminators.data(), all.discriminator_count},
                {all.choices.data(), all.choice_count},
                all.otherwise,
                ((policy_of<Alternative>.repeated == repeated_names::last_wins) || ...)};
    } else {
        return {};
    }
}

// Other variants are selected by the kind of the value, see variant_by_kind.
template <class... Alternative>
concept are_structs = ((described_struct<Alternative> || std::same_as<Alternative, raw_json>)&&...);

template <class... Alternative>
    requires are_structs<Alternative...>
struct type_of<std::variant<Alternative...>> {
    static constexpr kind what = kind::variant;
    static constexpr std::uint8_t width = 0;
    static constexpr variant_table table = make_variant_table<Alternative...>();
};

}  // namespace detail

}  // namespace descry
