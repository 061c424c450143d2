// stored_integer: access to integers of one to eight bytes, whose width is stored in a table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

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
