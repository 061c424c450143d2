// normalize: rewrites JSON of a known type with its declared names, and with one text for each value, so that two texts
// can be compared exactly.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/json/detail/alternative.hpp>
#include <descry/json/detail/json_tree.hpp>
#include <descry/json/write.hpp>
#include <descry/model/chrono.hpp>
#include <descry/model/decimal.hpp>
#include <descry/model/detail/enum_table.hpp>
#include <descry/model/detail/name_index.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/model/guid.hpp>
#include <descry/model/timestamp.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

inline void normalize(value_type const& type, json_tree& tree);

/// Rewrites a string of a type with several strings for one value: an enumerator, a UUID, a time or a duration. An
/// instant is written in UTC. Other strings are not changed.
inline void normalize_text(value_type const& type, std::string& text)
{
    if (type.what != kind::scalar && type.what != kind::enumeration) return;
    auto const* const enumerators = type.what == kind::enumeration ? type.enumeration : type.scalar->enumerators;
    if (enumerators) {
        if (auto const* const e = find_enumerator(*enumerators, text))
            text = find_enumerator(*enumerators, e->value)->text;
        return;
    }
    char room[scalar_buffer::room_size];
    char const* end = nullptr;
    split_time time;
    switch (type.scalar->form) {
        case text_form::unique: break;
        case text_form::uuid:
            if (auto const read = guid::parse(text)) end = read->write(room);
            break;
        case text_form::duration:
            if (read_iso_duration(text, time)) end = write_iso_duration(time, room);
            break;
        case text_form::instant:
            if (read_instant(text, time))
                end = write_instant(time, room);
            else if (auto const read = timestamp::parse(text); read && read->has_time() && !read->offset())
                end = timestamp(read->local()).write(room);
    }
    if (end) text = std::string_view(room, static_cast<std::size_t>(end - room));
}

inline void normalize_members(object_table const& table, json_tree& tree)
{
    declared_names names(table);
    for (auto const& m : tree.members) names.add(m.name);
    for (auto& m : tree.members)
        if (auto const* const f = names.find(m.name)) {
            m.name = f->names[0];
            normalize(f->type, m.value);
        }
}

/// The alternative for a value, or `variant_table::none`. It depends on some members of an object, and on nothing
/// inside of them, which is not written.
inline std::size_t alternative_of(variant_table const& table, json_tree const& tree)
{
    json_tree members(tree.what);
    for (auto const& m : tree.members) {
        bool const decides = std::any_of(table.discriminators.begin(), table.discriminators.end(), [&](auto const& d) {
            return equal_ignoring_case(d.name, m.name) || equal_ignoring_case(d.declared, m.name);
        });
        bool const is_leaf = m.value.what != json_kind::object && m.value.what != json_kind::array;
        if (decides) members.members.push_back({m.name, is_leaf ? m.value : json_tree(m.value.what)});
    }
    auto const json = write_json(members);
    return alternative_finder(json).find(table, max_typed_depth, {});
}

/// Writes the names of declared members in camelCase and values in one form, at all depths. Undeclared names and values
/// of a kind that does not match the type are not changed.
inline void normalize(value_type const& type, json_tree& tree)
{
    switch (type.what) {
        case kind::optional:
        case kind::omittable: return normalize(type.optional->value, tree);
        case kind::list:
            for (auto& element : tree.elements) normalize(type.list->element, element);
            return;
        case kind::sequence:
            for (auto& element : tree.elements) normalize(type.sequence->element, element);
            return;
        case kind::tuple:
            for (std::size_t i = 0; i < type.tuple->size && i < tree.elements.size(); ++i)
                normalize(type.tuple->types[i], tree.elements[i]);
            return;
        case kind::proxy: return normalize(type.proxy->value, tree);
        case kind::map:
            for (auto& m : tree.members) {
                normalize_text(type.map->key, m.name);
                normalize(type.map->value, m.value);
            }
            return;
        case kind::object: return normalize_members(*type.object, tree);
        case kind::variant:
            if (auto const number = alternative_of(*type.variant, tree); number != variant_table::none)
                normalize(type.variant->alternatives[number], tree);
            return;
        case kind::dynamic:
            if ((type.dynamic->takes & bit_of(tree.what)) != 0 && !tree.is_null())
                normalize(type.dynamic->types[static_cast<std::size_t>(tree.what)], tree);
            return;
        case kind::maybe_quoted:
            if (tree.what != json_kind::string || !decimal::parse(tree.text)) return;
            tree.what = json_kind::number;
            tree.number.text = std::move(tree.text);
            tree.text.clear();
            return;
        default:
            if (tree.what == json_kind::string) normalize_text(type, tree.text);
    }
}

}  // namespace detail

}  // namespace descry
