// floating: converts the text of a number to the nearest float or double, independent of the locale.
#pragma once

#include <charconv>
#include <concepts>
#include <limits>
#include <new>
#include <string>
#include <string_view>
#include <system_error>

#include <locale.h>
#include <stdlib.h>

namespace descry {

namespace detail {

/// The same as std::isfinite, whose header is large.
template <std::floating_point T>
constexpr bool is_finite(T value) noexcept
{
    return value >= std::numeric_limits<T>::lowest() && value <= std::numeric_limits<T>::max();
}

/// Correctly rounded (IEEE 754), but slow. Distinguishes overflow from underflow.
template <std::floating_point T>
[[gnu::noinline]] T nearest_floating(std::string const& number)
{
    static auto const plain = [] {
        auto const made = newlocale(LC_ALL_MASK, "C", nullptr);
        if (!made) throw std::bad_alloc();  // the locale "C" always exists, so that only memory can be missing
        return made;
    }();
    if constexpr (std::same_as<T, float>)
        return strtof_l(number.c_str(), nullptr, plain);
    else
        return strtod_l(number.c_str(), nullptr, plain);
}

/// Reads a number of JSON as the nearest value, which may be zero. Returns false on overflow.
template <std::floating_point T>
bool read_floating(std::string_view number, T& out)
{
    auto const* const end = number.data() + number.size();
    // libc++ has it since version 20.
    if constexpr (requires { std::from_chars(number.data(), end, out); })
        if (std::from_chars(number.data(), end, out).ec == std::errc()) return true;
    out = nearest_floating<T>(std::string(number));
    return is_finite(out);
}

}  // namespace detail

}  // namespace descry
