// call_failure: the failures of a call, with its context and without its secrets.
#pragma once

#include <descry/client/detail/call_environment.hpp>
#include <descry/client/detail/link.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/client/detail/rate_limit.hpp>
#include <descry/client/detail/read_fault.hpp>
#include <descry/client/detail/redact.hpp>
#include <descry/client/detail/retry.hpp>
#include <descry/client/detail/secret_names.hpp>
#include <descry/client/detail/secrets.hpp>
#include <descry/core/error.hpp>
#include <descry/http/detail/status.hpp>
#include <descry/http/message.hpp>
#include <descry/rest/detail/operation.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// The name of the operation in messages, which never contains ids.
inline std::string name_of(operation const& op) { return std::string(op.method) + ' ' + std::string(op.path->text); }

/// Which members of its messages are secret.
inline member_rule members_of(prepared_call const& call) { return {call.op->sensitive, call.message.readable_members}; }

/// The values of a call that must not appear in failures, its access token among them.
inline std::vector<std::string> secrets_of(prepared_call const& call)
{
    auto out = sensitive_values(call.message.body, members_of(call));
    out.insert(out.end(), call.message.secrets.begin(), call.message.secrets.end());
    for (auto const& h : call.message.headers)
        if (is_secret_header(h.name, call.message.secret_headers)) add_secrets_of_header(h, out);
    return out;
}

/// Redacts secrets in the details of a failure, and truncates texts of others. Parameters of URLs are redacted in the
/// body and in the description, but not in the header fields, where `Location` may have to be followed.
inline void redact_details(failure_details& details, secrets const& hidden)
{
    redact_body(details.body, hidden, max_failure_body);
    if (details.body == redaction_mark)  // replaced as a whole, and so are the texts read from it
        for (auto* text : {&details.description, &details.service_code})
            if (!text->empty()) *text = redaction_mark;
    redact_headers(details.headers, hidden);
    hidden.redact_parameters(details.description);
    for (auto* text : {&details.operation, &details.pointer}) redact_text(*text, hidden);
    for (auto* text : {&details.explanation, &details.description, &details.service_code, &details.correlation_id}) {
        redact_text(*text, hidden);
        text->resize(std::min(text->size(), max_failure_text));
    }
}

/// Redacts the secrets of a call in the details of a failure, and truncates texts of others.
inline void redact_call(failure_details& details, prepared_call const& call)
{
    redact_details(details, secrets(members_of(call), secrets_of(call), call.message.secret_headers));
}

/// A failure of a lower layer as a failure of this call.
inline failure fail_call(prepared_call const& call, failure const& why)
{
    auto details = why.details();
    redact_call(details, call);
    if (details.operation.empty())
        details.operation = name_of(*call.op);
    else
        details.operation = name_of(*call.op) + ": " + details.operation;
    if (details.request_id.empty()) details.request_id = call.request_id;
    if (details.idempotency_key.empty()) details.idempotency_key = call.idempotency_key;
    if (details.correlation_id.empty()) details.correlation_id = call.correlation_id;
    return why.with(std::move(details));
}

/// The failure of a call that is not sent.
inline failure refuse_call(operation const& op, errc code, std::string explanation = {})
{
    return {code, {.operation = name_of(op), .explanation = std::move(explanation)}};
}

/// A failure of another layer as a failure of this operation, with the secrets `hidden` redacted.
inline failure refuse_call(operation const& op, failure const& why, std::vector<std::string> const& hidden = {})
{
    auto details = why.details();
    details.operation = name_of(op);
    redact(details.explanation, hidden);
    return why.with(std::move(details));
}

/// A call whose response was received, with the circumstances under which it is read.
struct received_call {
    call_context const& context;
    prepared_call const& call;
    steady_time at;                 ///< When the response arrived.
    std::chrono::sys_seconds date;  ///< The same time by the system clock.
};

/// Reads code and description of the body of an error response, or of the status of a failed job.
inline void read_fault_of(call_context const& context, operation const& op, failure_details& details)
{
    read_options const limits{.max_decoded_bytes = context.decoded.of_body(details.body.size()),
                              .names = context.api.body.names,
                              .exact_names = context.api.exact_names};
    if (!context.api.read_error || !context.api.read_error(details.body, limits, details))
        read_fault(details.body, find_header(details.headers, "Content-Type"),
                   {op.sensitive, context.api.readable_members}, details);
}

/// The reason of a conflict under a condition without a state, which none can have changed; empty for others.
inline char const* explain_conflict(std::vector<header> const& sent) noexcept
{
    if (find_header(sent, "If-None-Match") == "*") return "the resource exists already";
    return find_header(sent, "If-Match") == "*" ? "the resource does not exist" : "";
}

/// The failure that a response represents.
inline failure failed_response(received_call const& of, response&& in, errc code, failure_details details)
{
    auto const& [context, call, at, date] = of;
    details.status = in.status;
    bool const refused_for_rate = is_throttled(in, date);
    if (refused_for_rate) code = errc::too_many_requests;
    details.retry_after = refused_for_rate ? throttle_pause(in, date) : retry_after(in, date);
    details.request_id = call.request_id;  // not the id in the response: a retry uses this id
    details.idempotency_key = call.idempotency_key;
    if (auto const echo = find_header(in.headers, context.api.correlation_id_header); echo != call.correlation_id)
        details.correlation_id = echo;
    auto const body_size = in.body_size();
    details.body = std::move(in.body);
    if (context.api.exact_names) details.exact_names = context.api.body.names;
    details.headers = std::move(in.headers);
    if (!is_success(in.status) || code == errc::job_failed) read_fault_of(context, *call.op, details);
    if (!is_success(in.status)) {
        if (!refused_for_rate && context.api.is_conflict && context.api.is_conflict(details)) code = errc::conflict;
        if (context.api.is_transient && context.api.is_transient(details)) details.temporary = true;
    }
    if (code == errc::conflict && details.explanation.empty())
        details.explanation = explain_conflict(call.message.headers);
    redact_call(details, call);
    if (call.head) *call.head = {details.status, details.headers, body_size};
    details.operation = name_of(*call.op);
    if (details.correlation_id.empty()) details.correlation_id = call.correlation_id;
    return {code, std::move(details)};
}

/// The failure for 202 where a result was expected (RFC 9110, 15.3.3). `location` is the location of the status.
inline failure accepted_response(received_call const& of, response&& in, std::string_view location)
{
    auto const where = location.empty() ? "read the resource to see when it is made"
                                        : "it is to be seen at " + shown_link(location) + " when it is made";
    return failed_response(of, std::move(in), errc::accepted, {.explanation = where});
}

/// The failure for a change that was carried out, whose response lacks the body with its result.
inline failure result_missing(received_call const& of, response&& in)
{
    return failed_response(of, std::move(in), errc::state_not_read,
                           {.explanation = "the change was carried out, but the response has no body with its result",
                            .maybe_done = true});
}

/// The failure for a response whose body could not be decoded, for the reason `why`.
inline failure undecoded_response(received_call const& of, response&& in, failure const& why)
{
    bool const is_empty = in.body.empty();  // there is no place in it
    auto details = is_empty ? failure_details{.explanation = "the response has no body"} : why.details();
    if (auto const coding = find_header(in.headers, "Content-Encoding"); !coding.empty() && !is_empty)
        details.explanation = (details.explanation.empty() ? why.code().message() : details.explanation) +
                              ", in a body encoded as " + std::string(coding);
    details.response_begun = why == errc::deadline_exceeded;
    return failed_response(of, std::move(in), static_cast<errc>(why.code().value()), std::move(details));
}

}  // namespace detail

}  // namespace descry
