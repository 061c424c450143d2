// json_tree: JSON of any type, with the order of its members and all digits of its numbers.
#pragma once

#include <descry/core/detail/member_index.hpp>
#include <descry/core/error.hpp>
#include <descry/json/read.hpp>
#include <descry/model/detail/type_of.hpp>
#include <descry/model/raw_json.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// A JSON value, read and written like any other type.
struct json_tree {
    struct member;

    json_kind what;
    bool boolean = false;
    raw_json number{};
    std::string text{};
    std::vector<json_tree> elements;
    std::vector<member> members;

    inline json_tree(json_kind kind = json_kind::null);  // not available before a member is a complete type

    bool is_null() const noexcept { return what == json_kind::null; }

    /// True if both values are identical, including the text of numbers and the order of members.
    bool operator==(json_tree const& other) const;

    /// The member with that name, or else the first one with another casing of it; null if there is none. For names
    /// that the caller declares; other names are data, and differ by case.
    json_tree const* find(std::string_view name) const noexcept;
};

struct json_tree::member {
    std::string name{};
    json_tree value{};

    bool operator==(member const&) const = default;
};

/// Looks up the members of an object by their exact names.
using json_tree_index = member_index<json_tree::member>;

inline json_tree::json_tree(json_kind kind) : what(kind) {}

inline bool json_tree::operator==(json_tree const& other) const  // if defaulted, it crashes clang 14
{
    return what == other.what && boolean == other.boolean && number == other.number && text == other.text &&
           elements == other.elements && members == other.members;
}

inline json_tree const* json_tree::find(std::string_view name) const noexcept
{
    json_tree const* found = nullptr;
    for (auto const& m : members) {
        if (m.name == name) return &m.value;
        if (!found && equal_ignoring_case(m.name, name)) found = &m.value;
    }
    return found;
}

template <>
struct type_of<json_tree> {
    static constexpr kind what = kind::dynamic;
    static constexpr std::uint8_t width = 0;
    static dynamic_table const table;
};

inline constexpr no_table const* no_table_of_json_tree = nullptr;

inline constexpr list_table json_tree_elements{
    {kind::dynamic, 0, &type_of<json_tree>::table},
    sizeof(json_tree),
    [](void const* o) noexcept {
        return elements_of<std::vector<json_tree>>(&static_cast<json_tree const*>(o)->elements);
    },
    [](void* o, std::size_t size) { static_cast<json_tree*>(o)->elements.reserve(size); },
    [](void* o, std::size_t size) {
        return resize<std::vector<json_tree>>(&static_cast<json_tree*>(o)->elements, size);
    },
    [](void* o) noexcept { static_cast<json_tree*>(o)->elements.clear(); },
};

inline constexpr map_table json_tree_members{
    {kind::dynamic, 0, &type_of<json_tree>::table},
    3 * sizeof(json_tree::member),  // the maximum while the vector grows
    [](void* o) noexcept { static_cast<json_tree*>(o)->members.clear(); },
    [](void const* o) noexcept { return static_cast<json_tree const*>(o)->members.size(); },
    [](void* o, std::string&& name) -> void* {
        return &static_cast<json_tree*>(o)->members.emplace_back(json_tree::member{std::move(name)}).value;
    },
    [](void const* o, void* context, bool (*visit)(void*, std::string_view, void const*)) {
        for (auto const& [name, value] : static_cast<json_tree const*>(o)->members)
            if (!visit(context, name, &value)) return;
    },
    [](void* o, std::size_t i) noexcept -> void* { return &static_cast<json_tree*>(o)->members[i].value; },
};

inline void const* held_by_json_tree(json_tree const& tree) noexcept
{
    switch (tree.what) {
        case json_kind::boolean: return &tree.boolean;
        case json_kind::number: return &tree.number;
        case json_kind::string: return &tree.text;
        case json_kind::array:
        case json_kind::object: return &tree;
        case json_kind::null: break;
    }
    return nullptr;
}

inline constexpr dynamic_table type_of<json_tree>::table{
    any_json_kind,
    "a JSON value",
    {{},
     {kind::boolean, 1, no_table_of_json_tree},
     {kind::raw, 0, no_table_of_json_tree},
     {kind::string, 0, no_table_of_json_tree},
     {kind::list, 0, &json_tree_elements},
     {kind::map, 0, &json_tree_members}},
    [](void* o, json_kind of) -> void* {
        auto& tree = *static_cast<json_tree*>(o);
        tree = json_tree(of);
        return const_cast<void*>(held_by_json_tree(tree));
    },
    [](void const* o) noexcept -> dynamic_table::held_value {
        auto const& tree = *static_cast<json_tree const*>(o);
        return {type_of<json_tree>::table.types[static_cast<std::size_t>(tree.what)], held_by_json_tree(tree)};
    },
};

/// The maximum memory in bytes of the tree for a text from a service.
inline constexpr std::size_t max_tree_bytes = 64 * 1024 * 1024;

/// Parses JSON that descry wrote. Undeclared members are in it as the service sent them, and may have duplicate names.
inline result<json_tree> read_written(std::string_view json)
{
    return read_json<json_tree>(json, {.max_depth = max_typed_depth, .repeated = repeated_names::last_wins});
}

/// Reads a text from a service, which may be hostile. Its size and the number of its members are limited, since lookup
/// is linear.
inline result<json_tree> read_tree(std::string_view text, repeated_names repeated = repeated_names::refused)
{
    return read_json<json_tree>(text, {.max_depth = max_typed_depth,
                                       .max_size = 1024 * 1024,
                                       .max_elements = 1000,
                                       .max_decoded_bytes = max_tree_bytes,
                                       .repeated = repeated});
}

}  // namespace detail

}  // namespace descry
