// client.hpp: typed calls to declared resources. Comes without Beast and OpenSSL: <descry/beast.hpp> brings those.
#pragma once

#include <descry/call/client.hpp>
#include <descry/rest/resource.hpp>
