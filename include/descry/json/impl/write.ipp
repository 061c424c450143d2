// write: one writer for all types, so that a further type adds only a call.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/detail/writer.hpp>
#include <descry/json/write.hpp>

namespace descry {

namespace detail {

DESCRY_DECL void write_document(value_type const& type, void const* in, std::string& out, write_options const& options)
{
    writer engine(out, options);
    if (!engine.document(type, in)) throw call_error(engine.error());
}

}  // namespace detail

}  // namespace descry
