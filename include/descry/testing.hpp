// testing.hpp: what descry is tested with, for its users' tests. It brings Beast and OpenSSL, for the https_server; the
// headers in <descry/testing/…> that answer without a socket, emulator and scripted_transport, do not.
#pragma once

#include <descry/testing/emulator.hpp>
#include <descry/testing/fake_clock.hpp>
#include <descry/testing/https_server.hpp>
#include <descry/testing/recording_transport.hpp>
#include <descry/testing/scripted_transport.hpp>
