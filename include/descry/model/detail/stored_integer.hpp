// stored_integer: access to integers of one to eight bytes, whose width is stored in a table.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

namespace descry {

namespace detail {

template <class T>
T load_as(void const* in) noexcept
{
    T value;
    std::memcpy(&value, in, sizeof value);
    return value;
}

template <class T>
void store_as(T value, void* out) noexcept
{
    std::memcpy(out, &value, sizeof value);
}

inline std::int64_t load_signed(std::size_t width, void const* in) noexcept
{
    if (width == 8) [[likely]]
        return load_as<std::int64_t>(in);
    switch (width) {
        case 1: return load_as<std::int8_t>(in);
        case 2: return load_as<std::int16_t>(in);
        case 4: return load_as<std::int32_t>(in);
        default: return load_as<std::int64_t>(in);
    }
}

inline std::uint64_t load_unsigned(std::size_t width, void const* in) noexcept
{
    switch (width) {
        case 1: return load_as<std::uint8_t>(in);
        case 2: return load_as<std::uint16_t>(in);
        case 4: return load_as<std::uint32_t>(in);
        default: return load_as<std::uint64_t>(in);
    }
}

/// The type of eight bytes with the signedness of T.
template <std::integral T>
using widest = std::conditional_t<std::signed_integral<T>, std::int64_t, std::uint64_t>;

/// True if a T has the value with that sign and magnitude.
template <std::integral T>
constexpr bool is_value_of(bool negative, std::uint64_t magnitude) noexcept
{
    auto const max = static_cast<std::uint64_t>(std::numeric_limits<T>::max());
    if constexpr (std::signed_integral<T>) return magnitude <= max + negative;
    return magnitude <= max && (!negative || magnitude == 0);
}

/// True if the value is in the range of the integers of `width` bytes with the signedness of `Widest`.
template <class Widest>
constexpr bool fits_width(Widest value, std::size_t width) noexcept
{
    if (width == sizeof value) return true;
    auto const top = std::numeric_limits<Widest>::max() >> (64 - 8 * width);
    return value <= top && (std::numeric_limits<Widest>::min() == 0 || value >= -top - 1);
}

inline void store_integer(std::uint64_t bits, std::size_t width, void* out) noexcept
{
    switch (width) {
        case 1: return store_as(static_cast<std::uint8_t>(bits), out);
        case 2: return store_as(static_cast<std::uint16_t>(bits), out);
        case 4: return store_as(static_cast<std::uint32_t>(bits), out);
        default: return store_as(bits, out);
    }
}

}  // namespace detail

}  // namespace descry
