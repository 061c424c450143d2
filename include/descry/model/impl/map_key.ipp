// map_key: integers and enumerators as the names of members.
#pragma once

#include <descry/model/detail/enum_table.hpp>
#include <descry/model/detail/map_key.hpp>
#include <descry/model/detail/stored_integer.hpp>

#include <charconv>
#include <cstdint>
#include <limits>
#include <string_view>
#include <system_error>

namespace descry {

namespace detail {

template <class Widest>
bool read_integer_key(std::size_t width, std::string_view name, void* out)
{
    Widest value{};
    auto const [last, error] = std::from_chars(name.data(), name.data() + name.size(), value);
    if (error != std::errc() || last != name.data() + name.size()) return false;
    if (width != sizeof value) {
        auto const top = std::numeric_limits<Widest>::max() >> (64 - 8 * width);
        if (value > top || (std::numeric_limits<Widest>::min() != 0 && value < -top - 1)) return false;
    }
    char digits[20];
    if (name != std::string_view(digits, std::to_chars(digits, digits + sizeof digits, value).ptr)) return false;
    store_integer(static_cast<std::uint64_t>(value), width, out);
    return true;
}

DESCRY_DECL bool read_integer_key(value_type const& type, std::string_view name, void* out)
{
    return type.what == kind::signed_integer ? read_integer_key<std::int64_t>(type.width, name, out)
                                             : read_integer_key<std::uint64_t>(type.width, name, out);
}

DESCRY_DECL bool is_integer(std::string_view name) noexcept
{
    std::int64_t number = 0;
    return read_integer_key<std::int64_t>(sizeof number, name, &number);
}

DESCRY_DECL std::string_view write_integer_key(value_type const& type, void const* in, scalar_buffer& buffer)
{
    auto* const end = buffer.room + scalar_buffer::room_size;
    auto* const last = type.what == kind::signed_integer
                           ? std::to_chars(buffer.room, end, load_signed(type.width, in)).ptr
                           : std::to_chars(buffer.room, end, load_unsigned(type.width, in)).ptr;
    return {buffer.room, last};
}

DESCRY_DECL bool read_enum_key(value_type const& type, std::string_view name, void* out)
{
    auto const& table = *type.enumeration;
    enumerator const* found = nullptr;
    if (std::int64_t number = 0; !table.as_number)
        found = find_enumerator(table, name);
    else if (read_integer_key<std::int64_t>(sizeof number, name, &number))
        found = find_enumerator(table, number);
    if (found) store_integer(static_cast<std::uint64_t>(found->value), type.width, out);
    return found != nullptr;
}

DESCRY_DECL std::string_view write_enum_key(value_type const& type, void const* in, scalar_buffer& buffer)
{
    auto const* const held = find_stored_enumerator(*type.enumeration, load_unsigned(type.width, in), type.width);
    if (!held) return {};
    if (!type.enumeration->as_number) return held->text;
    return {buffer.room, std::to_chars(buffer.room, buffer.room + scalar_buffer::room_size, held->value).ptr};
}

}  // namespace detail

}  // namespace descry
