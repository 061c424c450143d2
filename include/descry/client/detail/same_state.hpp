// same_state: compares a resource with the state that an update should have led to, to determine the outcome of an
// update whose response was lost.
#pragma once

#include <descry/client/detail/secrets.hpp>
#include <descry/core/error.hpp>
#include <descry/json/detail/json_tree.hpp>
#include <descry/json/detail/normalize.hpp>
#include <descry/model/decimal.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/rest/detail/value_at.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// The entity tags in the two documents, which may differ, and the member with the version, which is not compared.
struct state_tags {
    std::string_view sent, current;
    member_path version{};
};

inline bool same_state(json_tree const& sent, json_tree const& current, state_tags const& tags);

/// The member with exactly this name, or null if it is absent or null.
inline json_tree const* present_member(json_tree_index const& in, std::string_view name)
{
    auto const* const found = in.find(name);
    return !found || found->value.is_null() ? nullptr : &found->value;
}

// True if both have equal members, in any order; null equals absent. No pair of values is compared twice, which would
// double the work with each level. Duplicate names are never equal.
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
        case json_kind::null: return true;
        case json_kind::boolean: return sent.boolean == current.boolean;
        case json_kind::string:
            return sent.text == current.text ||
                   (!tags.sent.empty() && sent.text == tags.sent && current.text == tags.current);
        case json_kind::number: {
            auto const a = decimal::parse(sent.number.text), b = decimal::parse(current.number.text);
            return a && b ? *a == *b : sent.number == current.number;
        }
        case json_kind::array:
            return std::equal(sent.elements.begin(), sent.elements.end(), current.elements.begin(),
                              current.elements.end(),
                              [&](auto const& a, auto const& b) { return same_state(a, b, tags); });
        case json_kind::object: return same_members(sent, current, tags);
    }
    return false;
}

/// A JSON text with the type of its value; null if the type is unknown.
struct typed_text {
    std::string_view json;
    value_type const* type;
};

/// The parsed text, with declared member names and values in one spelling; nothing if it is not JSON, or too large to
/// be compared.
inline auto read_state(typed_text in)
{
    auto tree = read_tree(in.json);
    if (tree && in.type) normalize(*in.type, *tree);
    return tree;
}

/// Compares two texts. Letter case is ignored in declared member names, and values are compared as those of their type:
/// two texts of an instant, a GUID or an enumerator are the same. All others are compared exactly. False if one of the
/// texts is not JSON, or is too large to be compared.
inline bool same_state(typed_text sent, typed_text current, state_tags const& tags)
{
    auto a = read_state(sent), b = read_state(current);
    if (!a || !b) return false;
    for (auto* tree : {&*a, &*b}) clear_normalized(*tree, tags.version);
    return same_state(*a, *b, tags);
}

/// True if a document has every member that a change set, at any depth: an object is compared by the members in the
/// change, any other value as a whole. A member that the change set to null is absent or null.
inline bool shows_change(json_tree const& wanted, json_tree const& current, state_tags const& tags)
{
    if (wanted.what != json_kind::object) return same_state(wanted, current, tags);
    json_tree_index const in_current(current.members);
    return std::all_of(wanted.members.begin(), wanted.members.end(), [&](json_tree::member const& m) {
        auto const* const found = present_member(in_current, m.name);
        bool const is_tag = !tags.sent.empty() && m.value.what == json_kind::string && m.value.text == tags.sent;
        if (found) return shows_change(m.value, *found, tags);
        return m.value.is_null() || is_tag || (m.value.what == json_kind::object && shows_change(m.value, {}, tags));
    });
}

/// Removes the members with these names, at any depth.
inline void erase_members(json_tree& in, member_list names)
{
    std::erase_if(in.members, [&](json_tree::member const& m) { return is_among(m.name, names); });
    for (auto& m : in.members) erase_members(m.value, names);
    for (auto& element : in.elements) erase_members(element, names);
}

/// Compares two texts, without the members in `hidden`, which services do not return. A failure if one of the texts is
/// too large to be compared.
inline result<bool> shows_change(typed_text wanted, typed_text current, state_tags const& tags, member_list hidden)
{
    auto a = read_state(wanted), b = read_state(current);
    for (auto* tree : {&a, &b}) {
        if (!*tree)
            return failure(static_cast<errc>(tree->error().code().value()),
                           {.explanation = "the state cannot be compared with what the change wanted"});
        erase_members(**tree, hidden);
        clear_normalized(**tree, tags.version);
    }
    return shows_change(*a, *b, tags);
}

}  // namespace detail

}  // namespace descry
