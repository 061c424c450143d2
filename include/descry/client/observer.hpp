// observer: notifications of the progress of calls, for logs, metrics and traces.
#pragma once

#include <descry/core/error.hpp>

#include <boost/system/error_code.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace descry {

/// The observable properties of a call: no key, query, field or body, so that no secret and no customer data is among
/// them. Members that do not apply yet are empty. Strings are valid only during the notification.
struct call_event {
    std::string_view method;      ///< For example `PUT`.
    std::string_view path;        ///< The path template, `/v1/customers/{customer_id}/profiles/billing`.
    std::string_view request_id;  ///< The same for each retry.
    std::string_view correlation_id;
    std::string_view traceparent;                ///< From the options of the call.
    unsigned attempt = 1;                        ///< The number of the attempt, from 1.
    unsigned status = 0;                         ///< The status of the response; 0 before there is one.
    std::size_t bytes_sent = 0;                  ///< The size of the request body of this attempt.
    std::uint64_t bytes_received = 0;            ///< The size of the response body of this attempt.
    std::chrono::nanoseconds elapsed{};          ///< Since the call started.
    std::chrono::nanoseconds attempt_elapsed{};  ///< Since this attempt was sent.
    std::chrono::milliseconds pause{};           ///< The time until the next attempt; for `retried`.
    boost::system::error_code error{};           ///< The reason; for `retried` and `failed`.
};

/// Notified of every call of a client: `started`, then `sent` and usually `received` for each attempt, `retried`
/// between two attempts unless only the access token is replaced, and finally `succeeded` or `failed`. A `modify`
/// consists of GET and PUT requests, and each is notified. Token requests are not notified, except for a refresh token
/// that is not stored; neither are calls whose arguments are rejected before they start. Functions are called on the
/// thread that performs the call, by several threads at once; they must not throw, block or call the client.
class observer {
public:
    virtual ~observer() = default;

    virtual void started(call_event const&) {}
    virtual void sent(call_event const&) {}
    virtual void received(call_event const&) {}  ///< A response of any status was received.
    virtual void retried(call_event const&) {}   ///< The request will be retried after a pause.
    virtual void succeeded(call_event const&) {}
    virtual void failed(call_event const&) {}  ///< The call failed and will not be retried.

    /// The function `oauth2_grant::on_refresh_token` did not store a new refresh token. Repair the store while the
    /// client lives, which will pass the token again. Called after each failed attempt to store it, on the thread that
    /// called the function. The failure is `errc::token_unavailable`; its `cause` is the error code that the function
    /// returned or threw, if any.
    virtual void refresh_token_not_stored(failure const&) {}

    /// The certificate of the client cannot be renewed, and its connections use the previous one until that expires.
    /// See `network_options::certificate_not_renewed`; not called for a transport that the user supplied.
    virtual void certificate_not_renewed(failure const&) {}
};

}  // namespace descry
