// typed_pointer: a pointer to an object whose type is known at run time only.
#pragma once

#include <descry/model/detail/field_table.hpp>
#include <descry/model/detail/value_type.hpp>

#include <memory>
#include <stdexcept>
#include <type_traits>

namespace descry {

namespace detail {

/// The description of a type. Its address identifies the type.
template <class T>
inline constexpr value_type value_type_of = type_for<T>();

/// A pointer to an object and the type of the object, by which alone the object is read and written. `Void` is `void`,
/// or `void const`.
template <class Void>
struct basic_typed_pointer {
    value_type const* type = nullptr;
    Void* object = nullptr;

    explicit constexpr operator bool() const noexcept { return object != nullptr; }
    constexpr operator basic_typed_pointer<void const>() const noexcept
        requires(!std::is_const_v<Void>)
    {
        return {type, object};
    }

    /// This pointer if the object has the given type, which may be null; otherwise a null pointer.
    constexpr basic_typed_pointer if_of(value_type const* wanted) const noexcept
    {
        return type == wanted ? *this : basic_typed_pointer();
    }

    /// The object. Throws `std::logic_error` if its type is not `T`.
    template <class T>
    auto& as() const
    {
        if (!object || type != &value_type_of<T>) throw std::logic_error("descry: an object has another type");
        return *static_cast<std::conditional_t<std::is_const_v<Void>, T const, T>*>(object);
    }
};

using typed_pointer = basic_typed_pointer<void>;
using typed_const_pointer = basic_typed_pointer<void const>;

template <class T>
constexpr typed_pointer pointer_to(T& object) noexcept
    requires(!std::is_const_v<T>)
{
    return {&value_type_of<T>, &object};
}
template <class T>
constexpr typed_const_pointer pointer_to(T const& object) noexcept
{
    return {&value_type_of<T>, &object};
}

/// An object with its owner.
struct typed_object {
    value_type const* type = nullptr;
    std::shared_ptr<void> owner{};

    operator typed_pointer() const noexcept { return {type, owner.get()}; }
};

template <class T>
typed_object make_object()
{
    return {&value_type_of<T>, std::make_shared<T>()};
}

}  // namespace detail

}  // namespace descry
