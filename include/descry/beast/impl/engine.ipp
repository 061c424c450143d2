// engine: the engine of clients, over the default transport unless the user supplies one.
#pragma once

#include <descry/beast/transport.hpp>
#include <descry/client/detail/client_engine.hpp>
#include <descry/client/detail/engine.hpp>

#include <memory>
#include <utility>

namespace descry {

namespace detail {

#ifdef DESCRY_SEPARATE_COMPILATION
std::shared_ptr<engine> make_engine(client_options options, service const& api)
{
    return std::make_shared<client_engine>(std::move(options), api, make_transport);
}
#else
inline std::shared_ptr<engine> make_client_engine(client_options options, service const& api)
{
    return std::make_shared<client_engine>(std::move(options), api, make_transport);
}

// Initialized before main in each file that includes this, and constant afterwards.
inline bool const has_engine = (engine_factory = make_client_engine, true);
#endif

}  // namespace detail

}  // namespace descry
