// served_place: one path of an emulator, with all the resources that were declared for it.
#pragma once

#include <descry/http/message.hpp>
#include <descry/testing/detail/query_values.hpp>
#include <descry/testing/detail/route.hpp>
#include <descry/testing/detail/served_resource.hpp>
#include <descry/testing/detail/tables.hpp>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// A path as all its spellings have in common: in lower case, and with parameters that have no name.
inline std::string shape_of(path_table const& path)
{
    std::string out;
    for (auto const& piece : path.pieces) {
        for (char const c : piece.text) out += to_lower(c);
        if (!piece.parameter.empty()) out += "{}";
    }
    return out;
}

/// One path. Resources that differ in their queries or models may share it.
struct served_place {
    std::string shape;
    path_table const* path;  ///< Of the first resource.
    std::vector<served_resource> resources{};

    /// The resource whose model the documents are of: one that is read, or else one that has a model. Null if none has.
    served_resource const* kept() const noexcept
    {
        served_resource const* out = nullptr;
        for (auto const& resource : resources) {
            if (!resource.model) continue;
            for (auto const& each : resource.operations)
                if (each.op->verb == verb_kind::get && each.answer == resource.model) return &resource;
            if (!out) out = &resource;
        }
        return out;
    }

    /// Puts an entity tag into a model of that type, if it has a member for it.
    void set_tag(value_type const& type, void* object, std::string_view tag) const
    {
        for (auto const& resource : resources)
            for (auto const& each : resource.operations)
                if (resource.model.type == &type && each.op->set_tag) return each.op->set_tag(object, tag);
    }

    /// The member that holds the elements of a page of that type, if it was declared.
    field const* elements_in(value_type const& type) const
    {
        for (auto const& resource : resources)
            for (auto const& each : resource.operations)
                if (each.answer.type == &type && each.pages.elements) return each.pages.elements();
        return nullptr;
    }

    /// The operation that a request means; null when none has its method. HEAD is a GET without the body, unless it
    /// is declared. Of several, the one that knows most of the query is meant.
    served_operation const* find(request const& message, query_values const& query) const noexcept
    {
        auto const* const declared = find(message.method, message, query);
        return declared || message.method != "HEAD" ? declared : find("GET", message, query);
    }

    /// The field value of `Allow` (RFC 9110, 10.2.1).
    std::string allowed_methods() const
    {
        std::vector<std::string_view> all;
        auto const add = [&all](std::string_view method) {
            if (std::find(all.begin(), all.end(), method) == all.end()) all.push_back(method);
        };
        for (auto const& resource : resources)
            for (auto const& each : resource.operations) {
                add(each.op->method);
                if (each.op->method == "GET") add("HEAD");
            }
        std::string out;
        for (auto const method : all) (out += out.empty() ? "" : ", ") += method;
        return out;
    }

private:
    served_operation const* find(std::string_view method, request const& message,
                                 query_values const& query) const noexcept
    {
        auto const accept = find_header(message.headers, "Accept");
        auto const fitness = [&](operation const& op) {
            bool const complete = !first_missing(op, query);
            bool const accepted = accept.find(op.accept) != std::string_view::npos;
            auto const known = std::count_if(query.all().begin(), query.all().end(),
                                             [&](auto const& each) { return member_alike(op.query, each.name); });
            return std::tuple(complete, accepted, known);
        };
        served_operation const* best = nullptr;
        for (auto const& resource : resources)
            for (auto const& each : resource.operations)
                if (each.op->method == method && (!best || fitness(*best->op) < fitness(*each.op))) best = &each;
        return best;
    }

public:
    /// The parameter that the operation cannot do without and was not given; null when there is none.
    static field const* first_missing(operation const& op, query_values const& query) noexcept
    {
        if (!op.query) return nullptr;
        for (auto const* f = op.query->fields; f != op.query->fields + op.query->size; ++f)
            if (f->required && !type_of_element(f->type, 0) && !query.find(f->names[0])) return f;
        return nullptr;
    }
};

/// All places of an emulator. They are added before requests arrive.
class place_table {
    std::deque<served_place> places_;

public:
    void add(served_resource const& resource)
    {
        auto shape = shape_of(*resource.path);
        auto* where = const_cast<served_place*>(find(shape));
        if (!where) where = &places_.emplace_back(served_place{std::move(shape), resource.path});
        where->resources.push_back(resource);
    }

    std::deque<served_place> const& all() const noexcept { return places_; }

    /// The place of a declared path. Throws `std::logic_error` when it is not served.
    served_place const& at(path_table const& path) const
    {
        if (auto const* const found = find(shape_of(path))) return *found;
        throw std::logic_error("descry: the emulator does not serve " + std::string(path.text));
    }

    /// The place that a request's path fits, the most literal of several, and what stands in its parameters. A slash at
    /// the end makes no difference.
    std::pair<served_place const*, parameter_values> route(std::string_view path) const
    {
        if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
        std::pair<served_place const*, parameter_values> best{};
        for (auto const& each : places_) {
            auto values = match(*each.path, path);
            if (!values) continue;
            if (best.first && literal_size(*best.first->path) >= literal_size(*each.path)) continue;
            best = {&each, *std::move(values)};
        }
        return best;
    }

    /// Where the items of a collection are: at its path and one more parameter. Null when nothing is served there.
    served_place const* items_of(served_place const& collection) const { return find(collection.shape + "/{}"); }

    /// The nearest place above whose documents this one belongs to; null when there is none.
    served_place const* owner_of(served_place const& where) const
    {
        auto shape = where.shape;
        for (auto end = shape.rfind('/'); end != std::string::npos; end = shape.rfind('/')) {
            shape.resize(end);
            if (!shape.ends_with("{}")) continue;
            auto const* const above = find(shape);
            if (above && above->kept()) return above;
        }
        return nullptr;
    }

private:
    served_place const* find(std::string_view shape) const noexcept
    {
        for (auto const& each : places_)
            if (each.shape == shape) return &each;
        return nullptr;
    }
};

}  // namespace descry::testing::detail
