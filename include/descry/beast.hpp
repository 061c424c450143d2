// The machinery behind clients, and the transport over Boost.Beast and OpenSSL. Include it in one source file of a
// program at least, which compiles them; link with Boost.URL, OpenSSL and threads.
#pragma once

#include <descry/beast/transport.hpp>
#include <descry/call/client_engine.hpp>

// Made here, so that to include this header is all it takes.
template std::shared_ptr<descry::detail::engine> descry::detail::make_engine<>(descry::client_options,
                                                                               descry::service const&);
