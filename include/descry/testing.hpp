// testing.hpp: what descry is tested with, for its users' tests: emulators of declared resources.
#pragma once

#include <descry/testing/emulator.hpp>
#include <descry/testing/https_server.hpp>
#include <descry/testing/scripted_transport.hpp>
