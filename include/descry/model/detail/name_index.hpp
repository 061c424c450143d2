// name_index: finds a field by its name in JSON, in any casing. Created at compile time, used by the reader.
#pragma once

#include <descry/core/naming.hpp>
#include <descry/model/detail/value_type.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace descry {

namespace detail {

/// True if the name is spelled exactly as in one of the casings.
constexpr bool is_spelling_of(field const& f, std::string_view name) noexcept
{
    return name == f.names[0] || name == f.names[1] || name == f.names[2];
}

constexpr bool answers_to(field const& f, std::string_view name) noexcept
{
    return is_spelling_of(f, name) || equal_ignoring_case(f.names[0], name) || equal_ignoring_case(f.names[2], name);
}

/// The hashes of the names by which a member is found: the one in JSON and the one in C++, each in any casing.
struct name_hashes {
    std::uint32_t in_json;
    std::uint32_t in_cpp;
};

/// A hash table with open addressing and free slots, so that probing ends at the first empty slot. Compilers evaluate
/// it for every struct, hence arrays without operators, and names that are compared only if their hashes are equal.
template <std::size_t Fields>
struct name_index {
    static constexpr std::size_t capacity = std::bit_ceil(Fields * 4 + 4);

    std::uint16_t slots[capacity]{};
    std::size_t clash = 0;  // The indices plus one of two fields that share a name, or 0.
    std::size_t clash_with = 0;

    constexpr explicit name_index(field const* fields)
    {
        name_hashes hashes[Fields + 1]{};
        for (std::size_t i = 0; i != Fields; ++i)
            hashes[i] = {name_hash(fields[i].names[0]), name_hash(fields[i].names[2])};
        for (std::size_t i = 0; i != Fields; ++i) {
            auto const [in_json, in_cpp] = hashes[i];
            insert(in_json, i, true, hashes, fields);
            // `first_name` is read under its C++ name as well, from which only underscores were removed.
            if (fields[i].names[2].size() != fields[i].names[0].size()) insert(in_cpp, i, false, hashes, fields);
        }
    }

private:
    constexpr void insert(std::uint32_t hash, std::size_t number, bool in_json, name_hashes const* hashes,
                          field const* fields)
    {
        auto at = hash & (capacity - 1);
        for (; slots[at] != 0; at = (at + 1) & (capacity - 1)) {
            auto const other = static_cast<std::size_t>(slots[at] - 1);
            if (other == number) continue;
            auto const& name = fields[number].names[in_json ? 0 : 2];
            // Members with the same name in C++ have the same in JSON, which is compared before.
            if ((hash == hashes[other].in_json && equal_ignoring_case(fields[other].names[0], name)) ||
                (in_json && hash == hashes[other].in_cpp && equal_ignoring_case(fields[other].names[2], name))) {
                clash = other + 1;
                clash_with = number + 1;
                return;
            }
        }
        slots[at] = static_cast<std::uint16_t>(number + 1);
    }
};

}  // namespace detail

/// The field with that name in JSON, in any casing, or null.
inline field const* find_field(object_table const& table, std::string_view name) noexcept
{
    for (auto at = detail::name_hash(name) & table.index.mask; table.index.slots[at] != 0;
         at = (at + 1) & table.index.mask) {
        auto const& f = table.fields[table.index.slots[at] - 1];
        if (detail::answers_to(f, name)) return &f;
    }
    return nullptr;
}

namespace detail {

/// The assignment of the names of one object to the members of a type. A name that is spelled as declared is that
/// member; another casing of it is that member only if the object has no such name, and is unknown otherwise.
class declared_names {
public:
    explicit declared_names(object_table const& table) noexcept : table_(table) {}

    /// Adds a name of the object. All names must be added before the first lookup.
    void add(std::string_view name) noexcept
    {
        auto const* const f = find_field(table_, name);
        if (f && is_spelling_of(*f, name)) exact_[f->presence / 64] |= std::uint64_t{1} << f->presence % 64;
    }

    /// The member with that name, or null if it is unknown.
    field const* find(std::string_view name) const noexcept
    {
        auto const* const f = find_field(table_, name);
        bool const taken = f && has(exact_, f->presence);
        return taken && !is_spelling_of(*f, name) ? nullptr : f;
    }

private:
    object_table const& table_;
    presence_bits exact_{};
};

}  // namespace detail

}  // namespace descry
