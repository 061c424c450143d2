// changes: what differs between two states of a resource, as the body of a PATCH.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/detail/json_tree.hpp>
#include <descry/json/options.hpp>
#include <descry/json/read.hpp>
#include <descry/json/write.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

/// The merge patch (RFC 7396) that makes `after` of `before`. Names are compared to the letter: keys of maps may differ
/// by case alone.
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
        if (!value.is_null() && !new_members.find(name)) out.members.push_back({name, json_tree()});
    return out;
}

/// The same of two texts that were written. What a service sent and nobody names is in them as it came, and may repeat
/// names.
inline result<std::string> changes_of(std::string_view before, std::string_view after)
{
    read_options const own{.max_depth = max_typed_depth, .repeated = repeated_names::last_wins};
    auto const was = read_json<json_tree>(before, own);
    if (!was) return was.error();
    auto const is = read_json<json_tree>(after, own);
    if (!is) return is.error();
    return write_json(changes_of(*was, *is));
}

}  // namespace detail

/// The members in which `after` differs from `before`, as JSON merge patch has them (RFC 7396): objects member by
/// member, lists as a whole, and `null` for what is no longer there. Unknown members count. `{}` when nothing differs;
/// what is no object is all of `after`. Throws `call_error` when one of them has no JSON form.
template <class T>
std::string changes(T const& before, T const& after, write_options const& options = {})
{
    return detail::changes_of(write_json(before, options), write_json(after, options)).value();
}

}  // namespace descry
