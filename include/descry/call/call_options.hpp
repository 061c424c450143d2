// call_options: what one call may be told beside its arguments.
#pragma once

#include <string>

namespace descry {

/// What a call carries in place of what the client would make up. Empty: that.
struct call_options {
    /// The id under which the service recognizes a repetition. Give the one of a call that failed to make it again, even
    /// after a restart; never one of another call.
    std::string request_id{};
    std::string correlation_id{};  ///< For the service's support; several calls may share one.
    std::string traceparent{};     ///< W3C Trace Context, sent as it is.
};

}  // namespace descry
