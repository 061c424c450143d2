// check_method: compile-time check of the method of a verb.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/core/wrong.hpp>
#include <descry/http/detail/field_name.hpp>
#include <descry/http/detail/method.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// True for a method that differs from a known one by letter case only: methods are case-sensitive, so it is another
/// one (RFC 9110, 9.1).
constexpr bool is_known_in_other_case(std::string_view method) noexcept
{
    for (auto const& each : known_methods)
        if (equal_ignoring_case(method, each.name)) return method != each.name;
    return false;
}

/// Instantiates a template of `wrong` with the characters of the method of a verb.
template <template <class, char...> class Wrong, class Model, class Verb,
          class Numbers = std::make_index_sequence<Verb::method.size()>>
struct spell_method;
template <template <class, char...> class Wrong, class Model, class Verb, std::size_t... Number>
struct spell_method<Wrong, Model, Verb, std::index_sequence<Number...>> {
    using type = Wrong<Model, Verb::method[Number]...>;
};

/// True if the method of a verb may be one. Otherwise fails the compilation with one line.
template <class Model, class Verb>
consteval bool check_method()
{
    constexpr bool is_valid = is_token(Verb::method);
    constexpr bool is_in_other_case = is_known_in_other_case(Verb::method);
    if constexpr (!is_valid)
        refuse<typename spell_method<wrong::method_of_a_verb_is_not_a_token, Model, Verb>::type>();
    else if constexpr (is_in_other_case)
        refuse<typename spell_method<wrong::method_of_a_verb_is_case_sensitive_and_written_in_capitals, Model,
                                     Verb>::type>();
    return is_valid && !is_in_other_case;
}

}  // namespace detail

}  // namespace descry
