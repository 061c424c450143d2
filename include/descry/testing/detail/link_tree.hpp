// link_tree: sets members, such as links, by paths of names, where a model has them.
#pragma once

#include <descry/testing/detail/any_json.hpp>
#include <descry/testing/detail/tables.hpp>
#include <descry/testing/emulated_api.hpp>

#include <optional>
#include <string_view>
#include <utility>

namespace descry::testing::detail {

/// The member with that name, in camelCase or as declared; null if the table is null or has none. Other than for
/// `alike`, `links` is not `_links`.
constexpr field const* member_named(object_table const* table, std::string_view name) noexcept
{
    if (!table) return nullptr;
    for (auto const* f = table->fields; f != table->fields + table->size; ++f)
        if (equal_ignoring_case(f->names[0], name) || equal_ignoring_case(f->names[2], name)) return f;
    return nullptr;
}

/// The member at a path such as `links.next`, or null.
constexpr field const* member_at_path(object_table const* table, std::string_view path) noexcept
{
    auto const dot = path.find('.');
    auto const* const found = member_named(table, path.substr(0, dot));
    return !found || dot == path.npos ? found : member_at_path(object_in(found->type), path.substr(dot + 1));
}

/// Sets the member of an object at a path, if its model has it, to the result of `value` for the member's type; removes
/// it if the result is empty. Missing objects on the path are created.
template <class Value>
void set_at_path(any_json& object, object_table const& table, std::string_view path, Value const& value)
{
    if (!member_at_path(&table, path)) return;
    auto const dot = path.find('.');
    auto const& member = *member_named(&table, path.substr(0, dot));
    auto const name = wire_name(table, member);
    if (dot == path.npos) {
        if (auto set = value(member.type))
            set_member(object, name, *std::move(set));
        else
            std::erase_if(object.members, [&](auto const& each) { return alike(each.name, name); });
        return;
    }
    auto const* const given = find_member(object, name);
    auto inside = given && given->what == json_kind::object ? *given : any_json(json_kind::object);
    set_at_path(inside, *object_in(member.type), path.substr(dot + 1), value);
    set_member(object, name, std::move(inside));
}

/// A link for a member of that type: the URI, or the object that the API writes, with the members that the type
/// declares. Empty if there is no URI or no member.
inline std::optional<any_json> link_tree(value_type const& type, shown_link const& link, emulated_api const& api)
{
    if (link.uri.empty()) return std::nullopt;
    if (type_inside(type).what == kind::string) return text_tree(link.uri);
    auto const* const table = object_in(type);
    any_json out(json_kind::object);
    for (auto& [name, value] : read_own(api.write_link(link)).members)
        if (auto const* const member = member_alike(table, name))
            out.members.push_back({std::string(wire_name(*table, *member)), std::move(value)});
    return out.members.empty() ? std::nullopt : std::optional(std::move(out));
}

}  // namespace descry::testing::detail
