// partner_center.hpp: everything of Partner Center. Comes without Beast and OpenSSL: <descry/beast.hpp> brings those.
#pragma once

#include <partner_center/client.hpp>
#include <partner_center/clouds.hpp>
#include <partner_center/credentials.hpp>
#include <partner_center/fault.hpp>
#include <partner_center/resources.hpp>
