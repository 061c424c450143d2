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

    /// The value of a member with exactly that name.
    patched_value at(std::string_view name, casing names) const noexcept
    {
        auto const* const in = inside(type);
        if (!in) return {};
        if (in->what == kind::map) return {&in->map->value};
        if (in->what != kind::object) return {};
        auto const* const f = find_field(*in->object, name);
        if (!f || wire_name(*in->object, *f, names) != name) return {};
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
        auto const* const in = member && member->merge_key ? inside(element().type) : nullptr;
        auto const* const f = in && in->what == kind::object ? find_field(*in->object, *member->merge_key) : nullptr;
        return f ? wire_name(*in->object, *f, names) : std::string_view();
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
