// The transport over Boost.Beast, OpenSSL and zlib. Include it in one source file of a program: the others need only
// `<descry/client.hpp>`, and compile faster. Link with Boost.URL, OpenSSL, zlib and threads.
#pragma once

#include <descry/beast/transport.hpp>

namespace descry::detail {

// Makes this file's translation unit hold the transport, for all that only declare it.
[[gnu::used]] inline constexpr auto* compiled_transport = &make_transport<default_transport_tag>;

}  // namespace descry::detail
