// scalar_kinds: the types of elements for which the reader and the writer have loops of their own.
#pragma once

#include <descry/model/detail/value_type.hpp>

#include <cstdint>
#include <string>

namespace descry {

namespace detail {

/// True for the type of a `double`.
inline bool is_double(value_type const& type) noexcept
{
    return type.what == kind::floating && type.width == sizeof(double);
}

/// Calls `typed` with a null pointer to the type of a boolean, a number or a string, and `other` for another type.
template <class Typed, class Other>
auto visit_scalar_kind(value_type const& type, Typed const& typed, Other const& other)
{
    switch (type.what) {
        case kind::boolean: return typed(static_cast<bool*>(nullptr));
        case kind::signed_integer:
            switch (type.width) {
                case 1: return typed(static_cast<std::int8_t*>(nullptr));
                case 2: return typed(static_cast<std::int16_t*>(nullptr));
                case 4: return typed(static_cast<std::int32_t*>(nullptr));
                default: return typed(static_cast<std::int64_t*>(nullptr));
            }
        case kind::unsigned_integer:
            switch (type.width) {
                case 1: return typed(static_cast<std::uint8_t*>(nullptr));
                case 2: return typed(static_cast<std::uint16_t*>(nullptr));
                case 4: return typed(static_cast<std::uint32_t*>(nullptr));
                default: return typed(static_cast<std::uint64_t*>(nullptr));
            }
        case kind::floating:
            if (type.width == sizeof(float)) return typed(static_cast<float*>(nullptr));
            return typed(static_cast<double*>(nullptr));
        case kind::string: return typed(static_cast<std::string*>(nullptr));
        default: return other();
    }
}

}  // namespace detail

}  // namespace descry
