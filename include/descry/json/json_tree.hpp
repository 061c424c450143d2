// json_tree: JSON of no known type, in the order read and with every digit kept.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/read.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/model/type_of.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// Where the members of a broad object stand while it is read, by name. It is no part of the object's value: a copy has
/// none.
class name_positions {
public:
    name_positions() noexcept = default;
    name_positions(name_positions const&) noexcept {}
    name_positions(name_positions&&) noexcept = default;
    name_positions& operator=(name_positions other) noexcept
    {
        of_.swap(other.of_);
        return *this;
    }
    ~name_positions() = default;

    /// The position of that name among `members`, to which all but the first few are added after it was asked for;
    /// their size when there is none.
    template <class Members>
    std::size_t find_or_add(Members const& members, std::string const& name)
    {
        constexpr std::size_t few = 16;
        if (members.size() < few) {
            auto const named = [&](auto const& m) { return m.name == name; };
            return static_cast<std::size_t>(std::find_if(members.begin(), members.end(), named) - members.begin());
        }
        if (!of_) {
            of_ = std::make_unique<std::map<std::string, std::size_t>>();
            for (std::size_t i = 0; i != members.size(); ++i) of_->emplace(members[i].name, i);
        }
        return of_->emplace(name, members.size()).first->second;
    }

private:
    std::unique_ptr<std::map<std::string, std::size_t>> of_{};
};

/// One value, read and written like any other type.
struct json_tree {
    struct member;

    json_kind what;
    bool boolean = false;
    raw_json number{};
    std::string text{};
    std::vector<json_tree> elements;
    std::vector<member> members;
    name_positions positions{};

    inline json_tree(json_kind kind = json_kind::null_value);  // not before a member is complete

    bool is_null() const noexcept { return what == json_kind::null_value; }

    /// The member of that name, or else the first in another casing of it; null when there is none. For names that the
    /// caller knows: others are data, and differ by case.
    json_tree const* find(std::string_view name) const noexcept;
};

struct json_tree::member {
    std::string name{};
    json_tree value{};
};

inline json_tree::json_tree(json_kind kind) : what(kind) {}

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
    list_table::any_size,
    [](void const* o) noexcept { return static_cast<json_tree const*>(o)->elements.size(); },
    [](void const* o, std::size_t i) noexcept -> void const* { return &static_cast<json_tree const*>(o)->elements[i]; },
    nullptr,
    [](void* o, std::size_t) -> void* { return &static_cast<json_tree*>(o)->elements.emplace_back(); },
    [](void* o) noexcept { static_cast<json_tree*>(o)->elements.clear(); },
};

inline constexpr map_table json_tree_members{
    {kind::dynamic, 0, &type_of<json_tree>::table},
    [](void* o) noexcept { static_cast<json_tree*>(o)->members.clear(); },
    [](void const* o) noexcept { return static_cast<json_tree const*>(o)->members.size(); },
    [](void* o, std::string&& name) -> void* {
        auto& tree = *static_cast<json_tree*>(o);
        auto const at = tree.positions.find_or_add(tree.members, name);
        if (at == tree.members.size()) tree.members.emplace_back(json_tree::member{std::move(name)});
        return &tree.members[at].value;
    },
    [](void const* o, void* context, bool (*visit)(void*, std::string_view, void const*)) {
        for (auto const& [name, value] : static_cast<json_tree const*>(o)->members)
            if (!visit(context, name, &value)) return;
    },
};

inline void const* held_by_json_tree(json_tree const& tree) noexcept
{
    switch (tree.what) {
        case json_kind::boolean: return &tree.boolean;
        case json_kind::number: return &tree.number;
        case json_kind::text: return &tree.text;
        case json_kind::list:
        case json_kind::object: return &tree;
        case json_kind::null_value: break;
    }
    return nullptr;
}

inline constexpr dynamic_table type_of<json_tree>::table{
    any_json_kind,
    "a JSON value",
    {{},
     {kind::boolean, 1, no_table_of_json_tree},
     {kind::raw, 0, no_table_of_json_tree},
     {kind::text, 0, no_table_of_json_tree},
     {kind::list, 0, &json_tree_elements},
     {kind::map, 0, &json_tree_members}},
    [](void* o, json_kind what) -> void* {
        auto& tree = *static_cast<json_tree*>(o);
        tree = json_tree(what);
        return const_cast<void*>(held_by_json_tree(tree));
    },
    [](void const* o) noexcept -> dynamic_table::held_value {
        auto const& tree = *static_cast<json_tree const*>(o);
        return {type_of<json_tree>::table.types[static_cast<std::size_t>(tree.what)], held_by_json_tree(tree)};
    },
};

/// Reads what a service sent, which may be hostile: neither large nor broad, since members are looked up in it one by
/// one.
inline result<json_tree> read_tree(std::string_view text, repeated_names repeated = repeated_names::refused)
{
    return read_json<json_tree>(
        text, {.max_depth = max_typed_depth, .max_size = 1024 * 1024, .max_elements = 1000, .repeated = repeated});
}

}  // namespace detail

}  // namespace descry
