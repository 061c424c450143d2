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
    if (!value->elements.empty()) return value->elements.front().text;
    return value->what == json_kind::number ? value->number.text : value->text;
}

// The first of those members that says something.
inline std::string first_text(json_tree const& from, std::initializer_list<std::string_view> names)
{
    for (auto const name : names)
        if (auto text = text_of(from.find(name)); !text.empty()) return text;
    return {};
}

// What one object says, where nothing was said before.
inline void read_fault(json_tree const& from, failure_details& details)
{
    if (details.service_code.empty()) details.service_code = first_text(from, {"code", "statusCode", "type"});
    if (details.service_code == "about:blank") details.service_code.clear();
    if (details.description.empty())
        details.description =
            first_text(from, {"description", "message", "detail", "title", "error_description", "errorMessages"});
}

/// Reads code and description out of `{code, description}`, `{statusCode, message}`, `{error: {code, message}}`, a
/// problem of RFC 9457, the first of a list `errors`, or `{error, error_description}` (RFC 6749, 5.2), where `error` is
/// the code, but the description if there is no other. A code may be text or a number. Of a proxy's page, or nothing at
/// all, nothing is read: the raw body stays.
inline void read_fault(std::string_view body, failure_details& details)
{
    auto const read = read_tree(body, repeated_names::last_wins);
    if (!read) return;
    auto const& body_of_it = read->elements.empty() ? *read : read->elements.front();
    auto const* const error = body_of_it.find("error");
    bool const inside = error && error->what == json_kind::object;
    read_fault(inside ? *error : body_of_it, details);

    if (auto const* const errors = body_of_it.find("errors")) {
        read_fault(errors->elements.empty() ? *errors : errors->elements.front(), details);
        if (details.description.empty()) details.description = text_of(errors);
    }

    auto const name = inside ? std::string() : text_of(error);
    auto& said = details.description.empty() ? details.description : details.service_code;
    if (said.empty()) said = name;
}

}  // namespace detail

}  // namespace descry
