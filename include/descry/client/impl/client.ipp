// client: makes the engine of a client, and ends its calls.
#pragma once

#include <descry/client/client.hpp>

#include <utility>

namespace descry {

DESCRY_DECL client::client(client_options options, service const& api)
    : engine_(detail::make_engine(std::move(options), api))
{
}

DESCRY_DECL client& client::operator=(client&& other) noexcept
{
    client replaced(std::move(other));
    std::swap(engine_, replaced.engine_);
    return *this;
}

DESCRY_DECL client::~client()
{
    if (engine_) engine_->close();
}

}  // namespace descry
