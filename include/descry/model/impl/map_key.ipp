// map_key: keys as the names of members.
#pragma once

#include <descry/model/detail/enum_table.hpp>
#include <descry/model/detail/map_key.hpp>
#include <descry/model/detail/stored_integer.hpp>

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace descry {

namespace detail {

// True for an integer that is spelled as it is written. No other spelling is a key, so that two names never are the
// same key.
inline bool is_canonical_integer(std::string_view text) noexcept
{
    if (text.starts_with('-'))
        text.remove_prefix(1);
    else if (text == "0")
        return true;
    return !text.empty() && text.front() != '0';
}

template <class Widest>
bool read_integer_key(std::size_t width, std::string_view name, void* out)
{
    Widest value{};
    auto const [last, error] = std::from_chars(name.data(), name.data() + name.size(), value);
    if (error != std::errc() || last != name.data() + name.size()) return false;
    if (!fits_width(value, width) || !is_canonical_integer(name)) return false;
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

DESCRY_DECL bool read_proxy_key(value_type const& type, std::string&& name, void* out)
{
    if (!type.proxy->read || type.proxy->value.what != kind::string) return false;
    type.proxy->read(out, {&name, [](void* context, void* value) {
                               *static_cast<std::string*>(value) = std::move(*static_cast<std::string*>(context));
                               return true;
                           }});
    return true;
}

std::string_view digits_of(std::integral auto number, scalar_buffer& buffer) noexcept
{
    return {buffer.room, std::to_chars(buffer.room, buffer.room + scalar_buffer::room_size, number).ptr};
}

// A name is read as an integer if that is the style of the enum, and else as a string. An enumerator of the other form
// is written in its style. No other value of that form is written, since it would be read as one that differs.
DESCRY_DECL std::string_view write_open_enum_key(scalar_table const& type, void const* in, scalar_buffer& buffer)
{
    auto const& table = *type.enumerators;
    auto const [text, quoted] = type.write(in, buffer);
    if (quoted != (table.as_number && is_integer(text))) return text;
    if (quoted) {
        auto const* const found = find_enumerator(table, text);
        return found ? digits_of(found->value, buffer) : std::string_view();
    }
    std::int64_t number = 0;
    auto const [last, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || last != text.data() + text.size()) return {};
    if (table.as_number) return digits_of(number, buffer);
    auto const* const found = find_enumerator(table, number);
    return found ? found->text : std::string_view();
}

DESCRY_DECL std::string_view write_key(value_type const& type, void const* in, scalar_buffer& buffer)
{
    auto const digits = [&buffer](auto number) { return digits_of(number, buffer); };
    switch (type.what) {
        case kind::string: return *static_cast<std::string const*>(in);
        case kind::scalar: return type.scalar->write(in, buffer).text;
        case kind::signed_integer: return digits(load_signed(type.width, in));
        case kind::enumeration: {
            auto const& table = *type.enumeration;
            auto const* const held = find_stored_enumerator(table, load_unsigned(type.width, in), type.width);
            if (!held) return {};
            return table.as_number ? digits(held->value) : held->text;
        }
        case kind::proxy: {  // whose value is temporary
            struct visitor {
                value_type const& type;
                scalar_buffer& buffer;
            } state{type.proxy->value, buffer};
            type.proxy->write(in, {&state, [](void* context, void const* value) {
                                       auto& s = *static_cast<visitor*>(context);
                                       s.buffer.text = std::string(write_key(s.type, value, s.buffer));
                                       return true;
                                   }});
            return buffer.text;
        }
        default: return digits(load_unsigned(type.width, in));
    }
}

}  // namespace detail

}  // namespace descry
