// read: from JSON text to a typed value.
#pragma once

#include <descry/core/config.hpp>
#include <descry/core/error.hpp>
#include <descry/json/options.hpp>
#include <descry/model/detail/check_reading.hpp>
#include <descry/model/detail/field_table.hpp>

#include <string_view>
#include <type_traits>

namespace descry {

namespace detail {

/// False when it fails, and then says why.
DESCRY_DECL bool read_document(std::string_view text, read_options const& options, value_type const& type, void* out,
                               failure& why);

}  // namespace detail

/// Reads `text`, one JSON value (RFC 8259), into an existing object: afterwards it holds what the text holds and
/// nothing of what it held before, but for members that are not described and, with `missing_members::allowed`, those
/// that are not optional and that the text leaves out: they keep their value. After a failure it may be assigned or
/// destroyed; what its members hold then is not specified.
///
/// The text is strict JSON in valid UTF-8; a leading byte order mark is skipped. Members may come in any order. A name
/// in one of the three spellings of a declared one, see `casing`, is that member; so is any other casing of it, unless
/// the object has one of the three as well: then the other casing is unknown. Undeclared names differ by case. Unknown
/// members go to the type's `extras` if it has one. `read_options` may say otherwise. A failure says where: `pointer`
/// and `offset`.
/// `text` need not be terminated, and no byte outside of it is read.
template <class T>
result<void> read_json_into(std::string_view text, T& value, read_options options = {})
{
    detail::check_reading<T>();
    if (failure why; !detail::read_document(text, options, type_for<T>(), &value, why)) return why;
    return {};
}

/// Reads `text`, one JSON value, as a T. See `read_json_into`.
template <class T>
result<T> read_json(std::string_view text, read_options options = {})
{
    detail::check_reading<T>();
    failure why;
    if constexpr (std::is_move_assignable_v<T>) {
        result<T> value(boost::system::in_place_value);
        if (!detail::read_document(text, options, type_for<T>(), &*value, why)) value = why;
        return value;
    } else {
        T value{};
        if (!detail::read_document(text, options, type_for<T>(), &value, why)) return why;
        return value;
    }
}

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/json/impl/read.ipp>
#endif
