// read_query: reads the query of a request into the struct that its operation declares.
#pragma once

#include <descry/json/detail/reader.hpp>
#include <descry/json/write.hpp>
#include <descry/rest/query_style.hpp>
#include <descry/testing/detail/query_values.hpp>
#include <descry/testing/detail/tables.hpp>
#include <descry/testing/fault.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace descry::testing::detail {

using parameter_texts = std::vector<std::string>;

/// Reads a value from a path or a query: numbers and objects are written as in JSON, strings without quotes.
inline bool read_unquoted(value_type const& type, std::string const& text, void* out)
{
    auto const reads = [&](std::string_view json) { return descry::detail::reader(json, {}).document(type, out); };
    return (type.what != kind::text && reads(text)) || reads(write_json(text));
}

/// Reads the values of a parameter, which is a single one unless its type is a list. Returns false if they are invalid.
inline bool read_parameter(value_type const& type, parameter_texts const& texts, query_style const& style, void* out)
{
    if (may_be_absent(type.what))
        return read_parameter(type.optional->value, texts, style, type.optional->emplace(out));
    if (type.what == kind::list) {
        auto const& list = *type.list;
        auto const size = texts.size();
        if (size > list.capacity || (list.fixed_size != list_table::any_size && list.fixed_size != size)) return false;
        list.clear(out);
        if (list.resize) list.resize(out, size);
        for (std::size_t i = 0; i != size; ++i)
            if (!read_parameter(list.element, {texts[i]}, style, list.at(out, i))) return false;
        return true;
    }
    if (type.what == kind::sequence) {
        struct parameter {
            value_type const& type;
            query_style const& style;
            std::string const* text;
            bool read = true;
        } each{type.sequence->element, style, nullptr};
        type.sequence->clear(out);
        for (auto const& text : texts) {
            each.text = &text;
            type.sequence->append(out, {&each, [](void* context, void* value) {
                                            auto& it = *static_cast<parameter*>(context);
                                            return it.read = read_parameter(it.type, {*it.text}, it.style, value);
                                        }});
            if (!each.read) return false;
        }
        return true;
    }
    if (texts.size() != 1) return false;
    auto const& text = texts.front();
    if (type.what == kind::boolean) {
        bool const yes = alike(text, style.yes);
        *static_cast<bool*>(out) = yes;
        return yes || alike(text, style.no);
    }
    return read_unquoted(type, text, out);
}

/// Sets the members that the query has. Throws `fault` if a value is invalid for its member.
inline void read_query(object_table const& table, query_values const& given, query_style const& style, void* query)
{
    for (auto const* f = table.fields; f != table.fields + table.size; ++f) {
        parameter_texts texts;
        for (auto const& [name, value] : given.all())
            if (member_alike(&table, name) == f) texts.push_back(value);
        if (!texts.empty() &&
            !read_parameter(f->type, texts, style, descry::detail::member_at(query, table, f->address)))
            throw fault(refusal::malformed_query,
                        "The parameter " + std::string(f->names[0]) + " cannot be \"" + texts.front() + "\".");
    }
}

}  // namespace descry::testing::detail
