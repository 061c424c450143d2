// same_state: whether a resource is as an update wanted it, to find out what became of an update whose response was
// lost.
#pragma once

#include <descry/client/detail/conceal.hpp>
#include <descry/core/error.hpp>
#include <descry/json/detail/declared_names.hpp>
#include <descry/json/detail/json_tree.hpp>
#include <descry/model/decimal.hpp>
#include <descry/model/detail/value_type.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// Entity tags stand in the documents too, and are what may differ.
struct state_tags {
    std::string_view sent, current;
};

inline bool same_state(json_tree const& sent, json_tree const& current, state_tags const& tags);

/// The member of exactly that name, unless it is null; null when there is none.
inline json_tree const* present_member(json_tree_index const& in, std::string_view name)
{
    auto const* const found = in.find(name);
    return !found || found->value.is_null() ? nullptr : &found->value;
}

// Each has what the other has, in any order; null is as good as absent. No pair of values is compared twice, which
// would double the work with each level. A name that is there twice is never the same.
inline bool same_members(json_tree const& sent, json_tree const& current, state_tags const& tags)
{
    json_tree_index const in_sent(sent.members), in_current(current.members);
    return std::all_of(sent.members.begin(), sent.members.end(),
                       [&](json_tree::member const& m) {
                           auto const* const found = present_member(in_current, m.name);
                           return found ? same_state(m.value, *found, tags) : m.value.is_null();
                       }) &&
           std::all_of(current.members.begin(), current.members.end(), [&](json_tree::member const& m) {
               return m.value.is_null() || (present_member(in_sent, m.name) && in_current.find(m.name) == &m);
           });
}

inline bool same_state(json_tree const& sent, json_tree const& current, state_tags const& tags)
{
    if (sent.what != current.what) return false;
    switch (sent.what) {
        case json_kind::null_value: return true;
        case json_kind::boolean: return sent.boolean == current.boolean;
        case json_kind::text:
            return sent.text == current.text ||
                   (!tags.sent.empty() && sent.text == tags.sent && current.text == tags.current);
        case json_kind::number: {
            auto const a = decimal::parse(sent.number.text), b = decimal::parse(current.number.text);
            return a && b ? *a == *b : sent.number == current.number;
        }
        case json_kind::list:
            return std::equal(sent.elements.begin(), sent.elements.end(), current.elements.begin(),
                              current.elements.end(),
                              [&](auto const& a, auto const& b) { return same_state(a, b, tags); });
        case json_kind::object: return same_members(sent, current, tags);
    }
    return false;
}

/// A text, and the type of what it holds; null when that is not known.
struct typed_text {
    std::string_view json;
    value_type const* type;
};

/// The tree of a text, with the names of declared members spelled as they are declared; nothing when it is not JSON, or
/// too large to be compared.
inline auto read_state(typed_text in)
{
    auto tree = read_tree(in.json);
    if (tree && in.type) spell_as_declared(*in.type, *tree);
    return tree;
}

/// The same of two texts. Names of declared members may be spelled in any casing; all others are compared exactly.
/// False when one is not JSON, or is too large to be compared.
inline bool same_state(typed_text sent, typed_text current, state_tags const& tags)
{
    auto const a = read_state(sent), b = read_state(current);
    return a && b && same_state(*a, *b, tags);
}

/// True when a document has every member that a change wanted, at any depth: an object is compared by the members that
/// the change names, everything else as a whole. What the change wanted to be null is absent or null.
inline bool shows_change(json_tree const& wanted, json_tree const& current, state_tags const& tags)
{
    if (wanted.what != json_kind::object) return same_state(wanted, current, tags);
    json_tree_index const in_current(current.members);
    return std::all_of(wanted.members.begin(), wanted.members.end(), [&](json_tree::member const& m) {
        auto const* const found = present_member(in_current, m.name);
        bool const is_tag = !tags.sent.empty() && m.value.what == json_kind::text && m.value.text == tags.sent;
        if (found) return shows_change(m.value, *found, tags);
        return m.value.is_null() || is_tag || (m.value.what == json_kind::object && shows_change(m.value, {}, tags));
    });
}

/// Removes the members of these names, at any depth.
inline void erase_members(json_tree& in, member_list names)
{
    std::erase_if(in.members, [&](json_tree::member const& m) { return is_among(m.name, names); });
    for (auto& m : in.members) erase_members(m.value, names);
    for (auto& element : in.elements) erase_members(element, names);
}

/// The same of two texts, without members that services do not show. A failure when one is too large to be compared.
inline result<bool> shows_change(typed_text wanted, typed_text current, state_tags const& tags, member_list hidden)
{
    auto a = read_state(wanted), b = read_state(current);
    for (auto* tree : {&a, &b}) {
        if (!*tree)
            return failure(static_cast<errc>(tree->error().code().value()),
                           {.explanation = "the state cannot be compared with what the change wanted"});
        erase_members(**tree, hidden);
    }
    return shows_change(*a, *b, tags);
}

}  // namespace detail

}  // namespace descry
