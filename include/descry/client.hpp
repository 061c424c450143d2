// client.hpp: typed calls to declared resources, and what their models are made of, which <descry/json.hpp> has. Comes
// without Beast and OpenSSL: <descry/beast.hpp> brings those.
#pragma once

#include <descry/client/client.hpp>
#include <descry/client/read_error.hpp>
#include <descry/client/transport.hpp>
#include <descry/json.hpp>
#include <descry/rest/resource.hpp>
