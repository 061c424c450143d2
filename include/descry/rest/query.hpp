// query: formatting of a described struct as the query of a URL (RFC 3986, 3.4).
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/detail/writer.hpp>
#include <descry/model/detail/field_table.hpp>
#include <descry/rest/detail/parameter_writer.hpp>
#include <descry/rest/query_style.hpp>

#include <string>
#include <utility>

namespace descry {

namespace detail {

/// Appends a member of a query. Strings are written as they are, and need not be UTF-8.
inline result<void> append_member(parameter_writer& to, std::string const& name, field const& f, void const* value,
                                  casing names)
{
    auto const* type = &f.type;
    while (may_be_absent(type->what)) {
        value = type->optional->get(value);
        if (!value) return {};
        type = &type->optional->value;
    }
    if (type->what == kind::string) return to.text(name, *static_cast<std::string const*>(value));
    std::string json;
    writer as_json(json, {.names = names, .empty = empty_members::left_out});
    if (!as_json.document(*type, value)) return as_json.error();
    auto const tree = read_written(json);
    if (!tree) return tree.error();
    return to.value(name, *tree, type, f.style);
}

}  // namespace detail

/// Appends a query to a target. An empty optional member is omitted, and so is a value that is null in JSON. Arrays and
/// objects are written in the style of their member or of the service, see `parameter_style`. An empty string fails
/// with `errc::empty_query`, since services ignore it and would return more than was requested.
inline result<void> append_query(std::string& target, object_table const& table, void const* query,
                                 query_style const& style = {})
{
    std::string parameters;
    detail::parameter_writer to(parameters, style, detail::parameter_place::query);
    auto const names = style.names.value_or(casing::camel);
    for (auto const* f = table.fields; f != table.fields + table.size; ++f) {
        auto const name = std::string(detail::wire_name(table, *f, names));
        if (auto const done = detail::append_member(to, name, *f, detail::member_at(query, table, f->address), names);
            !done) {
            auto details = done.error().details();
            details.explanation = std::string(f->names[2]) + " of the query " + details.explanation;
            return done.error().with(std::move(details));
        }
    }
    if (!parameters.empty()) (target += target.find('?') == target.npos ? '?' : '&') += parameters;
    return {};
}

}  // namespace descry
