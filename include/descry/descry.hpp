// descry.hpp: JSON, calls and the transport. What not every program needs has a header of its own: pages, sinks and forms in
// descry/call/, merge and changes in descry/rest/, Boost.JSON's values in descry/json/, doubles for tests in testing.hpp.
#pragma once

#include <descry/beast.hpp>
#include <descry/client.hpp>
#include <descry/json.hpp>
