// parameter_writer: JSON as the parameters of a query (RFC 3986, 3.4) or of a form (application/x-www-form-urlencoded).
#pragma once

#include <descry/core/error.hpp>
#include <descry/http/percent.hpp>
#include <descry/json/detail/json_tree.hpp>
#include <descry/json/write.hpp>
#include <descry/model/detail/name_index.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/rest/detail/parameter_types.hpp>
#include <descry/rest/query_style.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// Writes values as parameters, whose names show the place of nested values. The parameters are percent-encoded and
/// separated by `&`. Empty arrays and objects are omitted, except in changes, where they are written without a value.
class parameter_writer {
    std::string& out_;
    query_style const& style_;
    parameter_place place_;
    bool first_ = true;

public:
    parameter_writer(std::string& target, query_style const& style, parameter_place place)
        : out_(target), style_(style), place_(place)
    {
    }

    /// Writes the parameters of one value. `type` is its type, for the styles of nested members, or null.
    result<void> value(std::string const& name, json_tree const& held, value_type const* type, parameter_style own)
    {
        bool const is_empty = is_nested(held) && held.elements.empty() && held.members.empty();
        if (is_empty || held.is_null())
            return place_ == parameter_place::form_of_changes || (place_ == parameter_place::form && !is_empty)
                       ? text(name, {})
                       : result<void>();
        switch (held.what) {
            case json_kind::array: return array(name, held, type, own);
            case json_kind::object: return object(name, held, type, own);
            default: return text(name, text_of(held));
        }
    }

    /// Writes the members of an object as parameters with their names.
    result<void> members(json_tree const& object, value_type const* type, parameter_style own,
                         std::string_view before = {}, std::string_view after = {})
    {
        if (type) type = &type_without_wrappers(*type);
        auto const* const table = type && type->what == kind::object ? type->object : nullptr;
        auto const* const of_values = type ? type_of_values(*type) : nullptr;
        for (auto const& [name, held] : object.members) {
            auto const* const f = table ? find_field(*table, name) : nullptr;
            auto const style = f && f->style != parameter_style::of_service ? f->style : own;
            // A name that looks like several would be another member.
            if (!before.empty() && name.find_first_of(after.empty() ? "." : "[]") != name.npos)
                return failure(errc::invalid_value, {.explanation = "has a name with a bracket or a dot: " + name});
            auto whole = std::string(before) + name;
            whole += after;
            if (auto done = value(whole, held, f ? &f->type : of_values, style); !done) return done;
        }
        return {};
    }

    result<void> text(std::string_view name, std::string_view value)
    {
        begin(name);
        return append(out_, value);
    }

private:
    static bool is_nested(json_tree const& held) noexcept
    {
        return held.what == json_kind::array || held.what == json_kind::object;
    }

    std::string text_of(json_tree const& held) const
    {
        switch (held.what) {
            case json_kind::boolean: return std::string(held.boolean ? style_.yes : style_.no);
            case json_kind::number: return held.number.text;
            default: return held.text;
        }
    }

    result<void> array(std::string const& name, json_tree const& held, value_type const* type, parameter_style own)
    {
        auto const style = own == parameter_style::of_service ? style_.arrays : own;
        if (style == parameter_style::json) return text(name, write_json(held));
        if (separator_of(style)) return joined(name, held, style);
        if (type) type = type_of_values(type_without_wrappers(*type));
        parameter_writer elements(out_, style_, within_whole(place_));
        elements.first_ = first_;
        for (std::size_t i = 0; i != held.elements.size(); ++i) {
            auto const& element = held.elements[i];
            auto place = name;
            if (is_nested(element))
                ((place += '[') += std::to_string(i)) += ']';
            else if (style == parameter_style::brackets)
                place += "[]";
            auto const inner = own == parameter_style::separate ? parameter_style::of_service : own;
            if (auto done = elements.value(place, element, type, inner); !done) return done;
        }
        first_ = elements.first_;
        return {};
    }

    result<void> object(std::string const& name, json_tree const& held, value_type const* type, parameter_style own)
    {
        auto const style = own == parameter_style::of_service ? style_.objects : own;
        switch (style) {
            case parameter_style::json: return text(name, write_json(held));
            case parameter_style::separate: return members(held, type, own);
            case parameter_style::dots: return members(held, type, own, name + '.');
            case parameter_style::of_service:
            case parameter_style::brackets: return members(held, type, own, name + '[', "]");
            default: return joined(name, held, style);
        }
    }

    // All values in one parameter; for an object, each after its name.
    result<void> joined(std::string const& name, json_tree const& held, parameter_style style)
    {
        std::string list;
        auto const add = [&](std::string_view value) -> result<void> {
            // An encoded comma is part of a value, but separators that are encoded themselves cannot be.
            auto const in_value = style == parameter_style::spaces ? ' ' : '|';
            if (style != parameter_style::commas && value.find(in_value) != value.npos)
                return failure(errc::invalid_value, {.explanation = "has a value with the separator of its values"});
            if (!list.empty()) list += separator_of(style);
            return append(list, value);
        };
        auto const add_value = [&](json_tree const& value) -> result<void> {
            if (is_nested(value))
                return failure(errc::invalid_value, {.explanation = "has nested values, which its style cannot show"});
            return add(text_of(value));
        };
        for (auto const& element : held.elements)
            if (!element.is_null())
                if (auto done = add_value(element); !done) return done;
        for (auto const& [key, value] : held.members) {
            if (value.is_null()) continue;
            if (auto done = add(key); !done) return done;
            if (auto done = add_value(value); !done) return done;
        }
        if (list.empty()) return {};
        begin(name);
        out_ += list;
        return {};
    }

    // An empty value in a query fails, see `append_query`. What was written before it is not used then.
    result<void> append(std::string& to, std::string_view value) const
    {
        if (value.empty() && place_ == parameter_place::query)
            return failure(errc::empty_query, {.explanation = "is empty"});
        append_percent_encoded(to, value);
        return {};
    }

    void begin(std::string_view name)
    {
        if (!first_) out_ += '&';
        first_ = false;
        append_percent_encoded(out_, name);
        out_ += '=';
    }
};

}  // namespace detail

}  // namespace descry
