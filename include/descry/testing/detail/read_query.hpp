// read_query: reads the query of a request into the struct that its operation declares.
#pragma once

#include <descry/json/detail/reader.hpp>
#include <descry/json/write.hpp>
#include <descry/rest/query_style.hpp>
#include <descry/testing/detail/parameter_tree.hpp>
#include <descry/testing/detail/query_values.hpp>
#include <descry/testing/detail/tables.hpp>
#include <descry/testing/fault.hpp>

#include <string>
#include <string_view>

namespace descry::testing::detail {

/// Reads a value from a path or a query: numbers and objects are written as in JSON, strings without quotes.
inline bool read_unquoted(value_type const& type, std::string const& text, void* out)
{
    auto const reads = [&](std::string_view json) { return descry::detail::reader(json, {}).document(type, out); };
    return (type.what != kind::string && reads(text)) || reads(write_json(text));
}

/// Reads the value of a parameter that is neither an array nor an object.
inline bool read_parameter(value_type const& type, std::string const& text, query_style const& style, void* out)
{
    if (may_be_absent(type.what)) return read_parameter(type.optional->value, text, style, type.optional->emplace(out));
    if (type.what != kind::boolean) return read_unquoted(type, text, out);
    bool const yes = alike(text, style.yes);
    *static_cast<bool*>(out) = yes;
    return yes || alike(text, style.no);
}

/// Reads the parameters of a member.
inline bool read_member(parameter_tree const& from, field const& f, query_style const& style, void* out)
{
    switch (descry::detail::type_without_wrappers(f.type).what) {
        case kind::object:
        case kind::map:
        case kind::list:
        case kind::sequence:
        case kind::tuple: break;
        default:
            if (from.parts.empty() && f.type.what != kind::proxy)
                return from.values.size() == 1 && read_parameter(f.type, from.values.front().value, style, out);
    }
    std::string json;
    return parameters_as_json(json, style, parameter_place::query).value(from, &f.type, f.style) &&
           descry::detail::reader(json, {}).document(f.type, out);
}

/// A text for messages about parameters that do not fit.
inline std::string_view first_text_in(parameter_tree const& from)
{
    auto const* at = &from;
    while (at->values.empty() && !at->parts.empty()) at = &at->parts.begin()->second;
    return at->values.empty() ? std::string_view() : at->values.front().value;
}

[[noreturn]] inline void refuse_parameter(field const& f, parameter_tree const& given)
{
    throw fault(refusal::malformed_query, "The parameter " + std::string(f.names[0]) + " cannot be \"" +
                                              std::string(first_text_in(given)) + "\".");
}

/// Sets the members that the query has. Throws `fault` if a value is invalid for its member.
inline void read_query(object_table const& table, query_values const& given, query_style const& style, void* query)
{
    parameter_tree all;
    all.add(given.all(), &table, style);
    std::string none;
    parameters_as_json const how(none, style, parameter_place::query);
    for (auto const* f = table.fields; f != table.fields + table.size; ++f) {
        auto const* const part = all.find(table, *f);
        bool const separate = how.is_separate(*f) && how.has_any(all, *object_in(f->type));
        if (!part && !separate) continue;
        auto const& from = separate ? all : part->second;
        if (!read_member(from, *f, style, descry::detail::member_at(query, table, f->address)))
            refuse_parameter(*f, from);
    }
}

}  // namespace descry::testing::detail
