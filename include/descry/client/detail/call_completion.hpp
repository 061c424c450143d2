// call_completion: how an asynchronous call ends, whoever waits for it. The engine's side of a handler.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_type.hpp>

#include <descry/client/detail/call_arguments.hpp>
#include <descry/core/error.hpp>

#include <exception>
#include <functional>
#include <memory>

namespace descry {

namespace detail {

/// Holds the handler, and what the call reads into.
class call_completion {
public:
    virtual ~call_completion() = default;

    virtual result_place out() noexcept = 0;
    /// What is done to the model between reading and sending it; null when nothing is.
    virtual resource_change const* change() const noexcept = 0;
    /// Where the handler is to be called: its own executor, or the client's.
    virtual boost::asio::any_io_executor executor(boost::asio::any_io_executor const& otherwise) const = 0;
    /// Puts a function into the handler's cancellation slot, if it has one.
    virtual void on_cancellation(std::function<void(boost::asio::cancellation_type)> cancel) = 0;
    /// Calls the handler, and nothing of this object afterwards. `thrown` is what the function of a `modify` threw.
    virtual void complete(result<void> const& done, std::exception_ptr thrown) = 0;
};

}  // namespace detail

}  // namespace descry
