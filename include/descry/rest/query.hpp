// query: formatting of a described struct as the query of a URL (RFC 3986, 3.4).
#pragma once

#include <descry/core/error.hpp>
#include <descry/http/percent.hpp>
#include <descry/json/detail/reader.hpp>
#include <descry/json/detail/writer.hpp>
#include <descry/model/detail/field_table.hpp>
#include <descry/rest/query_style.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// Appends the members of one query. An array is written as several parameters with the same name, an object as JSON;
/// null is omitted.
class query_writer {
    std::string& out_;
    query_style const& style_;
    casing const names_;
    bool first_;

public:
    query_writer(std::string& target, query_style const& style)
        : out_(target),
          style_(style),
          names_(style.names.value_or(casing::camel)),
          first_(target.find('?') == std::string::npos)
    {
    }

    result<void> object(object_table const& table, void const* query)
    {
        for (auto const* f = table.fields; f != table.fields + table.size; ++f) {
            auto const name = wire_name(table, *f, names_);
            if (auto const done = member(name, f->type, member_at(query, table, f->address)); !done) {
                auto details = done.error().details();
                details.explanation = std::string(f->names[2]) + " of the query " + details.explanation;
                return done.error().with(std::move(details));
            }
        }
        return {};
    }

private:
    result<void> member(std::string_view name, value_type const& type, void const* value)
    {
        if (may_be_absent(type.what)) {
            auto const* const held = type.optional->get(value);
            return held ? member(name, type.optional->value, held) : result<void>();
        }
        if (type.what == kind::boolean) return append(name, *static_cast<bool const*>(value) ? style_.yes : style_.no);
        if (type.what == kind::text) return append(name, *static_cast<std::string const*>(value));
        if (type.what == kind::list) {
            for (std::size_t i = 0; i != type.list->size(value); ++i)
                if (auto const done = member(name, type.list->element, type.list->at(value, i)); !done) return done;
            return {};
        }
        if (type.what == kind::sequence)
            return each(name, type.sequence->element,
                        [&](auto const& visit) { type.sequence->for_each(value, visit); });
        if (type.what == kind::proxy)
            return each(name, type.proxy->value, [&](auto const& visit) { type.proxy->write(value, visit); });
        std::string json;
        writer as_json(json, {.names = names_, .empty = empty_members::left_out});
        if (!as_json.document(type, value)) return as_json.error();
        if (json == "null") return {};
        if (!json.starts_with('"')) return append(name, json);
        std::string text;
        reader(json, {}).document(type_for<std::string>(), &text);
        return append(name, text);
    }

    // Appends the values that `visit_all` visits.
    template <class VisitAll>
    result<void> each(std::string_view name, value_type const& type, VisitAll const& visit_all)
    {
        struct visitor {
            query_writer& self;
            std::string_view name;
            value_type const& type;
            result<void> done{};
        } state{*this, name, type};
        visit_all(value_visitor{&state, [](void* context, void const* held) {
                                    auto& s = *static_cast<visitor*>(context);
                                    s.done = s.self.member(s.name, s.type, held);
                                    return s.done.has_value();
                                }});
        return state.done;
    }

    result<void> append(std::string_view name, std::string_view value)
    {
        if (value.empty()) return failure(errc::empty_query, {.explanation = "is empty"});
        out_ += first_ ? '?' : '&';
        first_ = false;
        append_percent_encoded(out_, name);
        out_ += '=';
        append_percent_encoded(out_, value);
        return {};
    }
};

}  // namespace detail

/// Appends a query to a target. An empty optional member is omitted, and so is a value that is null in JSON. An empty
/// string fails with `errc::empty_query`, since services ignore it and would return more than was requested.
inline result<void> append_query(std::string& target, object_table const& table, void const* query,
                                 query_style const& style = {})
{
    return detail::query_writer(target, style).object(table, query);
}

}  // namespace descry
