// parameter_tree: the parameters of a query or a form as JSON of a declared type, the opposite of `parameter_writer`.
#pragma once

#include <descry/json/read.hpp>
#include <descry/json/write.hpp>
#include <descry/model/detail/enum_table.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/rest/detail/parameter_types.hpp>
#include <descry/rest/detail/parameter_writer.hpp>
#include <descry/rest/query_style.hpp>
#include <descry/testing/detail/form.hpp>
#include <descry/testing/detail/query_values.hpp>
#include <descry/testing/detail/tables.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// The values of parameters, by the places that their names show: `items[0][price]` is the part `price` of the part `0`
/// of the part `items`, and `expand[]` the part with an empty name.
struct parameter_tree {
    // Numbers in their order.
    struct before {
        bool operator()(std::string const& a, std::string const& b) const noexcept
        {
            return a.size() != b.size() ? a.size() < b.size() : a < b;
        }
    };

    std::vector<query_value> values{};
    std::map<std::string, parameter_tree, before> parts{};

    /// True for a parameter without a value.
    bool is_empty() const { return parts.empty() && values.size() == 1 && values.front().value.empty(); }

    static constexpr std::size_t max_depth = 32;

    /// Adds the parameters of an object of that type. Throws `fault` if a name is nested too deeply.
    void add(std::vector<query_value> const& all, object_table const* table, query_style const& style)
    {
        for (auto const& each : all) {
            std::string_view left = each.name;
            bool const dots = has_dots(left, table, style);
            auto* place = &parts[taken(left, dots ? "[." : "[")];
            for (std::size_t depth = 0; !left.empty(); ++depth) {
                if (depth == max_depth) throw fault(refusal::malformed_query, "A name is nested too deeply.");
                bool const in_brackets = left.starts_with('[');
                left.remove_prefix(1);
                place = &place->parts[taken(left, in_brackets ? "]" : "[.")];
                if (in_brackets && !left.empty()) left.remove_prefix(1);  // the bracket at the end
                if (!left.empty() && left.front() != '[' && !(dots && left.front() == '.')) left = {};
            }
            place->values.push_back(each);
        }
    }

    /// The part for a member, in any casing; null if there is none.
    std::pair<std::string const, parameter_tree> const* find(object_table const& table, field const& f) const
    {
        auto const found = std::find_if(parts.begin(), parts.end(),
                                        [&](auto const& part) { return member_alike(&table, part.first) == &f; });
        return found == parts.end() ? nullptr : &*found;
    }

private:
    static std::string taken(std::string_view& left, char const* ends)
    {
        std::string out(left.substr(0, left.find_first_of(ends)));
        left.remove_prefix(out.size());
        return out;
    }

    // A dot is part of a name, unless the member before it is written with dots.
    static bool has_dots(std::string_view name, object_table const* table, query_style const& style)
    {
        if (member_alike(table, name)) return false;
        auto const* const f = member_alike(table, name.substr(0, name.find_first_of("[.")));
        auto const own = f ? f->style : parameter_style::of_service;
        return (own == parameter_style::of_service ? style.objects : own) == parameter_style::dots;
    }
};

using descry::detail::parameter_place;

/// Writes a tree as JSON. The functions return false if the parameters do not fit the type. In a form, a parameter
/// without a value may be null. In a form of changes, it removes what was there, and a list without one is unchanged.
class parameters_as_json {
    std::string& out_;
    query_style const& style_;
    parameter_place place_;

public:
    parameters_as_json(std::string& target, query_style const& style, parameter_place place)
        : out_(target), style_(style), place_(place)
    {
    }

    /// `type` is null for a value that is not declared.
    bool value(parameter_tree const& from, value_type const* type, parameter_style own)
    {
        if (!type) return undeclared(from);
        type = &descry::detail::type_without_wrappers(*type);
        bool const is_removed = is_of_changes() && from.is_empty();
        switch (type->what) {
            case kind::object:
            case kind::map: return is_removed ? (out_ += "{}", true) : object(from, *type, own);
            case kind::list:
            case kind::sequence:
            case kind::tuple: return is_removed ? (out_ += "[]", true) : array(from, *type, own);
            case kind::variant:
            case kind::dynamic:
            case kind::raw:
                if (from.values.empty() || !from.parts.empty()) return undeclared(from);
                break;
            default: break;
        }
        return from.values.size() == 1 && from.parts.empty() && leaf(from.values.front().value, *type);
    }

    /// An object whose members are the parts. Parts that no member declares are written too.
    bool members(parameter_tree const& from, value_type const& type, parameter_style own)
    {
        auto const* const table = type.what == kind::object ? type.object : nullptr;
        out_ += '{';
        bool first = true;
        bool fits = true;
        auto const add = [&](std::string_view name, parameter_tree const& part, value_type const* held,
                             parameter_style style) {
            if (!std::exchange(first, false)) out_ += ',';
            (out_ += write_json(name)) += ':';
            if (is_null(part, held, !table))
                out_ += "null";
            else
                fits = fits && value(part, held, style);
        };
        for (auto const& [name, part] : from.parts) {
            auto const* const f = member_alike(table, name);
            auto const inner = f && f->style != parameter_style::of_service ? f->style : own;
            if (f || !is_in_separate_object(table, name))
                add(f && f != find_field(*table, name) ? f->names[0] : name, part,
                    f ? &f->type : descry::detail::type_of_values(type), inner);
        }
        for (auto const* f = table ? table->fields : nullptr; table && f != table->fields + table->size; ++f) {
            if (is_separate(*f) && has_any(from, *object_in(f->type)))
                add(f->names[0], from, &f->type, f->style);
            else if (!is_of_changes() && has_no_parameters_if_empty(f->type) && !from.find(*table, *f))
                add(f->names[0], {}, &f->type, parameter_style::brackets);
        }
        out_ += '}';
        return fits;
    }

    /// True if the members of an object are parameters of their own.
    bool is_separate(field const& f) const
    {
        auto const style = f.style == parameter_style::of_service ? style_.objects : f.style;
        return style == parameter_style::separate && object_in(f.type);
    }

    static bool has_any(parameter_tree const& from, object_table const& table)
    {
        return std::any_of(from.parts.begin(), from.parts.end(),
                           [&](auto const& part) { return member_alike(&table, part.first); });
    }

private:
    bool is_of_changes() const noexcept { return place_ == parameter_place::form_of_changes; }

    // An empty text is not null, except in a change, where it is that of what is removed.
    bool is_null(parameter_tree const& from, value_type const* type, bool is_in_map) const
    {
        if (place_ == parameter_place::query || !from.is_empty()) return false;
        if (is_of_changes() && (is_in_map || !type)) return true;
        return type && may_be_absent(type->what) &&
               (is_of_changes() || descry::detail::type_without_wrappers(*type).what != kind::string);
    }

    static bool has_no_parameters_if_empty(value_type const& type) noexcept
    {
        return type.what == kind::sequence || type.what == kind::map || (type.what == kind::list && type.list->resize);
    }

    bool is_in_separate_object(object_table const* table, std::string_view name) const
    {
        return table && std::any_of(table->fields, table->fields + table->size, [&](field const& f) {
                   return is_separate(f) && member_alike(object_in(f.type), name);
               });
    }

    bool object(parameter_tree const& from, value_type const& type, parameter_style own)
    {
        auto const style = own == parameter_style::of_service ? style_.objects : own;
        if (style == parameter_style::json) return json(from);
        auto const* const separator = descry::detail::separator_of(style);
        if (!separator) return from.values.empty() && members(from, type, own);
        auto const texts = split(from, separator);
        if (!texts || texts->size() % 2 != 0) return false;
        parameter_tree inner;
        for (auto text = texts->begin(); text != texts->end(); text += 2)
            inner.parts[*text].values.push_back({*text, text[1]});
        return members(inner, type, own);
    }

    bool array(parameter_tree const& from, value_type const& type, parameter_style own)
    {
        auto const style = own == parameter_style::of_service ? style_.arrays : own;
        if (style == parameter_style::json) return json(from);
        parameter_tree elements;  // one part each
        auto const add = [&](query_value each) {
            elements.parts[std::to_string(elements.parts.size())].values.push_back(std::move(each));
        };
        if (auto const* const separator = descry::detail::separator_of(style)) {
            auto texts = split(from, separator);
            if (!texts) return false;
            for (auto& text : *texts) add({{}, std::move(text)});
        } else {
            for (auto const& each : from.values) add(each);
            if (auto const found = from.parts.find(""); found != from.parts.end()) {
                if (!found->second.parts.empty()) return false;
                for (auto const& each : found->second.values) add(each);
            }
        }
        out_ += '[';
        parameters_as_json whole(out_, style_, descry::detail::within_whole(place_));
        std::size_t count = 0;
        auto const write = [&](parameter_tree const& part) {
            if (count != 0) out_ += ',';
            auto const inner = own == parameter_style::separate ? parameter_style::of_service : own;
            return whole.value(part, type_of_element(type, count++), inner);
        };
        for (auto const& [number, part] : elements.parts)
            if (!write(part)) return false;
        for (auto const& [number, part] : from.parts)
            if (!number.empty() && !write(part)) return false;
        out_ += ']';
        return true;
    }

    // Values in one parameter, each of which is decoded after they were separated. Empty if they are not in one.
    static std::optional<std::vector<std::string>> split(parameter_tree const& from, std::string_view separator)
    {
        if (from.values.size() != 1 || !from.parts.empty()) return std::nullopt;
        std::vector<std::string> out;
        auto const& given = from.values.front();
        bool const encoded = separator.size() > 1;
        auto const by = encoded ? percent_decode(separator).value() : std::string(separator);
        std::string_view left = encoded || given.written.empty() ? given.value : given.written;
        if (!encoded && given.written.empty()) return std::vector{given.value};
        for (;;) {
            auto const text = left.substr(0, left.find(by));
            out.push_back(encoded ? std::string(text) : form_decode(std::string(text)).value_or(""));
            if (text.size() == left.size()) return out;
            left.remove_prefix(text.size() + by.size());
        }
    }

    static bool is_json(std::string const& text) { return read_json<raw_json>(text).has_value(); }

    bool json(parameter_tree const& from)
    {
        if (from.values.size() != 1 || !from.parts.empty() || !is_json(from.values.front().value)) return false;
        out_ += from.values.front().value;
        return true;
    }

    bool leaf(std::string const& text, value_type const& type)
    {
        if (type.what == kind::boolean) {
            bool const yes = alike(text, style_.yes);
            out_ += yes ? "true" : "false";
            return yes || alike(text, style_.no);
        }
        bool const is_number =
            !text.empty() && (text.front() == '-' || (text.front() >= '0' && text.front() <= '9')) && is_json(text);
        out_ += is_quoted(type, is_number) ? write_json(text) : text;
        return is_number || is_quoted(type, false);
    }

    static bool is_quoted(value_type const& type, bool is_number)
    {
        switch (type.what) {
            case kind::string: return true;
            case kind::enumeration: return !type.enumeration->as_number;
            case kind::signed_integer:
            case kind::unsigned_integer:
            case kind::floating:
            case kind::maybe_quoted: return false;
            case kind::scalar: return type.scalar->one_kind ? type.scalar->quoted : !is_number;
            default: return !is_number;
        }
    }

    bool undeclared(parameter_tree const& from)
    {
        static constexpr value_type text{kind::string, 0, static_cast<no_table const*>(nullptr)};
        if (from.parts.empty()) {
            if (from.values.size() == 1) return leaf(from.values.front().value, text);
            return array(from, undeclared_elements(), parameter_style::brackets);
        }
        std::size_t next = 0;
        bool const is_array = std::all_of(from.parts.begin(), from.parts.end(), [&](auto const& part) {
            return part.first.empty() || part.first == std::to_string(next++);
        });
        if (is_array) return array(from, undeclared_elements(), parameter_style::brackets);
        static constexpr value_type nothing_declared{kind::raw, 0, static_cast<no_table const*>(nullptr)};
        return from.values.empty() && members(from, nothing_declared, parameter_style::brackets);
    }

    // Elements without a declared type.
    static value_type const& undeclared_elements()
    {
        static constexpr tuple_table none{nullptr, 0, nullptr};
        static constexpr value_type type{kind::tuple, 0, &none};
        return type;
    }
};

}  // namespace descry::testing::detail
