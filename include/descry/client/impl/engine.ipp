// engine: the engine of a client, and the transport of one that is given none.
#pragma once

#include <descry/client/detail/client_engine.hpp>
#include <descry/client/detail/engine.hpp>

#include <memory>
#include <utility>

namespace descry {

namespace detail {

DESCRY_DECL std::shared_ptr<engine> make_engine(client_options options, service const& api)
{
    return std::make_shared<client_engine>(std::move(options), api);
}

}  // namespace detail

}  // namespace descry
