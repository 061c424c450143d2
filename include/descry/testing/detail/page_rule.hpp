// page_rule: how an emulator links pages so that the policy of an `in_pages` finds the next one.
#pragma once

#include <descry/model/presence.hpp>
#include <descry/rest/condition.hpp>
#include <descry/rest/detail/member_path.hpp>
#include <descry/rest/page.hpp>
#include <descry/rest/resource.hpp>
#include <descry/testing/detail/any_model.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace descry::testing::detail {

/// The description of a page for a policy. The strings are empty on the last page.
struct page_position {
    std::string link{};
    std::string token{};
    std::size_t total = 0;  ///< The number of elements of the whole list.
    bool has_more = false;
};

/// The paging of a declared operation, as data. The default describes no paging.
struct page_rule {
    std::string_view offset{};  ///< The parameter with the number of elements before the page,
    std::string_view number{};  ///< or with the number of the page, from 1 on,
    std::string_view token{};   ///< or with the token of the page,
    std::string_view header{};  ///< or the field with the token, also in the response.
    std::string_view after{};   ///< or the parameter with the cursor of the element before the page.
    std::string_view size{};    ///< The parameter with the maximum number of elements of a page.
    bool by_link = false;       ///< The policy follows a link, which may use any of the above.
    bool in_link_header = false;
    bool in_body = false;  ///< The parameters are members of the request.
    void (*describe)(void* page,
                     page_position const& of) = nullptr;  ///< Writes the members that the policy reads into the page.

    field const* (*elements)() = nullptr;  ///< The member with the elements.
    model_type element{};                  ///< With `after`: the type of an element, and its cursor.
    std::string (*cursor_in)(void const* element) = nullptr;

    /// For a policy that the user wrote: true if it finds that another page follows.
    bool (*leads_on)(void const* page, page_view const& at) = nullptr;

    bool by_place() const noexcept { return !offset.empty() || !number.empty(); }
    bool by_cursor() const noexcept { return !after.empty(); }
    bool by_token() const noexcept { return !token.empty() || !header.empty(); }
    bool names_place() const noexcept { return by_place() || by_cursor() || by_token(); }
};

template <auto... Members, class Page>
void put_text(Page& page, std::string const& text)
{
    if (!text.empty() || descry::detail::follow(page, Members...)) descry::detail::make(page, Members...) = text;
}

/// The rule for a policy. It is the default for a policy that the user wrote.
template <class Policy, class Page, class Request>
struct rule_of {
    static constexpr bool known = false;
    static constexpr page_rule rule{.leads_on = [](void const* page, page_view const& at) {
        auto const& read = *static_cast<Page const*>(page);
        if constexpr (descry::detail::changes_request<Policy, Request, Page>) {
            Request request{};
            return Policy::prepare_next(request, read, at);
        } else {
            return Policy::after(read, at).has_value();
        }
    }};
};

template <auto... Members, class Page, class Request>
struct rule_of<by_link<Members...>, Page, Request> {
    static constexpr bool known = true;
    static constexpr page_rule rule{.by_link = true, .describe = [](void* page, page_position const& of) {
                                        put_text<Members...>(*static_cast<Page*>(page), of.link);
                                    }};
};

template <class Page, class Request>
struct rule_of<by_link_header, Page, Request> {
    static constexpr bool known = true;
    static constexpr page_rule rule{.by_link = true, .in_link_header = true};
};

template <fixed_string Parameter, auto... Members, class Page, class Request>
struct rule_of<by_token<Parameter, Members...>, Page, Request> {
    static constexpr bool known = true;
    static constexpr page_rule rule{.token = Parameter.view(), .describe = [](void* page, page_position const& of) {
                                        put_text<Members...>(*static_cast<Page*>(page), of.token);
                                    }};
};

template <fixed_string Name, class Page, class Request>
struct rule_of<by_header<Name>, Page, Request> {
    static constexpr bool known = true;
    static constexpr page_rule rule{.header = Name.view()};
};

/// Writes the total number of elements into a page; null if the page has none.
template <class Page, auto... Total>
constexpr auto describes_total() -> void (*)(void*, page_position const&)
{
    if constexpr (sizeof...(Total) == 0)
        return nullptr;
    else
        return [](void* page, page_position const& of) {
            using number = typename descry::detail::chain<Page, Total...>::type;
            descry::detail::make<number>(*static_cast<Page*>(page), Total...) = static_cast<number>(of.total);
        };
}

template <fixed_string Offset, fixed_string Size, auto... Total, class Page, class Request>
struct rule_of<by_offset<Offset, Size, Total...>, Page, Request> {
    static constexpr bool known = true;
    static constexpr page_rule rule{
        .offset = Offset.view(), .size = Size.view(), .describe = describes_total<Page, Total...>()};
};

template <fixed_string Parameter, auto Items, auto Member, auto... HasMore, class Page, class Request>
struct rule_of<descry::detail::after_last<Parameter, Items, Member, HasMore...>, Page, Request> {
    static constexpr bool known = true;
    using element = descry::detail::element_of_page<Page, Items>;

    static constexpr page_rule make()
    {
        page_rule out{.after = Parameter.view(),
                      .element = {&descry::detail::value_type_of<element>, make_any<element>},
                      .cursor_in = [](void const* of) {
                          using policy = descry::detail::after_last<Parameter, Items, Member, HasMore...>;
                          return policy::cursor_in(*static_cast<element const*>(of));
                      }};
        if constexpr (sizeof...(HasMore) != 0)
            out.describe = [](void* page, page_position const& of) {
                descry::detail::make<bool>(*static_cast<Page*>(page), HasMore...) = of.has_more;
            };
        return out;
    }
    static constexpr page_rule rule = make();
};

/// The name of a member of a request.
template <class Request, auto Member>
inline constexpr std::string_view name_in_request =
    descry::detail::field_rows<Request>::rows[descry::detail::path_of_members<Request, Member>::at::value].names[0];

template <auto Cursor, auto... Members, class Page, class Request>
    requires std::is_same_v<typename descry::detail::chain<Page, Members...>::type, std::string>
struct rule_of<by_token_in_body<Cursor, Members...>, Page, Request> {
    static constexpr bool known = true;
    static constexpr page_rule rule{.token = name_in_request<Request, Cursor>,
                                    .in_body = true,
                                    .describe = [](void* page, page_position const& of) {
                                        put_text<Members...>(*static_cast<Page*>(page), of.token);
                                    }};
};

template <auto Offset, auto... Total, class Page, class Request>
struct rule_of<by_offset_in_body<Offset, Total...>, Page, Request> {
    static constexpr bool known = true;
    static constexpr page_rule rule{
        .offset = name_in_request<Request, Offset>, .in_body = true, .describe = describes_total<Page, Total...>()};
};

// The first policy that is supported, or else the first.
template <class First, class... Rest, class Page, class Request>
struct rule_of<by_any_of<First, Rest...>, Page, Request> {
    using rest = typename std::conditional_t<sizeof...(Rest) == 0 || rule_of<First, Page, Request>::known,
                                             std::type_identity<rule_of<First, Page, Request>>,
                                             std::type_identity<rule_of<by_any_of<Rest...>, Page, Request>>>::type;
    static constexpr bool known = rest::known;
    static constexpr page_rule rule = rest::rule;
};

template <class Page, auto Items>
field const* elements_of_page()
{
    if constexpr (std::is_same_v<std::remove_const_t<decltype(Items)>, whole_page>) {
        return nullptr;
    } else {
        Page const page{};
        return descry::detail::field_at(descry::detail::object_table_of<Page>::table, &page, &(page.*Items));
    }
}

/// The rule for a verb of R.
template <declared_resource R, class Verb>
constexpr page_rule rule_of_verb() noexcept
{
    page_rule out;
    if constexpr (requires { typename Verb::next; }) {
        using page = descry::detail::body_of<R, typename Verb::response>;
        out = rule_of<typename Verb::next, page, descry::detail::body_of<R, typename Verb::request>>::rule;
        out.elements = elements_of_page<page, Verb::items>;
    }
    return out;
}

}  // namespace descry::testing::detail
