// changes: what differs between two states of a resource, as the body of a PATCH.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/json_tree.hpp>
#include <descry/json/options.hpp>
#include <descry/json/read.hpp>
#include <descry/json/write.hpp>

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

inline bool same_tree(json_tree const& a, json_tree const& b) { return write_json(a) == write_json(b); }

// In their exact spelling: keys of maps and unknown members may differ by case alone.
inline std::map<std::string_view, json_tree const*> members_by_name(json_tree const& in)
{
    std::map<std::string_view, json_tree const*> out;
    for (auto const& m : in.members) out.emplace(m.name, &m.value);
    return out;
}

inline json_tree changes_of(json_tree const& before, json_tree const& after)
{
    if (before.what != json_kind::object || after.what != json_kind::object) return after;
    json_tree out(json_kind::object);
    auto const were = members_by_name(before), are = members_by_name(after);
    for (auto const& [name, value] : after.members) {
        auto const was = were.find(name);
        if (was != were.end() && same_tree(*was->second, value)) continue;
        out.members.push_back({name, was != were.end() ? changes_of(*was->second, value) : value});
    }
    for (auto const& [name, value] : before.members)
        if (!value.is_null() && !are.contains(name)) out.members.push_back({name, json_tree()});
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
