// Compiles the machinery, the transport and the server once for all tests that make clients.
#include <descry/beast.hpp>
#include <descry/beast/server.hpp>

template class descry::basic_http_server<>;
