// changes: the difference of two states of a resource as a JSON merge patch (RFC 7396).
#pragma once

#include <descry/json/detail/json_tree.hpp>
#include <descry/json/options.hpp>
#include <descry/json/read.hpp>
#include <descry/json/write.hpp>

#include <string>
#include <utility>

namespace descry {

namespace detail {

/// The merge patch (RFC 7396) that changes `before` into `after`. Names are compared exactly, since keys of maps may
/// differ in letter case only.
inline json_tree changes_of(json_tree const& before, json_tree const& after)
{
    if (before.what != json_kind::object || after.what != json_kind::object) return after;
    json_tree_index const old_members(before.members), new_members(after.members);
    json_tree out(json_kind::object);
    for (auto const& [name, value] : after.members) {
        auto const* const was = old_members.find(name);
        bool const both_objects = was && was->value.what == json_kind::object && value.what == json_kind::object;
        if (!both_objects) {
            if (!was || was->value != value) out.members.push_back({name, value});
            continue;
        }
        auto inner = changes_of(was->value, value);
        if (!inner.members.empty()) out.members.push_back({name, std::move(inner)});
    }
    for (auto const& [name, value] : before.members)
        if (!new_members.find(name)) out.members.push_back({name, json_tree()});
    return out;
}

}  // namespace detail

/// The JSON merge patch (RFC 7396) from `before` to `after`: objects are compared by member, arrays as a whole, and a
/// removed member is `null`, also if it was `null` before. Unknown members are included. `{}` if the values are equal; a
/// value that is not an object is written as a whole. Of several values of one key of a map, the last are compared.
/// Throws `call_error` if a value cannot be written as JSON.
template <class T>
std::string changes(T const& before, T const& after, write_options const& options = {})
{
    auto const was = detail::read_written(write_json(before, options)).value();
    return write_json(detail::changes_of(was, detail::read_written(write_json(after, options)).value()));
}

}  // namespace descry
