// coded_message: bodies in other codings than JSON, for the emulator, which handles JSON.
#pragma once

#include <descry/http/detail/media_type.hpp>
#include <descry/http/message.hpp>
#include <descry/json/detail/utf8.hpp>
#include <descry/json/lines.hpp>
#include <descry/json/read.hpp>
#include <descry/json/write.hpp>
#include <descry/rest/body.hpp>
#include <descry/testing/detail/emulated_service.hpp>
#include <descry/testing/detail/parameter_tree.hpp>
#include <descry/testing/multipart.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace descry::testing::detail {

/// Returns the value of the field with that name, and adds an empty field if it is absent.
inline std::string& field_in(std::vector<header>& headers, std::string_view name)
{
    for (auto& each : headers)
        if (equal_ignoring_case(each.name, name)) return each.value;
    return headers.emplace_back(header{std::string(name), {}}).value;
}

/// Throws `fault` if the media type of a request with JSON is not that of the operation. `application/json` is accepted
/// for all but JSON Patches and strategic merge patches, and `application/merge-patch+json` for all other patches.
inline void check_media_type(operation const& op, request const& message)
{
    auto const type = find_header(message.headers, "Content-Type");
    auto const is = [&](std::string_view accepted) { return descry::detail::is_media_type(type, accepted); };
    auto const declared = descry::detail::without_parameters(op.content_type);
    bool const is_special = descry::detail::has_own_media_type(op.sends);
    bool const is_accepted = is(declared) || (!is_special && is("application/json")) ||
                             (!is_special && op.verb == verb_kind::patch && is("application/merge-patch+json"));
    if (!is_accepted)
        throw fault(refusal::unsupported_media_type, "The body has to be declared as " + std::string(declared) + '.');
}

/// The parts of an upload. Throws `fault` if the media type is not that of the operation.
inline std::vector<form_part> parts_of_upload(operation const& op, request const& message)
{
    auto const type = find_header(message.headers, "Content-Type");
    if (!descry::detail::is_media_type(type, op.content_type))
        throw fault(refusal::unsupported_media_type,
                    "The body has to be declared as " + std::string(op.content_type) + '.');
    return read_multipart(type, message.body);
}

/// The form of a request as JSON. Throws `fault` if it does not fit the type.
inline std::string json_of_form(std::string_view body, value_type const& type, query_style const& style,
                                parameter_place place)
{
    auto const* const table = object_in(type);
    parameter_tree all;
    all.add(query_values(query_values::parameters{body}).all(), table, style);
    std::string out;
    if (!parameters_as_json(out, style, place).members(all, type_inside(type), parameter_style::of_service))
        throw fault(refusal::malformed_body, "The form does not fit its model.");
    return out;
}

/// The lines of a request as a JSON array. Throws `fault` if one is no JSON.
inline std::string json_of_lines(std::string_view lines)
{
    std::string out = "[";
    for (auto const& each : read_json_lines<any_json>(lines)) {
        if (!each) throw fault(refusal::malformed_body, "The body was refused: " + each.error().message() + '.');
        if (out.size() > 1) out += ',';
        out += write_json(*each);
    }
    return out += ']';
}

/// The request with its body as JSON; empty if it is that already, or a file. Throws `fault` if the media type is not
/// that of the operation.
inline std::optional<request> with_json_body(emulated_api const& api, served_operation const& what,
                                             representation selected, request const& message)
{
    auto const coding = api.wire.coding_of(what.op->request_coding);
    if (!what.request || coding == body_coding::json) return std::nullopt;
    auto const wanted = coding == body_coding::form ? descry::detail::form_media_type : what.op->content_type;
    auto const type = wanted.substr(0, wanted.find(';'));
    if (!descry::detail::is_media_type(find_header(message.headers, "Content-Type"), type))
        throw fault(refusal::unsupported_media_type, "The body has to be declared as " + std::string(type) + '.');
    if (selected.is_file) return std::nullopt;
    auto out = message;
    field_in(out.headers, "Content-Type") = "application/json";
    switch (coding) {
        case body_coding::form:
            out.body = json_of_form(message.body, *what.request.type, api.wire.form,
                                    what.op->sends == change_format::merge_patch ? parameter_place::form_of_changes
                                                                                 : parameter_place::form);
            break;
        case body_coding::lines: out.body = json_of_lines(message.body); break;
        default:
            if (!descry::detail::is_utf8(message.body))
                throw fault(refusal::malformed_body, "The emulator accepts no octets that are not UTF-8.");
            out.body = write_json(message.body);
    }
    return out;
}

/// Writes a response, which is JSON, in the coding of the operation.
inline void encode_response(operation const& op, response& out)
{
    bool const is_coded = op.response_coding == body_coding::raw || op.response_coding == body_coding::lines;
    if (!is_coded || out.status >= 300 || out.body.empty()) return;
    field_in(out.headers, "Content-Type") = op.accept;
    if (op.response_coding == body_coding::raw) {
        if (auto text = read_json<std::string>(out.body)) out.body = *std::move(text);
        return;
    }
    std::string lines;
    for (auto const& each : read_own(out.body).elements) (lines += write_json(each)) += '\n';
    out.body = std::move(lines);
}

}  // namespace descry::testing::detail
