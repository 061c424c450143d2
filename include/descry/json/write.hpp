// write: writes a typed value as JSON text.
#pragma once

#include <descry/core/config.hpp>
#include <descry/json/options.hpp>
#include <descry/model/detail/field_table.hpp>

#include <string>

namespace descry {

namespace detail {

DESCRY_DECL void write_document(value_type const& type, void const* in, std::string& out, write_options const& options);

}  // namespace detail

/// Writes `value` as JSON (RFC 8259, in UTF-8) to `out`. The content of `out` is replaced and its capacity is used:
/// nothing is allocated if the capacity exceeds the size of the text by 128 bytes. Members are written in the order
/// described, then those of bases, then the unknown ones in the order read. `write_options` determines the format and
/// how empty optionals are written. Throws `call_error` if a string is not valid UTF-8 or a number is not finite,
/// neither of which JSON can represent; if values are nested more deeply than `max_typed_depth`; if a variant is
/// valueless by an exception; or if an unknown member was set whose name is that of a declared one. Exceptions from a
/// user's `descry::scalar` are propagated. `out` is then empty. `out` must not be a part of `value`.
template <class T>
void write_json_into(T const& value, std::string& out, write_options options = {})
{
    detail::write_document(type_for<T>(), &value, out, options);
}

/// Returns `value` as JSON. See `write_json_into`.
template <class T>
std::string write_json(T const& value, write_options options = {})
{
    std::string out;
    write_json_into(value, out, options);
    return out;
}

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/json/impl/write.ipp>
#endif
