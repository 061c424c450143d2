// prepared_call: the record of a call that is ready to be sent. It owns all that it needs.
#pragma once

#include <descry/client/call_options.hpp>
#include <descry/client/detail/job_watch.hpp>
#include <descry/client/transport.hpp>
#include <descry/http/entity_tag.hpp>
#include <descry/http/message.hpp>
#include <descry/rest/detail/operation.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace descry {

namespace detail {

/// A call that may be sent: every local check has passed.
struct prepared_call {
    operation const* op;
    request message;
    std::string request_id;
    std::string correlation_id;
    std::string traceparent;
    std::string tag{};                        ///< The entity tag in the model that is sent.
    std::string full{};                       ///< Of a PATCH: the whole state that it leads to, as JSON.
    std::string changes{};                    ///< Of a PUT that starts a job: the members that it changes, as JSON.
    std::string path{};                       ///< The target without its query.
    std::vector<header> own_headers{};        ///< The fields of `call_options`.
    std::shared_ptr<response_head> head{};    ///< For the user; may be null.
    std::vector<std::string> secrets{};       ///< Redacted in failures: of the target, of a form, of earlier calls.
    std::optional<job_watch> watch{};         ///< Of a call that polls a job.
    steady_time latest = steady_time::max();  ///< The deadline, unless the timeout of the call ends before.
    bool settled = false;                     ///< Nothing is sent: the response is known already.
    bool takes_token = false;                 ///< The first header field is the place of the access token.

    /// True for a method that changes nothing (RFC 9110, 9.2.1).
    bool is_safe() const noexcept { return op->method == "GET" || op->method == "HEAD"; }
    /// True when sending it twice has the effect of sending it once: by its method (RFC 9110, 9.2.2), by its request
    /// id, or by its condition.
    bool is_idempotent() const noexcept { return op->idempotent || !request_id.empty() || is_guarded(); }

private:
    // An update ends its own condition. Without one, a retry would undo the changes of others made in between.
    bool is_guarded() const noexcept
    {
        if (op->verb != verb_kind::put && op->verb != verb_kind::patch) return false;
        auto const match = find_header(message.headers, "If-Match");
        return match.empty() ? find_header(message.headers, "If-None-Match") == "*" : match != "*";
    }
};

}  // namespace detail

}  // namespace descry
