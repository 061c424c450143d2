// prepared_call: the decisions of a call, before the network and after it. No sockets, no threads.
#pragma once

#include <descry/call/call_options.hpp>
#include <descry/call/conceal.hpp>
#include <descry/call/message.hpp>
#include <descry/call/random_guid.hpp>
#include <descry/call/read_fault.hpp>
#include <descry/call/redact.hpp>
#include <descry/call/retry.hpp>
#include <descry/call/service.hpp>
#include <descry/call/status.hpp>
#include <descry/json/reader.hpp>
#include <descry/json/writer.hpp>
#include <descry/rest/entity_tag.hpp>
#include <descry/rest/expand.hpp>
#include <descry/rest/operation.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

namespace detail {

/// Where calls go, and what they carry besides their own.
struct call_context {
    service api;
    std::string base_url;
    std::vector<header> headers;
    credential_kind credentials = credential_kind::any;
    bool has_credentials = false;
    bool any_credential_kind = false;
};

/// A call that may be sent: every local check has passed.
struct prepared_call {
    operation const* op;
    request message;
    std::string request_id;
    std::string correlation_id;
    std::string traceparent;
    std::string tag;  ///< The entity tag that the resource has to have.

    /// It changes nothing (RFC 9110, 9.2.1).
    bool is_safe() const noexcept { return op->method == "GET" || op->method == "HEAD"; }
    /// Sent twice it has the effect of once.
    bool is_repeatable() const noexcept { return op->repeatable || !request_id.empty(); }
};

/// The operation as messages name it: never with ids in it.
inline std::string name_of(operation const& op) { return std::string(op.method) + ' ' + std::string(op.path->text); }

/// A failure from below, with what is known of the call it ended.
inline failure fail_call(prepared_call const& call, failure const& why)
{
    auto details = why.details();
    if (details.operation.empty())
        details.operation = name_of(*call.op);
    else
        details.operation = name_of(*call.op) + ": " + details.operation;
    if (details.request_id.empty()) details.request_id = call.request_id;
    if (details.correlation_id.empty()) details.correlation_id = call.correlation_id;
    return why.with(std::move(details));
}

inline failure refuse_call(operation const& op, errc code, std::string explanation = {})
{
    return {code, {.operation = name_of(op), .explanation = std::move(explanation)}};
}

/// A failure of another layer, as one of this operation.
inline failure refuse_call(operation const& op, failure const& why)
{
    auto details = why.details();
    details.operation = name_of(op);
    return why.with(std::move(details));
}

inline result<void> check_credentials(call_context const& context, operation const& op)
{
    if (!context.has_credentials)
        return context.api.needs_credentials ? result<void>(refuse_call(op, errc::no_credentials)) : result<void>();
    bool const accepted = context.any_credential_kind || op.needs == credential_kind::any ||
                          context.credentials == credential_kind::any || context.credentials == op.needs;
    if (accepted) return {};
    auto const* const needed = op.needs == credential_kind::app_user ? "App+User" : "App-only";
    return refuse_call(op, errc::wrong_credential_kind,
                       std::string("needs ") + needed +
                           " credentials by its documentation; the option any_credential_kind relaxes this check");
}

/// An id that the call was given, or a fresh one; none when the service has no header for it.
inline std::string choose_id(std::string_view header_name, std::string const& given)
{
    if (header_name.empty()) return {};
    return given.empty() ? random_guid() : given;
}

/// Makes the request of a call to an expanded path, or says why it must not be sent. `model` is what an update sends,
/// null otherwise. Reads `model` only while it runs.
inline result<prepared_call> prepare_message(call_context const& context, operation const& op, std::string target,
                                             void const* model, call_options const& options)
{
    prepared_call call{&op, {}, {}, {}, options.traceparent, {}};
    call.message.method = op.method;
    call.message.base_url = context.base_url;
    call.message.target = std::move(target);
    // Others are repeated here, where it is known how often they were sent.
    call.message.repeatable = call.is_safe();
    call.request_id = choose_id(context.api.request_id_header, options.request_id);
    call.correlation_id = choose_id(context.api.correlation_id_header, options.correlation_id);

    auto& headers = call.message.headers;
    headers.reserve(context.headers.size() + 8);
    headers.push_back({"Accept", "application/json"});
    if (!call.request_id.empty()) headers.push_back({std::string(context.api.request_id_header), call.request_id});
    if (!call.correlation_id.empty())
        headers.push_back({std::string(context.api.correlation_id_header), call.correlation_id});
    if (!options.traceparent.empty()) headers.push_back({"traceparent", options.traceparent});
    headers.insert(headers.end(), context.headers.begin(), context.headers.end());
    if (!model) return call;

    if (op.tag) {
        call.tag = op.tag(model);
        if (call.tag.empty()) return refuse_call(op, errc::missing_etag);
        auto quoted = quoted_entity_tag(call.tag);
        if (quoted.empty())
            return refuse_call(op, errc::unsafe_header, "the entity tag is none that If-Match can carry");
        headers.push_back({"If-Match", std::move(quoted)});
    }
    writer body(call.message.body, context.api.body);
    if (!body.document(op.model, model)) return refuse_call(op, body.error());
    headers.push_back({"Content-Type", "application/json"});
    return call;
}

/// The same from a key, which is read only while it runs, with the credentials checked.
inline result<prepared_call> prepare_call(call_context const& context, operation const& op, void const* key,
                                          void const* model, call_options const& options)
{
    if (auto const checked = check_credentials(context, op); !checked) return checked.error();
    auto target = expand(*op.path, key);
    if (!target) return refuse_call(op, target.error());
    return prepare_message(context, op, std::move(*target), model, options);
}

/// Adds the token, ahead of the other headers, in place of one that was there.
inline void authorize(prepared_call& call, std::string const& token)
{
    if (token.empty()) return;
    auto& headers = call.message.headers;
    if (headers.front().name != "Authorization") headers.insert(headers.begin(), header{"Authorization", {}});
    headers.front().value = "Bearer " + token;
}

/// The failure that an answer is.
inline failure failed_call(call_context const& context, prepared_call const& call, response&& in, errc code,
                           failure_details details, std::string const& token)
{
    details.operation = name_of(*call.op);
    details.status = in.status;
    details.retry_after = retry_after(in, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
    details.request_id = call.request_id;  // whatever the answer says: under this one the call may be repeated
    if (auto const echo = find_header(in.headers, context.api.correlation_id_header); echo != call.correlation_id)
        details.correlation_id = echo;
    if (!is_success(in.status)) {
        read_fault(in.body, details);
        if (context.api.is_conflict && context.api.is_conflict(details)) code = errc::conflict;
    }
    details.body = std::move(in.body);
    secrets hidden{call.op->sensitive, sensitive_values(call.message.body, call.op->sensitive)};
    hidden.values.push_back(token);
    conceal(details.body, hidden);
    details.body.resize(std::min(details.body.size(), max_failure_body));
    for (auto* text : {&details.description, &details.service_code, &details.correlation_id}) {
        conceal_text(*text, hidden);
        text->resize(std::min(text->size(), max_failure_text));
    }
    if (details.correlation_id.empty()) details.correlation_id = call.correlation_id;
    return {code, std::move(details)};
}

/// Turns an answer into the model at `out`, or into the failure that it is. An update that was answered without a body
/// was stored as it was sent. The entity tag of a model without one is that of the answer (RFC 9110, 8.8.3).
inline result<void> finish_call(call_context const& context, prepared_call const& call, response&& in,
                                std::string const& token, void* out)
{
    if (!is_success(in.status)) return failed_call(context, call, std::move(in), errc_for_status(in.status), {}, token);

    bool const echo = in.body.empty() && !call.message.body.empty();
    reader body(echo ? call.message.body : in.body, {});
    if (!body.document(call.op->model, out)) {
        auto const why = body.error();
        return failed_call(context, call, std::move(in), static_cast<errc>(why.code().value()), why.details(), token);
    }
    if (call.op->tag) {
        auto const tag = find_header(in.headers, "ETag");
        if (echo || (!tag.empty() && call.op->tag(out).empty())) call.op->set_tag(out, tag);
    }
    return {};
}

}  // namespace detail

}  // namespace descry
