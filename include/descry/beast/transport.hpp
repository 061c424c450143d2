// transport: the default transport of clients, over Boost.Beast, OpenSSL and zlib.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <descry/client/transport.hpp>
#include <descry/core/config.hpp>

#include <memory>

namespace descry {

/// Makes the transport that a client uses when it is given none. It performs exchanges over HTTP/1.1, on TLS 1.2 or
/// newer unless the URL says `http`. Connections are kept and used
/// again; one whose exchange did not end perfectly is closed. A request whose kept connection ends before any byte of
/// an answer is sent once more on a new one if it is `idempotent`, and fails with `errc::connection_closed` if not.
///
/// `send` runs its exchange on the calling thread. `async_send` runs it on the executor given, which may be run by
/// several threads, or not at all: an exchange whose execution context is destroyed is dropped, its handler uncalled.
/// All member functions may be called from several threads, `close()` and the destructor from handlers too. Only the
/// execution context must not be destroyed meanwhile; afterwards `send`, `close()` and the destructor still work.
///
/// The deadline covers everything from the place in line for a connection to the last octet of the answer. Of several
/// addresses, each may use its share of the time that is left to connect, the last one all of it. A name that the
/// system's resolver takes longer for leaves a sleeping thread behind until the resolver gives up.
///
/// The executor may be empty if `async_send` is never called.
DESCRY_DECL std::shared_ptr<transport> make_transport(network_options const& options,
                                                      boost::asio::any_io_executor executor);

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/beast/impl/transport.ipp>
#endif
