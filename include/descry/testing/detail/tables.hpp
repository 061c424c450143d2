// tables: lookup in the table of a type by names as services spell them.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/detail/value_type.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace descry::testing::detail {

/// True if two names are equal without regard to the case of ASCII letters and to underscores: `page_size`, `PageSize`.
constexpr bool alike(std::string_view a, std::string_view b) noexcept
{
    auto const next = [](std::string_view& name) {
        while (name.starts_with('_')) name.remove_prefix(1);
        if (name.empty()) return '\0';
        auto const c = to_lower(name.front());
        name.remove_prefix(1);
        return c;
    };
    for (;;) {
        auto const x = next(a);
        if (x != next(b)) return false;
        if (x == '\0') return true;
    }
}

/// The common form of all names that are alike.
inline std::string common_name(std::string_view name)
{
    std::string out;
    for (char const c : name)
        if (c != '_') out += to_lower(c);
    return out;
}

/// The type of the value of an optional member; the type itself for others.
constexpr value_type const& type_inside(value_type const& type) noexcept
{
    return may_be_absent(type.what) ? type_inside(type.optional->value) : type;
}

/// The type of that element of an array, or null.
constexpr value_type const* type_of_element(value_type const& type, std::size_t number) noexcept
{
    if (type.what == kind::list) return &type.list->element;
    if (type.what == kind::sequence) return &type.sequence->element;
    return type.what == kind::tuple && number < type.tuple->size ? &type.tuple->types[number] : nullptr;
}

/// The value of an optional member, null if it is empty; the value itself for others.
inline void const* value_inside(value_type const& type, void const* value) noexcept
{
    if (!value || !may_be_absent(type.what)) return value;
    return value_inside(type.optional->value, type.optional->get(value));
}

/// The table of an object, or of a value that may hold one; null otherwise.
constexpr object_table const* object_in(value_type const& type) noexcept
{
    auto const& inside = type_inside(type);
    return inside.what == kind::object ? inside.object : nullptr;
}

/// The member with that name; null if the table is null or has none.
constexpr field const* member_alike(object_table const* table, std::string_view name) noexcept
{
    if (!table) return nullptr;
    for (auto const* f = table->fields; f != table->fields + table->size; ++f)
        if (alike(f->names[0], name) || alike(f->names[2], name)) return f;
    return nullptr;
}

/// The member to which a parameter belongs: that of its whole name, or of its name up to a bracket or a dot.
constexpr field const* member_of_parameter(object_table const* table, std::string_view name) noexcept
{
    auto const* const found = member_alike(table, name);
    return found ? found : member_alike(table, name.substr(0, name.find_first_of("[.")));
}

using descry::detail::wire_name;

/// True for the kinds of integers.
constexpr bool is_integer(value_type const& type) noexcept
{
    return type.what == kind::signed_integer || type.what == kind::unsigned_integer;
}

/// The member with that name at a depth of a type: 1 is the object itself, and each level of nesting adds one. For a
/// variant, the first alternative that has the member is used. Null if there is none.
constexpr field const* member_at_level(value_type const& type, std::string_view name, int level) noexcept
{
    auto const& inside = type_inside(type);
    if (inside.what == kind::variant) {
        auto const& of = *inside.variant;
        for (auto const& choice : of.choices)
            if (auto const* const f = member_at_level(of.alternatives[choice.alternative], name, level)) return f;
        return of.otherwise == of.none ? nullptr : member_at_level(of.alternatives[of.otherwise], name, level);
    }
    if (inside.what == kind::dynamic) {
        auto const& object = inside.dynamic->types[static_cast<std::size_t>(json_kind::object)];
        return object.what == kind::object || object.what == kind::variant ? member_at_level(object, name, level)
                                                                           : nullptr;
    }
    auto const* const table = object_in(inside);
    if (!table || level == 1) return member_alike(table, name);
    for (auto const* f = table->fields; f != table->fields + table->size; ++f)
        if (auto const* const found = member_at_level(f->type, name, level - 1)) return found;
    return nullptr;
}

}  // namespace descry::testing::detail
