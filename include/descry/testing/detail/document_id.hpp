// document_id: the member of a document that has its id.
#pragma once

#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/detail/tables.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace descry::testing::detail {

/// The member with the id of a document, which may be in a nested object.
struct id_member {
    field const* outer = nullptr;  ///< The member with the nested object; null if the id is in the document itself.
    field const* id = nullptr;     ///< Null if no member has the id.

    explicit operator bool() const noexcept { return id != nullptr; }
    bool is_number() const noexcept { return is_integer(type_inside(id->type)); }

    /// Its name in requests, `metadata.name` in a nested object.
    std::string name(object_table const& table, casing names) const
    {
        if (!outer) return std::string(wire_name(table, *id, names));
        auto out = std::string(wire_name(table, *outer, names)) += '.';
        return out += wire_name(*object_in(outer->type), *id, names);
    }

    /// The id in a document; empty without one, or if it has a value that no document has as its id, such as zero.
    std::string in(any_json const& document) const
    {
        auto const* const at = outer ? find_member(document, outer->names[0]) : &document;
        auto const* const given = at ? find_member(*at, id->names[0]) : nullptr;
        auto out = given ? text_of(*given) : std::string();
        return out.find_first_not_of("0-") == out.npos ? std::string() : out;
    }

    /// Stores the id in a document, as a number or a string.
    void set(any_json& document, std::string const& value) const
    {
        if (outer && !find_member(document, outer->names[0]))
            set_member(document, outer->names[0], any_json(json_kind::object));
        auto& at = outer ? const_cast<any_json&>(*find_member(document, outer->names[0])) : document;
        if (at.what != json_kind::object) at = any_json(json_kind::object);
        set_member(at, id->names[0], is_number() ? number_tree(value) : text_tree(value));
    }
};

/// The member with the name of a path parameter, or else the only one in the objects of the document, as in Kubernetes'
/// `metadata.name`.
inline id_member member_with_key(object_table const* table, std::string_view parameter) noexcept
{
    if (!table || parameter.empty()) return {};
    if (auto const* const named = member_alike(table, parameter)) return {nullptr, named};
    id_member out;
    for (auto const* f = table->fields; f != table->fields + table->size; ++f)
        if (auto const* const inner = member_alike(object_in(f->type), parameter)) {
            if (out) return {};
            out = {f, inner};
        }
    return out;
}

/// The member with the id of documents at a path with that last parameter: the member with its name; or else the member
/// `id`; or else the only member with the name of the parameter in the objects of the document.
inline id_member id_in(object_table const* table, std::string_view parameter) noexcept
{
    auto const named = member_with_key(table, parameter);
    auto const* const usual = parameter.empty() ? nullptr : member_alike(table, "id");
    return usual && (!named || named.outer) ? id_member{nullptr, usual} : named;
}

}  // namespace descry::testing::detail
