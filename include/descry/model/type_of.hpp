// type_of: which value_type a C++ type is. The one place that knows the supported types.
#pragma once

#include <descry/model/describe.hpp>
#include <descry/model/extras.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/model/value_type.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace descry {

namespace detail {

/// Declared before it is made, so that a type may contain itself. Made in field_table.
template <class T>
struct object_table_of {
    static object_table const table;
};

/// Defined for the supported types: their kind, their width in bytes where it matters, their table.
template <class T>
struct type_of;

// Asks no more than whether it is defined: a type that contains itself is asked about while its table is made.
template <class T>
concept supported = sizeof(type_of<T>) != 0;

template <class T, class... Types>
concept one_of = (std::same_as<T, Types> || ...);

// An integer that can be stored to: not const, and no wider than what the engines read (some compilers have __int128).
template <class T>
concept integer = std::integral<T> && std::same_as<T, std::remove_cv_t<T>> && sizeof(T) <= 8 &&
                  !one_of<T, bool, char, wchar_t, char8_t, char16_t, char32_t>;

template <class T>
concept simple = integer<T> || one_of<T, bool, std::string, raw_json, float, double>;

template <simple T>
consteval kind kind_of_simple()
{
    if (std::same_as<T, bool>) return kind::boolean;
    if (std::same_as<T, std::string>) return kind::text;
    if (std::same_as<T, raw_json>) return kind::raw;
    if (std::floating_point<T>) return kind::floating;
    return std::signed_integral<T> ? kind::signed_integer : kind::unsigned_integer;
}

template <simple T>
struct type_of<T> {
    static constexpr kind what = kind_of_simple<T>();
    static constexpr std::uint8_t width = sizeof(T);
    static constexpr no_table table{};
};

// Inherits the table itself: g++ makes it where it is named, and a constant between would be named before it is made.
template <described_struct T>
struct type_of<T> : object_table_of<T> {
    static constexpr kind what = kind::object;
    static constexpr std::uint8_t width = 0;
};

// An optional of an optional could not tell its two empty states apart.
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <supported T>
    requires(!is_optional<T>)
struct type_of<std::optional<T>> {
    using self = std::optional<T>;

    static constexpr kind what = kind::optional;
    static constexpr std::uint8_t width = 0;
    static constexpr optional_table table{
        {type_of<T>::what, type_of<T>::width, &type_of<T>::table},
        [](void const* o) noexcept -> void const* {
            auto const& optional = *static_cast<self const*>(o);
            return optional ? &*optional : nullptr;
        },
        [](void* o) -> void* { return &static_cast<self*>(o)->emplace(); },
        [](void* o) noexcept { static_cast<self*>(o)->reset(); },
    };
};

// A std::vector<bool> has no elements that could be pointed at.
template <supported T>
    requires(!std::same_as<T, bool>)
struct type_of<std::vector<T>> {
    using self = std::vector<T>;

    static constexpr kind what = kind::list;
    static constexpr std::uint8_t width = 0;
    static constexpr list_table table{
        {type_of<T>::what, type_of<T>::width, &type_of<T>::table},
        [](void const* o) noexcept { return static_cast<self const*>(o)->size(); },
        [](void const* o, std::size_t i) noexcept -> void const* { return &(*static_cast<self const*>(o))[i]; },
        [](void* o) -> void* { return &static_cast<self*>(o)->emplace_back(); },
        [](void* o) noexcept { static_cast<self*>(o)->clear(); },
    };
};

}  // namespace detail

/// A type that can be read and written as JSON: a described struct, or what may be a member of one.
template <class T>
concept json_type = detail::supported<T>;

}  // namespace descry
