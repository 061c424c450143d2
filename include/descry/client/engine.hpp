// engine: the engine of clients that have a transport of their own, without Beast and OpenSSL.
#pragma once

#ifndef DESCRY_SEPARATE_COMPILATION

#include <boost/asio/any_io_executor.hpp>

#include <descry/client/detail/client_engine.hpp>
#include <descry/client/detail/engine.hpp>
#include <descry/client/network_options.hpp>
#include <descry/client/transport.hpp>

#include <memory>
#include <stdexcept>
#include <utility>

namespace descry {

namespace detail {

/// In place of the default transport.
inline std::shared_ptr<transport> refuse_default_transport(network_options const&, boost::asio::any_io_executor)
{
    throw std::logic_error(
        "descry::client: without a custom_transport, a file of the program has to include <descry/beast.hpp>");
}

inline std::shared_ptr<engine> make_engine_without_network(client_options options, service const& api)
{
    return std::make_shared<client_engine>(std::move(options), api, refuse_default_transport);
}

// If another file includes <descry/beast.hpp>, that engine remains or takes the place of this one.
inline bool const has_engine_without_network =
    (engine_factory = engine_factory ? engine_factory : make_engine_without_network, true);

}  // namespace detail

}  // namespace descry

#endif
