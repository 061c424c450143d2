// ranges_of_calls: makes the pages, elements and streams of a resource, whose headers need not be included.
#pragma once

#include <descry/client/detail/paged_verb.hpp>
#include <descry/client/detail/refused_range.hpp>
#include <descry/client/detail/resource_calls.hpp>
#include <descry/core/wrong.hpp>
#include <descry/rest/resource.hpp>
#include <descry/rest/verb.hpp>

#include <memory>
#include <type_traits>
#include <utility>

namespace descry {

template <declared_resource R>
class item_range;
template <declared_resource R>
class page_range;
struct page_options;
template <class T>
class stream;
template <class T>
struct server_event;

namespace detail {

template <declared_resource R>
class page_source;

/// A type whose header may not be included.
template <bool Included, class T>
using if_included = std::conditional_t<Included, T, nothing>;

/// The pages that the verb reads, with a request if it is an action.
template <class Declared, bool HasHeader, class R, class Options, class... Request>
auto make_pages(resource_calls<R> const& calls, typename Declared::query const& query, Options const& options,
                Request const&... value)
{
    if constexpr (!HasHeader) {
        refuse<wrong::descry_client_pages_hpp_is_not_included<R>>();
        return refused_pages<typename Declared::response>();
    } else if constexpr (check_pages<R, Declared>()) {
        using paged = paged_by<R, Declared>;
        auto target = [&] {
            auto first = calls.reading_page(Declared(), value...);
            first.set_query(query);
            return options.from.empty() ? calls.owner->target_of(first.arguments)
                                        : calls.owner->resolve(options.from, {}, first.arguments.op);
        }();
        return page_range<paged>(std::make_shared<page_source<paged>>(calls.owner, calls.key, calls.options,
                                                                      std::move(target), options, value...));
    } else {
        return refused_pages<typename Declared::response>();
    }
}

/// The elements in pages that `make_pages` made.
template <class R, class Declared, class Pages>
auto elements_in_pages(Pages pages)
{
    using paged = paged_by<R, Declared>;
    if constexpr (std::is_same_v<Pages, page_range<paged>>)
        return item_range<paged>(std::move(pages));
    else
        return refused_elements<typename Declared::response>();
}

/// The values of the stream that the verb declares.
template <class Declared>
using watched_by = std::conditional_t<Declared::type::has_events, server_event<typename Declared::response>,
                                      typename Declared::response>;

/// The stream that the verb requests, with a request if it has one.
template <class Declared, class R, class... Request>
auto make_stream(resource_calls<R> const& calls, typename Declared::query const& query, Request const&... value)
{
    using values = stream<watched_by<Declared>>;
    if constexpr (requires { sizeof(values); }) {
        auto call = calls.watching(Declared(), value...);
        call.set_query(query);
        return values(calls.owner, call.arguments);
    } else {
        refuse<wrong::descry_client_stream_hpp_is_not_included<R>>();
        return refused_pages<watched_by<Declared>>();
    }
}

}  // namespace detail

}  // namespace descry
