// transport: the interface of the network layer, in terms of requests and responses.
#pragma once

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/cancellation_type.hpp>

#include <descry/client/detail/deadline.hpp>
#include <descry/client/network_options.hpp>
#include <descry/core/error.hpp>
#include <descry/http/message.hpp>

#include <memory>

namespace descry {

class clock;

/// True if a signal of this type ends an operation, as Asio defines the types: `terminal` and `partial` end it, and
/// side effects remain; `total` ends it only if there are none.
constexpr bool ends_for(boost::asio::cancellation_type type, bool may_have_side_effects) noexcept
{
    using cancellation = boost::asio::cancellation_type;
    return (type & (cancellation::terminal | cancellation::partial)) != cancellation::none ||
           (!may_have_side_effects && (type & cancellation::total) != cancellation::none);
}

/// Sends requests to a service and receives the responses. A complete response of any status is a success; a failure
/// means that no complete response was received. From status 300 on, status and fields are sufficient, and a faulty
/// body must not hide them. The failure of a 2xx response with a faulty body has that `status`. Every member function
/// may be called from several threads at once. Failures are results: `send` and `async_send` may throw
/// `std::bad_alloc`, and nothing else.
class transport {
public:
    using handler = boost::asio::any_completion_handler<void(result<response>)>;

    virtual ~transport() = default;

    /// Performs one exchange and blocks the calling thread, at most until the deadline. Also called by clients that
    /// only make asynchronous calls: token requests use it on a thread of their own.
    virtual result<response> send(request const& message, steady_time deadline) = 0;

    /// Starts one exchange. `done` is called exactly once, on its associated executor; if `async_send` is called on
    /// that executor, perhaps before it returns. It is called with `errc::canceled` after `close()`, or after its
    /// cancellation slot was signaled.
    ///
    /// A signal of type `terminal` or `partial` ends the exchange, whatever was sent. `total` promises that there are
    /// no side effects: it ends an exchange whose method is safe (`is_safe_method`), and any other only while no part
    /// of the request was sent, with `failure_details::not_sent`; otherwise it must have no effect. A transport that
    /// does not know what was sent ignores `total` unless the method is safe. `ends_for` has this rule. A signal may
    /// contain several types, and may be followed by others; it is emitted where `async_send` was called, as Asio
    /// requires.
    virtual void async_send(request message, steady_time deadline, handler done) = 0;

    /// Ends all exchanges with `errc::canceled`, an error with which `send` fails for no other reason; exchanges that
    /// are started later fail in the same way. A `send` under way in another thread must return soon: the destructor of
    /// a client waits for its token request.
    virtual void close() = 0;

    /// The time in which clients of this transport measure deadlines, pauses and the lifetime of tokens, if it is not
    /// the real time. Null, the default: the real time.
    virtual std::shared_ptr<clock> time() const { return nullptr; }
};

}  // namespace descry
