// conceal: takes the values of sensitive members out of what services say.
#pragma once

#include <descry/call/json_tree.hpp>
#include <descry/call/redact.hpp>
#include <descry/json/read.hpp>
#include <descry/json/write.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

using member_list = std::span<std::string_view const>;

inline bool is_among(std::string_view name, member_list names) noexcept
{
    return std::any_of(names.begin(), names.end(), [&](auto const& n) { return equal_ignoring_case(n, name); });
}

/// The texts and numbers in a value.
inline void collect_leaves(json_tree const& from, std::vector<std::string>& out)
{
    if (from.what == json_kind::text) out.push_back(from.text);
    if (from.what == json_kind::number) out.push_back(from.number.text);
    for (auto const& e : from.elements) collect_leaves(e, out);
    for (auto const& m : from.members) collect_leaves(m.value, out);
}

/// What the members of those names hold, at any depth.
inline void collect_values(json_tree const& from, member_list names, std::vector<std::string>& out)
{
    for (auto const& e : from.elements) collect_values(e, names, out);
    for (auto const& [name, value] : from.members)
        is_among(name, names) ? collect_leaves(value, out) : collect_values(value, names, out);
}

/// Puts a mark in the place of what they hold. True when there were any.
inline bool mask_values(json_tree& in, member_list names)
{
    bool any = false;
    for (auto& e : in.elements) any = mask_values(e, names) || any;
    for (auto& [name, value] : in.members) {
        if (!is_among(name, names)) {
            any = mask_values(value, names) || any;
        } else if (!value.is_null()) {
            value = json_kind::text;
            value.text = redaction_mark;
            any = true;
        }
    }
    return any;
}

inline bool mentions(std::string_view text, member_list names)
{
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        return std::search(text.begin(), text.end(), name.begin(), name.end(),
                           [](char a, char b) { return to_lower(a) == to_lower(b); }) != text.end();
    });
}

/// A body that may be shown: the members of those names hold a mark. A body that cannot be read as JSON, and in which
/// they might be nevertheless, is a mark as a whole.
inline void conceal(std::string& body, member_list names)
{
    if (names.empty() || body.empty()) return;
    auto tree = read_tree(body);
    if (!tree) {
        if (mentions(body, names)) body = redaction_mark;
    } else if (mask_values(*tree, names)) {
        body = write_json(*tree);
    }
}

/// The values of the members of those names in a request, which services like to repeat.
inline std::vector<std::string> sensitive_values(std::string_view body, member_list names)
{
    std::vector<std::string> out;
    if (names.empty() || body.empty()) return out;
    if (auto const tree = read_json<json_tree>(body, {.max_depth = max_typed_depth})) collect_values(*tree, names, out);
    return out;
}

}  // namespace detail

}  // namespace descry
