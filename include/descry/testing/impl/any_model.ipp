// any_model: definitions of the functions of any_model.hpp.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/detail/reader.hpp>
#include <descry/json/detail/writer.hpp>
#include <descry/testing/detail/any_model.hpp>
#include <descry/testing/fault.hpp>

namespace descry::testing::detail {

DESCRY_DECL any_object model_type::read(std::string_view json, read_options const& options) const
{
    auto out = make();
    descry::detail::reader engine(json, options);
    if (!engine.document(*type, out.get()))
        throw fault(refusal::malformed_body, "The body was refused: " + engine.error().message() + '.');
    return out;
}

DESCRY_DECL std::string write_value(value_type const& type, void const* value)
{
    std::string out;
    descry::detail::writer engine(out, {});
    if (!engine.document(type, value)) throw call_error(engine.error());
    return out;
}

}  // namespace descry::testing::detail
