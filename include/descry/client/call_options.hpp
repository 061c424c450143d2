// call_options: what one call may be told beside its arguments.
#pragma once

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>

#include <memory>
#include <string>
#include <vector>

namespace descry {

/// What a call carries in place of what the client would make up. Empty: that.
struct call_options {
    /// The id under which the service recognizes a repetition. Give the one of a call that failed to make it again,
    /// even after a restart; never one of another call.
    std::string request_id{};
    std::string correlation_id{};  ///< For the service's support; several calls may share one.
    std::string traceparent{};     ///< W3C Trace Context, sent as it is.
    /// Sent besides those of the client, and in place of those of the same names. `If-Match` or `If-None-Match` goes in
    /// place of the condition that the operation declares.
    std::vector<header> headers{};
    /// Where status and headers of the answer are put, those of the last one of several; unchanged when there was no
    /// answer. Of an answer that is a failure, the headers are those of `failure_details::headers`, redacted as they
    /// are. What is read to find out what became of an update or a removal counts for nothing here. After 202 to a
    /// removal, or to another call that gives nothing, the status says that it is accepted but may not be done yet (RFC
    /// 9110, 15.3.3). Not to be looked at before the call has ended, and for one call at a time.
    std::shared_ptr<response_head> head{};
};

namespace detail {

/// True for a header that makes a request one under a condition of its own (RFC 9110, 13.1).
DESCRY_DECL bool is_precondition(header const& h) noexcept;

/// The options of a call for those that follow from it: a request id, and a condition, is for one call.
DESCRY_DECL call_options for_further_calls(call_options options);

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/call_options.ipp>
#endif
