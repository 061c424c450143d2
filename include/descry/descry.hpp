// descry.hpp: JSON, calls, lists in pages, streams and the transport. What not every program needs has a header of its
// own: sinks in descry/http/, forms in descry/client/, merge and changes in descry/rest/, Boost.JSON's values in
// descry/json/, doubles for tests in testing.hpp.
#pragma once

#include <descry/beast.hpp>
#include <descry/client.hpp>
#include <descry/client/pages.hpp>
#include <descry/client/stream.hpp>
#include <descry/json.hpp>
