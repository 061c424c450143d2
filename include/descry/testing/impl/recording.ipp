// recording: definitions of the functions of recording.hpp.
#pragma once

#include <descry/client/detail/link.hpp>
#include <descry/client/detail/secret_names.hpp>
#include <descry/client/detail/secrets.hpp>
#include <descry/http/detail/media_type.hpp>
#include <descry/json/detail/utf8.hpp>
#include <descry/json/read.hpp>
#include <descry/json/write.hpp>
#include <descry/rest/detail/query_reader.hpp>
#include <descry/testing/detail/form.hpp>
#include <descry/testing/detail/redact_parameters.hpp>
#include <descry/testing/recording.hpp>

#include <cstdint>
#include <utility>

namespace descry::testing {

namespace detail {

/// The names of a table and those of the user.
inline std::vector<std::string_view> joined(descry::detail::member_list table, std::vector<std::string> const& more)
{
    std::vector<std::string_view> out(table.begin(), table.end());
    out.insert(out.end(), more.begin(), more.end());
    return out;
}

inline std::vector<std::string_view> members_of(secret_names const& names)
{
    return joined(descry::detail::credential_names, names.members);
}

inline std::vector<std::string_view> parameters_of(secret_names const& names)
{
    auto out = joined(secret_parameters, names.parameters);
    auto const members = members_of(names);
    out.insert(out.end(), members.begin(), members.end());
    return out;
}

inline std::vector<recorded_header> without_secrets(std::vector<header> const& headers,
                                                    descry::detail::member_list names,
                                                    descry::detail::member_list parameters,
                                                    std::vector<std::string>& values)
{
    std::vector<recorded_header> out;
    for (auto const& h : headers) {
        bool const is_secret = descry::detail::is_secret_header(h.name) || descry::detail::is_among(h.name, names);
        if (is_secret) descry::detail::add_secrets_of_header(h, values);
        out.push_back({h.name, is_secret ? std::string(descry::detail::redaction_mark) : h.value});
        redact_parameters(out.back().value, parameters, values);
    }
    return out;
}

/// Redacts the values of these names in a form (application/x-www-form-urlencoded), and those in URLs in other values.
/// The redacted values are collected.
inline std::string without_secrets(std::string_view text, descry::detail::member_list names,
                                   std::vector<std::string>& values)
{
    std::string out;
    for (descry::detail::query_reader in(text); in.next();) {
        if (!out.empty()) out += '&';
        if (!descry::detail::is_part_among(form_decode(std::string(in.name)).value_or(""), names)) {
            std::string parameter(in.parameter);
            redact_parameters(parameter, names, values);
            out += parameter;
            continue;
        }
        ((out += in.name) += '=') += descry::detail::redaction_mark;
        values.push_back(form_decode(std::string(in.value)).value_or(std::string(in.value)));
    }
    return out;
}

inline bool is_form(std::vector<header> const& headers)
{
    return descry::detail::is_media_type(find_header(headers, "Content-Type"), "application/x-www-form-urlencoded");
}

inline bool is_multipart(std::vector<header> const& headers)
{
    return descry::starts_with_ignoring_case(find_header(headers, "Content-Type"), "multipart/");
}

inline std::string octets(std::uint64_t count) { return '[' + std::to_string(count) + " octets]"; }

}  // namespace detail

DESCRY_DECL recorded_exchange record_exchange(request const& sent, response const* in, secret_names const& names)
{
    auto const members = detail::members_of(names);
    std::vector<std::string_view> const headers(names.headers.begin(), names.headers.end());
    auto const parameters = detail::parameters_of(names);
    std::vector<std::string> values;
    auto const is_file = [](std::string const& text) { return !descry::detail::is_utf8(text); };
    auto const collect = [&](std::string const& text) {
        for (auto& value : descry::detail::sensitive_values(text, members)) values.push_back(std::move(value));
    };
    auto const body = [&](std::vector<header> const& with, std::string text) {
        if (detail::is_form(with)) return detail::without_secrets(text, parameters, values);
        detail::redact_parameters(text, parameters, values);
        return text;
    };
    auto const redact = [&](std::vector<recorded_header>& fields, std::vector<header> const& with, std::string& text) {
        descry::detail::secrets const hidden(members, values);
        for (auto& field : fields) descry::detail::redact_text(field.value, hidden);
        detail::is_form(with) ? void(hidden.redact(text)) : descry::detail::redact_body(text, hidden);
    };

    recorded_exchange out{.method = sent.method, .base_url = sent.base_url, .target = sent.target};
    detail::redact_parameters(out.target, parameters, values);
    out.request_headers = detail::without_secrets(sent.headers, headers, parameters, values);
    bool const sends_file = is_file(sent.body) || detail::is_multipart(sent.headers);
    out.request_body = sends_file ? detail::octets(sent.body.size()) : body(sent.headers, sent.body);
    collect(sent.body);
    redact(out.request_headers, sent.headers, out.request_body);
    if (!in) return out;

    out.status = in->status;
    out.response_headers = detail::without_secrets(in->headers, headers, parameters, values);
    out.body_omitted = is_file(in->body) || in->taken || (sent.sink && in->status / 100 == 2);
    out.response_body = out.body_omitted ? detail::octets(in->body_size()) : body(in->headers, in->body);
    if (!out.body_omitted) collect(in->body);
    redact(out.response_headers, in->headers, out.response_body);
    return out;
}

DESCRY_DECL std::string write_recording(recording const& exchanges)
{
    return write_json(exchanges, {.indent = 2}) + '\n';
}

DESCRY_DECL recording read_recording(std::string_view text) { return read_json<recording>(text).value(); }

}  // namespace descry::testing
