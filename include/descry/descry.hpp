// descry.hpp: everything but the doubles for tests, which are in <descry/testing.hpp>.
#pragma once

#include <descry/beast.hpp>
#include <descry/client.hpp>
#include <descry/json.hpp>
