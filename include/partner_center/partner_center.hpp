// partner_center.hpp: all resources of Partner Center, without Beast and OpenSSL, which <descry/beast.hpp> includes.
#pragma once

#include <partner_center/client.hpp>
#include <partner_center/clouds.hpp>
#include <partner_center/credentials.hpp>
#include <partner_center/fault.hpp>
#include <partner_center/resources.hpp>
