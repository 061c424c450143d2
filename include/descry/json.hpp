// json.hpp: typed JSON for described structs. Brings neither Asio nor Beast nor OpenSSL.
#pragma once

#include <boost/describe/class.hpp>

#include <descry/json/excerpt.hpp>
#include <descry/json/options.hpp>
#include <descry/json/read.hpp>
#include <descry/json/write.hpp>
#include <descry/model/chrono.hpp>
#include <descry/model/date.hpp>
#include <descry/model/decimal.hpp>
#include <descry/model/describe_enum.hpp>
#include <descry/model/guid.hpp>
#include <descry/model/maybe_quoted.hpp>
#include <descry/model/open_enum.hpp>
#include <descry/model/policy.hpp>
#include <descry/model/presence.hpp>
#include <descry/model/timestamp.hpp>
