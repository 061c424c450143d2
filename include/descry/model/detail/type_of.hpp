// type_of: the value_type of a C++ type. The only file that knows the supported types.
#pragma once

#include <descry/core/wrong.hpp>
#include <descry/model/describe.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/model/extras.hpp>
#include <descry/model/field_options.hpp>
#include <descry/model/omittable.hpp>
#include <descry/model/raw_json.hpp>
#include <descry/model/scalar.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace descry {

namespace detail {

/// Declared before it is defined, in field_table, so that a type may contain itself.
template <class T>
struct object_table_of {
    static object_table const table;
};

/// Defined for the supported types: their kind, their width in bytes if relevant, and their table. A type that contains
/// a value passes the format on to it.
template <class T, format Format = format::of_type>
struct type_of;

// Only tests whether it is defined, since a type that contains itself is tested while its table is created.
template <class T, format Format = format::of_type>
concept supported = sizeof(type_of<T, Format>) != 0;

template <class T, class... Types>
concept one_of = (std::same_as<T, Types> || ...);

#ifdef __cpp_char8_t
using utf8_character = char8_t;
#else
using utf8_character = char;  // with -fno-char8_t, as in C++17
#endif

// An integer that can be assigned to: not const, and not wider than the engines support (some compilers have __int128).
template <class T>
concept integer = std::integral<T> && std::same_as<T, std::remove_cv_t<T>> && sizeof(T) <= 8 &&
                  !one_of<T, bool, char, wchar_t, utf8_character, char16_t, char32_t>;

template <class T>
concept simple = integer<T> || one_of<T, bool, std::string, raw_json, float, double>;

template <simple T>
consteval kind kind_of_simple()
{
    if (std::same_as<T, bool>) return kind::boolean;
    if (std::same_as<T, std::string>) return kind::string;
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

template <class T>
concept scalar_type = requires { sizeof(scalar<T>); };

template <class T>
inline constexpr bool made_in_quotes = false;
template <class T>
    requires(scalar<T>::quoted)
inline constexpr bool made_in_quotes<T> = true;

template <class T>
constexpr char const* schema_of_scalar() noexcept
{
    if constexpr (requires { scalar<T>::schema; })
        return scalar<T>::schema;
    else
        return nullptr;
}

template <class T>
constexpr enum_table const* enumerators_of_scalar() noexcept
{
    if constexpr (requires { scalar<T>::enumerators; })
        return scalar<T>::enumerators;
    else
        return nullptr;
}

template <class T>
constexpr text_form form_of_scalar() noexcept
{
    if constexpr (requires { requires std::same_as<decltype(scalar<T>::form), text_form const>; })
        return scalar<T>::form;
    else
        return text_form::unique;
}

template <class T>
constexpr text_explainer explainer_of_scalar() noexcept
{
    if constexpr (requires { requires std::same_as<decltype(&scalar<T>::found), text_explainer>; })
        return scalar<T>::found;
    else
        return nullptr;
}

template <scalar_type T>
struct type_of<T> {
    static constexpr kind what = kind::scalar;
    static constexpr std::uint8_t width = 0;
    static constexpr scalar_table table{
        scalar<T>::expected,
        [](void* o, std::string_view text, bool quoted) {
            auto value = scalar<T>::read({text, quoted});
            if (value) *static_cast<T*>(o) = *std::move(value);
            return value.has_value();
        },
        [](void const* o, scalar_buffer& buffer) -> scalar_token {
            auto const& value = *static_cast<T const*>(o);
            if constexpr (requires { scalar<T>::view(value, buffer.room); })
                return scalar<T>::view(value, buffer.room);
            else {
                buffer.text.clear();
                bool const quoted = scalar<T>::write(value, buffer.text);
                return {buffer.text, quoted};
            }
        },
        made_in_quotes<T>,
        std::is_base_of_v<parsed_scalar<T, made_in_quotes<T>>, scalar<T>>,
        schema_of_scalar<T>(),
        enumerators_of_scalar<T>(),
        false,
        form_of_scalar<T>(),
        explainer_of_scalar<T>(),
    };
};

// Inherits the table itself. g++ creates it where it is named, and an intermediate constant would be named before that.
template <described_struct T>
    requires(!scalar_type<T>)
struct type_of<T> : object_table_of<T> {
    static constexpr kind what = kind::object;
    static constexpr std::uint8_t width = 0;
};

template <class T>
inline constexpr bool is_omittable = false;
template <class T>
inline constexpr bool is_omittable<omittable<T>> = true;
template <class T>
inline constexpr bool is_omittable<std::optional<std::optional<T>>> = true;

// The type of an element of an array, a map or a pointer. It is not an omittable, since only a member of a struct can
// be absent.
template <class T, format Format = format::of_type>
concept element = supported<T, Format> && !is_omittable<T>;

/// True if a container can create an element. An abstract class is refused by itself.
template <class T>
constexpr bool can_be_created()
{
    if constexpr (!std::is_default_constructible_v<T> && !std::is_abstract_v<T>)
        refuse<wrong::element_has_no_default_constructor<T>>();
    return std::is_default_constructible_v<T>;
}

/// The same for one whose elements are moved when it grows.
template <class T>
constexpr bool can_be_created_and_moved()
{
    if constexpr (!std::is_move_constructible_v<T>)
        refuse<wrong::element_of_a_contiguous_container_cannot_be_moved<T>>();
    return std::is_move_constructible_v<T> && can_be_created<T>();
}

template <class Optional, format Format>
constexpr optional_table table_of_optional() noexcept
{
    using inner = type_of<typename Optional::value_type, Format>;

    return {
        {inner::what, inner::width, &inner::table},
        [](void const* o) noexcept -> void const* {
            auto const& optional = *static_cast<Optional const*>(o);
            return optional ? &*optional : nullptr;
        },
        [](void* o) -> void* {
            auto& optional = *static_cast<Optional*>(o);
            if constexpr (!can_be_created<typename Optional::value_type>())
                return nullptr;
            else if constexpr (is_optional<Optional>)
                return &optional.emplace();
            else {
                optional.emplace();  // in some versions of Boost, it returns nothing
                return &*optional;
            }
        },
        [](void* o) noexcept { static_cast<Optional*>(o)->reset(); },
    };
}

/// True for a type with values of its own that are null in JSON. Evaluated for types that are being defined, hence by
/// kind and not by table.
template <class T>
inline constexpr bool is_null_too = requires { requires may_be_absent(type_of<T>::what); };
template <>
inline constexpr bool is_null_too<std::monostate> = true;
template <>
inline constexpr bool is_null_too<std::nullptr_t> = true;
template <class... Alternative>
inline constexpr bool is_null_too<std::variant<Alternative...>> = (is_null_too<Alternative> || ...);

// The value of a pointer or an optional, whose empty state is null: a null of the value itself would be read as it.
template <class T, format Format>
concept element_of_optional = element<T, Format> && !is_null_too<T>;

template <class T, format Format>
    requires element_of_optional<T, Format>
struct type_of<std::optional<T>, Format> {
    static constexpr kind what = std::same_as<T, std::string> ? kind::optional_string : kind::optional;
    static constexpr std::uint8_t width = 0;
    static constexpr optional_table table = table_of_optional<std::optional<T>, Format>();
};

template <class T, format Format>
    requires element_of_optional<T, Format>
struct type_of<omittable<T>, Format> {
    using self = omittable<T>;

    static constexpr kind what = kind::omittable;
    static constexpr std::uint8_t width = 0;
    static constexpr omittable_table table{
        table_of_optional<self, Format>(),
        [](void* o) noexcept { static_cast<self*>(o)->set_null(); },
        [](void const* o) noexcept { return static_cast<self const*>(o)->is_null(); },
    };
};

// A std::unique_ptr, or a type with the same operations and the default deleter.
template <class T>
inline constexpr bool is_unique_pointer = false;
template <template <class...> class Pointer, class T, class Deleter>
    requires(std::same_as<typename Pointer<T, Deleter>::deleter_type, Deleter> &&
             std::same_as<decltype(std::declval<Pointer<T, Deleter>&>().release()), T*> &&
             std::same_as<Pointer<T, Deleter>, Pointer<T>>)
inline constexpr bool is_unique_pointer<Pointer<T, Deleter>> = true;

/// A pointer that owns a value, which may be a struct with such a pointer.
template <class Pointer, class T, format Format, bool Shared>
struct pointer_type {
    using inner = type_of<T, Format>;

    static constexpr kind what = kind::optional;
    static constexpr std::uint8_t width = 0;
    static constexpr optional_table table{
        {inner::what, inner::width, &inner::table},
        [](void const* o) noexcept -> void const* { return static_cast<Pointer const*>(o)->get(); },
        [](void* o) -> void* {
            auto& pointer = *static_cast<Pointer*>(o);
            if constexpr (can_be_created<T>()) pointer.reset(new T());
            return pointer.get();
        },
        [](void* o) noexcept { static_cast<Pointer*>(o)->reset(); },
        sizeof(T) + (Shared ? 4 * sizeof(void*) : 0),  // with the reference counts
        Shared,
    };
};

template <template <class...> class Pointer, class T, class Deleter, format Format>
    requires(is_unique_pointer<Pointer<T, Deleter>> && element_of_optional<T, Format>)
struct type_of<Pointer<T, Deleter>, Format> : pointer_type<Pointer<T, Deleter>, T, Format, false> {};

// A map with names as keys: std::map, std::unordered_map or another type with the operations of both.
template <class T>
concept map_by_text = std::same_as<typename T::key_type, std::string> &&
                      requires(T& map, std::string name, typename T::mapped_type*& value) {
                          value = &map[std::move(name)];
                          map.size();
                          map.clear();
                      };

// Keys are the names of the object's members, in the order of the map.
template <map_by_text Map, format Format>
    requires(element<typename Map::mapped_type, Format> && !scalar_type<Map> && !described_struct<Map>)
struct type_of<Map, Format> {
    using inner = type_of<typename Map::mapped_type, Format>;

    static constexpr kind what = kind::map;
    static constexpr std::uint8_t width = 0;
    static constexpr map_table table{
        {inner::what, inner::width, &inner::table},
        sizeof(typename Map::value_type) + 4 * sizeof(void*),  // all node-based containers have nodes of similar size
        [](void* o) noexcept { static_cast<Map*>(o)->clear(); },
        [](void const* o) noexcept { return static_cast<Map const*>(o)->size(); },
        [](void* o, std::string&& name) -> void* {
            if constexpr (!can_be_created<typename Map::mapped_type>())
                return nullptr;
            else
                return &(*static_cast<Map*>(o))[std::move(name)];
        },
        [](void const* o, void* context, bool (*visit)(void*, std::string_view, void const*)) {
            for (auto const& [name, held] : *static_cast<Map const*>(o))
                if (!visit(context, name, &held)) return;
        },
    };
};

template <class List>
void reserve(void* list, std::size_t size)
{
    if constexpr (std::is_move_constructible_v<typename List::value_type>) static_cast<List*>(list)->reserve(size);
}

template <class List>
void* resize(void* list, std::size_t size)
{
    auto& elements = *static_cast<List*>(list);
    if constexpr (can_be_created_and_moved<typename List::value_type>()) elements.resize(size);
    return elements.data();
}

template <class List>
list_table::held_elements elements_of(void const* list) noexcept
{
    auto const& elements = *static_cast<List const*>(list);
    return {elements.data(), elements.size()};
}

/// The capacity of a container whose storage is part of it (boost::container::static_vector).
template <class T>
inline constexpr auto capacity_of = list_table::any_size;
template <class T>
    requires requires { T::capacity(); }
inline constexpr std::size_t capacity_of<T> = [] {
    if constexpr (requires { T::static_capacity; })
        return T::static_capacity;
    else
        return T::capacity();
}();

/// A container with contiguous elements that can be appended.
template <class List, format Format>
struct list_type {
    using held = typename List::value_type;
    using inner = type_of<held, Format>;

    static constexpr kind what = kind::list;
    static constexpr std::uint8_t width = 0;
    static constexpr list_table table{
        {inner::what, inner::width, &inner::table},
        sizeof(held),
        elements_of<List>,
        capacity_of<List> == list_table::any_size ? &reserve<List> : nullptr,
        resize<List>,
        [](void* o) noexcept { static_cast<List*>(o)->clear(); },
        capacity_of<List>,
    };
};

// A std::vector<bool> has no addressable elements, and is a sequence; a vector of bytes is one string.
template <class T, format Format>
    requires(element<T, Format> && !one_of<T, bool, std::byte> && !scalar_type<std::vector<T>>)
struct type_of<std::vector<T>, Format> : list_type<std::vector<T>, Format> {};

template <class T, std::size_t N, format Format>
    requires(element<T, Format> && !scalar_type<std::array<T, N>>)
struct type_of<std::array<T, N>, Format> {
    using inner = type_of<T, Format>;
    static_assert(N == 0 || sizeof(std::array<T, N>) == N * sizeof(T));

    static constexpr kind what = kind::list;
    static constexpr std::uint8_t width = 0;
    static constexpr list_table table{
        {inner::what, inner::width, &inner::table}, sizeof(T), nullptr, nullptr, nullptr, [](void*) noexcept {}, N,
    };
};

// The innermost value of a member, in any nesting of optionals, arrays and maps.
template <class T>
struct held_by {
    using type = T;
};
template <class T>
struct held_by<std::optional<T>> : held_by<T> {};
template <class T>
struct held_by<std::vector<T>> : held_by<T> {};
template <class T, std::size_t N>
struct held_by<std::array<T, N>> : held_by<T> {};
template <class T>
struct held_by<omittable<T>> : held_by<T> {};
template <template <class...> class Pointer, class T, class Deleter>
    requires is_unique_pointer<Pointer<T, Deleter>>
struct held_by<Pointer<T, Deleter>> : held_by<T> {};
template <map_by_text Map>
struct held_by<Map> : held_by<typename Map::mapped_type> {};
template <class T>
using innermost = typename held_by<T>::type;

}  // namespace detail

/// A type that can be read and written as JSON: a described struct, or a type of its members.
template <class T>
concept json_type = detail::supported<T>;

}  // namespace descry
