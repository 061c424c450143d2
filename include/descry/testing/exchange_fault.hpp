// exchange_fault: faults of the network between a client and an emulator, for `emulator::fail_next`.
#pragma once

#include <descry/core/config.hpp>
#include <descry/http/message.hpp>

#include <chrono>
#include <functional>
#include <string>

namespace descry::testing {

/// What goes wrong with one exchange. The function calls `carry_out`, which handles the request, at most once; it
/// returns the response that the client gets, or throws `connection_dropped`. `pause` lets time pass: that of
/// `emulator_options::time`, or else real time. An empty function is no fault.
using exchange_fault = std::function<response(std::function<response()> const& carry_out,
                                              std::function<void(std::chrono::milliseconds)> const& pause)>;

/// The response is sent that much later.
DESCRY_DECL exchange_fault slow(std::chrono::milliseconds by);

/// Whether a request whose connection is dropped was carried out, which its client cannot know.
enum class dropped { before_it_is_carried_out, after_it_is_carried_out };

/// The connection is closed without a response: the call fails with `errc::connection_closed`, or is retried.
DESCRY_DECL exchange_fault drop(dropped when = dropped::before_it_is_carried_out);

/// The request is carried out, but its response has this body, with the status and the header fields of the right one.
DESCRY_DECL exchange_fault garbage(std::string body = "<html>This is no JSON.</html>");

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/exchange_fault.ipp>
#endif
