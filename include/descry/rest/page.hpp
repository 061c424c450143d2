// page: lists that are read in pages, and the policies that find the next page.
#pragma once

#include <descry/core/fixed_string.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/detail/link_header.hpp>
#include <descry/http/percent.hpp>
#include <descry/model/detail/field_table.hpp>
#include <descry/model/detail/map_key.hpp>
#include <descry/model/scalar.hpp>
#include <descry/rest/body.hpp>
#include <descry/rest/condition.hpp>
#include <descry/rest/detail/check_pages.hpp>
#include <descry/rest/detail/query_reader.hpp>
#include <descry/rest/verb.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace descry {

/// The request of the next page.
struct next_page {
    std::string link{};  ///< The link of the service. Empty: the target of the previous page, with `parameters`.
    /// Encoded parameters of the query; each replaces the parameter with its name.
    std::vector<std::pair<std::string, std::string>> parameters{};
    /// Header fields of the request, by name and value.
    std::vector<std::pair<std::string, std::string>> headers{};
};

/// The request and the header fields of a page, for a policy.
struct page_view {
    std::string_view target;  ///< The target of the request.
    std::size_t size;         ///< The number of elements of the page.
    std::string_view (*find_header)(void const* headers, std::string_view name, std::size_t number) noexcept;
    void const* headers;

    /// Makes a view of a vector of headers, which have a name and a value. The view refers to its arguments.
    template <class Headers>
    static page_view of(std::string_view target, std::size_t size, Headers const& headers) noexcept
    {
        auto const find = [](void const* all, std::string_view name, std::size_t number) noexcept {
            for (auto const& h : *static_cast<Headers const*>(all))
                if (equal_ignoring_case(h.name, name) && number-- == 0) return std::string_view(h.value);
            return std::string_view();
        };
        return {target, size, find, &headers};
    }

    /// The value of the header with that name and index among headers of that name. If there is none, it is empty and
    /// its `data()` is null.
    std::string_view header(std::string_view name, std::size_t number = 0) const noexcept
    {
        return find_header(headers, name, number);
    }
};

/// In `in_pages`: the page itself is the list of elements.
struct whole_page {};

namespace detail {

/// The elements of a page, an array; null if the optional member with them is empty.
template <auto Items, class Page>
auto* elements_of(Page& page) noexcept
{
    if constexpr (std::is_same_v<std::remove_const_t<decltype(Items)>, whole_page>) {
        return &page;
    } else {
        auto& held = page.*Items;
        if constexpr (requires { held.has_value(); })
            return held ? &*held : nullptr;
        else
            return &held;
    }
}

/// The type of the elements of a page.
template <class Page, auto Items>
using element_of_page = typename std::remove_pointer_t<decltype(elements_of<Items>(std::declval<Page&>()))>::value_type;

/// A policy for the pages of a list. One that reads the elements has to know where they are.
template <class Policy, auto Items>
auto policy_for_elements()
{
    if constexpr (requires { typename Policy::template of_elements<Items>; })
        return std::type_identity<typename Policy::template of_elements<Items>>();
    else
        return std::type_identity<Policy>();
}
template <class Policy, auto Items>
using policy_of_pages = typename decltype(policy_for_elements<Policy, Items>())::type;

/// True for a policy that changes the request for the next page.
template <class Policy, class Request, class Page>
concept changes_request = requires(Request& request, Page const& page, page_view const& at) {
    {
        Policy::prepare_next(request, page, at)
    } -> std::same_as<bool>;
};

/// True if the policy is valid for request, page and query. Otherwise fails the compilation with one line. A policy
/// without a function for it is valid for every page.
template <class Policy, class Request, class Page, class Query>
consteval bool check_policy()
{
    if constexpr (requires { Policy::template check_request<Request, Page>(); })
        return Policy::template check_request<Request, Page>();
    else if constexpr (requires { Policy::template check<Page, Query>(); })
        return Policy::template check<Page, Query>();
    else
        return true;
}

}  // namespace detail

/// A verb that reads a list in pages: a `get`, or an `action` such as a search by POST, whose request is sent for each
/// page. `Items` is the member of the model with the elements, a vector or an optional vector; `whole_page{}` if the
/// model is the vector. The policy `Next` has a function `static std::optional<next_page> after(Page const&, page_view
/// const&)`, which returns `nullopt` after the last page. It may have a function `static consteval bool check<Page,
/// Query>()`, which is called where the list is declared and can refuse an unsuitable page by `static_assert`.
///
/// For an action, the policy may instead have a function `static bool prepare_next(Request&, Page const&, page_view
/// const&)`, which makes the request of the page that was read that of the next one, and returns false after the last
/// page. Its check is `check_request<Request, Page>()`.
template <class Verb, auto Items, class Next>
struct in_pages : Verb {
    static constexpr auto items = Items;
    using next = detail::policy_of_pages<Next, Items>;

    /// True if the declaration is valid for the model of a resource. Otherwise fails the compilation with one line.
    template <class Model, class Query>
    static consteval bool check()
    {
        using page =
            std::conditional_t<std::is_same_v<typename Verb::response, whole_model>, Model, typename Verb::response>;
        using sent = typename detail::declared_body<Model, typename Verb::request>::type;
        constexpr bool is_whole = std::is_same_v<std::remove_const_t<decltype(Items)>, whole_page>;
        using chosen =
            std::conditional_t<is_whole, detail::members_of_page<page>, detail::members_of_page<page, Items>>;
        if constexpr (Verb::kind != verb_kind::get && Verb::kind != verb_kind::action) {
            refuse<wrong::pages_are_read_by_get_or_action<Model, Verb::kind>>();
            return false;
        } else if constexpr (!std::is_copy_constructible_v<sent>) {
            refuse<wrong::request_of_the_pages_cannot_be_copied<sent>>();
            return false;
        } else {
            return chosen::template end_in<wrong::elements_of_the_pages_are_not_in_a_vector<page, Items>,
                                           kind::list>() &&
                   detail::check_policy<next, sent, page, Query>();
        }
    }
};

/// The page has a link to the next one, a string at the end of a chain of members.
template <auto... Members>
struct by_link {
    template <class Page>
    static std::optional<next_page> after(Page const& page, page_view const&)
    {
        auto const* const link = detail::follow(page, Members...);
        if (!link || link->empty()) return std::nullopt;
        return next_page{.link = *link};
    }

    template <class Page, class Query>
    static consteval bool check()
    {
        return detail::members_of_page<Page, Members...>::template end_in<
            wrong::link_or_token_of_the_next_page_is_not_a_string<Page, Members...>, kind::string>();
    }
};

/// The page has a token, a string at the end of a chain of members, which is the query parameter `Parameter` of the
/// next request.
template <fixed_string Parameter, auto... Members>
struct by_token {
    template <class Page>
    static std::optional<next_page> after(Page const& page, page_view const&)
    {
        auto const* const token = detail::follow(page, Members...);
        if (!token || token->empty()) return std::nullopt;
        std::string encoded;
        append_percent_encoded(encoded, *token);
        return next_page{.parameters = {{std::string(Parameter.view()), std::move(encoded)}}};
    }

    template <class Page, class Query>
    static consteval bool check()
    {
        return detail::members_of_page<Page, Members...>::template end_in<
                   wrong::link_or_token_of_the_next_page_is_not_a_string<Page, Members...>, kind::string>() &&
               detail::check_parameter<Query, Parameter>();
    }
};

/// The response has a token in the header `Name`, which is sent in the same header of the next request.
template <fixed_string Name>
struct by_header {
    template <class Page>
    static std::optional<next_page> after(Page const&, page_view const& at)
    {
        auto const token = at.header(Name.view());
        if (token.empty()) return std::nullopt;
        return next_page{.headers = {{std::string(Name.view()), std::string(token)}}};
    }
};

/// The response has a link to the next page in a `Link` header with `rel="next"` (RFC 8288), as that of GitHub. The
/// link may be relative.
struct by_link_header {
    template <class Page>
    static std::optional<next_page> after(Page const&, page_view const& at)
    {
        for (std::size_t number = 0;; ++number) {
            auto const value = at.header("Link", number);
            if (!value.data()) return std::nullopt;
            if (auto const link = detail::next_in_link_header(value))
                return next_page{.link = detail::relative_to(at.target, *link)};
        }
    }
};

namespace detail {

/// The value of a parameter in the query of a target, without decoding.
constexpr std::string_view find_parameter(std::string_view target, std::string_view name) noexcept
{
    for (query_reader in(query_in(target)); in.next();)
        if (in.name == name && in.parameter != name) return in.value;
    return {};
}

/// The number in the value of a parameter; 0 if it is not a number.
constexpr std::size_t number_in(std::string_view text) noexcept
{
    std::size_t out = 0;
    for (char const c : text) {
        if (c < '0' || c > '9' || out > static_cast<std::size_t>(-1) / 100) return 0;
        out = out * 10 + static_cast<std::size_t>(c - '0');
    }
    return out;
}

}  // namespace detail

/// The query has the number of elements before the page in the parameter `Offset`, and the requested page size in
/// `Size`. Since a service may return fewer elements, the list ends with an empty page. If a chain of members leads to
/// the total number of elements, the list ends once as many were read, without a request for an empty page.
template <fixed_string Offset, fixed_string Size, auto... Total>
struct by_offset {
    template <class Page>
    static std::optional<next_page> after(Page const& page, page_view const& at)
    {
        if (at.size == 0) return std::nullopt;
        auto const read = detail::number_in(detail::find_parameter(at.target, Offset.view())) + at.size;
        if constexpr (sizeof...(Total) != 0) {
            auto const* const all = detail::follow<typename detail::chain<Page, Total...>::type>(page, Total...);
            if (all && std::cmp_equal(*all, read)) return std::nullopt;
        }
        return next_page{.parameters = {{std::string(Offset.view()), std::to_string(read)}}};
    }

    template <class Page, class Query>
    static consteval bool check()
    {
        bool fits = true;
        if constexpr (sizeof...(Total) != 0)
            fits = detail::members_of_page<Page, Total...>::template end_in<
                wrong::total_of_the_pages_is_not_an_integer<Page, Total...>, kind::signed_integer,
                kind::unsigned_integer>();
        return fits && detail::check_parameter<Query, Offset>() && detail::check_parameter<Query, Size>();
    }
};

namespace detail {

/// The policy `by_last_element` for pages with these elements.
template <fixed_string Parameter, auto Items, auto Member, auto... HasMore>
struct after_last {
    /// An element as text; empty without one.
    template <class Element>
    static std::string cursor_in(Element const& element)
    {
        using end = typename chain<Element, Member>::type;
        auto const* const value = follow<end>(element, Member);
        if (!value) return {};
        char room[scalar_buffer::room_size];
        scalar_buffer buffer{room, {}};
        return std::string(write_key(type_for<end>(), value, buffer));
    }

    template <class Page>
    static std::optional<next_page> after(Page const& page, page_view const& at)
    {
        if constexpr (sizeof...(HasMore) != 0) {
            auto const* const more = follow<bool>(page, HasMore...);
            if (!more || !*more) return std::nullopt;
        } else if (at.size == 0) {
            return std::nullopt;
        }
        // Without a last element there is more that cannot be requested, which is the failure of the same request.
        auto const* const elements = elements_of<Items>(page);
        auto const cursor = elements && !elements->empty() ? cursor_in(elements->back()) : std::string();
        if (cursor.empty()) return next_page{};
        std::string encoded;
        append_percent_encoded(encoded, cursor);
        return next_page{.parameters = {{std::string(Parameter.view()), std::move(encoded)}}};
    }

    template <class Page, class Query>
    static consteval bool check()
    {
        using element = element_of_page<Page, Items>;
        using end = typename chain<element, Member>::type;
        bool fits = true;
        if constexpr (sizeof...(HasMore) != 0)
            fits = members_of_page<Page, HasMore...>::template end_in<
                wrong::has_more_of_the_pages_is_not_a_boolean<Page, HasMore...>, kind::boolean>();
        if constexpr (std::is_void_v<end>) {
            refuse<wrong::cursor_of_the_pages_is_not_a_member_of_their_elements<element, Member>>();
            return false;
        } else if constexpr (supported<end>) {
            if constexpr (!may_be_key(type_of<end>::what)) {
                refuse<wrong::cursor_of_the_pages_is_not_a_member_of_their_elements<element, Member>>();
                return false;
            }
        }
        return fits && check_parameter<Query, Parameter>();
    }
};

}  // namespace detail

/// The next page is requested with the query parameter `Parameter`, whose value is the member `Member` of the last
/// element of the page: `by_last_element<"starting_after", &charge::id, &charge_list::has_more>`. `HasMore` is a chain
/// of members of the page to a boolean that is true if there are more elements. Without it, the list ends with an empty
/// page.
template <fixed_string Parameter, auto Member, auto... HasMore>
struct by_last_element {
    template <auto Items>
    using of_elements = detail::after_last<Parameter, Items, Member, HasMore...>;
};

/// The page has a token at the end of a chain of members, which is the member `Cursor` of the request of the next page:
/// `by_token_in_body<&issue_search::next_page_token, &issue_page::next_page_token>`. An absent or empty token ends the
/// list. Both are of the same type, usually a string; each may be optional.
template <auto Cursor, auto... Members>
struct by_token_in_body {
    template <class Request, class Page>
    static bool prepare_next(Request& request, Page const& page, page_view const&)
    {
        using token = typename detail::chain<Page, Members...>::type;
        auto const* const found = detail::follow<token>(page, Members...);
        if (!found) return false;
        if constexpr (requires { found->empty(); })
            if (found->empty()) return false;
        detail::make<token>(request, Cursor) = *found;
        return true;
    }

    template <class Request, class Page>
    static consteval bool check_request()
    {
        using token = typename detail::chain<Page, Members...>::type;
        if constexpr (std::is_void_v<token>) {
            refuse<wrong::pages_are_declared_by_a_member_that_the_page_does_not_have<Page, Members...>>();
            return false;
        } else {
            return detail::check_cursor<Request, Cursor, token>();
        }
    }
};

/// The member `Offset` of the request, an integer, has the number of elements before the page. `Total` is as for
/// `by_offset`: without it, the list ends with an empty page.
template <auto Offset, auto... Total>
struct by_offset_in_body {
    template <class Request, class Page>
    static bool prepare_next(Request& request, Page const& page, page_view const& at)
    {
        if (at.size == 0) return false;
        using number = typename detail::chain<Request, Offset>::type;
        auto& before = detail::make<number>(request, Offset);
        before = static_cast<number>(before + static_cast<number>(at.size));
        if constexpr (sizeof...(Total) != 0) {
            auto const* const all = detail::follow<typename detail::chain<Page, Total...>::type>(page, Total...);
            if (all && std::cmp_equal(*all, before)) return false;
        }
        return true;
    }

    template <class Request, class Page>
    static consteval bool check_request()
    {
        using number = typename detail::chain<Request, Offset>::type;
        bool fits = true;
        if constexpr (sizeof...(Total) != 0)
            fits = detail::members_of_page<Page, Total...>::template end_in<
                wrong::total_of_the_pages_is_not_an_integer<Page, Total...>, kind::signed_integer,
                kind::unsigned_integer>();
        using wanted = std::conditional_t<std::is_integral_v<number> && !std::is_same_v<number, bool>, number, int>;
        return fits && detail::check_cursor<Request, Offset, wanted>();
    }
};

/// The first of several policies that finds a next page. None of them changes the request.
template <class... Policies>
struct by_any_of {
    template <auto Items>
    using of_elements = by_any_of<detail::policy_of_pages<Policies, Items>...>;

    template <class Page>
    static std::optional<next_page> after(Page const& page, page_view const& at)
    {
        std::optional<next_page> out;
        static_cast<void>(((out = Policies::after(page, at)) || ...));
        return out;
    }

    template <class Page, class Query>
    static consteval bool check()
    {
        return (detail::check_policy<Policies, nothing, Page, Query>() && ...);
    }
};

}  // namespace descry
