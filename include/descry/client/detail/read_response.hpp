// read_response: decodes a response into the model, file or job of the call, or makes a failure of it.
#pragma once

#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/call_failure.hpp>
#include <descry/client/detail/prepare_call.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/client/detail/read_after.hpp>
#include <descry/client/detail/read_job_start.hpp>
#include <descry/client/detail/retry.hpp>
#include <descry/client/detail/sink_feed.hpp>
#include <descry/client/download.hpp>
#include <descry/http/detail/file_name.hpp>
#include <descry/http/detail/status.hpp>
#include <descry/http/entity_tag.hpp>
#include <descry/http/message.hpp>
#include <descry/json/detail/decoding_budget.hpp>
#include <descry/json/detail/located.hpp>
#include <descry/json/detail/reader.hpp>
#include <descry/model/detail/typed_pointer.hpp>
#include <descry/rest/detail/operation.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// The JSON of an empty value of a type, for a response without a body: `null`, `[]` or `{}`; an empty string for a
/// type without such a value.
inline std::string_view empty_document(value_type const& type) noexcept
{
    constexpr auto null = bit_of(json_kind::null);
    switch (type.what) {
        case kind::list: return type.list->resize ? "[]" : "";
        case kind::sequence: return "[]";
        case kind::map: return "{}";
        case kind::raw: return "null";
        case kind::dynamic: return (type.dynamic->takes & null) != 0 ? "null" : "";
        default: return may_be_absent(type.what) ? "null" : "";
    }
}

/// True if request and response of an operation have the same type and, if they are no JSON, the same media type.
inline bool has_response_like_request(operation const& op) noexcept
{
    bool const is_raw = op.request_coding == body_coding::raw;
    if (op.request != op.response || is_raw != (op.response_coding == body_coding::raw)) return false;
    return !is_raw || op.accept == op.content_type;
}

/// The state after a change whose response has no body: the state that was sent, if the response would have its type.
/// Null for other calls. What was created is the state that was sent only if its entity tag is in a field; others
/// usually lack the id in it.
inline std::string const* echo_of(prepared_call const& call, response const& in)
{
    if (!in.body.empty() || call.message.body.empty()) return nullptr;
    auto const& op = *call.op;
    if (!has_response_like_request(op)) return nullptr;
    bool const has_tag_in_field = op.tag_of_response || (op.tag.is_in(op.response) && op.tag.is_field);
    bool const creates = op.verb == verb_kind::create && has_tag_in_field;
    if (!traits_of(op.verb).updates && !creates) return nullptr;
    return call.full.empty() ? &call.message.body : &call.full;
}

/// True if both are the same entity tag by weak comparison (RFC 9110, 8.8.3.2), with or without quotes.
inline bool is_same_tag(std::string_view a, std::string_view b)
{
    auto const opaque = [](std::string_view tag) {
        auto quoted = quoted_entity_tag(tag);
        return quoted.starts_with("W/") ? quoted.substr(2) : quoted;
    };
    return opaque(a) == opaque(b);
}

/// Sets the entity tag of a state from the field of the response, which is its validator even if the body has another
/// tag (RFC 9110, 8.8.3); a field that a proxy made weak does not replace the same tag in the body. Without a field, a
/// state keeps the tag in its body, but one that was sent has none: its tag is no longer current. Only a state that
/// would be updated unconditionally without a tag keeps its old one, so that the update is a conflict.
inline void note_tag(prepared_call const& call, std::string_view tag, bool was_sent, typed_pointer state)
{
    auto const& op = *call.op;
    bool const keeps_old = was_sent && op.condition == precondition::tag_if_present;
    if (op.tag.is_field) return op.tag.store(state, tag.empty() && keeps_old ? std::string_view(call.tag) : tag);
    auto const held = op.tag.in(state);
    bool const is_old = was_sent && !held.empty() && op.condition == precondition::tag;
    bool const is_current = is_same_tag(held, tag) && !held.starts_with("W/");
    if (tag.empty() ? is_old : !is_current) op.tag.store(state, tag);
}

/// Passes a body that the transport did not stream to the sink, and ends the sink.
inline result<void> fill_sink(body_sink& sink, response const& in)
{
    sink_feed feed(sink);
    bool const taken = in.taken || (feed.begin(in.body.size()) && feed.write(in.body));
    if (!taken || !feed.end()) return feed.refusal();
    return {};
}

/// Type, name and size of a file, from the header fields of the response.
inline void read_file_head(downloaded& out)
{
    out.content_type = find_header(out.head.headers, "Content-Type");
    out.file_name = file_name_of(find_header(out.head.headers, "Content-Disposition"));
    out.size = out.head.body_size;
}

/// True if a response indicates that the content is not available yet, and when to request it again.
inline bool is_not_ready(received_call const& of, response const& in)
{
    bool const wants_content = of.call.op->response || of.call.message.sink;
    return of.call.is_safe() && wants_content && (in.status == 202 || in.status == 204) && in.body_size() == 0 &&
           retry_after(in, of.date);
}

/// JSON Lines as an array, of which each line is one element. The offsets are one larger.
inline result<std::string> array_of_lines(std::string_view lines)
{
    std::string out = "[";
    out += lines;
    bool is_first = true;
    for (std::size_t at = 0; at < lines.size();) {
        auto const line = lines.substr(at, lines.find('\n', at) - at);
        if (line.find_first_not_of(" \t\r") != line.npos) {
            raw_json checked;
            if (reader element(line, {.max_depth = max_typed_depth});
                !element.document(type_for<raw_json>(), &checked)) {
                auto const why = element.error();
                auto details = why.details();
                details.offset = details.offset.value_or(0) + at;
                return why.with(std::move(details));
            }
            if (!std::exchange(is_first, false)) out[at] = ',';  // in place of the end of the line before
        }
        at += line.size() + 1;
    }
    return out += ']';
}

/// Reads a document that is no JSON. The offset of a failure is that in the document.
inline result<void> read_lines(std::string_view lines, read_options const& options, typed_pointer model,
                               permission const& in_time)
{
    auto array = array_of_lines(lines);
    if (!array) return array.error();
    reader body(*array, options, in_time);
    if (body.document(*model.type, model.object)) return {};
    auto details = body.error().details();
    if (details.offset && *details.offset != 0) --*details.offset;
    return body.error().with(std::move(details));
}

/// Reads a document as the response of an operation: JSON, or lines if it was received in that coding.
inline result<void> read_document_of(received_call const& of, std::string_view document, bool is_received,
                                     typed_pointer model, permission const& in_time)
{
    read_options const options{.max_decoded_bytes = of.context.decoded.of_body(document.size()),
                               .names = of.context.api.body.names,
                               .exact_names = of.context.api.exact_names};
    if (of.call.op->response_coding == body_coding::lines && is_received)
        return read_lines(document, options, model, in_time);
    reader body(document, options, in_time);
    return body.document(*model.type, model.object) ? result<void>() : body.error();
}

/// Decodes a body into the model, of the type of the response. A model without an entity tag takes that of the response
/// (RFC 9110, 8.8.3).
inline result<void> read_model(received_call const& of, response& in, typed_pointer model, permission const& in_time)
{
    auto const& call = of.call;
    auto const& op = *call.op;
    auto const* const echo = echo_of(call, in);
    std::string_view document = echo ? *echo : in.body;
    if (document.empty() && in.status != 202 && op.response_coding == body_coding::json) {
        document = empty_document(*model.type);
        if (document.empty() && call.is_change()) return result_missing(of, std::move(in));
    }
    if (op.response_coding == body_coding::raw && model.type->what == kind::string) {
        *static_cast<std::string*>(model.object) = document;
    } else if (auto const read = read_document_of(of, document, !echo, model, in_time); !read) {
        auto const why = located(read.error(), document);  // before the response with the document is moved
        return undecoded_response(of, std::move(in), why);
    }
    if (!in_time.is_given())
        return failed_response(
            of, std::move(in), errc::deadline_exceeded,
            {.explanation = "the deadline passed while the response was decoded", .response_begun = true});
    auto const tag = find_header(in.headers, "ETag");
    if (op.tag.is_in(model.type)) note_tag(call, tag, echo, model);
    op.tag_of_response.store(model, tag);
    return {};
}

/// Reads the model in the first response to a job. A failure does not concern the job, which was started.
inline void read_first(received_call const& of, response const& in, result_place const& out, permission const& in_time)
{
    auto const model = out.model.if_of(of.call.op->response);
    if (!model) return;
    auto copy = in;
    if (!in.body.empty() || has_ended_at_once(in)) {
        if (auto const read = read_model(of, copy, model, in_time); !read) out.job->first_failure = read.error();
    } else {
        out.job->first_failure = undecoded_response(of, std::move(copy), errc::unexpected_end);
    }
    if (of.call.head) *of.call.head = {in.status, in.headers, in.body_size()};  // not that of a failure
}

/// Sets the status that a response means, see `service::status_of`, and returns the one that was received.
inline unsigned set_status_meant(service const& api, response& in)
{
    if (!api.status_of) return in.status;
    failure_details seen{.status = in.status};
    seen.body = std::move(in.body);
    seen.headers = std::move(in.headers);
    auto const meant = api.status_of(seen);
    in.body = std::move(seen.body);
    in.headers = std::move(seen.headers);
    return std::exchange(in.status, meant);
}

/// The failure that a response means by its status, which may differ from the one that was `received`.
inline failure refused_response(received_call const& of, response&& in, unsigned received)
{
    auto const code = errc_for_status(in.status);
    failure_details details;
    if (in.status != received)
        details.explanation =
            make_error_code(code).message() + ", reported in a response with status " + std::to_string(received);
    return failed_response(of, std::move(in), code, std::move(details));
}

/// Reads a response, which has the status that it means, into `out`, or returns the failure that it represents.
/// Decoding ends when `in_time` is withdrawn at the deadline.
inline result<void> read_response(received_call const& of, response&& in, unsigned received, result_place const& out,
                                  permission const& in_time)
{
    auto const& call = of.call;
    auto const& op = *call.op;
    bool const tells_existence = traits_of(op.verb).absent_is_a_result;
    bool const is_absent = tells_existence && in.status == 404;
    if (!is_success(in.status) && !is_absent) return refused_response(of, std::move(in), received);
    if (is_not_ready(of, in)) return failed_response(of, std::move(in), errc::not_ready, {});

    if (call.head) *call.head = {in.status, in.headers, in.body_size()};
    // Of safe requests, those with content may be accepted, such as a search.
    bool const is_accepted = in.status == 202 && (!call.is_safe() || op.request);
    if (out.job && op.job) {
        read_first(of, in, out, in_time);
        return read_job_start(of, std::move(in), out);
    }
    auto const model = out.model.if_of(op.response);
    // The job of a change has ended at once if the response shows the state after it.
    bool const is_shown = model && (!in.body.empty() || echo_of(call, in));
    if (out.job && (is_accepted || !is_shown)) return read_followed_change(of, std::move(in), *out.job);
    if (tells_existence && out.model && out.model.type->what == kind::boolean)
        *static_cast<bool*>(out.model.object) = !is_absent;
    // The body of a 202 response is neither the updated state nor the created resource. The body of a response to an
    // action is its documented result.
    bool const may_be_result = op.verb == verb_kind::action && !in.body.empty();
    if (is_accepted && op.response && out.model && !may_be_result)
        return accepted_response(of, std::move(in), location_of_job(in.headers));
    bool const is_read_later = in.body_size() == 0 && is_read_after(op, out, in.status, false, {});
    if (model && !is_read_later) {
        if (auto const done = read_model(of, in, model, in_time); !done) return done;
        if (out.job) out.job->ended_at_once = true;
    }
    if (call.message.sink)
        if (auto const filled = fill_sink(*call.message.sink, in); !filled) return fail_call(call, filled.error());
    if (out.head) *out.head = {in.status, std::move(in.headers), in.body_size()};
    if (out.file) read_file_head(*out.file);
    return {};
}

}  // namespace detail

}  // namespace descry
