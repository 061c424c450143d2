// transport: makes the default transport.
#pragma once

#include <descry/beast/detail/beast_transport.hpp>
#include <descry/beast/transport.hpp>

#include <memory>
#include <utility>

namespace descry {

DESCRY_DECL std::shared_ptr<transport> make_transport(network_options const& options,
                                                      boost::asio::any_io_executor executor)
{
    return std::make_shared<detail::beast_transport>(options, std::move(executor));
}

}  // namespace descry
