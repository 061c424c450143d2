// multipart: the parts of a form with files (RFC 7578, RFC 2046 section 5.1).
#pragma once

#include <descry/core/naming.hpp>
#include <descry/testing/fault.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing {

/// One part of a form.
struct form_part {
    std::string name{};
    std::string file_name{};  ///< Empty for what is no file.
    std::string media_type{};
    std::string content{};
};

namespace detail {

inline std::string_view trimmed(std::string_view text) noexcept
{
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

/// The value of a parameter of a header field (RFC 9110, 5.6.6), without quotes and escapes; nothing when there is none.
inline std::optional<std::string> parameter_of(std::string_view field, std::string_view wanted)
{
    auto at = field.find(';');
    while (at < field.size()) {
        auto const equals = field.find_first_of("=;", at + 1);
        auto const name = trimmed(field.substr(at + 1, equals - at - 1));
        at = std::min(equals, field.size());
        std::string value;
        if (at < field.size() && field[at] == '=') {
            auto next = std::min(field.find_first_not_of(" \t", at + 1), field.size());
            if (next < field.size() && field[next] == '"') {
                for (++next; next < field.size() && field[next] != '"'; ++next) {
                    if (field[next] == '\\' && next + 1 < field.size()) ++next;
                    value += field[next];
                }
                at = std::min(field.find(';', next), field.size());
            } else {
                at = std::min(field.find(';', next), field.size());
                value = trimmed(field.substr(next, at - next));
            }
        }
        if (equal_ignoring_case(name, wanted)) return value;
    }
    return std::nullopt;
}

inline form_part read_part(std::string_view text)
{
    form_part out{.media_type = "text/plain"};
    for (bool named = false;;) {
        auto const end = text.find("\r\n");
        if (end == std::string_view::npos) throw fault(refusal::malformed_body, "A part of the form has no content.");
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
        named = name && value.starts_with("form-data");
        out.name = std::move(name).value_or(std::string());
        out.file_name = parameter_of(value, "filename").value_or(std::string());
    }
}

}  // namespace detail

/// The most parts of a form.
inline constexpr std::size_t max_form_parts = 100;

/// The parts of a body, in order. Throws `fault` when the media type is another, or the body is no such form or has more
/// than `max_form_parts`.
inline std::vector<form_part> read_multipart(std::string_view media_type, std::string_view body)
{
    auto const boundary = detail::parameter_of(media_type, "boundary");
    if (!equal_ignoring_case(detail::trimmed(media_type.substr(0, media_type.find(';'))), "multipart/form-data") ||
        !boundary || boundary->empty() || boundary->size() > 70)
        throw fault(refusal::unsupported_media_type, "The body has to be declared as multipart/form-data.");

    // What stands before the first delimiter and after the last means nothing.
    auto const delimiter = "\r\n--" + *boundary;
    auto const first = body.starts_with(delimiter.substr(2)) ? 0 : body.find(delimiter);
    if (first == std::string_view::npos) throw fault(refusal::malformed_body, "The body does not hold its boundary.");
    body.remove_prefix(first + delimiter.size() - (first == 0 && body.starts_with("--") ? 2 : 0));

    std::vector<form_part> out;
    while (!body.starts_with("--")) {
        auto const line = body.find("\r\n");
        auto const end = line == std::string_view::npos ? line : body.find(delimiter, line);
        if (end == std::string_view::npos || !detail::trimmed(body.substr(0, line)).empty())
            throw fault(refusal::malformed_body, "The form does not end.");
        if (out.size() == max_form_parts) throw fault(refusal::malformed_body, "The form has too many parts.");
        // The line end before a delimiter belongs to it, and may be that of the delimiter before: an empty part.
        out.push_back(detail::read_part(body.substr(std::min(line + 2, end), end - std::min(line + 2, end))));
        body.remove_prefix(end + delimiter.size());
    }
    return out;
}

}  // namespace descry::testing
