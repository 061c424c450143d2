// Compiles the transport once for all tests that make clients.
#include <descry/beast.hpp>

template std::shared_ptr<descry::transport> descry::make_transport<descry::default_transport_tag>(
    descry::network_options const&, boost::asio::any_io_executor);
