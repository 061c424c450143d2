// any_model: models whose type is known only by its table.
#pragma once

#include <descry/core/config.hpp>
#include <descry/json/options.hpp>
#include <descry/model/detail/value_type.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace descry::testing::detail {

/// A type-erased object.
using any_object = std::unique_ptr<void, void (*)(void*)>;

/// A model's type as data: its table, and a function that creates objects of it.
struct model_type {
    value_type const* type = nullptr;  ///< If null, there is no model, and no other member may be used.
    any_object (*make)() = nullptr;

    explicit operator bool() const noexcept { return type != nullptr; }
    bool operator==(model_type const& other) const noexcept { return type == other.type; }

    /// Reads a model from JSON. Throws a `fault` that states the place of the error.
    DESCRY_DECL any_object read(std::string_view json, read_options const& options = {}) const;
};

/// Converts a value to JSON. Throws `call_error` if it has no JSON form.
DESCRY_DECL std::string write_value(value_type const& type, void const* value);

template <class T>
void delete_object(void* object)
{
    delete static_cast<T*>(object);
}

template <class T>
any_object make_any()
{
    return {new T(), delete_object<T>};
}

}  // namespace descry::testing::detail

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/any_model.ipp>
#endif
