// read_map: reads an object into a map with names as keys.
#pragma once

#include <descry/json/detail/read_cursor.hpp>
#include <descry/json/detail/seen_members.hpp>
#include <descry/model/detail/value_type.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

[[gnu::cold, gnu::noinline]] inline position no_such_key(read_cursor& in, position at, map_table const& table)
{
    std::string_view name;
    in.text(at, name);
    auto const expected = table.key.what == kind::enumeration ? in.list_of_enumerators(*table.key.enumeration, name)
                          : table.key.what == kind::scalar    ? table.key.scalar->expected
                                                              : "an integer in range";
    bool const has_name = table.key.what == kind::scalar && table.key.scalar->found;
    auto const* const found = has_name ? table.key.scalar->found(name) : nullptr;
    in.fail(errc::invalid_value, at, "expected a name that is " + expected + ", found " + (found ? found : "another"));
    return in.fail_at(at);
}

[[gnu::noinline]] inline void* numbered_value(read_cursor& in, map_table const& table, void* out, seen_members& seen,
                                              std::string_view name)
{
    auto const [number, fresh] = seen.insert_unknown(name, in.is_view_of_input(name));
    return fresh ? table.value_at(out, std::string(name)) : table.at(out, number);
}

inline position read_map(read_cursor& in, position p, map_table const& table, void* out)
{
    if (in.peek(p) != '{') return in.unexpected(p, "an object");
    if (p = in.enter(p); !p) return nullptr;
    table.clear(out);
    std::optional<seen_members> seen;
    if (table.at) seen.emplace();
    for (bool begun = false; in.peek(p) != '}'; begun = true) {
        if (begun && !(p = in.punctuation(p, ',', "',' or '}'"))) return nullptr;
        auto const* const at = p;
        std::string_view name;
        if (p = in.name(p, name); !p) return nullptr;
        if (!in.take(at, table.entry_size + table.memory_per_byte * name.size())) return in.fail_at(at);
        auto const before = table.size(out);
        auto* const held = seen ? numbered_value(in, table, out, *seen, name) : table.value_at(out, std::string(name));
        if (!held) return no_such_key(in, at, table);
        bool const repeated = table.size(out) == before;
        if (repeated && in.options.repeated == repeated_names::refused) return in.duplicate(at);
        if (!repeated && before == in.options.max_elements) return in.too_large(at);
        if (p = read_value(in, p, table.value, held); !p) return in.fail_at(at);
        p = in.space(p);
    }
    return in.leave(p);
}

}  // namespace detail

}  // namespace descry
