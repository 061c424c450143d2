// read_fault: what the body of a failed answer says, in any of the forms that services use.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/json_tree.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

inline std::string text_of(json_tree const* value)
{
    if (!value) return {};
    return value->what == json_kind::number ? value->number.text : value->text;
}

// The first of those members that says something.
inline std::string first_text(json_tree const& from, std::initializer_list<std::string_view> names)
{
    for (auto const name : names)
        if (auto text = text_of(from.find(name)); !text.empty()) return text;
    return {};
}

/// Reads code and description out of `{code, description}`, `{statusCode, message}`, `{error: {code, message}}` or a
/// problem of RFC 9457: its `detail`, or else its `title`, and its `type`, which says nothing when it is `about:blank`. A
/// code may be text or a number. Of a proxy's page, or nothing at all, nothing is read: the raw body stays.
inline void read_fault(std::string_view body, failure_details& details)
{
    auto const read = read_tree(body, repeated_names::last_wins);
    if (!read) return;
    auto const* const inner = read->find("error");
    auto const& fault = inner && inner->what == json_kind::object ? *inner : *read;
    details.service_code = first_text(fault, {"code", "statusCode", "type"});
    if (details.service_code == "about:blank") details.service_code.clear();
    details.description = first_text(fault, {"description", "message", "detail", "title"});
}

}  // namespace detail

}  // namespace descry
