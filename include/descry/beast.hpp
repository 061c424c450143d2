// beast.hpp: what makes the calls of clients, and their default transport over Boost.Beast, OpenSSL and zlib. A program
// includes it in at least one file, unless it is compiled with DESCRY_SEPARATE_COMPILATION; it links Boost.URL,
// OpenSSL, zlib and threads.
#pragma once

#include <descry/beast/transport.hpp>

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/beast/impl/engine.ipp>
#endif
