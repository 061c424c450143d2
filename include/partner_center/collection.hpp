// collection: a list of resources, complete or one page.
#pragma once

#include <descry/client/pages.hpp>
#include <descry/core/naming.hpp>
#include <descry/model/field_options.hpp>
#include <descry/model/policy.hpp>
#include <descry/rest/page.hpp>
#include <descry/rest/verb.hpp>

#include <partner_center/resource_base.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partner_center {

/// `links.next` is present if another page follows. The token for that page is in the headers of the link, or in
/// `continuation_token`.
template <class T>
struct collection : resource_base {
    std::optional<std::int64_t> total_count;  ///< The number of elements of this page, in nearly all responses.
    std::optional<std::vector<T>> items;
    std::optional<std::string> continuation_token;

    bool operator==(collection const&) const = default;
    BOOST_DESCRIBE_CLASS(collection, (resource_base), (total_count, items, continuation_token), (), ())
};

namespace detail {

/// The query parameter for a page, whose name differs between the services of Partner Center.
template <class Query>
constexpr std::string_view seek_key() noexcept
{
    if constexpr (requires { &Query::seek_operation; })
        if (auto const name = descry::renamed<&Query::seek_operation>; !name.empty()) return name;
    return descry::policy_of<Query>.names == descry::casing::as_declared ? "seek_operation" : "seekOperation";
}

/// Follows the link of a page, or the token of a page without links.
template <class Query>
struct next_of_collection {
    template <class T>
    static std::optional<descry::next_page> after(collection<T> const& page, descry::page_view const&)
    {
        constexpr auto token_header = "MS-ContinuationToken";
        if (page.links && !page.links->next) return std::nullopt;  // the token then leads back
        if (page.links && page.links->next->uri) {
            descry::next_page out{.link = *page.links->next->uri};
            for (auto const& h : page.links->next->headers.value_or(std::vector<key_value>()))
                if (h.key && h.value && descry::equal_ignoring_case(*h.key, token_header))
                    out.headers.emplace_back(token_header, *h.value);
            return out;
        }
        if (!page.continuation_token || page.continuation_token->empty()) return std::nullopt;
        return descry::next_page{.parameters = {{std::string(seek_key<Query>()), "Next"}},
                                 .headers = {{token_header, *page.continuation_token}}};
    }
};

}  // namespace detail

/// The verb that reads a `collection<T>` in pages, with an optional query.
template <class T, class Query = descry::nothing>
using list_of =
    descry::in_pages<descry::with_query<descry::get, Query>, &collection<T>::items, detail::next_of_collection<Query>>;

/// A verb that requires App+User credentials.
template <class Verb>
using app_user_only = descry::needing<Verb, descry::credential_kind::app_user>;

}  // namespace partner_center
