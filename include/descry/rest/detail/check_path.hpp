// check_path: holds a path template against the members of its key, at compile time.
#pragma once

#include <descry/core/wrong.hpp>
#include <descry/rest/path.hpp>

#include <boost/mp11/algorithm.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

template <class Member>
inline constexpr bool fills_a_hole = false;
template <supported Member>
inline constexpr bool fills_a_hole<Member> =
    type_of<Member>::what == kind::text || type_of<Member>::what == kind::signed_integer ||
    type_of<Member>::what == kind::unsigned_integer || type_of<Member>::what == kind::scalar ||
    type_of<Member>::what == kind::maybe_quoted;

/// Names a template of `wrong` by a text, one character after the other: both compilers print that readably.
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
    using hole = wrong::path_has_a_hole_that_is_empty_or_not_closed<Path.text[Number]...>;
};

template <template <class, char...> class Wrong, class Key, fixed_string Path, std::size_t Piece>
constexpr void refuse_hole()
{
    constexpr auto hole = parsed<Path>.pieces[Piece].hole;
    constexpr auto first = static_cast<std::size_t>(hole.data() - Path.text);
    refuse<typename spell_for<Wrong, Key, Path, first, std::make_index_sequence<hole.size()>>::type>();
}

/// The number of the first hole that no member fills or that an earlier hole repeats; `size` when there is none.
template <class Key, fixed_string Path>
consteval std::size_t first_wrong_hole(bool repeated)
{
    auto const& path = parsed<Path>;
    auto const& rows = field_rows<Key>::rows;
    for (std::size_t i = 0; i != path.size; ++i) {
        auto const hole = path.pieces[i].hole;
        if (hole.empty()) continue;
        if (!repeated && member_for(hole, rows.data(), rows.size()) == rows.size()) return i;
        for (std::size_t j = 0; repeated && j != i; ++j)
            if (path.pieces[j].hole == hole) return i;
    }
    return path.size;
}

template <class Key, fixed_string Path>
consteval std::size_t first_member_without_hole()
{
    auto const& rows = field_rows<Key>::rows;
    for (std::size_t i = 0; i != rows.size(); ++i) {
        bool found = false;
        for (auto const& piece : parsed<Path>.pieces) found = found || piece.hole == rows[i].names[2];
        if (!found) return i;
    }
    return rows.size();
}

template <class Key, class Descriptor>
using cannot_fill_a_hole = std::bool_constant<!fills_a_hole<member_type<Descriptor, Key>>>;

/// True when key and path fit; otherwise refuses them with one line.
template <class Key, fixed_string Path>
consteval bool check_path()
{
    constexpr auto mistake = parsed<Path>.mistake;
    if constexpr (mistake == path_mistake::no_slash) {
        refuse<typename spell<Path>::no_slash>();
    } else if constexpr (mistake == path_mistake::query) {
        refuse<typename spell<Path>::query>();
    } else if constexpr (mistake == path_mistake::character) {
        refuse<typename spell<Path>::character>();
    } else if constexpr (mistake == path_mistake::hole) {
        refuse<typename spell<Path>::hole>();
    } else if constexpr (!described_struct<Key>) {
        refuse<wrong::type_is_not_described_with_boost_describe<Key>>();
    } else {
        using members = fields_of<Key>;
        using wrong_at = boost::mp11::mp_find_if_q<members, boost::mp11::mp_bind_front<cannot_fill_a_hole, Key>>;
        if constexpr (wrong_at::value != boost::mp11::mp_size<members>::value) {
            refuse<wrong::member_of_the_key_is_neither_text_nor_integer_nor_scalar<
                Key, boost::mp11::mp_at<members, wrong_at>::pointer>>();
        } else if constexpr (constexpr auto hole = first_wrong_hole<Key, Path>(false); hole != parsed<Path>.size) {
            refuse_hole<wrong::hole_of_the_path_names_no_member_of_the_key, Key, Path, hole>();
        } else if constexpr (constexpr auto again = first_wrong_hole<Key, Path>(true); again != parsed<Path>.size) {
            refuse_hole<wrong::hole_of_the_path_is_given_twice, Key, Path, again>();
        } else if constexpr (constexpr auto left = first_member_without_hole<Key, Path>();
                             left != boost::mp11::mp_size<members>::value) {
            refuse<
                wrong::member_of_the_key_has_no_hole_in_the_path<Key, boost::mp11::mp_at_c<members, left>::pointer>>();
        } else {
            return true;
        }
    }
    return false;
}

}  // namespace detail

}  // namespace descry
