// beast.hpp: the default transport of clients, over Boost.Beast, OpenSSL and zlib. A program that is not compiled with
// DESCRY_SEPARATE_COMPILATION includes it in at least one file, and links Boost.URL, OpenSSL, zlib and threads.
#pragma once

#include <descry/beast/transport.hpp>
