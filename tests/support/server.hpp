// The server, compiled once for all tests that have one: see beast_source.cpp.
#pragma once

#include <descry/beast/server.hpp>

extern template class descry::basic_http_server<>;
