// prepared_call: a call that is ready to be sent, independent of its arguments.
#pragma once

#include <descry/client/call_options.hpp>
#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/poll_plan.hpp>
#include <descry/client/transport.hpp>
#include <descry/http/entity_tag.hpp>
#include <descry/http/message.hpp>
#include <descry/rest/detail/operation.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace descry {

namespace detail {

/// A call that passed every local check. It owns all data that it needs.
struct prepared_call {
    operation const* op;
    request message{};  ///< Its `secrets` are values in the target, in a form, and of earlier calls.
    std::string request_id{};
    std::string idempotency_key{};
    std::string correlation_id{};
    std::string traceparent{};
    std::string tag{};      ///< The entity tag in the model that is sent.
    std::string full{};     ///< For a PATCH, or a body that is no JSON: the whole state after the change, as JSON.
    std::string changes{};  ///< For a change that the caller polls for: the members that it changes, as JSON.
    std::string path{};     ///< The target without its query.
    std::string version{};  ///< The end of the target that has the version of a state, in a parameter.
    std::vector<header> own_headers{};                   ///< The fields of `call_options`.
    std::optional<std::chrono::milliseconds> timeout{};  ///< That of the call, in place of the client's.
    std::optional<unsigned> retries{};                   ///< Those of the call, in place of the client's.
    /// The destination of status and fields, supplied by the user; may be null.
    std::shared_ptr<response_head> head{};
    std::shared_ptr<stream_sink> stream{};    ///< The sink of a stream; null for other calls.
    std::optional<poll_plan> polls{};         ///< For a call that polls a job.
    steady_time latest = steady_time::max();  ///< The deadline, unless the timeout of the call ends earlier.
    std::string origin{};                     ///< Another origin than that of the service; empty for the service.
    bool settled = false;                     ///< No request is sent: the response is known already.
    bool takes_token = false;                 ///< The first header field is a placeholder for the access token.

    /// True for a safe method (RFC 9110, 9.2.1), unless it starts a job.
    bool is_safe() const noexcept { return is_safe_method(op->method) && !op->job; }
    /// True if a success means that something was changed. A search by POST is an action declared to be idempotent.
    bool is_change() const noexcept { return !is_safe() && !(op->verb == verb_kind::action && op->idempotent); }
    /// True for an idempotent request: by its method (RFC 9110, 9.2.2), its request id, its idempotency key or its
    /// condition.
    bool is_idempotent() const noexcept
    {
        return op->idempotent || is_safe() || !request_id.empty() || !idempotency_key.empty() || is_guarded();
    }

private:
    // An update invalidates its own condition. Without a condition, a retry would revert changes made by others in
    // between.
    bool is_guarded() const noexcept
    {
        if (!traits_of(op->verb).updates) return false;
        if (op->condition == precondition::in_body || op->condition == precondition::in_query) return true;
        auto const match = find_header(message.headers, "If-Match");
        return match.empty() ? find_header(message.headers, "If-None-Match") == "*" : match != "*";
    }
};

}  // namespace detail

}  // namespace descry
