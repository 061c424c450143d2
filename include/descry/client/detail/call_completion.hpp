// call_completion: the completion of an asynchronous call as the engine sees it, independent of the type of its
// handler.
#pragma once

#include <boost/asio/cancellation_type.hpp>

#include <descry/client/detail/call_arguments.hpp>
#include <descry/core/error.hpp>

#include <exception>
#include <functional>
#include <memory>

namespace descry {

namespace detail {

/// Holds the handler, and the object into which the response is decoded.
class call_completion {
public:
    virtual ~call_completion() = default;

    virtual result_place out() noexcept = 0;
    /// The change to the model between reading and updating it; null if there is none.
    virtual resource_change const* change() const noexcept = 0;
    /// Runs `work` on the executor of the handler: its associated executor, or the client's. It may run before this
    /// returns, and may destroy this object.
    virtual void dispatch(std::function<void()> work) const = 0;
    /// The same, but `work` does not run before this returns. Not for the client's executor, whose owner posts to it.
    virtual void post(std::function<void()> work) const = 0;
    virtual bool is_on_client() const noexcept = 0;
    /// Connects a function to the handler's cancellation slot, if it has one.
    virtual void on_cancellation(std::function<void(boost::asio::cancellation_type)> cancel) = 0;
    /// Calls the handler, and does not access this object afterwards. `thrown` is the exception of the function of a
    /// `modify`.
    virtual void complete(result<void> const& done, std::exception_ptr thrown) = 0;
};

}  // namespace detail

}  // namespace descry
