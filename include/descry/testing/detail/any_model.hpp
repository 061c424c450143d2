// any_model: models whose type is known by its table only.
#pragma once

#include <descry/core/config.hpp>
#include <descry/json/options.hpp>
#include <descry/model/detail/value_type.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace descry::testing::detail {

/// An object of whatever type.
using any_object = std::unique_ptr<void, void (*)(void*)>;

/// A type of models as data: what its objects hold, and how they are made.
struct model_type {
    value_type const* type = nullptr;  ///< Null: no model, and nothing else may be asked of it.
    any_object (*make)() = nullptr;

    explicit operator bool() const noexcept { return type != nullptr; }
    bool operator==(model_type const& other) const noexcept { return type == other.type; }

    /// A model read from JSON. Throws `fault` that names the place.
    DESCRY_DECL any_object read(std::string_view json, missing_members missing = missing_members::refused) const;
};

/// Any value as JSON. Throws `call_error` when it holds what has no JSON form.
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
