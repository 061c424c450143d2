// Compiles the machinery and the transport once for all tests that make clients.
#include <descry/beast.hpp>
