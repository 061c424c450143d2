// map_key: the keys of maps as the names of members.
#pragma once

#include <descry/core/config.hpp>
#include <descry/model/detail/type_of.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/model/scalar.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// Reads an integer of that width from its digits, without leading zeros. Returns false if it is out of range.
DESCRY_DECL bool read_integer_key(value_type const& type, std::string_view name, void* out);
/// True for a name that is an integer of 64 bits, as it is written.
DESCRY_DECL bool is_integer(std::string_view name) noexcept;
/// Reads an enumerator from its text, or from its number if its style is `number`.
DESCRY_DECL bool read_enum_key(value_type const& type, std::string_view name, void* out);
/// Reads a key through a string, unless it is a view, which is written only.
DESCRY_DECL bool read_proxy_key(value_type const& type, std::string&& name, void* out);
/// The text of a key, valid as long as the key and the buffer. Its data is null if the value has no text.
DESCRY_DECL std::string_view write_key(value_type const& type, void const* in, scalar_buffer& buffer);
/// The same for an open_enum. Its data is also null if a name cannot have the value, such as an unknown number of an
/// enum that is written as strings.
DESCRY_DECL std::string_view write_open_enum_key(scalar_table const& type, void const* in, scalar_buffer& buffer);

constexpr bool may_be_key(kind k) noexcept
{
    return k == kind::string || k == kind::signed_integer || k == kind::unsigned_integer || k == kind::scalar ||
           k == kind::enumeration;
}

// A type that is written as another one may be a key as that.
template <class T>
constexpr bool find_key() noexcept
{
    if constexpr (type_of<T>::what == kind::proxy)
        return may_be_key(type_of<T>::table.value.what);
    else
        return may_be_key(type_of<T>::what);
}

template <class T>
concept map_key_type = supported<T> && find_key<T>();

/// True for a type that declares that it is usually written as a number.
template <class T>
inline constexpr bool is_usually_number = false;
template <class T>
    requires(!scalar<T>::quoted)
inline constexpr bool is_usually_number<T> = true;

template <map_key_type T>
struct map_key {
    static constexpr kind what = type_of<T>::what;
    static constexpr value_type type{what, type_of<T>::width, &type_of<T>::table};

    static constexpr std::size_t memory_per_byte = [] {
        if constexpr (what == kind::proxy)
            return type_of<T>::table.memory_per_byte;
        else
            return std::size_t{};
    }();

    static bool read(T& key, std::string&& name)
    {
        if constexpr (what == kind::string)
            key = std::move(name);
        else if constexpr (what == kind::scalar) {
            bool number_first = false;
            if constexpr (is_usually_number<T>) number_first = is_integer(name);
            auto const read = type_of<T>::table.read;
            return read(&key, name, !number_first) || read(&key, name, number_first);
        } else if constexpr (what == kind::enumeration)
            return read_enum_key(type, name, &key);
        else if constexpr (what == kind::proxy)
            return read_proxy_key(type, std::move(name), &key);
        else
            return read_integer_key(type, name, &key);
        return true;
    }

    static std::string_view text(T const& key, scalar_buffer& buffer)
    {
        if constexpr (requires { scalar<T>::enumerators; })
            return write_open_enum_key(type_of<T>::table, &key, buffer);
        else
            return write_key(type, &key, buffer);
    }
};

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/model/impl/map_key.ipp>
#endif
