// document_id: the member of a document that has its id.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/decimal.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/model/guid.hpp>
#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/detail/any_model.hpp>
#include <descry/testing/detail/tables.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace descry::testing::detail {

/// True if values of the type can be a key: strings and numbers, but neither objects and arrays nor types that also
/// hold these.
constexpr bool can_be_key(value_type const& type) noexcept
{
    auto const& inside = type_inside(type);
    if (inside.what == kind::proxy) return can_be_key(inside.proxy->value);
    if (inside.what == kind::dynamic)
        return (inside.dynamic->takes & (bit_of(json_kind::array) | bit_of(json_kind::object))) == 0;
    return is_leaf(inside.what) && inside.what != kind::boolean && inside.what != kind::raw;
}

/// The member with that name, if its values can be a key; null otherwise.
constexpr field const* key_alike(object_table const* table, std::string_view name) noexcept
{
    auto const* const out = member_alike(table, name);
    return out && can_be_key(out->type) ? out : nullptr;
}

/// The member with the id of a document, which may be in a nested object. Documents have the names with which descry
/// writes them, since undeclared members may have names that are alike.
struct id_member {
    object_table const* table = nullptr;  ///< Of the document.
    field const* outer = nullptr;         ///< The member with the nested object; null if the id is in the document.
    field const* id = nullptr;            ///< Null if no member has the id.

    explicit operator bool() const noexcept { return id != nullptr; }

    /// Its name in requests, `metadata.name` in a nested object.
    std::string name(casing names) const
    {
        auto out = outer ? std::string(wire_name(*table, *outer, names)) += '.' : std::string();
        return out += name_in_owner(names);
    }

    /// The object that has the id if the document has one; null if a nested object is absent.
    any_json const* owner_in(any_json const& document) const noexcept
    {
        auto const* const out = outer ? find_exactly(document, wire_name(*table, *outer)) : &document;
        return out && out->what == json_kind::object ? out : nullptr;
    }

    /// The id in a document; empty without one, or if it is the number zero or the GUID of zeros.
    std::string in(any_json const& document) const
    {
        auto const* const owner = owner_in(document);
        auto const* const given = owner ? find_exactly(*owner, name_in_owner()) : nullptr;
        auto out = given ? text_of(*given) : std::string();
        bool const is_none =
            given && given->what == json_kind::number ? decimal::parse(out) == decimal(0) : guid::parse(out) == guid();
        return is_none ? std::string() : out;
    }

    /// Stores the id in a document.
    void set(any_json& document, any_json value) const
    {
        if (!owner_in(document)) set_exactly(document, wire_name(*table, *outer), any_json(json_kind::object));
        set_exactly(const_cast<any_json&>(*owner_in(document)), name_in_owner(), std::move(value));
    }

    /// The JSON of a key in the member: a string, or else a number. Empty if the member can hold neither.
    std::optional<any_json> held_as(model_type const& model, std::string const& key) const
    {
        for (auto const& value : {text_tree(key), number_tree(key)}) {
            if (value.what == json_kind::number && !decimal::parse(key)) break;  // which might be other JSON
            any_json alone(json_kind::object);
            set(alone, value);
            if (!members_that_fit(alone, model).members.empty()) return value;
        }
        return std::nullopt;
    }

    /// Its name in the object that has it.
    std::string_view name_in_owner(casing names = casing::camel) const noexcept
    {
        return wire_name(outer ? *object_in(outer->type) : *table, *id, names);
    }
};

/// The member with the name of a path parameter, or else the only one in the objects of the document, as in Kubernetes'
/// `metadata.name`.
inline id_member member_with_key(object_table const* table, std::string_view parameter) noexcept
{
    if (!table || parameter.empty()) return {};
    if (auto const* const named = key_alike(table, parameter)) return {table, nullptr, named};
    id_member out;
    for (auto const* f = table->fields; f != table->fields + table->size; ++f)
        if (auto const* const inner = key_alike(object_in(f->type), parameter)) {
            if (out) return {};
            out = {table, f, inner};
        }
    return out;
}

/// The member with the id of documents at a path with that last parameter: the member with its name; or else the member
/// `id`; or else the only member with the name of the parameter in the objects of the document.
inline id_member id_in(object_table const* table, std::string_view parameter) noexcept
{
    auto const named = member_with_key(table, parameter);
    auto const* const id = parameter.empty() ? nullptr : key_alike(table, "id");
    return id && (!named || named.outer) ? id_member{table, nullptr, id} : named;
}

/// The member that chooses the id of a new document: the same, but only in an object that each document has. One that
/// may be absent is something else with a name of its own, such as an owner.
inline id_member id_of_new(object_table const* table, std::string_view parameter) noexcept
{
    auto const out = id_in(table, parameter);
    return out.outer && may_be_absent(out.outer->type.what) ? id_member() : out;
}

}  // namespace descry::testing::detail
