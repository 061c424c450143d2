// The server, compiled once for all tests that have one: see beast_source.cpp.
#pragma once

#include <descry/server/http_server.hpp>

extern template class descry::basic_http_server<>;
