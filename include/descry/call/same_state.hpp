// same_state: whether a resource is as an update wanted it, to find out what became of one whose answer was lost.
#pragma once

#include <descry/json/json_tree.hpp>
#include <descry/model/decimal.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace descry {

namespace detail {

/// Entity tags stand in the documents too, and are what may differ.
struct state_tags {
    std::string_view sent, current;
};

inline bool same_state(json_tree const& sent, json_tree const& current, state_tags const& tags);

// What the members of one have, the other has: in any casing and order; null is as good as absent.
inline bool has_members_of(json_tree const& one, json_tree const& other, state_tags const& tags)
{
    return std::all_of(one.members.begin(), one.members.end(), [&](json_tree::member const& m) {
        auto const* const found = other.find(m.name);
        return found && !found->is_null() ? same_state(m.value, *found, tags) : m.value.is_null();
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
        case json_kind::object:
            return has_members_of(sent, current, tags) && has_members_of(current, sent, {tags.current, tags.sent});
    }
    return false;
}

/// The same of two texts. False when one is not JSON, or is too large to be compared.
inline bool same_state(std::string_view sent, std::string_view current, state_tags const& tags)
{
    auto const a = read_tree(sent), b = read_tree(current);
    return a && b && same_state(*a, *b, tags);
}

/// True when a document has every member that a change wanted, at any depth: an object is compared by the members that
/// the change names, everything else as a whole. What the change wanted to be null is absent or null.
inline bool shows_change(json_tree const& wanted, json_tree const& current, state_tags const& tags)
{
    if (wanted.what != json_kind::object) return same_state(wanted, current, tags);
    return std::all_of(wanted.members.begin(), wanted.members.end(), [&](json_tree::member const& m) {
        auto const* const found = current.find(m.name);
        bool const is_tag = !tags.sent.empty() && m.value.what == json_kind::text && m.value.text == tags.sent;
        if (found && !found->is_null()) return shows_change(m.value, *found, tags);
        return m.value.is_null() || is_tag || (m.value.what == json_kind::object && shows_change(m.value, {}, tags));
    });
}

/// The same of two texts. False when one is not JSON, or is too large to be compared.
inline bool shows_change(std::string_view wanted, std::string_view current, state_tags const& tags)
{
    auto const a = read_tree(wanted), b = read_tree(current);
    return a && b && shows_change(*a, *b, tags);
}

}  // namespace detail

}  // namespace descry
