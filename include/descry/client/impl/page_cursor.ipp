// page_cursor: the position of a reader in a collection, and the request of the next page.
#pragma once

#include <descry/client/detail/link.hpp>
#include <descry/client/detail/page_cursor.hpp>
#include <descry/client/detail/redact.hpp>
#include <descry/client/detail/target_secrets.hpp>
#include <descry/rest/detail/query_reader.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// The target with a query parameter that replaces one of the same name.
DESCRY_DECL std::string with_parameter(std::string_view target, std::string_view name, std::string_view value)
{
    std::string out(target.substr(0, target.find('?')));
    char before = '?';
    auto const add = [&](std::string_view parameter) { (out += std::exchange(before, '&')) += parameter; };
    for (query_reader in(query_in(target)); in.next();)
        if (in.name != name) add(in.parameter);
    add(std::string(name) + '=' + std::string(value));
    return out;
}

DESCRY_DECL page_cursor::page_cursor(page_request first, std::size_t max_empty_pages)
    : last_(std::move(first)), max_empty_pages_(max_empty_pages)
{
}

DESCRY_DECL page_cursor::~page_cursor() = default;

DESCRY_DECL bool page_cursor::same(page_request const& a, page_request const& b)
{
    return a.target == b.target && a.content == b.content &&
           std::equal(a.headers.begin(), a.headers.end(), b.headers.begin(), b.headers.end(),
                      [](header const& x, header const& y) { return x.name == y.name && x.value == y.value; });
}

DESCRY_DECL failure page_cursor::refused(char const* why, std::string_view target, operation const& op)
{
    auto details = refused_link(why, target).details();
    redact(details.explanation, secrets_of_target(op, nullptr, target));
    return {errc::unsafe_link, std::move(details)};
}

DESCRY_DECL result<page_cursor::page_request> page_cursor::next_request(engine const& service,
                                                                        operation const& op) const
{
    if (pages_ == 0) return last_;
    if (empty_pages_ > max_empty_pages_)
        return failure(errc::unsafe_link, {.explanation = std::to_string(empty_pages_) +
                                                          " pages in a row have no elements, which is more than "
                                                          "page_options::max_empty_pages allows"});
    page_request out{last_.target, {}, content_};
    if (!next_->link.empty()) {
        auto resolved = service.resolve(next_->link, last_.target, op);
        if (!resolved) return resolved.error();
        out.target = std::move(*resolved);
    }
    for (auto const& [name, value] : next_->parameters) out.target = with_parameter(out.target, name, value);
    for (auto const& [name, value] : next_->headers) out.headers.push_back({name, value});
    if (same(out, last_)) return refused("the page says that it follows itself", out.target, op);
    if (same(out, mark_)) return refused("the pages lead in a circle", out.target, op);
    return out;
}

DESCRY_DECL void page_cursor::read(page_request request, std::size_t elements, std::optional<next_page> next,
                                   std::string content)
{
    // One page is remembered, and replaced after twice as many pages each time, so that a cycle returns to it (Brent's
    // algorithm). It is copied before any change, so that the page is requested again if there is no memory for it.
    if (std::has_single_bit(pages_ + 1)) mark_ = page_request(request);
    ++pages_;
    empty_pages_ = elements == 0 ? empty_pages_ + 1 : 0;
    last_ = std::move(request);
    next_ = std::move(next);
    content_ = std::move(content);
}

}  // namespace detail

}  // namespace descry
