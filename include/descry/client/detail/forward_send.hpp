// forward_send: the asynchronous exchange of a transport that passes it to another one and sees its outcome.
#pragma once

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>

#include <descry/client/transport.hpp>
#include <descry/core/error.hpp>
#include <descry/http/message.hpp>

#include <utility>

namespace descry {

namespace detail {

/// Calls `seen`, which must not throw, with the outcome of the exchange before `done`, on the same executor. The
/// cancellation of `done` ends the exchange.
template <class Function>
void forward_send(transport& network, request message, steady_time deadline, transport::handler done, Function seen)
{
    auto const slot = boost::asio::get_associated_cancellation_slot(done);
    auto const executor = boost::asio::get_associated_executor(done);
    auto forward = [see = std::move(seen), complete = std::move(done)](result<response> in) mutable {
        see(in);
        std::move(complete)(std::move(in));
    };
    network.async_send(
        std::move(message), deadline,
        boost::asio::bind_cancellation_slot(slot, boost::asio::bind_executor(executor, std::move(forward))));
}

}  // namespace detail

}  // namespace descry
