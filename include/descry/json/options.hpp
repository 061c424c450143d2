// options: how one call reads or writes JSON.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/policy.hpp>

#include <cstddef>
#include <limits>

namespace descry {

/// The most levels of lists, maps and described structs, whatever the options say: each costs stack.
inline constexpr std::size_t max_typed_depth = 1000;

/// How JSON is read. The defaults refuse whatever could hide a mistake. A type's `policy_of` goes before them.
struct read_options {
    /// How deep values may be nested. Only values that have no type of their own, those of unknown members and of
    /// `raw_json`, may be nested deeper than `max_typed_depth`.
    std::size_t max_depth = 64;
    std::size_t max_size = std::numeric_limits<std::size_t>::max();      ///< Of the text, in bytes.
    std::size_t max_elements = std::numeric_limits<std::size_t>::max();  ///< Of one list, one map or one `extras`.
    /// The most memory that the result may allocate, in bytes, as far as the sizes of its elements, entries and unknown
    /// members tell; the size of the text counts for its strings. More is `errc::too_large`. By default there is no
    /// limit: a text that comes from elsewhere may need a thousand times its own size, such as `[{},{}]` for a large struct.
    std::size_t max_decoded_bytes = std::numeric_limits<std::size_t>::max();
    unknown_members unknown = unknown_members::kept;
    repeated_names repeated = repeated_names::refused;
    missing_members missing = missing_members::refused;
    casing names = casing::camel;  ///< How a failure spells a member that is missing. Read is any casing.
};

/// How JSON is written. A type's `policy_of` goes before it.
struct write_options {
    casing names = casing::camel;  ///< Of the members' names. Unknown members keep the name they were read with.
    empty_members empty = empty_members::as_read;
    std::size_t indent = 0;  ///< Spaces for each level, with a line for each member and element; 0 writes one line.
};

}  // namespace descry
