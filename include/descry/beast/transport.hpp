// transport: the default transport of clients, over Boost.Beast, OpenSSL and zlib.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <descry/client/transport.hpp>
#include <descry/core/config.hpp>

#include <memory>

namespace descry {

/// Makes the default transport of clients. It performs exchanges over HTTP/1.1, with TLS 1.2 or newer unless the scheme
/// of the URL is `http`. Connections are reused (RFC 9112, 9.3); a connection whose exchange ended with any error is
/// closed. If a reused connection ends before the first octet of a response, an `idempotent` request is sent once more
/// on a new connection, and any other fails with `errc::connection_closed`.
///
/// `send` performs its exchange on the calling thread. `async_send` performs it on the given executor, which may be run
/// by several threads or not at all: an exchange whose execution context is destroyed is dropped without calling its
/// handler. All member functions may be called from several threads; `close()` and the destructor also from handlers.
/// The execution context must not be destroyed during a call; afterwards, `send`, `close()` and the destructor remain
/// usable.
///
/// The deadline covers the whole exchange, from waiting for a permit to the last octet of the response; that of an
/// `async_send` whose sink is endless (`body_sink::is_endless`) only the time until the body begins. Of several
/// addresses, each may take its share of the remaining time to connect, and the last one all of it. If name lookup
/// takes longer than the deadline, a sleeping thread remains until the system's resolver returns.
///
/// The executor may be empty if `async_send` is never called.
DESCRY_DECL std::shared_ptr<transport> make_transport(network_options const& options,
                                                      boost::asio::any_io_executor executor);

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/beast/impl/transport.ipp>
#endif
