// presence: absent, null and a value are three different things; std::optional and extras together tell them apart.
#pragma once

#include <descry/model/field_table.hpp>

#include <cstddef>
#include <optional>

namespace descry {

namespace detail {

// Null when the member was not described.
inline field const* field_at(object_table const& table, void const* object, void const* member) noexcept
{
    for (auto const* f = table.fields; f != table.fields + table.size; ++f)
        if (member_at(object, table, f->address) == member) return f;
    return nullptr;
}

template <class T>
concept keeps_presence = described_struct<T> && has_extras<T>;

template <keeps_presence T>
extras& extras_in(T& object) noexcept
{
    auto const& table = object_table_of<T>::table;
    return *static_cast<extras*>(member_at(&object, table, table.extras));
}

template <keeps_presence T>
extras const& extras_in(T const& object) noexcept
{
    return extras_in(const_cast<T&>(object));
}

}  // namespace detail

/// True when the member is empty and was `null` on the wire, or had a value there that was taken away since: it is
/// written as `null`.
template <detail::keeps_presence T, class Class, class Value>
bool is_null(T const& object, std::optional<Value> Class::*member) noexcept
{
    auto const* const f = detail::field_at(detail::object_table_of<T>::table, &object, &(object.*member));
    return f && !(object.*member) && detail::extras_in(object).present(f->presence);
}

/// True when the member is empty and is not written at all.
template <detail::keeps_presence T, class Class, class Value>
bool is_absent(T const& object, std::optional<Value> Class::*member) noexcept
{
    return !(object.*member) && !is_null(object, member);
}

/// Empties the member so that it is written as `null`.
template <detail::keeps_presence T, class Class, class Value>
void set_null(T& object, std::optional<Value> Class::*member)
{
    auto const* const f = detail::field_at(detail::object_table_of<T>::table, &object, &(object.*member));
    (object.*member).reset();
    if (f) detail::extras_in(object).set_present(f->presence, true);
}

/// Empties the member so that it is not written at all.
template <detail::keeps_presence T, class Class, class Value>
void set_absent(T& object, std::optional<Value> Class::*member)
{
    auto const* const f = detail::field_at(detail::object_table_of<T>::table, &object, &(object.*member));
    (object.*member).reset();
    if (f) detail::extras_in(object).set_present(f->presence, false);
}

}  // namespace descry
