// call_options: what one call may be told beside its arguments.
#pragma once

#include <descry/call/message.hpp>

#include <memory>
#include <string>
#include <vector>

namespace descry {

/// What a call carries in place of what the client would make up. Empty: that.
struct call_options {
    /// The id under which the service recognizes a repetition. Give the one of a call that failed to make it again,
    /// even after a restart; never one of another call.
    std::string request_id{};
    std::string correlation_id{};   ///< For the service's support; several calls may share one.
    std::string traceparent{};      ///< W3C Trace Context, sent as it is.
    std::vector<header> headers{};  ///< Sent besides those of the client, and in place of those of the same names.
    /// Where status and headers of the answer are put, those of the last one of several; unchanged when there was no
    /// answer. Of an answer that is a failure, the headers are those of `failure_details::headers`, redacted as they
    /// are. Not to be looked at before the call has ended, and for one call at a time.
    std::shared_ptr<response_head> head{};
};

}  // namespace descry
