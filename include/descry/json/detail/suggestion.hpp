// suggestion: the declared name for which a misspelled one may stand, and the misspelled one instead of a declared one.
#pragma once

#include <descry/core/detail/nearest.hpp>
#include <descry/core/naming.hpp>
#include <descry/json/detail/read_cursor.hpp>
#include <descry/model/detail/name_index.hpp>
#include <descry/model/detail/value_type.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

inline constexpr auto too_far = static_cast<std::size_t>(-1);

/// The distance of two names, or `too_far` if more than a third of the characters differ.
inline std::size_t distance_if_near(std::string_view a, std::string_view b) noexcept
{
    auto const longer = std::max(a.size(), b.size());
    auto const added = longer - std::min(a.size(), b.size());
    if (3 * added > longer) return too_far;
    auto const found = distance(a, b);
    return 3 * found > longer ? too_far : found;
}

/// The nearest of several names; empty if none is near.
class nearest_name {
    std::string name_;
    std::size_t least_ = too_far;

public:
    /// Takes a name if it is nearer to the other one than those before.
    void compare(std::string_view name, std::string_view other)
    {
        auto const found = distance_if_near(name, other);
        if (found >= least_) return;
        name_ = name;
        least_ = found;
    }

    std::string const& get() const noexcept { return name_; }
};

/// The explanation of an unknown member: its nearest declared name, if one is near; otherwise empty. The name is
/// suggested in the given casing, unless it is nearer as it is declared.
[[gnu::cold, gnu::noinline]] inline std::string suggestion(object_table const& table, std::string_view name,
                                                           casing names)
{
    nearest_name nearest;
    for (auto const* f = table.fields; f != table.fields + table.size; ++f)
        for (auto const declared : {wire_name(table, *f, names), f->names[2]}) nearest.compare(declared, name);
    return nearest.get().empty() ? std::string() : "no such member (did you mean `" + nearest.get() + "`?)";
}

/// The unknown name nearest to those of an absent member, or an empty string. Its object, which begins at `first`, was
/// read; the first members of it are scanned again.
[[gnu::cold, gnu::noinline]] inline std::string misspelling_of(read_cursor& in, object_table const& table,
                                                               field const& f, bool exact, position first)
{
    auto const names = in.options.names;
    nearest_name nearest;
    auto p = in.space(first + 1);
    for (std::size_t left = 256; left != 0 && p && in.peek(p) != '}'; --left) {
        if (static_cast<std::size_t>(p - first) >= read_cursor::long_text_size) break;
        std::string_view name;
        if (*p == ',') p = in.space(p + 1);
        if (p = in.name(p, name); !p) break;
        auto const* const known = find_field(table, name);
        if (!known || (exact && name != wire_name(table, *known, names)))
            for (auto const declared : {wire_name(table, f, names), f.names[2]}) nearest.compare(name, declared);
        p = in.skip_value(p, in.depth_left());
        if (p) p = in.space(p);
    }
    return nearest.get();
}

}  // namespace detail

}  // namespace descry
