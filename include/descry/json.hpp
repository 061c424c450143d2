// json.hpp: typed JSON for described structs. Brings neither Asio nor Beast nor OpenSSL.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/json/read.hpp>
#include <descry/json/write.hpp>
#include <descry/model/presence.hpp>
