// read_verbs: how an emulator answers GET and HEAD: with a document, a file or a page of a collection.
#pragma once

#include <descry/testing/element_selection.hpp>
#include <descry/testing/emulated_service.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace descry::testing {

namespace detail {

/// Reads pages of collections.
class page_reader {
    emulated_service& service_;
    emulated_call const& call_;
    envelope const& form_;

public:
    page_reader(emulated_service& service, emulated_call const& call, envelope const& form)
        : service_(service), call_(call), form_(form)
    {
    }

    /// `stored` is the collection's own document, if it has one.
    response read(document const* stored) const
    {
        auto const header = service_.api.continuation_header;
        auto const token = header.empty() ? std::string_view() : find_header(call_.message.headers, header);
        return token.empty() ? write(begin(stored)) : write(go_on(token));
    }

private:
    page_walk begin(document const* stored) const
    {
        if (auto const missing = served_place::first_missing(*call_.what.op, call_.query); !missing.empty())
            throw fault(refusal::malformed_query, "The query needs " + std::string(missing) + '.');
        if (auto const* const seek = call_.query.find("seekOperation"); seek && !alike(*seek, "first"))
            throw fault(refusal::malformed_query, "To seek needs the continuation token of a page.");
        auto const asked_for = number(declares("per_page") ? "per_page" : "size").value_or(0);
        bool const in_pages = by_place() || !service_.api.continuation_header.empty();
        auto const most = in_pages ? service_.page_size : std::numeric_limits<std::size_t>::max();
        auto const size = asked_for == 0 ? most : std::min(asked_for, most);
        element_selection const wanted(service_.api, *call_.what.op, call_.query);
        return {
            &call_.where,          call_.key,
            call_.query,           std::make_shared<std::vector<element_json> const>(wanted.of(all_elements(stored))),
            first_asked_for(size), size};
    }

    std::size_t first_asked_for(std::size_t size) const
    {
        if (!by_number()) return number("offset").value_or(0);
        auto const before = std::max(number("page").value_or(1), std::size_t(1)) - 1;
        return before > std::numeric_limits<std::size_t>::max() / size ? std::numeric_limits<std::size_t>::max()
                                                                       : before * size;
    }

    page_walk go_on(std::string_view token) const
    {
        auto out = service_.continuations.find(token, call_.where, call_.key);
        for (auto const& [name, value] : call_.query.all())
            if (!alike(name, "seekOperation") && !out.query.has(name, value))
                throw fault(refusal::malformed_query, "The continuation token was given out for another " + name + '.');
        auto const* const seek = call_.query.find("seekOperation");
        auto const last = out.elements->empty() ? 0 : (out.elements->size() - 1) / out.size * out.size;
        if (!seek || alike(*seek, "next"))
            out.first += out.size;
        else if (alike(*seek, "previous"))
            out.first -= std::min(out.first, out.size);
        else if (alike(*seek, "first"))
            out.first = 0;
        else if (alike(*seek, "last"))
            out.first = last;
        else
            throw fault(refusal::malformed_query, "The seek operation is not known here.");
        return out;
    }

    std::vector<element_json> all_elements(document const* stored) const
    {
        if (stored) return *stored->elements;
        std::vector<element_json> out;
        if (auto const* const items = service_.places.items_of(call_.where))
            for (auto const& each : service_.documents.below(call_.key, *items))
                out.push_back(element_json(each, &each->content));
        if (out.empty()) service_.check_owner(call_.where, call_.key);
        return out;
    }

    response write(page_walk const& at) const
    {
        auto const all = at.elements->size();
        auto const first = std::min(at.first, all), size = std::min(at.size, all - first);
        page_content out{.elements = std::span(*at.elements).subspan(first, size),
                         .total = service_.api.total_count_is_of_page ? size : all,
                         .type = service_.api.collection_type,
                         .token_header = service_.api.continuation_header};
        auto const path = service_.uri_of(call_.where, call_.key);
        out.self = call_.query.after(path);

        bool const more = first + size < all, before = first != 0;
        if ((more || before) && !by_place() && !out.token_header.empty()) out.token = service_.continuations.issue(at);
        if (by_place() || !out.token.empty()) {
            if (more) out.next = link(at, path, first + size, "Next");
            auto const start = by_number() ? (first - 1) / at.size * at.size : first - std::min(first, at.size);
            if (before) out.previous = link(at, path, start, "Previous");
        }
        response in{200, {{"Content-Type", "application/json"}}, form_.write(out)};
        if (form_.is_bare() && more && !out.token.empty())
            in.headers.push_back({std::string(out.token_header), out.token});
        if (form_.is_bare() && by_place()) add_links(in, out);
        return in;
    }

    // RFC 8288.
    static void add_links(response& to, page_content const& of)
    {
        std::string links;
        for (auto const& [uri, relation] : {std::pair(&of.next, "next"), std::pair(&of.previous, "prev")})
            if (!uri->empty())
                (links += links.empty() ? "<" : ", <").append(*uri).append(">; rel=\"").append(relation) += '"';
        if (!links.empty()) to.headers.push_back({"Link", std::move(links)});
    }

    // To another page: by its place, or by what to do with the token.
    std::string link(page_walk const& at, std::string const& path, std::size_t first, char const* seek) const
    {
        if (by_number()) return at.query.with("page", std::to_string(first / at.size + 1)).after(path);
        if (by_place()) return at.query.with("offset", std::to_string(first)).after(path);
        auto const* const declared = member_alike(call_.what.op->query, "seekOperation");
        auto const name = declared ? wire_name(*call_.what.op->query, *declared) : "seekOperation";
        return at.query.with(name, seek).after(path);
    }

    bool declares(std::string_view parameter) const noexcept
    {
        return member_alike(call_.what.op->query, parameter) != nullptr;
    }
    bool by_number() const noexcept { return declares("page"); }
    bool by_place() const noexcept { return by_number() || declares("offset"); }

    std::optional<std::size_t> number(std::string_view name) const
    {
        auto const* const text = call_.query.find(name);
        if (!text) return std::nullopt;
        std::size_t out = 0;
        auto const [end, ec] = std::from_chars(text->data(), text->data() + text->size(), out);
        if (ec != std::errc() || end != text->data() + text->size())
            throw fault(refusal::malformed_query, "The parameter " + std::string(name) + " is no number.");
        return out;
    }
};

}  // namespace detail

/// Answers GET: the document of that key; or, if the model is a collection, a page of it, or of what is below it.
inline response read_resource(emulated_service& service, emulated_call const& call)
{
    auto const& op = *call.what.op;
    auto const stored = service.documents.read(call.where, call.key);
    if (op.verb == verb_kind::get && (!stored || stored->elements))
        if (auto const collection = service.envelope_of(call.where, op.answer))
            return detail::page_reader(service, call, *collection).read(stored.get());
    if (!stored) throw fault(refusal::unknown_key, "There is no such resource.");
    if (auto const missing = served_place::first_missing(op, call.query); !missing.empty())
        throw fault(refusal::malformed_query, "The query needs " + std::string(missing) + '.');
    return represent(*stored);
}

/// Answers HEAD where it is declared.
inline response look_for(emulated_service const& service, emulated_call const& call)
{
    if (!service.documents.find(call.where, call.key)) throw fault(refusal::unknown_key, "There is no such resource.");
    return {200, {}, {}};
}

}  // namespace descry::testing
