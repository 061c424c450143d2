// call_options: the options of a single call.
#pragma once

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace descry {

/// Options of a call beside its arguments. An empty member stands for the default of the client.
struct call_options {
    /// The time limit of the whole call, in place of `client_options::timeout`. For pages and jobs, that of each page
    /// and each poll; for streams, see `stream`.
    std::optional<std::chrono::milliseconds> timeout{};
    /// The maximum number of retries, in place of that of `retry_options::max_attempts`, which includes the first
    /// attempt; 0 disables retries.
    std::optional<unsigned> retries{};
    /// The id by which the service recognizes a retry. To repeat a call that failed, even after a restart, use the id
    /// of that call; never use the id of another call.
    std::string request_id{};
    /// For a POST: the key by which the service recognizes a retry, under the same rules, in the field
    /// `service::idempotency_key_header`, or `Idempotency-Key` if the service declares none. Other requests ignore it.
    std::string idempotency_key{};
    std::string correlation_id{};  ///< Identifies the call to the service's support; several calls may share one.
    std::string traceparent{};     ///< W3C Trace Context, sent unchanged.
    /// Fields that are sent in addition to those of the client, and that replace fields of the same name. `If-Match` or
    /// `If-None-Match` replaces the condition that the operation declares.
    std::vector<header> headers{};
    /// Receives status and header fields of the response, or of the last one if there are several; unchanged without a
    /// response. The fields of a response that is a failure are redacted as `failure_details::headers` are. Requests
    /// that find out whether an update or a removal was carried out are not considered. After a removal, or another
    /// call without a result, a status of 202 indicates that the request is accepted and may not be carried out yet
    /// (RFC 9110, 15.3.3). Must not be read before the call has ended, nor be used by two calls at once.
    std::shared_ptr<response_head> head{};
};

namespace detail {

/// True for a field that makes a request conditional (RFC 9110, 13.1).
DESCRY_DECL bool is_precondition(header const& h) noexcept;

/// The options for requests that follow from a call: without request id and condition, which apply to that call only.
DESCRY_DECL call_options for_further_calls(call_options options);

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/call_options.ipp>
#endif
