// declared_names: rewrites JSON of a known type with its declared names, so that two texts can be compared exactly.
#pragma once

#include <descry/json/detail/alternative.hpp>
#include <descry/json/detail/json_tree.hpp>
#include <descry/json/write.hpp>
#include <descry/model/detail/name_index.hpp>
#include <descry/model/detail/value_type.hpp>

#include <cstddef>
#include <string>

namespace descry {

namespace detail {

inline void spell_as_declared(value_type const& type, json_tree& tree);

inline void spell_members_as_declared(object_table const& table, json_tree& tree)
{
    declared_names names(table);
    for (auto const& m : tree.members) names.add(m.name);
    for (auto& m : tree.members)
        if (auto const* const f = names.find(m.name)) {
            m.name = f->names[0];
            spell_as_declared(f->type, m.value);
        }
}

/// Writes the names of declared members in camelCase, at all depths. Undeclared names and values of a kind that does
/// not match the type are not changed.
inline void spell_as_declared(value_type const& type, json_tree& tree)
{
    switch (type.what) {
        case kind::optional:
        case kind::omittable: return spell_as_declared(type.optional->value, tree);
        case kind::list:
            for (auto& element : tree.elements) spell_as_declared(type.list->element, element);
            return;
        case kind::sequence:
            for (auto& element : tree.elements) spell_as_declared(type.sequence->element, element);
            return;
        case kind::tuple:
            for (std::size_t i = 0; i < type.tuple->size && i < tree.elements.size(); ++i)
                spell_as_declared(type.tuple->types[i], tree.elements[i]);
            return;
        case kind::proxy: return spell_as_declared(type.proxy->value, tree);
        case kind::map:
            for (auto& m : tree.members) spell_as_declared(type.map->value, m.value);
            return;
        case kind::object: return spell_members_as_declared(*type.object, tree);
        case kind::variant: {
            auto const json = write_json(tree);
            auto const number = alternative_finder(json).find(*type.variant, max_typed_depth, repeated_names::refused);
            if (number != variant_table::none) spell_as_declared(type.variant->alternatives[number], tree);
            return;
        }
        case kind::dynamic:
            if ((type.dynamic->takes & bit_of(tree.what)) != 0 && !tree.is_null())
                spell_as_declared(type.dynamic->types[static_cast<std::size_t>(tree.what)], tree);
            return;
        default: return;
    }
}

}  // namespace detail

}  // namespace descry
