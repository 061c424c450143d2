// check_pages: compile-time checks of the declaration of pages against page and query.
#pragma once

#include <descry/core/fixed_string.hpp>
#include <descry/core/naming.hpp>
#include <descry/core/wrong.hpp>
#include <descry/model/detail/field_table.hpp>
#include <descry/rest/condition.hpp>

#include <boost/mp11/list.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace descry {

namespace detail {

/// A chain of members of a page; an empty chain is the page itself.
template <class Page, auto... Members>
struct members_of_page {
    using end = typename chain<Page, Members...>::type;

    /// True if the chain ends in one of the kinds. Otherwise fails the compilation with one line: `Wrong` if it ends in
    /// another kind.
    template <class Wrong, kind... Kinds>
    static consteval bool end_in()
    {
        if constexpr (std::is_void_v<end>)
            refuse<wrong::pages_are_declared_by_a_member_that_the_page_does_not_have<Page, Members...>>();
        else if constexpr (!supported<end>)
            return true;  // refused by the check of the model
        else if constexpr (((type_of<end>::what != Kinds) && ...))
            refuse<Wrong>();
        else
            return true;
        return false;
    }
};

/// True if the request has the member `Cursor`, of the type `Value`, perhaps optional. Otherwise fails the compilation
/// with one line.
template <class Request, auto Cursor, class Value>
consteval bool check_cursor()
{
    using cursor = typename chain<Request, Cursor>::type;
    if constexpr (std::is_void_v<cursor>)
        refuse<wrong::cursor_of_the_pages_is_not_a_member_of_the_request<Request, Cursor>>();
    else if constexpr (!std::is_same_v<cursor, Value>)
        refuse<wrong::cursor_of_the_pages_has_another_type_in_the_request<Request, Cursor>>();
    else
        return true;
    return false;
}

/// The index of the member that the query spells differently from `parameter`; the number of members if there is none.
/// If the query does not declare its casing, every casing that the service could choose is accepted.
template <class Query>
consteval std::size_t first_member_spelled_differently(std::string_view parameter)
{
    auto const& rows = field_rows<Query>::rows;
    for (std::size_t i = 0; i != rows.size(); ++i) {
        bool meant = false, right = false;
        for (auto const names : {casing::camel, casing::pascal, casing::as_declared}) {
            auto const written = rows[i].names[static_cast<std::size_t>(names)];
            meant = meant || equal_ignoring_case(written, parameter);
            right = right || (written == parameter && policy_of<Query>.names.value_or(names) == names);
        }
        if (meant && !right) return i;
    }
    return rows.size();
}

/// True if the query has no such parameter or spells it as the policy does; otherwise it would be sent twice. Fails the
/// compilation with one line if not.
template <class Query, fixed_string Parameter>
consteval bool check_parameter()
{
    // An invalid query is refused elsewhere.
    if constexpr (described_struct<Query> && all_supported<Query>(fields_of<Query>())) {
        constexpr auto at = first_member_spelled_differently<Query>(Parameter.view());
        if constexpr (at != field_rows<Query>::size) {
            using member = boost::mp11::mp_at_c<fields_of<Query>, at>;
            refuse<wrong::query_spells_the_parameter_of_the_pages_differently<Query, member::pointer>>();
            return false;
        }
    }
    return true;
}

}  // namespace detail

}  // namespace descry
