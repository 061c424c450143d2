// The machinery behind clients, and the transport over Boost.Beast, OpenSSL and zlib. Include it in one source file of
// a program at least, which compiles them; link with Boost.URL, OpenSSL, zlib and threads.
#pragma once

#include <descry/beast/transport.hpp>
#include <descry/call/client_engine.hpp>

namespace descry::detail {

// Used here, so that to include this header is all it takes.
[[gnu::used]] inline constexpr auto* compiled_engine = &make_engine<default_engine_tag>;
[[gnu::used]] inline constexpr auto* compiled_transport = &make_transport<default_transport_tag>;

}  // namespace descry::detail
