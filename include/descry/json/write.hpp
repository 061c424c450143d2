// write: from a typed value to JSON text.
#pragma once

#include <descry/core/config.hpp>
#include <descry/json/options.hpp>
#include <descry/model/detail/field_table.hpp>

#include <string>

namespace descry {

namespace detail {

DESCRY_DECL void write_document(value_type const& type, void const* in, std::string& out, write_options const& options);

}  // namespace detail

/// Writes `value` as JSON (RFC 8259, in UTF-8) to `out`, whose content is replaced and whose capacity is used: nothing
/// is allocated while that exceeds the text by 128 bytes. Members are written in the order described, then those of
/// bases, then the unknown ones in the order read. `write_options` say how, and what is written for empty optionals.
/// Throws `call_error` when a text is not valid UTF-8 or a number is not finite, since JSON has neither, when values
/// are nested deeper than `max_typed_depth`, a variant has lost its value to an exception, or an unknown member was set
/// that has the name of a known one; and what a `descry::scalar` of your own throws. `out` is empty then. It may not be
/// a part of `value`.
template <class T>
void write_json_into(T const& value, std::string& out, write_options options = {})
{
    detail::write_document(type_for<T>(), &value, out, options);
}

/// Writes `value` as JSON. See `write_json_into`.
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
