// page: how a service divides a list into pages, and how it says what follows one.
#pragma once

#include <descry/core/fixed_string.hpp>
#include <descry/rest/condition.hpp>
#include <descry/rest/link_header.hpp>
#include <descry/rest/percent.hpp>
#include <descry/rest/verb.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

/// How the page after another is asked for.
struct next_page {
    std::string link{};  ///< As the service gave it. Empty: the target of the page before it, with `parameters`.
    /// Members of the query, encoded; each replaces the one of its name.
    std::vector<std::pair<std::string, std::string>> parameters{};
    std::vector<std::pair<std::string, std::string>> headers{};
};

/// What a policy may look at besides the page.
struct page_view {
    std::string_view target;  ///< What was asked for.
    std::size_t size;         ///< How many elements the page has.
    std::string_view (*find_header)(void const* answer, std::string_view name, std::size_t number) noexcept;
    void const* answer;

    /// The value of a header of the answer: the first one of that name, or a later one, from 0. Empty when there is none,
    /// and its `data()` is null then.
    std::string_view header(std::string_view name, std::size_t number = 0) const noexcept
    {
        return find_header(answer, name, number);
    }
};

/// The page itself is the list.
struct whole_page {};

/// The verb, which reads a list page by page. `Items` is the member of the model that holds the elements, a vector or an
/// optional one; `whole_page{}` when the model is the vector. `Next` says what follows a page, by a function
/// `static std::optional<next_page> after(Page const&, page_view const&)`; nothing ends the list.
template <class Verb, auto Items, class Next>
struct in_pages : Verb {
    static constexpr auto items = Items;
    using next = Next;
};

/// The page links to the next one: the chain of members ends in a text, the link.
template <auto... Members>
struct by_link {
    template <class Page>
    static std::optional<next_page> after(Page const& page, page_view const&)
    {
        auto const* const link = detail::follow(page, Members...);
        if (!link || link->empty()) return std::nullopt;
        return next_page{.link = *link};
    }
};

/// The page holds a token, which goes into the query of the next one, under that name.
template <fixed_string Parameter, auto... Members>
struct by_token {
    template <class Page>
    static std::optional<next_page> after(Page const& page, page_view const&)
    {
        auto const* const token = detail::follow(page, Members...);
        if (!token || token->empty()) return std::nullopt;
        std::string encoded;
        detail::append_percent_encoded(encoded, *token);
        return next_page{.parameters = {{std::string(Parameter.view()), std::move(encoded)}}};
    }
};

/// The answer has a token in a header, and so has the request of the next page.
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

/// The answer has a link to the next page in a `Link` header with `rel="next"` (RFC 8288), as GitHub's have. It may be
/// relative to the page.
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

/// The value of a parameter in the query of a target, encoded as it is there.
constexpr std::string_view find_parameter(std::string_view target, std::string_view name) noexcept
{
    auto const question = target.find('?');
    if (question == target.npos) return {};
    for (auto rest = target.substr(question + 1); !rest.empty();) {
        auto const end = rest.find('&');
        auto const parameter = rest.substr(0, end);
        auto const equals = parameter.find('=');
        if (equals != parameter.npos && parameter.substr(0, equals) == name) return parameter.substr(equals + 1);
        if (end == rest.npos) break;
        rest.remove_prefix(end + 1);
    }
    return {};
}

/// Of a number that a parameter holds; 0 when there is none.
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

/// The query says how many elements come before the page. An empty page ends the list, and so does one shorter than the
/// parameter `Size` asks for.
template <fixed_string Offset, fixed_string Size>
struct by_offset {
    template <class Page>
    static std::optional<next_page> after(Page const&, page_view const& at)
    {
        auto const asked = detail::number_in(detail::find_parameter(at.target, Size.view()));
        if (at.size == 0 || at.size < asked) return std::nullopt;
        auto const before = detail::number_in(detail::find_parameter(at.target, Offset.view()));
        return next_page{.parameters = {{std::string(Offset.view()), std::to_string(before + at.size)}}};
    }
};

/// The first of several ways that leads on.
template <class... Ways>
struct by_any_of {
    template <class Page>
    static std::optional<next_page> after(Page const& page, page_view const& at)
    {
        std::optional<next_page> out;
        static_cast<void>(((out = Ways::after(page, at)) || ...));
        return out;
    }
};

}  // namespace descry
