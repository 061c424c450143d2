// presence: distinguishes absent from null in a struct with extras and optional members.
#pragma once

#include <descry/model/detail/field_table.hpp>
#include <descry/model/detail/type_of.hpp>
#include <descry/model/detail/value_type.hpp>

namespace descry {

namespace detail {

// Null if the member was not described.
inline field const* field_at(object_table const& table, void const* object, void const* member) noexcept
{
    for (auto const* f = table.fields; f != table.fields + table.size; ++f)
        if (member_at(object, table, f->address) == member) return f;
    return nullptr;
}

template <class T>
concept keeps_presence = described_struct<T> && has_extras<T>;

// A std::optional or a std::unique_ptr. An omittable needs no extras.
template <class T>
concept optional_member = type_of<T>::what == kind::optional || type_of<T>::what == kind::optional_string;

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

/// True if the member is empty and was `null` when read, or had a value that was removed since: it is written as
/// `null`.
template <detail::keeps_presence T, class Class, detail::optional_member Member>
bool is_null(T const& object, Member Class::*member) noexcept
{
    auto const* const f = detail::field_at(detail::object_table_of<T>::table, &object, &(object.*member));
    return f && !(object.*member) && detail::extras_in(object).present(f->presence);
}

/// True if the member is empty and is omitted when written.
template <detail::keeps_presence T, class Class, detail::optional_member Member>
bool is_absent(T const& object, Member Class::*member) noexcept
{
    return !(object.*member) && !is_null(object, member);
}

/// Empties the member, so that it is written as `null`. A member that is not described is emptied and not written.
template <detail::keeps_presence T, class Class, detail::optional_member Member>
void set_null(T& object, Member Class::*member)
{
    auto const* const f = detail::field_at(detail::object_table_of<T>::table, &object, &(object.*member));
    (object.*member).reset();
    if (f) detail::extras_in(object).set_present(f->presence, true);
}

/// Empties the member, so that it is omitted when written.
template <detail::keeps_presence T, class Class, detail::optional_member Member>
void set_absent(T& object, Member Class::*member)
{
    auto const* const f = detail::field_at(detail::object_table_of<T>::table, &object, &(object.*member));
    (object.*member).reset();
    if (f) detail::extras_in(object).set_present(f->presence, false);
}

}  // namespace descry
