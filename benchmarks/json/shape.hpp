// shape: what each peer's adapter has to know of a type, so that it is written once for all models.
#pragma once

#include <descry/json.hpp>

#include <boost/mp11/algorithm.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace shape {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T>
inline constexpr bool is_array = false;
template <class T, std::size_t N>
inline constexpr bool is_array<std::array<T, N>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class T>
inline constexpr bool is_map<std::map<std::string, T>> = true;
template <class T>
inline constexpr bool is_object = descry::described_struct<T> && !descry::detail::scalar_type<T>;
/// Amounts, dates and enumerators: every peer reads and writes them as we do.
template <class T>
inline constexpr bool is_scalar = descry::detail::scalar_type<T>;

template <class T>
using members_of = descry::detail::fields_of<std::remove_const_t<T>>;

template <class T, class Member>
inline constexpr std::string_view name_of =
    descry::detail::member_names<Member>::in[descry::policy_of<T>.names.value_or(descry::casing::camel)];

/// Whether a type has scalars, which are read from the text of a number.
template <class T>
constexpr bool has_scalars()
{
    if constexpr (is_optional<T> || is_list<T> || is_array<T>)
        return has_scalars<typename T::value_type>();
    else if constexpr (is_map<T>)
        return has_scalars<typename T::mapped_type>();
    else if constexpr (is_object<T>)
        return []<class... Member>(boost::mp11::mp_list<Member...>) {
            return (has_scalars<descry::member_type<Member, T>>() || ...);
        }(boost::mp11::mp_rename<members_of<T>, boost::mp11::mp_list>());
    else
        return is_scalar<T>;
}

/// Calls `f` with each member's name and value.
template <class T, class Function>
void for_each_member(T& object, Function f)
{
    boost::mp11::mp_for_each<members_of<T>>(
        [&]<class Member>(Member) { f(name_of<std::remove_const_t<T>, Member>, object.*Member::pointer); });
}

/// Calls `f` with the member of that name: first the one expected next, then any. False when there is none.
template <class T, class Function>
bool with_member(T& object, std::string_view name, std::size_t& next, Function f)
{
    using members = members_of<T>;
    constexpr auto size = boost::mp11::mp_size<members>::value;
    auto const try_one = [&](std::size_t number) {
        return boost::mp11::mp_with_index<size>(number, [&](auto i) {
            using member = boost::mp11::mp_at<members, decltype(i)>;
            if (name != name_of<T, member>) return false;
            next = i + 1;
            f(object.*member::pointer);
            return true;
        });
    };
    for (std::size_t i = next; i != size; ++i)
        if (try_one(i)) return true;
    for (std::size_t i = 0; i != std::min(next, size); ++i)
        if (try_one(i)) return true;
    return false;
}

/// Appends an element that `fill` fills. A `std::vector<bool>` has none that could be filled in its place.
template <class T, class Function>
void append(std::vector<T>& list, Function fill)
{
    if constexpr (std::is_same_v<T, bool>) {
        bool element = false;
        fill(element);
        list.push_back(element);
    } else {
        fill(list.emplace_back());
    }
}

template <class T>
T scalar(std::string_view text, bool quoted)
{
    return descry::scalar<T>::read({text, quoted}).value();
}

}  // namespace shape
