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

}  // namespace detail

}  // namespace descry
