// schema: JSON Schema of described types.
#pragma once

#include <descry/core/config.hpp>
#include <descry/core/naming.hpp>
#include <descry/model/chrono.hpp>
#include <descry/model/detail/field_table.hpp>
#include <descry/model/policy.hpp>

#include <cstddef>
#include <string>

namespace descry {

/// The names and the form of a schema, and the options with which the documents that it describes are read. The
/// `policy_of` of a type takes precedence.
struct schema_options {
    casing names = casing::camel;                        ///< Of the members' names, as in `write_options`.
    unknown_members unknown = unknown_members::kept;     ///< `refused` sets `additionalProperties` to false.
    missing_members missing = missing_members::refused;  ///< `allowed` requires no member.
    std::size_t indent = 0;  ///< Spaces for each level, with a line for each keyword; 0 writes one line.
};

namespace detail {

DESCRY_DECL std::string write_schema(value_type const& type, schema_options const& options);

}  // namespace detail

/// Returns the JSON Schema (draft 2020-12) of T, a described struct or any other type that is read or written: the
/// documents that `write_json` writes, and those that `read_json` accepts as far as the schema of a value can tell.
/// Patterns assert the form of strings for validators that ignore `format`; both hold for those that do not. Structs
/// other than T itself are in `$defs`, with their unqualified names as the compiler spells them.
///
/// A schema describes one spelling of names and enumerators, in which they are written; `read_json` also accepts
/// others. It sees values and not their text: that `1.0` is no integer for `read_json`, that a number has too many
/// digits, or that a name is repeated, cannot be expressed. A specialization of `descry::scalar` may have the schema of
/// its values as text, an object: `static constexpr char const* schema = R"({"type":"string","maxLength":3})";`. Throws
/// `call_error` if that text is not a JSON object.
template <class T>
std::string json_schema(schema_options options = {})
{
    return detail::write_schema(type_for<T>(), options);
}

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/json/impl/schema.ipp>
#endif
