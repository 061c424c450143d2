// any_model: models whose type is known by its table only.
#pragma once

#include <descry/core/error.hpp>
#include <descry/json/detail/reader.hpp>
#include <descry/json/detail/writer.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/testing/fault.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace descry::testing {

/// An object of whatever type.
using any_object = std::unique_ptr<void, void (*)(void*)>;

/// A type of models as data: what its objects hold, and how they are made.
struct model_type {
    value_type const* type = nullptr;  ///< Null: no model, and nothing else may be asked of it.
    any_object (*make)() = nullptr;

    explicit operator bool() const noexcept { return type != nullptr; }
    bool operator==(model_type const& other) const noexcept { return type == other.type; }

    /// A model read from JSON. Throws `fault` that names the place.
    any_object read(std::string_view json, missing_members missing = missing_members::refused) const
    {
        auto out = make();
        descry::detail::reader engine(json, {.missing = missing});
        if (!engine.document(*type, out.get()))
            throw fault(refusal::malformed_body, "The body was refused: " + engine.error().message() + '.');
        return out;
    }
};

/// Any value as JSON. Throws `call_error` when it holds what has no JSON form.
inline std::string write_value(value_type const& type, void const* value)
{
    std::string out;
    descry::detail::writer engine(out, {});
    if (!engine.document(type, value)) throw call_error(engine.error());
    return out;
}

}  // namespace descry::testing
