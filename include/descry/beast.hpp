// The transport over Boost.Beast and OpenSSL. Include it in one source file of a program at least; link with
// Boost.URL, OpenSSL and threads.
#pragma once

#include <descry/beast/transport.hpp>
