// options: options for reading and writing JSON.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/policy.hpp>

#include <cstddef>
#include <limits>

namespace descry {

/// The maximum depth of nested arrays, maps and described structs, independent of the options, since each level uses
/// stack.
inline constexpr std::size_t max_typed_depth = 1000;

/// How JSON is read. The defaults refuse all input that may hide an error. The `policy_of` of a type takes precedence.
struct read_options {
    /// The maximum depth of nested values. Only values without a C++ type, those of unknown members and of `raw_json`,
    /// may be nested more deeply than `max_typed_depth`.
    std::size_t max_depth = 64;
    std::size_t max_size = std::numeric_limits<std::size_t>::max();      ///< Of the text, in bytes.
    std::size_t max_elements = std::numeric_limits<std::size_t>::max();  ///< Of one array, one map or one `extras`.
    /// The maximum memory in bytes that the result may allocate, computed from the sizes of its elements, entries and
    /// unknown members, and from the size of the text for its strings. If it is exceeded, reading fails with
    /// `errc::too_large`. By default there is no limit: an untrusted text may need a thousand times its own size, such
    /// as `[{},{}]` for a large struct.
    std::size_t max_decoded_bytes = std::numeric_limits<std::size_t>::max();
    unknown_members unknown = unknown_members::kept;
    repeated_names repeated = repeated_names::refused;
    missing_members missing = missing_members::refused;
    casing names = casing::camel;  ///< The spelling of a missing member in a failure, and that of `exact_names`.
    /// Names are case-sensitive: a name is that of a member only as `names` spells it, and unknown otherwise. By
    /// default, names are read in any casing.
    bool exact_names = false;
    /// Accepts comments, `//` up to the end of the line and `/*` up to the next `*/`, wherever white space may be, and
    /// a comma after the last element or member, as in configuration files (JSONC). A comment may contain any bytes.
    /// All else remains strict. Comments are not kept: `raw_json` and unknown members have spaces in their place. The
    /// text is copied once.
    bool jsonc = false;
};

/// How JSON is written. The `policy_of` of a type takes precedence.
struct write_options {
    casing names = casing::
        camel;  ///< Of the members' names. Unknown members are written with the names with which they were read.
    empty_members empty = empty_members::as_read;
    /// Spaces for each level, with a line for each member and element; 0 writes one line. Unknown members and
    /// `raw_json` are written as they were read, also with their line breaks.
    std::size_t indent = 0;
};

}  // namespace descry
