// value_at: finds, stores and clears a value in JSON by the members that lead to it.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/json/detail/json_tree.hpp>
#include <descry/rest/detail/member_path.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace descry {

namespace detail {

/// The value at the end of a path in JSON that descry wrote; null if it is absent.
inline json_tree const* find_at(json_tree const& tree, member_path path, casing names) noexcept
{
    auto const* at = &tree;
    for (auto const& step : path) {
        auto const named = [&](json_tree::member const& m) { return m.name == step.name(names); };
        auto const found = std::find_if(at->members.begin(), at->members.end(), named);
        if (found == at->members.end()) return nullptr;
        at = &found->value;
    }
    return at;
}

/// Stores a value at the end of a path. Absent objects on the way are created.
inline void set_at(json_tree& tree, member_path path, casing names, json_tree value)
{
    auto* at = &tree;
    for (auto const& step : path) {
        if (at->what != json_kind::object) *at = json_tree(json_kind::object);
        auto* const found = const_cast<json_tree*>(find_at(*at, {&step, 1}, names));
        at = found ? found : &at->members.emplace_back(json_tree::member{std::string(step.name(names))}).value;
    }
    *at = std::move(value);
}

/// Makes the value at the end of a path null, if it is present, in JSON with the names that `normalize` writes. Does
/// nothing for an empty path.
inline void clear_normalized(json_tree& tree, member_path path) noexcept
{
    auto* at = path.empty() ? nullptr : &tree;
    for (auto const& step : path) {
        auto const named = [&](auto const& m) { return m.name == step.table->fields[step.number].names[0]; };
        auto const found = std::find_if(at->members.begin(), at->members.end(), named);
        if (found == at->members.end()) return;
        at = &found->value;
    }
    if (at) *at = json_tree();
}

}  // namespace detail

}  // namespace descry
