// changes: what differs between two states of a resource, as the body of a PATCH.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/json_tree.hpp>
#include <descry/json/options.hpp>
#include <descry/json/read.hpp>
#include <descry/json/write.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace descry {

namespace detail {

// Both were written by the same table, so that names have one spelling.
inline bool same_tree(json_tree const& a, json_tree const& b) { return write_json(a) == write_json(b); }

inline json_tree changes_of(json_tree const& before, json_tree const& after)
{
    json_tree out(json_kind::object);
    for (auto const& [name, value] : after.members) {
        auto const* const was = before.find(name);
        if (was && same_tree(*was, value)) continue;
        bool const nested = was && was->what == json_kind::object && value.what == json_kind::object;
        out.members.push_back({name, nested ? changes_of(*was, value) : value});
    }
    for (auto const& [name, value] : before.members)
        if (!value.is_null() && !after.find(name)) out.members.push_back({name, json_tree()});
    return out;
}

/// The same of two texts that were written.
inline std::string changes_of(std::string_view before, std::string_view after)
{
    read_options const own{.max_depth = max_typed_depth};
    return write_json(changes_of(read_json<json_tree>(before, own).value(), read_json<json_tree>(after, own).value()));
}

}  // namespace detail

/// The members in which `after` differs from `before`, as JSON merge patch has them (RFC 7396): objects member by member,
/// lists as a whole, and `null` for what is no longer there. Unknown members count. `{}` when nothing differs.
/// Throws `call_error` when one of them has no JSON form.
template <class T>
std::string changes(T const& before, T const& after, write_options const& options = {})
{
    return detail::changes_of(write_json(before, options), write_json(after, options));
}

}  // namespace descry
