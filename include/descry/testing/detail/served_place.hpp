// served_place: one path of an emulator, with the resources that are declared for it.
#pragma once

#include <descry/core/header.hpp>
#include <descry/http/detail/media_type.hpp>
#include <descry/http/entity_tag.hpp>
#include <descry/http/message.hpp>
#include <descry/rest/body.hpp>
#include <descry/testing/detail/query_values.hpp>
#include <descry/testing/detail/route.hpp>
#include <descry/testing/detail/served_resource.hpp>
#include <descry/testing/detail/tables.hpp>

#include <algorithm>
#include <compare>
#include <cstddef>
#include <deque>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// The normal form of a path template: in lower case, with unnamed parameters.
inline std::string shape_of(path_table const& path)
{
    std::string out;
    for (auto const& piece : path.pieces) {
        for (char const c : piece.text) out += to_lower(c);
        if (!piece.parameter.empty()) out += piece.keeps_slashes ? "{+}" : "{}";
    }
    return out;
}

/// The extension of the last segment of a path, such as `.json`; empty without one.
inline std::string_view extension_of(std::string_view shape) noexcept
{
    auto const dot = shape.find_last_of("./}");
    return dot == shape.npos || shape[dot] != '.' ? std::string_view() : shape.substr(dot);
}

/// The representation of a document: JSON of a model (null without one), or a file. A path and key has at most one
/// document of each representation.
struct representation {
    value_type const* model = nullptr;
    bool is_file = false;

    bool operator==(representation const&) const = default;
};

/// One path. Resources with different queries or models may share it.
struct served_place {
    std::string shape;
    path_table const* path;  ///< The path of the first resource.
    std::vector<served_resource> resources{};

    /// The resource whose model is that of the documents: one that is read, or else one that has a model. May be null.
    served_resource const* main_resource() const noexcept { return main_resource({}); }

    /// The same for documents with that representation, if it has a model.
    served_resource const* main_resource(representation selected) const noexcept
    {
        served_resource const* out = nullptr;
        for (auto const& resource : resources) {
            if (!resource.model || (selected.model && resource.model.type != selected.model)) continue;
            if (is_read(resource)) return &resource;
            if (!out) out = &resource;
        }
        return out;
    }

    /// That of documents with a model. A model that is not read here changes the documents of `main_resource`.
    representation representation_of(model_type const& model) const noexcept
    {
        for (auto const& resource : resources)
            if (model && resource.model == model && is_read(resource)) return {model.type};
        return model ? main_representation() : representation();
    }

    /// That of the documents of `main_resource`.
    representation main_representation() const noexcept
    {
        auto const* const main = main_resource();
        return {main ? main->model.type : nullptr};
    }

    /// That of the documents that an operation of this place reads or changes. A resource without a model changes the
    /// documents of `kept`.
    representation representation_of(served_operation const& what) const noexcept
    {
        if (is_of_file(*what.op)) return {.is_file = true};
        for (auto const& resource : resources)
            for (auto const& each : resource.operations)
                if (&each == &what) return resource.model ? representation_of(resource.model) : main_representation();
        return {};
    }

    /// Sets the member of a model for the entity tag, if it has one.
    void set_tag(value_type const& type, void* object, std::string_view tag) const
    {
        for (auto const& resource : resources)
            for (auto const& each : resource.operations)
                if (auto const& access = each.op->tag; access.is_in(&type))
                    return access.store({&type, object}, access.is_field ? quoted_entity_tag(tag) : std::string(tag));
    }

    /// The member that was declared to hold the elements of a page of that type, or null.
    field const* elements_in(value_type const& type) const
    {
        for (auto const& resource : resources)
            for (auto const& each : resource.operations)
                if (each.response.type == &type && each.pages.elements) return each.pages.elements();
        return nullptr;
    }

    /// True if the operation reads or changes a file: a download, or beside one, a PUT of octets. Without a model, what
    /// exists and is removed here is the file, too.
    bool is_of_file(operation const& op) const noexcept
    {
        if (op.verb == verb_kind::download) return true;
        bool const sends_file = op.verb == verb_kind::put && op.request_coding == body_coding::raw;
        bool const has_no_model = descry::detail::traits_of(op.verb).has_no_model;
        return (sends_file || (has_no_model && !main_resource())) && has_file();
    }

    /// True if a file at this path can be downloaded.
    bool has_file() const noexcept
    {
        for (auto const& resource : resources)
            for (auto const& each : resource.operations)
                if (each.op->verb == verb_kind::download) return true;
        return false;
    }

    /// The operation for a request, or null if no operation has its method. Unless it is declared, HEAD is handled as
    /// GET without the content. Of several operations, one is chosen that declares the media types, the condition and
    /// the fields of the request, and the most parameters of its query; of these, one with the values that it sends by
    /// default.
    served_operation const* find(service const& wire, request const& message, query_values const& query) const
    {
        auto const* const declared = find(wire, message.method, message, query);
        return declared || message.method != "HEAD" ? declared : find(wire, "GET", message, query);
    }

    /// The value of the field `Allow` (RFC 9110, 10.2.1).
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
    static bool is_read(served_resource const& resource) noexcept
    {
        return std::any_of(resource.operations.begin(), resource.operations.end(), [&](served_operation const& each) {
            return each.op->verb == verb_kind::get && each.response == resource.model;
        });
    }

    // How well an operation fits a request. The first member in which two operations differ decides, and the larger
    // value is better: counts of what is missing are negative.
    struct fitness {
        bool has_required_parameters;
        bool has_content;
        bool is_accepted;
        bool has_condition;
        std::ptrdiff_t missing_fields;      // of those that the operation declares
        std::ptrdiff_t declared_fields;     // all of these
        std::ptrdiff_t known_parameters;    // of the query of the request
        std::ptrdiff_t default_parameters;  // of these, with the value that they have by default
        std::ptrdiff_t missing_parameters;  // of those that have a value by default

        auto operator<=>(fitness const&) const = default;
    };

    static fitness fitness_of(operation const& op, service const& wire, request const& message,
                              query_values const& query)
    {
        auto const sent_fields = std::count_if(op.headers.begin(), op.headers.end(), [&](declared_header const& h) {
            return find_header(message.headers, h.name) == h.value;
        });
        auto const declared_fields = std::ssize(op.headers);
        auto const defaults = default_query(wire, op);
        auto const default_parameters =
            std::count_if(defaults.all().begin(), defaults.all().end(), [&](auto const& each) {
                auto const* const given = query.find(each.name);
                return given && *given == each.value;
            });
        return {.has_required_parameters = !first_missing(op, query),
                .has_content = has_content(wire, op, message),
                .is_accepted = accepts(message, op.accept),
                .has_condition = has_condition(op, message, query),
                .missing_fields = sent_fields - declared_fields,
                .declared_fields = declared_fields,
                .known_parameters = std::count_if(
                    query.all().begin(), query.all().end(),
                    [&](auto const& each) { return member_of_parameter(op.query, each.name) != nullptr; }),
                .default_parameters = default_parameters,
                .missing_parameters = default_parameters - std::ssize(defaults.all())};
    }

    served_operation const* find(service const& wire, std::string_view method, request const& message,
                                 query_values const& query) const
    {
        auto const fits_better = [&](operation const& a, operation const& b) {
            return fitness_of(a, wire, message, query) > fitness_of(b, wire, message, query);
        };
        served_operation const* best = nullptr;
        for (auto const& resource : resources)
            for (auto const& each : resource.operations)
                if (each.op->method == method && (!best || fits_better(*each.op, *best->op))) best = &each;
        return best;
    }

    // True if the request has content of the media type that the operation takes, or both have none.
    static bool has_content(service const& wire, operation const& op, request const& message) noexcept
    {
        auto const type = find_header(message.headers, "Content-Type");
        if (op.verb == verb_kind::upload) return descry::detail::is_media_type(type, op.content_type);
        if (!op.request) return message.body.empty();
        bool const is_form = wire.coding_of(op.request_coding) == body_coding::form;
        return descry::detail::is_media_type(
            type, is_form ? descry::detail::form_media_type : descry::detail::without_parameters(op.content_type));
    }

    // True if the field `Accept` names the media type.
    static bool accepts(request const& message, std::string_view type)
    {
        bool out = false;
        descry::detail::each_list_element(message.headers, "Accept", [&](std::string_view element) {
            out = out || descry::detail::is_media_type(element, type);
        });
        return out;
    }

    // True if the request has the condition of the operation, or both have none.
    static bool has_condition(operation const& op, request const& message, query_values const& query) noexcept
    {
        bool const is_for_absent = !find_header(message.headers, "If-None-Match").empty();
        bool const is_for_present = !find_header(message.headers, "If-Match").empty();
        switch (op.condition) {
            case precondition::absent: return is_for_absent;
            case precondition::tag:
            case precondition::tag_if_present:
            case precondition::exists: return is_for_present;
            case precondition::in_query: return query.find(op.version_parameter) != nullptr;
            case precondition::in_body:
            case precondition::none: return !is_for_absent && !is_for_present;
        }
        return false;
    }

    // A member without parameters if it has no values. Those of an object may also have names of their own.
    static bool may_be_empty(value_type const& type) noexcept
    {
        return type_of_element(type, 0) || type.what == kind::map || type.what == kind::object;
    }

public:
    /// The required parameter of the operation that the query lacks, or null.
    static field const* first_missing(operation const& op, query_values const& query) noexcept
    {
        if (!op.query) return nullptr;
        for (auto const* f = op.query->fields; f != op.query->fields + op.query->size; ++f)
            if (f->required && !may_be_empty(f->type) &&
                std::none_of(query.all().begin(), query.all().end(),
                             [&](auto const& each) { return member_of_parameter(op.query, each.name) == f; }))
                return f;
        return nullptr;
    }
};

/// All places of an emulator. They must be added before the first request.
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

    /// The place with a declared path. Throws `std::logic_error` if it is not served.
    served_place const& at(path_table const& path) const
    {
        if (auto const* const found = find(shape_of(path))) return *found;
        throw std::logic_error("descry: the emulator does not serve " + std::string(path.text));
    }

    /// The place that matches the path of a request, the most literal one of several, and the values of its parameters.
    /// A trailing slash is ignored.
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

    /// The place of the items of a collection: its path with one more parameter, before its extension if it has one, as
    /// `/orders/{}.json` for `/orders.json`. Null if no resource has it.
    served_place const* items_of(served_place const& collection) const
    {
        std::string_view const shape = collection.shape;
        auto const extension = extension_of(shape);
        for (auto const end : {std::string_view(), extension})
            for (auto const* const parameter : {"/{}", "/{+}"})
                if (auto const* const found =
                        find(std::string(shape.substr(0, shape.size() - end.size())).append(parameter).append(end)))
                    return found;
        return nullptr;
    }

    /// The nearest place above to whose documents this one belongs, or null.
    served_place const* owner_of(served_place const& where) const
    {
        auto shape = where.shape;
        std::string const extension(extension_of(where.shape));
        for (auto end = shape.rfind('/'); end != std::string::npos; end = shape.rfind('/')) {
            shape.resize(end);
            if (!shape.ends_with('}')) continue;
            auto const* above = find(shape);
            if (!above) above = find(shape + extension);
            if (above && above->main_resource()) return above;
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
