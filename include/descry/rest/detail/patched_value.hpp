// patched_value: what is declared for a value in a patch.
#pragma once

#include <descry/model/detail/name_index.hpp>
#include <descry/model/detail/value_type.hpp>

#include <string_view>

namespace descry {

namespace detail {

/// The type of a value in JSON, and the member that holds it; both null if they are unknown.
struct patched_value {
    value_type const* type = nullptr;
    field const* member = nullptr;

    /// The members that are declared; null if it is no object.
    object_table const* members() const noexcept
    {
        auto const* const in = inside(type);
        return in && in->what == kind::object ? in->object : nullptr;
    }

    /// The value of a member with exactly that name.
    patched_value at(std::string_view name, casing names) const noexcept
    {
        if (auto const* const in = inside(type); in && in->what == kind::map) return {&in->map->value};
        auto const* const table = members();
        auto const* const f = table ? find_field(*table, name) : nullptr;
        if (!f || wire_name(*table, *f, names) != name) return {};
        return {&f->type, f};
    }

    /// An element of the array.
    patched_value element() const noexcept
    {
        auto const* const in = inside(type);
        if (!in) return {};
        if (in->what == kind::list) return {&in->list->element};
        return in->what == kind::sequence ? patched_value{&in->sequence->element} : patched_value();
    }

    bool is_whole() const noexcept { return member && member->patched == patch_style::whole; }

    /// The name of the member that identifies the elements of the array; empty if there is none.
    std::string_view key(casing names) const noexcept
    {
        auto const* const table = member && member->merge_key ? element().members() : nullptr;
        auto const* const f = table ? find_field(*table, *member->merge_key) : nullptr;
        return f ? wire_name(*table, *f, names) : std::string_view();
    }

private:
    // The type in optionals and proxies.
    static value_type const* inside(value_type const* type) noexcept
    {
        while (type && (may_be_absent(type->what) || type->what == kind::proxy))
            type = type->what == kind::proxy ? &type->proxy->value : &type->optional->value;
        return type;
    }
};

}  // namespace detail

}  // namespace descry
