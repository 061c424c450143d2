// transport: the one door to the network. The layers above know requests and responses, never sockets.
#pragma once

#include <boost/asio/any_completion_handler.hpp>

#include <descry/client/detail/deadline.hpp>
#include <descry/client/network_options.hpp>
#include <descry/core/error.hpp>
#include <descry/http/message.hpp>

namespace descry {

/// Carries requests to a service and answers back. An answer of any status is a success here; a failure means that no
/// complete answer arrived. From status 300 on, status and headers are enough of an answer: what is wrong with its body
/// must not hide them. A failure of a 2xx whose body did not come as it should has that `status`. Every member function
/// may be called from several threads at once.
class transport {
public:
    using handler = boost::asio::any_completion_handler<void(result<response>)>;

    virtual ~transport() = default;

    /// Performs one exchange and blocks the calling thread meanwhile, until the deadline at most. A client that is only
    /// called asynchronously calls it too: a thread of its own asks for tokens by it.
    virtual result<response> send(request const& message, steady_time deadline) = 0;

    /// Starts one exchange. `done` is called exactly once, on its associated executor; if this function was called
    /// there, perhaps before it returned. It is called with `errc::canceled` after `close()` or after its cancellation
    /// slot was signaled.
    virtual void async_send(request message, steady_time deadline, handler done) = 0;

    /// Ends all exchanges with `errc::canceled`, which says nothing else of a `send`; those started later fail the same
    /// way. A `send` under way in another thread has to return soon: a client that ends waits for the one that asks for
    /// its token.
    virtual void close() = 0;
};

}  // namespace descry
