// paged_verb: which of the verbs of a resource reads it page by page.
#pragma once

#include <descry/core/wrong.hpp>
#include <descry/rest/resource.hpp>
#include <descry/rest/verb.hpp>

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <type_traits>

namespace descry {

namespace detail {

/// True for a verb that is declared with `in_pages`.
template <class Verb>
inline constexpr bool reads_pages = requires { typename Verb::next; };
template <class Verb>
using is_paged_action = std::bool_constant<reads_pages<Verb> && Verb::kind == verb_kind::action>;
template <class Verb>
using is_paged_get = std::bool_constant<reads_pages<Verb> && Verb::kind == verb_kind::get>;

/// The first action of R that reads a list in pages; an undeclared one without a request if there is none.
template <declared_resource R>
struct paged_action {
    using found = boost::mp11::mp_copy_if<typename R::verbs, is_paged_action>;
    using type = boost::mp11::mp_front<boost::mp11::mp_push_back<found, undeclared<verb_kind::action>>>;
    using request = body_of<R, typename type::request>;
    using response = body_of<R, typename type::response>;
    using query = typename type::query;
};

/// The verb that reads the pages of R: `get`, or else an action, which is also chosen if it is the preferred verb.
template <declared_resource R>
struct paged_verb : std::conditional_t<boost::mp11::mp_any_of<typename R::verbs, is_paged_get>::value ||
                                           boost::mp11::mp_none_of<typename R::verbs, is_paged_action>::value,
                                       declared_verb<R, verb_kind::get>, paged_action<R>> {};
template <declared_resource R, class Verb>
    requires is_paged_action<Verb>::value
struct paged_verb<preferring<R, Verb>> : paged_action<preferring<R, Verb>> {};

/// The resource whose `paged_verb` is `Declared`: R, or R with another preferred verb.
template <class R, class Declared>
using paged_by = std::conditional_t<std::is_same_v<typename Declared::type, typename paged_verb<R>::type>, R,
                                    preferring<R, typename Declared::type>>;

/// True when the verb reads R page by page; otherwise the program is ill-formed, with one line that explains why.
template <class R, class Declared>
consteval bool check_pages()
{
    if constexpr (requires { typename Declared::type::next; })
        // The declaration of R was rejected already.
        return Declared::type::template check<typename R::model_type, typename Declared::type::query>();
    else if constexpr (declares<R, verb_kind::get>)
        refuse<wrong::resource_is_not_read_in_pages<R>>();
    return false;
}

}  // namespace detail

}  // namespace descry
