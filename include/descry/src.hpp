// src.hpp: the functions of descry that are no templates, for one source file of a program that is compiled with
// DESCRY_SEPARATE_COMPILATION. The CMake target descry::compiled is such a source file.
#pragma once

#ifndef DESCRY_SEPARATE_COMPILATION
#error "define DESCRY_SEPARATE_COMPILATION in all files of the program, or do not include <descry/src.hpp>"
#endif

#include <descry/beast/impl/engine.ipp>
#include <descry/beast/impl/transport.ipp>
#include <descry/client/impl/call_options.ipp>
#include <descry/client/impl/client.ipp>
#include <descry/client/impl/credentials.ipp>
#include <descry/client/impl/deadline.ipp>
#include <descry/client/impl/page_cursor.ipp>
#include <descry/client/impl/poll_plan.ipp>
#include <descry/client/impl/stream_buffer.ipp>
#include <descry/client/impl/stream_source.ipp>
#include <descry/client/impl/typed_call.ipp>
#include <descry/client/impl/wire_log.ipp>
#include <descry/core/impl/errc.ipp>
#include <descry/core/impl/error.ipp>
#include <descry/core/impl/header.ipp>
#include <descry/http/impl/sinks.ipp>
#include <descry/json/impl/excerpt.ipp>
#include <descry/json/impl/file.ipp>
#include <descry/json/impl/lines.ipp>
#include <descry/json/impl/read.ipp>
#include <descry/json/impl/schema.ipp>
#include <descry/json/impl/write.ipp>
#include <descry/model/impl/chrono.ipp>
#include <descry/model/impl/date.ipp>
#include <descry/model/impl/decimal.ipp>
#include <descry/model/impl/extras.ipp>
#include <descry/model/impl/guid.ipp>
#include <descry/model/impl/map_key.ipp>
#include <descry/model/impl/open_enum.ipp>
#include <descry/model/impl/text_types.ipp>
#include <descry/model/impl/timestamp.ipp>
#include <descry/server/impl/certificate_authority.ipp>
#include <descry/server/impl/http_server.ipp>
#include <descry/testing/impl/any_model.ipp>
#include <descry/testing/impl/emulated_api.ipp>
#include <descry/testing/impl/emulator.ipp>
#include <descry/testing/impl/exchange_fault.ipp>
#include <descry/testing/impl/fake_clock.ipp>
#include <descry/testing/impl/fault.ipp>
#include <descry/testing/impl/https_server.ipp>
#include <descry/testing/impl/multipart.ipp>
#include <descry/testing/impl/recording.ipp>
#include <descry/testing/impl/recording_transport.ipp>
#include <descry/testing/impl/scripted_transport.ipp>
#include <descry/testing/impl/throttle.ipp>
#include <descry/testing/impl/token_address.ipp>
#include <descry/testing/impl/token_endpoint.ipp>
#include <descry/testing/impl/token_table.ipp>
