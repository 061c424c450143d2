// check_path: compile-time check of a path template against the members of its key.
#pragma once

#include <descry/core/wrong.hpp>
#include <descry/model/detail/map_key.hpp>
#include <descry/rest/path.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

template <class Member>
inline constexpr bool can_be_a_path_parameter = false;
template <supported Member>
inline constexpr bool can_be_a_path_parameter<Member> =
    may_be_key(type_of<Member>::what) || type_of<Member>::what == kind::maybe_quoted;

/// Instantiates a template of `wrong` with the characters of a text, which compilers print readably.
template <template <class, char...> class Wrong, class T, fixed_string Path, std::size_t First, class Numbers>
struct spell_for;
template <template <class, char...> class Wrong, class T, fixed_string Path, std::size_t First, std::size_t... Number>
struct spell_for<Wrong, T, Path, First, std::index_sequence<Number...>> {
    using type = Wrong<T, Path.text[First + Number]...>;
};

template <fixed_string Path, class Numbers = std::make_index_sequence<sizeof(Path.text) - 1>>
struct spell;
template <fixed_string Path, std::size_t... Number>
struct spell<Path, std::index_sequence<Number...>> {
    using no_slash = wrong::path_does_not_begin_with_a_slash<Path.text[Number]...>;
    using query = wrong::path_has_a_query_which_is_declared_by_with_query<Path.text[Number]...>;
    using character = wrong::path_has_a_character_that_is_to_be_escaped<Path.text[Number]...>;
    using parameter = wrong::path_has_a_parameter_that_is_empty_or_not_closed<Path.text[Number]...>;
    using no_slash_before = wrong::path_has_no_slash_before_a_parameter_that_keeps_its_slashes<Path.text[Number]...>;
};

template <template <class, char...> class Wrong, class Key, fixed_string Path, std::size_t Piece>
constexpr void refuse_parameter()
{
    constexpr auto parameter = parsed<Path>.pieces[Piece].parameter;
    constexpr auto first = static_cast<std::size_t>(parameter.data() - Path.text);
    refuse<typename spell_for<Wrong, Key, Path, first, std::make_index_sequence<parameter.size()>>::type>();
}

/// The names of the members of a key.
template <class Key, class Fields = fields_of<Key>>
struct key_members;
template <class Key, class... Descriptor>
struct key_members<Key, boost::mp11::mp_list<Descriptor...>> {
    static constexpr std::size_t size = sizeof...(Descriptor);
    static constexpr std::string_view names[]{member_names<Descriptor>::name..., {}};
    /// True for each member that can be a path parameter, followed by false.
    static constexpr bool fits[]{can_be_a_path_parameter<member_type<Descriptor, Key>>..., false};
};

// The functions below are not templates on path and key, which would be instantiated for each resource.
constexpr std::size_t first_misfit(bool const* fits) noexcept
{
    std::size_t i = 0;
    while (fits[i]) ++i;
    return i;
}

constexpr bool is_among_names(std::string_view name, std::string_view const* names, std::size_t size) noexcept
{
    for (std::size_t i = 0; i != size; ++i)
        if (names[i] == name) return true;
    return false;
}

/// The index of the first piece whose parameter names no member; `size` if there is none.
constexpr std::size_t first_parameter_without_member(path_piece const* pieces, std::size_t size,
                                                     std::string_view const* names, std::size_t count) noexcept
{
    std::size_t i = 0;
    while (i != size && (pieces[i].parameter.empty() || is_among_names(pieces[i].parameter, names, count))) ++i;
    return i;
}

constexpr bool has_parameter(std::string_view name, path_piece const* pieces, std::size_t size) noexcept
{
    for (std::size_t i = 0; i != size; ++i)
        if (pieces[i].parameter == name) return true;
    return false;
}

/// The index of the first piece whose parameter occurs in an earlier piece; `size` if there is none.
constexpr std::size_t first_repeated_parameter(path_piece const* pieces, std::size_t size) noexcept
{
    std::size_t i = 0;
    while (i != size && (pieces[i].parameter.empty() || !has_parameter(pieces[i].parameter, pieces, i))) ++i;
    return i;
}

/// The index of the first member that is not a parameter; `count` if there is none.
constexpr std::size_t first_member_without_parameter(path_piece const* pieces, std::size_t size,
                                                     std::string_view const* names, std::size_t count) noexcept
{
    std::size_t i = 0;
    while (i != count && has_parameter(names[i], pieces, size)) ++i;
    return i;
}

/// True if key and path match: the parameters of the path are the members of the key, each once.
template <class Key, fixed_string Path>
consteval bool fits_path()
{
    if constexpr (parsed<Path>.mistake != path_mistake::none || !described_struct<Key>) {
        return false;
    } else {
        using key = key_members<Key>;
        constexpr auto const* pieces = parsed<Path>.pieces.data();
        constexpr auto size = parsed<Path>.size;
        return first_misfit(key::fits) == key::size &&
               first_parameter_without_member(pieces, size, key::names, key::size) == size &&
               first_repeated_parameter(pieces, size) == size &&
               first_member_without_parameter(pieces, size, key::names, key::size) == key::size;
    }
}

/// True if the path, which does not fit the key, has the members of the model as its parameters.
template <class Model, class Key, fixed_string Path>
consteval bool is_key_in_place_of_model()
{
    if constexpr (fits_path<Key, Path>())
        return false;
    else if constexpr (fits_path<Model, Path>())
        return key_members<Model>::size != 0;
    else
        return false;
}

/// True if key and path match. Otherwise fails the compilation with one line.
template <class Key, fixed_string Path>
consteval bool check_path()
{
    constexpr auto mistake = parsed<Path>.mistake;
    if constexpr (fits_path<Key, Path>()) {
        return true;
    } else if constexpr (mistake == path_mistake::no_slash) {
        refuse<typename spell<Path>::no_slash>();
    } else if constexpr (mistake == path_mistake::query) {
        refuse<typename spell<Path>::query>();
    } else if constexpr (mistake == path_mistake::character) {
        refuse<typename spell<Path>::character>();
    } else if constexpr (mistake == path_mistake::parameter) {
        refuse<typename spell<Path>::parameter>();
    } else if constexpr (mistake == path_mistake::no_slash_before) {
        refuse<typename spell<Path>::no_slash_before>();
    } else if constexpr (!described_struct<Key>) {
        refuse<wrong::type_is_not_described_with_boost_describe<Key>>();
    } else {
        using members = fields_of<Key>;
        using key = key_members<Key>;
        constexpr auto const* pieces = parsed<Path>.pieces.data();
        constexpr auto size = parsed<Path>.size;
        if constexpr (constexpr auto misfit = first_misfit(key::fits); misfit != key::size) {
            refuse<wrong::member_of_the_key_is_neither_string_nor_integer_nor_scalar<
                Key, boost::mp11::mp_at_c<members, misfit>::pointer>>();
        } else if constexpr (constexpr auto parameter =
                                 first_parameter_without_member(pieces, size, key::names, key::size);
                             parameter != size) {
            refuse_parameter<wrong::path_parameter_names_no_member_of_the_key, Key, Path, parameter>();
        } else if constexpr (constexpr auto again = first_repeated_parameter(pieces, size); again != size) {
            refuse_parameter<wrong::path_parameter_is_given_twice, Key, Path, again>();
        } else {
            constexpr auto left = first_member_without_parameter(pieces, size, key::names, key::size);
            refuse<
                wrong::member_of_the_key_is_not_a_path_parameter<Key, boost::mp11::mp_at_c<members, left>::pointer>>();
        }
    }
    return false;
}

}  // namespace detail

}  // namespace descry
