// read_verbs: the handling of GET and HEAD for documents, files and pages of collections.
#pragma once

#include <descry/testing/detail/change_verbs.hpp>
#include <descry/testing/detail/element_selection.hpp>
#include <descry/testing/detail/emulated_service.hpp>
#include <descry/testing/detail/precondition.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// Reads pages of collections.
class page_reader {
    emulated_service& service_;
    emulated_call const& call_;
    envelope const& form_;
    page_rule rule_;

public:
    page_reader(emulated_service& service, emulated_call const& call, envelope const& collection)
        : service_(service), call_(call), form_(collection), rule_(call.what.pages)
    {
        if (rule_.size.empty()) rule_.size = service.api.size_parameter;
        if (rule_.size.empty()) {
            auto const* const declared =
                std::find_if(page_sizes.begin(), page_sizes.end(), [this](auto name) { return declares(name); });
            rule_.size = declared == page_sizes.end() ? "size" : *declared;
        }
        if (rule_.names_place()) return;
        if (declares("page"))
            rule_.number = spelled("page");
        else if (declares("offset"))
            rule_.offset = spelled("offset");
        else if (rule_.by_link)
            rule_.token = spelled(service.api.token_parameter);
        else
            rule_.header = service.api.continuation_header;
    }

    /// `stored` is the document of the collection itself, or null.
    response read(document_ptr const& stored) const
    {
        auto const header = rule_.header.empty() ? service_.api.continuation_header : rule_.header;
        auto token = header.empty() ? std::string_view() : find_header(call_.message.headers, header);
        if (auto const* const given = rule_.token.empty() ? nullptr : call_.query.find(rule_.token)) token = *given;
        return token.empty() ? write(begin(stored)) : write(continue_from(token));
    }

private:
    page_walk begin(document_ptr const& stored) const
    {
        service_.check_query(call_);
        if (auto const* const where = seek(); where && !alike(*where, service_.api.seek.first))
            throw fault(refusal::malformed_query, "To seek needs the continuation token of a page.");
        auto const requested_size = number(rule_.size).value_or(0);
        auto const most = rule_.names_place() ? service_.page_size : std::numeric_limits<std::size_t>::max();
        auto const size = requested_size == 0 ? most : std::min(requested_size, most);
        element_selection const wanted(service_.api, *call_.what.op,
                                       call_.query.without(rule_.size)
                                           .without(rule_.offset)
                                           .without(rule_.token)
                                           .without(rule_.after)
                                           .without(service_.api.seek.parameter),
                                       form_.element_type());
        auto all = whole_list(stored);
        auto elements = std::make_shared<std::vector<element_json> const>(wanted.of(std::move(all.elements)));
        auto const first = first_requested(size, *elements);
        return {&call_.where, call_.key, call_.query, std::move(elements), first, size, stored, all.version};
    }

    // The index of the element after the one with this cursor.
    std::size_t index_after(std::string const& cursor, std::vector<element_json> const& elements) const
    {
        auto const found = std::find_if(elements.begin(), elements.end(), [&](element_json const& each) {
            return rule_.cursor_in(rule_.element.read(*each, service_.of_documents(missing_members::allowed)).get()) ==
                   cursor;
        });
        if (found == elements.end())
            throw fault(refusal::malformed_query,
                        "There is no element " + cursor + " for the parameter " + std::string(rule_.after) + '.');
        return static_cast<std::size_t>(found - elements.begin()) + 1;
    }

    std::size_t first_requested(std::size_t size, std::vector<element_json> const& elements) const
    {
        if (!rule_.after.empty()) {
            auto const* const cursor = call_.query.find(rule_.after);
            return cursor ? index_after(*cursor, elements) : 0;
        }
        if (rule_.number.empty()) return rule_.offset.empty() ? 0 : number(rule_.offset).value_or(0);
        auto const before = std::max(number(rule_.number).value_or(1), std::size_t(1)) - 1;
        return before > std::numeric_limits<std::size_t>::max() / size ? std::numeric_limits<std::size_t>::max()
                                                                       : before * size;
    }

    page_walk continue_from(std::string_view token) const
    {
        auto out = service_.continuations.find(token, call_.where, call_.key);
        auto const requested = call_.query.without(service_.api.seek.parameter).without(rule_.token);
        if (auto const* const other = requested.first_not_in(out.query))
            throw fault(refusal::malformed_query, "The continuation token was issued for another " + other->name + '.');
        auto const* const where = seek();
        auto const& names = service_.api.seek;
        auto const last = out.elements->empty() ? 0 : (out.elements->size() - 1) / out.size * out.size;
        if (!where || alike(*where, names.next))
            out.first += out.size;
        else if (alike(*where, names.previous))
            out.first -= std::min(out.first, out.size);
        else if (alike(*where, names.first))
            out.first = 0;
        else if (alike(*where, names.last))
            out.first = last;
        else
            throw fault(refusal::malformed_query, "The seek operation is not known here.");
        return out;
    }

    struct list {
        std::vector<element_json> elements{};
        std::uint64_t version = 0;  // of the documents below the collection
    };

    list whole_list(document_ptr const& stored) const
    {
        if (stored) return {*stored->elements};
        list out;
        if (auto const* const items = service_.places.items_of(call_.where)) {
            auto const found = service_.documents.below(call_.key, *items);
            out.version = found.changes + 1;  // 0 stands for any version in Kubernetes
            for (auto const& each : found.all) out.elements.push_back(element_json(each, &each->content));
        }
        if (out.elements.empty()) service_.check_owner(call_.where, call_.key);
        return out;
    }

    response write(page_walk at) const
    {
        auto const all = at.elements->size();
        auto const first = std::min(at.first, all), size = std::min(at.size, all - first);
        // A list that was not seeded has the required members of its model.
        auto const required = at.own ? std::string() : form_.required_of(call_.what.response);
        page_content out{.elements = std::span(*at.elements).subspan(first, size),
                         .total = service_.api.envelope.total_is_of_page ? size : all,
                         .type = service_.api.envelope.type_name,
                         .token_header = rule_.header,
                         .rest = at.own ? at.own->content : required};
        if (!at.own) add_version(out, at.version);
        auto const path = service_.uri_of(call_.where, call_.key);
        out.self = call_.query.after(path);

        bool const more = first + size < all, before = first != 0;
        auto const token = (more || before) && rule_.by_token() ? service_.continuations.issue(at) : std::string();
        if (!rule_.header.empty()) out.token = token;
        if (!rule_.in_body && (rule_.by_place() || !token.empty())) {
            if (more) out.next = link(at, path, first + size, token, service_.api.seek.next);
            auto const start =
                rule_.number.empty() ? first - std::min(first, at.size) : (first - 1) / at.size * at.size;
            if (before && (rule_.by_place() || !service_.api.seek.previous.empty()))
                out.previous = link(at, path, start, token, service_.api.seek.previous);
        }
        response in{200, {{"Content-Type", "application/json"}}, form_.write(out, service_.api)};
        if (more && !out.token.empty() && (form_.is_bare() || !call_.what.pages.header.empty()))
            in.headers.push_back({std::string(rule_.header), token});
        if (rule_.in_link_header || (form_.is_bare() && rule_.by_place())) add_links(in, out);
        if (rule_.describe)
            in.body =
                described(in.body, {.link = out.next, .token = more ? token : "", .total = all, .has_more = more});
        if (more && !leads_on(in, size)) {
            at.size = all - first;  // otherwise the remaining elements could not be requested
            return write(std::move(at));
        }
        return in;
    }

    // A list has a version where its elements have one, as those of Kubernetes.
    void add_version(page_content& page, std::uint64_t version) const
    {
        auto const* const items = service_.places.items_of(call_.where);
        auto const* const item = items ? items->main_resource() : nullptr;
        if (!item) return;
        for (auto const& step : version_in(*items, *item->model.type))
            (page.version_path += page.version_path.empty() ? "" : ".") += step.name(casing::camel);
        page.version = std::to_string(version);
    }

    // The page with the members that its policy reads.
    std::string described(std::string const& page, page_position const& of) const
    {
        auto const model = call_.what.response.read(page, service_.of_documents(missing_members::allowed));
        rule_.describe(model.get(), of);
        return write_value(*call_.what.response.type, model.get());
    }

    // False if a policy that the user wrote finds that this page is the last one.
    bool leads_on(response const& page, std::size_t size) const
    {
        if (!rule_.leads_on) return true;
        auto const model = call_.what.response.read(page.body, service_.of_documents(missing_members::allowed));
        return rule_.leads_on(model.get(), page_view::of(call_.message.target, size, page.headers));
    }

    // Adds the links of a page to `Link` (RFC 8288).
    static void add_links(response& to, page_content const& of)
    {
        std::string links;
        for (auto const& [uri, relation] : {std::pair(&of.next, "next"), std::pair(&of.previous, "prev")})
            if (!uri->empty())
                (links += links.empty() ? "<" : ", <").append(*uri).append(">; rel=\"").append(relation) += '"';
        if (!links.empty()) to.headers.push_back({"Link", std::move(links)});
    }

    // Moves to another page: by its place, or by an action on the token.
    std::string link(page_walk const& at, std::string const& path, std::size_t first, std::string const& token,
                     std::string_view where) const
    {
        if (!rule_.number.empty()) return at.query.with(rule_.number, std::to_string(first / at.size + 1)).after(path);
        if (!rule_.offset.empty()) return at.query.with(rule_.offset, std::to_string(first)).after(path);
        auto const name = spelled(service_.api.seek.parameter);
        auto const to = rule_.token.empty() ? at.query : at.query.with(rule_.token, token);
        bool const is_said = !name.empty() && (rule_.token.empty() || !alike(where, service_.api.seek.next));
        return (is_said ? to.with(name, std::string(where)) : to).after(path);
    }

    // The place to which the query moves from the page of a token; null if the query has no such parameter.
    std::string const* seek() const noexcept
    {
        auto const name = service_.api.seek.parameter;
        return name.empty() ? nullptr : call_.query.find(name);
    }

    bool declares(std::string_view parameter) const noexcept
    {
        return member_alike(call_.what.op->query, parameter) || member_alike(members_of_request(), parameter);
    }

    // The name of a parameter as the service spells it, if it is declared in the query.
    std::string_view spelled(std::string_view parameter) const noexcept
    {
        auto const* const query = call_.what.op->query;
        auto const* const declared = member_alike(query, parameter);
        return declared ? wire_name(*query, *declared, service_.api.wire.names_of_queries()) : parameter;
    }

    // The members of the request of an action that reads pages; null for other verbs.
    object_table const* members_of_request() const noexcept
    {
        return call_.what.op->request ? object_in(*call_.what.op->request) : nullptr;
    }

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

/// The query of a call, with the members of the request of an action that describe the page. Those of a link that was
/// followed precede them. Throws `fault` if the request is invalid.
inline query_values with_page_in_body(emulated_service const& service, emulated_call const& call)
{
    auto out = call.query;
    if (!call.what.request) return out;
    check_body(service.api, call);
    auto const& rule = call.what.pages;
    auto const is_about_page = [&](std::string_view name) {
        return (rule.in_body && (alike(name, rule.token) || alike(name, rule.offset))) ||
               (!rule.names_place() && (alike(name, "page") || alike(name, "offset"))) ||
               alike(name, service.api.size_parameter) ||
               std::any_of(page_sizes.begin(), page_sizes.end(), [&](auto each) { return alike(name, each); });
    };
    for (auto const& [name, value] : read_body(call.message.body).members)
        if (is_about_page(name) && !value.is_null() && !out.find(name)) out = out.with(name, text_of(value));
    return out;
}

/// True for an action that reads pages, whose effect is known without a definition.
inline bool reads_pages(served_operation const& what) noexcept
{
    return what.op->verb == verb_kind::action && what.pages.elements;
}

/// The response to a GET, or to an action that reads pages, for the present state of the document.
inline response show(emulated_service& service, emulated_call const& call, document_ptr const& stored)
{
    auto const& op = *call.what.op;
    if ((op.verb == verb_kind::get || reads_pages(call.what)) && (!stored || stored->elements))
        if (auto const collection = service.envelope_of(call.where, op.response))
            return page_reader(service, call, *collection).read(stored);
    if (!stored) throw fault(refusal::unknown_key, "There is no such resource.");
    service.check_query(call);
    if (auto const condition = joined_header(call.message.headers, "If-None-Match");
        !condition.empty() && !if_none_match_holds(condition, stored->tag))
        return not_modified(*stored);
    return represent(*stored);
}

/// GET: the document with that key or, if the model is a collection, a page of it or of the documents below it. The
/// same for an action that reads pages. A document with several states moves to the next one when it is shown.
inline response read_resource(emulated_service& service, emulated_call const& given)
{
    emulated_call const call{given.where,
                             given.what,
                             given.selected,
                             given.key,
                             reads_pages(given.what) ? with_page_in_body(service, given) : given.query,
                             given.message};
    for (;;) {
        auto const stored = service.documents.find(call.where, call.key, call.selected);
        auto out = show(service, call, stored);
        bool const is_shown = out.status != 304 && call.message.method != "HEAD";
        if (!is_shown || service.documents.move_on(call.where, call.key, call.selected, stored)) return out;
    }
}

/// HEAD, where it is declared.
inline response look_for(emulated_service const& service, emulated_call const& call)
{
    if (!service.documents.find(call.where, call.key, call.selected))
        throw fault(refusal::unknown_key, "There is no such resource.");
    service.check_query(call);
    return {200, {}, {}};
}

}  // namespace descry::testing::detail
