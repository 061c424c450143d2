// read: one reader for all types, so that a further type adds only a call.
#pragma once

#include <descry/json/detail/place.hpp>
#include <descry/json/detail/reader.hpp>
#include <descry/json/impl/set_extra.ipp>
#include <descry/json/read.hpp>

#include <new>

namespace descry {

namespace detail {

DESCRY_DECL bool read_document(std::string_view text, read_options const& options, value_type const& type, void* out,
                               failure& why)
{
    reader engine(text, options);
    bool const read = engine.document(type, out);
    try {
        if (!read) why = located(engine.error(), text);
    } catch (std::bad_alloc const&) {
        why = errc::not_enough_memory;
    }
    return read;
}

}  // namespace detail

}  // namespace descry
