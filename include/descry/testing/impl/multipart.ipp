// multipart: definitions of the functions of multipart.hpp.
#pragma once

#include <descry/core/detail/characters.hpp>
#include <descry/core/naming.hpp>
#include <descry/http/detail/header_parameters.hpp>
#include <descry/testing/multipart.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing {

namespace detail {

using descry::detail::parameter_of;
using descry::detail::trimmed;

inline form_part read_part(std::string_view text, bool needs_name)
{
    form_part out{.media_type = "text/plain"};
    for (bool named = !needs_name;;) {
        auto const end = text.find("\r\n");
        if (end == std::string_view::npos) throw fault(refusal::malformed_body, "A part of the body has no content.");
        auto const line = text.substr(0, end);
        text.remove_prefix(end + 2);
        if (line.empty()) {
            if (!named) throw fault(refusal::malformed_body, "A part of the form has no name.");
            out.content = text;
            return out;
        }
        auto const colon = std::min(line.find(':'), line.size());
        auto const value = trimmed(line.substr(std::min(colon + 1, line.size())));
        if (equal_ignoring_case(line.substr(0, colon), "Content-Type")) out.media_type = value;
        if (!equal_ignoring_case(line.substr(0, colon), "Content-Disposition")) continue;
        auto name = parameter_of(value, "name");
        named = !needs_name || (name && value.starts_with("form-data"));
        out.name = std::move(name).value_or(std::string());
        out.file_name = parameter_of(value, "filename").value_or(std::string());
    }
}

}  // namespace detail

DESCRY_DECL std::vector<form_part> read_multipart(std::string_view media_type, std::string_view body)
{
    auto const boundary = detail::parameter_of(media_type, "boundary");
    auto const type = descry::detail::without_parameters(media_type);
    bool const is_form = equal_ignoring_case(type, "multipart/form-data");
    bool const is_known = is_form || equal_ignoring_case(type, "multipart/related");
    if (!is_known)
        throw fault(refusal::unsupported_media_type,
                    "The body has to be declared as multipart/form-data or multipart/related.");
    if (!boundary || boundary->empty() || boundary->size() > 70)
        throw fault(refusal::unsupported_media_type,
                    std::string(type) + " needs a boundary of 1 to 70 characters (RFC 2046, 5.1.1).");

    // Text before the first delimiter and after the last is ignored (RFC 2046, 5.1.1).
    auto const delimiter = "\r\n--" + *boundary;
    auto const first = body.starts_with(delimiter.substr(2)) ? 0 : body.find(delimiter);
    if (first == std::string_view::npos) throw fault(refusal::malformed_body, "The body does not have its boundary.");
    body.remove_prefix(first + delimiter.size() - (first == 0 && body.starts_with("--") ? 2 : 0));

    std::vector<form_part> out;
    while (!body.starts_with("--")) {
        auto const line = body.find("\r\n");
        auto const end = line == std::string_view::npos ? line : body.find(delimiter, line);
        if (end == std::string_view::npos || !detail::trimmed(body.substr(0, line)).empty())
            throw fault(refusal::malformed_body, "The body does not end with its boundary.");
        if (out.size() == max_form_parts) throw fault(refusal::malformed_body, "The body has too many parts.");
        // The line break before a delimiter belongs to it. For an empty part it may be that of the previous delimiter.
        out.push_back(detail::read_part(body.substr(std::min(line + 2, end), end - std::min(line + 2, end)), is_form));
        body.remove_prefix(end + delimiter.size());
    }
    return out;
}

}  // namespace descry::testing
