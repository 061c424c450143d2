// schema: one engine for the schemas of all types, which interprets their tables.
#pragma once

#include <descry/json/detail/json_tree.hpp>
#include <descry/json/schema.hpp>
#include <descry/json/write.hpp>
#include <descry/model/detail/enum_table.hpp>
#include <descry/model/detail/name_index.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// The name of a struct from the signature of `signature_of`, without namespaces, as letters, digits and underscores:
/// `page_order` for `shop::page<shop::order>`.
inline std::string struct_name(std::string_view signature)
{
    constexpr std::string_view mark = "T = ";
    auto text = signature.substr(signature.find(mark) + mark.size());
    text = text.substr(0, text.find_first_of(";]"));
    std::string out;
    std::size_t scope = 0;  // the start of the name and its namespaces
    bool is_next = false;
    for (std::size_t i = 0; i != text.size(); ++i) {
        char const c = text[i];
        bool const is_name = c == '_' || is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z');
        if (is_name && is_next && !out.empty()) out += '_';
        if (is_name) out += c;
        if (c == '<' || c == ',') scope = out.size();
        if (text.substr(i).starts_with("::")) out.resize(scope);
        is_next = !is_name;
    }
    return out;
}

class schema_writer {
public:
    explicit schema_writer(schema_options const& options) noexcept : options_(options) {}

    std::string document(value_type const& type)
    {
        std::string out = R"({"$schema":"https://json-schema.org/draft/2020-12/schema")";
        if (type.what == kind::object) {
            root_ = type.object;
            out += R"(,"title":)" + text(struct_name(root_->signature));
        }
        auto const schema = root_ ? object(*root_) : value(type);
        if (schema != any) out += ',' + schema.substr(1, schema.size() - 2);
        // The schema of a struct may refer to others.
        for (std::size_t i = 0; i != definitions_.size(); ++i) {
            auto const [table, name] = definitions_[i];
            out += (i == 0 ? R"(,"$defs":{)" : ",") + text(name) + ':' + object(*table);
        }
        return out + (definitions_.empty() ? "}" : "}}");
    }

private:
    static constexpr std::string_view any = "true";
    static constexpr std::string_view null = R"({"type":"null"})";

    struct definition {
        object_table const* table;
        std::string name;
    };

    static std::string text(std::string_view in) { return write_json(std::string(in)); }

    // Adds an item to a list whose items are separated by commas.
    static void add(std::string& items, std::string_view item)
    {
        if (!items.empty()) items += ',';
        items += item;
    }

    static std::string any_of(std::string const& schemas) { return R"({"anyOf":[)" + schemas + "]}"; }

    std::string value(value_type const& type)
    {
        switch (type.what) {
            case kind::boolean: return R"({"type":"boolean"})";
            case kind::signed_integer: return integer(type.width, true);
            case kind::unsigned_integer: return integer(type.width, false);
            case kind::floating: return floating(type.width);
            case kind::string: return R"({"type":"string"})";
            case kind::raw: return std::string(any);
            case kind::scalar: return scalar(*type.scalar);
            case kind::enumeration: return enumeration(*type.enumeration);
            case kind::maybe_quoted: return maybe_quoted(type.maybe_quoted->number);
            case kind::optional:
            case kind::optional_string:
            case kind::omittable: return nullable(type.optional->value);
            case kind::list: return list(*type.list);
            case kind::sequence: return R"({"type":"array","items":)" + value(type.sequence->element) + '}';
            case kind::tuple: return tuple(*type.tuple);
            case kind::proxy: return value(type.proxy->value);
            case kind::map: return map(*type.map);
            case kind::object: return reference(*type.object);
            case kind::variant: return variant(*type.variant);
            case kind::dynamic: return dynamic(*type.dynamic);
        }
        return std::string(any);
    }

    // The keywords of these kinds apply to values of their own type only, so that another may be added.
    static bool has_one_type(kind k) noexcept
    {
        return k == kind::boolean || k == kind::signed_integer || k == kind::unsigned_integer || k == kind::floating ||
               k == kind::string || k == kind::list || k == kind::sequence || k == kind::tuple || k == kind::map;
    }

    std::string nullable(value_type const& type)
    {
        constexpr std::string_view before = R"({"type":)";
        auto schema = value(type);
        if (schema == any) return schema;
        if (!has_one_type(type.what)) return any_of(schema + ',' + std::string(null));
        schema.insert(schema.find('"', before.size() + 1) + 1, R"(,"null"])");
        return schema.insert(before.size(), "[");
    }

    static std::string integer(std::size_t width, bool is_signed)
    {
        auto const most = ~std::uint64_t{} >> (64 - 8 * width + is_signed);
        return R"({"type":"integer","minimum":)" + (is_signed ? '-' + std::to_string(most + 1) : "0") +
               R"(,"maximum":)" + std::to_string(most) + '}';
    }

    // A float holds what is not rounded to the next power of two.
    static std::string floating(std::size_t width)
    {
        if (width != sizeof(float)) return R"({"type":"number"})";
        return R"({"type":"number","exclusiveMinimum":-3.4028235677973366e38,)"
               R"("exclusiveMaximum":3.4028235677973366e38})";
    }

    static std::string enumerators(enum_table const& table, bool as_number)
    {
        std::string out;
        for (auto const* e = table.rows; e != table.rows + table.size; ++e)
            if (!as_number || find_enumerator(table, e->value) == e)
                add(out, as_number ? std::to_string(e->value) : text(e->text));
        return '[' + out + ']';
    }

    static std::string enumeration(enum_table const& table)
    {
        return (table.as_number ? R"({"type":"integer","enum":)" : R"({"type":"string","enum":)") +
               enumerators(table, table.as_number) + '}';
    }

    static std::string scalar(scalar_table const& table)
    {
        if (table.enumerators)
            return R"({"type":["string","number"],"examples":)" +
                   enumerators(*table.enumerators, table.enumerators->as_number) + '}';
        if (table.schema) return schema_of_user(table.schema);
        auto const* const type = !table.one_kind ? R"(["string","number"])"
                                 : table.quoted  ? R"("string")"
                                                 : R"("number")";
        return R"({"type":)" + std::string(type) + R"(,"description":)" + text(table.expected) + '}';
    }

    // The text in one spelling, to which keywords can be added.
    static std::string schema_of_user(std::string_view text)
    {
        auto const tree = read_json<json_tree>(text).value();
        if (tree.what != json_kind::object)
            throw call_error(failure(errc::unexpected_kind, {.explanation = "the schema of a scalar is no object"}));
        return tree.members.empty() ? std::string(any) : write_json(tree);
    }

    std::string maybe_quoted(value_type const& number)
    {
        auto const* const pattern = number.what == kind::signed_integer ? "^-?(0|[1-9][0-9]*)$"
                                    : number.what == kind::unsigned_integer
                                        ? "^(-?0|[1-9][0-9]*)$"
                                        : "^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?$";
        return any_of(value(number) + R"(,{"type":"string","pattern":)" + text(pattern) + '}');
    }

    std::string list(list_table const& table)
    {
        auto out = R"({"type":"array","items":)" + value(table.element);
        if (!table.resize) {
            auto const size = std::to_string(table.capacity);
            out += R"(,"minItems":)" + size + R"(,"maxItems":)" + size;
        } else if (table.capacity != list_table::any_size) {
            out += R"(,"maxItems":)" + std::to_string(table.capacity);
        }
        return out + '}';
    }

    std::string tuple(tuple_table const& table)
    {
        std::string items;
        for (std::size_t i = 0; i != table.size; ++i) add(items, value(table.types[i]));
        if (items.empty()) return R"({"type":"array","items":false})";
        return R"({"type":"array","prefixItems":[)" + items + R"(],"items":false,"minItems":)" +
               std::to_string(table.size) + '}';
    }

    std::string map(map_table const& table)
    {
        auto out = R"({"type":"object","additionalProperties":)" + value(table.value);
        if (auto const names = key(table.key); !names.empty()) out += R"(,"propertyNames":)" + names;
        return out + '}';
    }

    // The schema of a key as a name, which is a string; empty if it cannot be told.
    static std::string key(value_type const& type)
    {
        switch (type.what) {
            case kind::signed_integer: return R"({"pattern":"^(0|-?[1-9][0-9]*)$"})";
            case kind::unsigned_integer: return R"({"pattern":"^(0|[1-9][0-9]*)$"})";
            case kind::enumeration: {
                auto const& table = *type.enumeration;
                if (!table.as_number) return R"({"enum":)" + enumerators(table, false) + '}';
                std::string numbers;
                for (auto const* e = table.rows; e != table.rows + table.size; ++e)
                    if (find_enumerator(table, e->value) == e) add(numbers, text(std::to_string(e->value)));
                return R"({"enum":[)" + numbers + "]}";
            }
            case kind::scalar: return type.scalar->one_kind && type.scalar->quoted ? scalar(*type.scalar) : "";
            default: return "";
        }
    }

    casing casing_of(object_table const& table) const noexcept { return table.policy.names.value_or(options_.names); }

    std::string object(object_table const& table)
    {
        std::string properties, required;
        bool const none_required = table.policy.missing.value_or(options_.missing) == missing_members::allowed;
        for (auto const* f = table.fields; f != table.fields + table.size; ++f) {
            auto const name = text(wire_name(table, *f, options_.names));
            add(properties, name + ':' + value(f->type));
            if (f->required && !none_required) add(required, name);
        }
        auto out = R"({"type":"object","properties":{)" + properties + '}';
        if (!required.empty()) out += R"(,"required":[)" + required + ']';
        if (refuses_unknown(table.policy.unknown.value_or(options_.unknown), table.extras != nullptr))
            out += R"(,"additionalProperties":false)";
        return out + '}';
    }

    std::string reference(object_table const& table)
    {
        if (&table == root_) return R"({"$ref":"#"})";
        auto found = std::find_if(definitions_.begin(), definitions_.end(),
                                  [&](definition const& d) { return d.table == &table; });
        if (found == definitions_.end()) found = definitions_.insert(found, {&table, new_name(table)});
        return R"({"$ref":"#/$defs/)" + found->name + "\"}";
    }

    std::string new_name(object_table const& table) const
    {
        auto const name = struct_name(table.signature);
        auto out = name;
        auto const is_taken = [&](definition const& d) { return d.name == out; };
        for (int i = 2; std::any_of(definitions_.begin(), definitions_.end(), is_taken); ++i)
            out = name + '_' + std::to_string(i);
        return out;
    }

    // The alternative of a struct has its conditions beside the reference; that for all other values has their
    // negation.
    std::string variant(variant_table const& table)
    {
        std::string alternatives, conditions;
        for (auto first = table.choices.begin(); first != table.choices.end();) {
            auto const number = first->alternative;
            auto const last = std::find_if(first, table.choices.end(),
                                           [&](variant_choice const& c) { return c.alternative != number; });
            auto const& type = table.alternatives[number];
            auto const wanted = condition(table, *type.object, {first, last});
            add(alternatives, with(value(type), wanted));
            add(conditions, R"({"type":"object",)" + wanted + '}');
            first = last;
        }
        if (table.otherwise != variant_table::none)
            add(alternatives, with(value(table.alternatives[table.otherwise]), R"("not":)" + any_of(conditions)));
        return any_of(alternatives);
    }

    static std::string with(std::string schema, std::string const& keywords)
    {
        if (schema == any) return '{' + keywords + '}';
        schema.pop_back();
        return schema + ',' + keywords + '}';
    }

    std::string condition(variant_table const& table, object_table const& alternative,
                          std::span<variant_choice const> choices) const
    {
        std::string properties, names;
        for (std::size_t i = 0; i != choices.size();) {
            auto const of = choices[i].discriminator;
            auto const& f = *find_field(alternative, table.discriminators[of].name);
            std::string values;
            for (; i != choices.size() && choices[i].discriminator == of; ++i)
                add(values, discriminator_value(f.type, choices[i].value));
            auto const name = text(wire_name(alternative, f, options_.names));
            add(properties, name + R"(:{"enum":[)" + values + "]}");
            add(names, name);
        }
        return R"("properties":{)" + properties + R"(},"required":[)" + names + ']';
    }

    // The value as the member is written.
    static std::string discriminator_value(value_type const& type, std::string_view value)
    {
        auto const spelled = [&](enum_table const& table) {
            auto const* const found = find_enumerator(table, value);
            return text(found ? found->text : value);
        };
        switch (type.what) {
            case kind::optional:
            case kind::omittable: return discriminator_value(type.optional->value, value);
            case kind::boolean:
            case kind::signed_integer:
            case kind::unsigned_integer:
            case kind::floating: return std::string(value);
            case kind::enumeration:
                return type.enumeration->as_number ? std::string(value) : spelled(*type.enumeration);
            case kind::scalar:
                if (type.scalar->enumerators) return spelled(*type.scalar->enumerators);
                return type.scalar->one_kind && !type.scalar->quoted ? std::string(value) : text(value);
            default: return text(value);
        }
    }

    static bool is_same(value_type const& a, value_type const& b) noexcept
    {
        return a.what == b.what && a.width == b.width && a.none == b.none;
    }

    // A type that contains itself, other than through a struct, takes any value (boost::json::value).
    std::string dynamic(dynamic_table const& table)
    {
        if (std::find(open_.begin(), open_.end(), &table) != open_.end()) {
            recursive_ = &table;
            return std::string(any);
        }
        open_.push_back(&table);
        std::string schemas;
        std::vector<value_type> seen;
        for (std::size_t i = 0; i != json_kind_count; ++i) {
            if ((table.takes >> i & 1) == 0) continue;
            auto const& type = table.types[i];
            bool const is_null = i == static_cast<std::size_t>(json_kind::null) && !type.none;
            if (!is_null && std::any_of(seen.begin(), seen.end(), [&](auto const& t) { return is_same(t, type); }))
                continue;
            if (!is_null) seen.push_back(type);
            add(schemas, is_null ? std::string(null) : value(type));
        }
        open_.pop_back();
        if (recursive_ == &table) return recursive_ = nullptr, std::string(any);
        return schemas == null ? schemas : any_of(schemas);
    }

    schema_options const options_;
    object_table const* root_ = nullptr;
    std::vector<definition> definitions_;
    std::vector<dynamic_table const*> open_;
    dynamic_table const* recursive_ = nullptr;
};

DESCRY_DECL std::string write_schema(value_type const& type, schema_options const& options)
{
    auto schema = schema_writer(options).document(type);
    if (options.indent == 0) return schema;
    auto const tree = read_json<json_tree>(schema, {.max_depth = max_typed_depth}).value();
    return write_json(tree, {.indent = options.indent});
}

}  // namespace detail

}  // namespace descry
