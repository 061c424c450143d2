// suggestion: the declared name that a misspelt one may stand for.
#pragma once

#include <descry/core/detail/nearest.hpp>
#include <descry/core/naming.hpp>
#include <descry/model/detail/value_type.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// The explanation of an unknown member: its nearest declared name, if at most a third of the characters differ;
/// otherwise empty. The name is suggested in the given casing, unless it is nearer as it is declared.
[[gnu::cold, gnu::noinline]] inline std::string suggestion(object_table const& table, std::string_view name,
                                                           casing names)
{
    std::string_view nearest;
    auto least = static_cast<std::size_t>(-1);
    for (auto const* f = table.fields; f != table.fields + table.size; ++f)
        for (auto const known : {wire_name(table, *f, names), f->names[2]})
            if (auto const found = distance(known, name); found < least) nearest = known, least = found;
    auto const longer = std::max(name.size(), nearest.size());
    auto const added = longer - std::min(name.size(), nearest.size());  // also where only the beginnings are compared
    if (3 * std::max(least, added) > longer) return {};
    return "no such member (did you mean `" + std::string(nearest) + "`?)";
}

}  // namespace detail

}  // namespace descry
