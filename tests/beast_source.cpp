// Compiles the transport once for all tests that make clients, as a program of several files would.
#include <descry/beast.hpp>
