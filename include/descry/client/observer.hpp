// observer: what may be seen of calls.
#pragma once

#include <descry/core/error.hpp>

#include <boost/system/error_code.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace descry {

/// All that may be shown of a call: no key, no query, no header and no body, so that no secret and no customer is among
/// it. Members that do not apply yet are empty. The texts live as long as the observer is being called.
struct call_event {
    std::string_view method;      ///< `PUT`
    std::string_view path;        ///< The template, `/v1/customers/{customer_id}/profiles/billing`.
    std::string_view request_id;  ///< The same on every repetition.
    std::string_view correlation_id;
    std::string_view traceparent;                ///< As the call was given it.
    unsigned attempt = 1;                        ///< Counted from 1.
    unsigned status = 0;                         ///< Of the answer; 0 while there is none.
    std::size_t bytes_sent = 0;                  ///< Of the body of this attempt.
    std::uint64_t bytes_received = 0;            ///< Of the body of its answer.
    std::chrono::nanoseconds elapsed{};          ///< Since the call started.
    std::chrono::nanoseconds attempt_elapsed{};  ///< Since this attempt was sent.
    std::chrono::milliseconds pause{};           ///< Until the next attempt, of `retried`.
    boost::system::error_code error{};           ///< Of `retried` and `failed`.
};

/// Is told of every call of a client: `started`, then `sent` and mostly `received` for each attempt, `retried` between
/// two of them unless only the token is another, and at the end `succeeded` or `failed`. A `modify` is a GET and a PUT,
/// as often as they are made. Not told are requests for tokens, but for a refresh token that is not stored, and calls
/// that are refused before they start, for what they were given. Called by the thread that works on the call, by several
/// at once; must not throw, block or call the client.
class observer {
public:
    virtual ~observer() = default;

    virtual void started(call_event const&) {}
    virtual void sent(call_event const&) {}
    virtual void received(call_event const&) {}  ///< An answer, be it a failure.
    virtual void retried(call_event const&) {}   ///< Will be sent once more, after a pause.
    virtual void succeeded(call_event const&) {}
    virtual void failed(call_event const&) {}  ///< Nothing more is tried.

    /// The function `oauth2_grant::on_refresh_token` did not store a new refresh token: mend the store while the client
    /// lives, which offers the token again. Told each time, by the thread that called the function. The failure is
    /// `errc::token_unavailable`; its `cause` is the error that the function returned or threw, if that has a code.
    virtual void refresh_token_not_stored(failure const&) {}
};

}  // namespace descry
