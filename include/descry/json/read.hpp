// read: reads JSON text into a typed value.
#pragma once

#include <descry/core/config.hpp>
#include <descry/core/error.hpp>
#include <descry/core/wrong.hpp>
#include <descry/json/options.hpp>
#include <descry/model/detail/check_reading.hpp>
#include <descry/model/detail/field_table.hpp>

#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

DESCRY_DECL result<void> read_document(std::string_view text, read_options const& options, value_type const& type,
                                       void* out);

/// True if a parameter `Text&&` is a temporary string.
template <class Text>
concept temporary_string = std::is_same_v<std::remove_const_t<Text>, std::string>;

}  // namespace detail

/// Reads `text`, one JSON value (RFC 8259), into an existing object. Afterwards the object has the content of the text
/// and none of its previous content, except that members that are not described keep their values and, with
/// `missing_members::allowed`, so do absent members that are not optional. After a failure, the values of the members
/// are unspecified; the object may be assigned to or destroyed.
///
/// The text must be strict JSON in valid UTF-8; a leading byte order mark is skipped. Members may be in any order. A
/// name in one of the three spellings of a declared one, see `casing`, is that member; so is any other casing of it,
/// unless the object also has one of the three: then the other casing is an unknown member. Undeclared names are
/// compared exactly. Unknown members are stored in the type's `extras`, if it has one. `read_options` changes these
/// defaults. A failure has the JSON Pointer of the value and the offset of the error, `pointer` and `offset`. `text`
/// need not be null-terminated, and no byte outside of it is read. Exceptions of functions of T or its members are
/// passed on, except `std::bad_alloc`.
template <class T>
[[nodiscard]] result<void> read_json_into(std::string_view text, T& value, read_options options = {})
{
    detail::check_reading<T>();
    return detail::read_document(text, options, type_for<T>(), &value);
}

/// Reads `text`, one JSON value, as a T, which has a default constructor. See `read_json_into`.
template <class T>
[[nodiscard]] result<T> read_json(std::string_view text, read_options options = {})
{
    detail::check_reading<T>();
    if constexpr (!std::is_default_constructible_v<T>) {
        refuse<wrong::type_without_a_default_constructor_is_read_by_read_json_into<T>>();
        return failure();
    } else if constexpr (!std::is_move_constructible_v<T>) {
        refuse<wrong::type_that_cannot_be_moved_is_read_by_read_json_into<T>>();
        return failure();
    } else {
        try {  // a default constructor may allocate memory
            if constexpr (std::is_move_assignable_v<T>) {
                result<T> value(boost::system::in_place_value);
                if (auto const done = read_json_into(text, *value, options); !done) value = done.error();
                return value;
            } else {
                T value{};
                if (auto const done = read_json_into(text, value, options); !done) return done.error();
                return value;
            }
        } catch (std::bad_alloc const&) {
            return failure(errc::not_enough_memory);
        }
    }
}

/// Reads a temporary string. Members that are views of it do not compile.
template <class T, detail::temporary_string Text>
[[nodiscard]] result<void> read_json_into(Text&& text, T& value, read_options options = {})
{
    detail::check_reading<T, detail::source::temporary_text>();
    return read_json_into(std::string_view(text), value, options);
}

/// Reads a temporary string. Members that are views of it do not compile.
template <class T, detail::temporary_string Text>
[[nodiscard]] result<T> read_json(Text&& text, read_options options = {})
{
    detail::check_reading<T, detail::source::temporary_text>();
    return read_json<T>(std::string_view(text), options);
}

template <class T>
std::optional<T> failure::as() const
{
    detail::check_reading<T, detail::source::temporary_text>();
    if (details().body.empty()) return std::nullopt;
    auto const& exact = details().exact_names;
    auto read =
        read_json<T>(details().body, {.names = exact.value_or(casing::camel), .exact_names = exact.has_value()});
    return read ? std::optional<T>(*std::move(read)) : std::nullopt;
}

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/json/impl/read.ipp>
#endif
