// shaped: the tables of types that are classified by their shape. See shape.hpp.
#pragma once

#include <descry/model/detail/enum_table.hpp>
#include <descry/model/detail/map_key.hpp>
#include <descry/model/detail/shape.hpp>
#include <descry/model/detail/text_types.hpp>
#include <descry/model/detail/type_of.hpp>
#include <descry/model/detail/value_type.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

/// Defined like `type_of`.
template <class T, format Format, shape Shape>
struct shaped;

template <class T, format Format>
    requires(shape_of<T> != shape::none) && (sizeof(shaped<T, Format, shape_of<T>>) != 0)
struct type_of<T, Format> : shaped<T, Format, shape_of<T>> {};

template <class T>
struct shaped<T, format::of_type, shape::enumeration> {
    static constexpr kind what = kind::enumeration;
    static constexpr std::uint8_t width = sizeof(T);
    static constexpr enum_table const& table = enum_table_of<T>;
};

template <class T, format Format>
struct shaped<T, Format, shape::null> {
    static constexpr kind what = kind::dynamic;
    static constexpr std::uint8_t width = 0;
    static constexpr dynamic_table table{
        bit_of(json_kind::null),
        "null",
        {},
        [](void*, json_kind) -> void* { return nullptr; },
        [](void const*) noexcept {
            return dynamic_table::held_value{{}, nullptr};
        },
    };
};

template <class T, format Format>
    requires element<typename T::value_type, Format>
struct shaped<T, Format, shape::list> : list_type<T, Format> {};

// An element that cannot be created in its place is filled before it is added. A container of limited capacity
// (boost::circular_buffer) may drop another element instead of growing; a set does not grow by an equal element.
template <class T>
bool append_to_sequence(void* self, value_filler const& fill)
{
    auto& sequence = *static_cast<T*>(self);
    auto const size = sequence.size();
    if constexpr (!can_be_created<typename T::value_type>()) {
        return false;
    } else if constexpr (emplaces<T>) {
        fill(&sequence.emplace_back());
    } else {
        typename T::value_type element{};
        if (!fill(&element)) return true;
        if constexpr (appends<T>)
            sequence.push_back(std::move(element));
        else
            sequence.insert(std::move(element));
    }
    return sequence.size() != size || !(emplaces<T> || appends<T>);
}

template <class T>
void for_each_in_sequence(void const* self, value_visitor const& visit)
{
    for (typename T::value_type const& element : *static_cast<T const*>(self))
        if (!visit(&element)) return;
}

// A block of a std::deque, and the array of pointers to the blocks.
template <class T>
inline constexpr std::size_t initial_size = requires(T& container) {
    container.emplace_front();
    container[0];
} ? 640 : 0;

// A std::vector<bool>, or another vector whose elements are bits.
template <class T>
inline constexpr bool packs_bools = false;
template <class T>
    requires std::same_as<typename T::value_type, bool> && requires(T& bits, bool const* from) {
        bits.flip();
        bits.insert(bits.end(), from, from);
        bits.begin() + std::ptrdiff_t();
    }
inline constexpr bool packs_bools<T> = true;

template <class T>
constexpr auto append_bools() noexcept -> void (*)(void*, bool const*, std::size_t)
{
    if constexpr (!packs_bools<T>)
        return nullptr;
    else
        return [](void* o, bool const* from, std::size_t count) {
            auto& bits = *static_cast<T*>(o);
            bits.insert(bits.end(), from, from + count);
        };
}

template <class T>
constexpr auto copy_bools() noexcept -> std::size_t (*)(void const*, std::size_t, bool*, std::size_t)
{
    if constexpr (!packs_bools<T>)
        return nullptr;
    else
        return [](void const* o, std::size_t first, bool* to, std::size_t most) {
            auto const& bits = *static_cast<T const*>(o);
            auto const rest = bits.size() - first;
            auto const count = rest < most ? rest : most;
            auto bit = bits.begin() + static_cast<std::ptrdiff_t>(first);
            for (std::size_t i = 0; i != count; ++i, ++bit) to[i] = *bit;
            return count;
        };
}

template <class T, format Format>
    requires element<typename T::value_type, Format>
struct shaped<T, Format, shape::sequence> {
    using inner = type_of<typename T::value_type, Format>;

    static constexpr kind what = kind::sequence;
    static constexpr std::uint8_t width = 0;
    static constexpr sequence_table table{
        {inner::what, inner::width, &inner::table},
        // All node-based containers have nodes of similar size.
        sizeof(typename T::value_type) + (packs_bools<T> ? 0 : 4 * sizeof(void*)),
        initial_size<T>,
        [](void* o) noexcept { static_cast<T*>(o)->clear(); },
        append_to_sequence<T>,
        for_each_in_sequence<T>,
        append_bools<T>(),
        copy_bools<T>(),
    };
};

template <class T, format Format>
    requires element<std::remove_const_t<typename T::element_type>, Format>
struct shaped<T, Format, shape::view> {
    using inner = type_of<std::remove_const_t<typename T::element_type>, Format>;

    static constexpr kind what = kind::sequence;
    static constexpr std::uint8_t width = 0;
    static constexpr sequence_table table{
        {inner::what, inner::width, &inner::table},
        0,
        0,
        nullptr,
        nullptr,
        for_each_in_sequence<T>,
        nullptr,
        nullptr,
        true,
    };
};

template <class T>
void* emplace_in_map(void* self, std::string&& name)
{
    using key_type = std::remove_const_t<typename T::key_type>;
    auto& map = *static_cast<T*>(self);
    key_type key{};
    if (!map_key<key_type>::read(key, std::move(name))) return nullptr;
    if constexpr (!can_be_created<typename T::mapped_type>()) {
        return nullptr;
    } else if constexpr (requires { map[std::move(key)]; }) {
        return &map[std::move(key)];
    } else {
        return &map.emplace(std::move(key), typename T::mapped_type())->second;
    }
}

template <class T>
void for_each_in_map(void const* self, void* context, bool (*visit)(void*, std::string_view, void const*))
{
    char room[scalar_buffer::room_size];
    scalar_buffer buffer{room, {}};
    for (auto const& [key, held] : *static_cast<T const*>(self))
        if (!visit(context, map_key<std::remove_cvref_t<decltype(key)>>::text(key, buffer), &held)) return;
}

template <class T, format Format>
    requires(element<typename T::mapped_type, Format> && map_key_type<std::remove_const_t<typename T::key_type>>)
struct shaped<T, Format, shape::map> {
    using key = type_of<std::remove_const_t<typename T::key_type>>;
    using inner = type_of<typename T::mapped_type, Format>;

    static constexpr kind what = kind::map;
    static constexpr std::uint8_t width = 0;
    static constexpr map_table table{
        {inner::what, inner::width, &inner::table},
        sizeof(typename T::value_type) + 4 * sizeof(void*),
        [](void* o) noexcept { static_cast<T*>(o)->clear(); },
        [](void const* o) noexcept { return static_cast<T const*>(o)->size(); },
        emplace_in_map<T>,
        for_each_in_map<T>,
        nullptr,
        {key::what, key::width, &key::table},
        map_key<std::remove_const_t<typename T::key_type>>::memory_per_byte,
    };
};

template <class T, format Format>
    requires element_of_optional<typename T::value_type, Format>
struct shaped<T, Format, shape::optional> {
    static constexpr kind what = kind::optional;
    static constexpr std::uint8_t width = 0;
    static constexpr optional_table table = table_of_optional<T, Format>();
};

// The outer optional is empty if the member is absent, the inner one if it is null.
template <class T, format Format>
    requires element_of_optional<typename T::value_type::value_type, Format>
struct shaped<T, Format, shape::nested_optional> {
    using inner = type_of<typename T::value_type::value_type, Format>;

    static constexpr kind what = kind::omittable;
    static constexpr std::uint8_t width = 0;
    static constexpr omittable_table table{
        {
            {inner::what, inner::width, &inner::table},
            [](void const* o) noexcept -> void const* {
                auto const& outer = *static_cast<T const*>(o);
                return outer && *outer ? &**outer : nullptr;
            },
            [](void* o) -> void* { return &static_cast<T*>(o)->emplace().emplace(); },
            [](void* o) noexcept { static_cast<T*>(o)->reset(); },
        },
        [](void* o) noexcept { static_cast<T*>(o)->emplace(); },
        [](void const* o) noexcept {
            auto const& outer = *static_cast<T const*>(o);
            return outer && !*outer;
        },
    };
};

template <class T, format Format>
    requires element_of_optional<typename T::element_type, Format>
struct shaped<T, Format, shape::shared_pointer> : pointer_type<T, typename T::element_type, Format, true> {};

template <class T, format Format>
    requires element<typename T::value_type, Format>
struct shaped<T, Format, shape::atomic> {
    using held = typename T::value_type;
    using inner = type_of<held, Format>;

    static constexpr kind what = kind::proxy;
    static constexpr std::uint8_t width = 0;
    static constexpr proxy_table table{
        {inner::what, inner::width, &inner::table},
        0,
        [](void* o, value_filler const& fill) {
            held value{};
            if (fill(&value)) static_cast<T*>(o)->store(value);
        },
        [](void const* o, value_visitor const& visit) {
            held const value = static_cast<T const*>(o)->load();
            visit(&value);
        },
    };
};

template <class T, format Format>
    requires element<std::remove_const_t<typename T::type>, Format>
struct shaped<T, Format, shape::reference> {
    using inner = type_of<std::remove_const_t<typename T::type>, Format>;

    static constexpr kind what = kind::proxy;
    static constexpr std::uint8_t width = 0;
    static constexpr proxy_table table{
        {inner::what, inner::width, &inner::table},
        0,
        nullptr,
        [](void const* o, value_visitor const& visit) { visit(&static_cast<T const*>(o)->get()); },
        true,
    };
};

template <class T>
    requires(shape_of<T> == shape::atomic)
inline constexpr bool is_null_too<T> = is_null_too<typename T::value_type>;

// The type of the value in a type that is classified by its shape.
template <class T>
    requires(shape_of<T> == shape::list || shape_of<T> == shape::sequence || shape_of<T> == shape::optional ||
             shape_of<T> == shape::atomic)
struct held_by<T> : held_by<typename T::value_type> {};
template <class T>
    requires(shape_of<T> == shape::map && map_key_type<std::remove_const_t<typename T::key_type>>)
struct held_by<T> : held_by<typename T::mapped_type> {};
template <class T>
    requires(shape_of<T> == shape::shared_pointer || shape_of<T> == shape::view)
struct held_by<T> : held_by<std::remove_const_t<typename T::element_type>> {};
template <class T>
    requires(shape_of<T> == shape::reference)
struct held_by<T> : held_by<std::remove_const_t<typename T::type>> {};

template <class T, std::size_t... Number>
void* element_of_tuple([[maybe_unused]] void* self, std::size_t index, std::index_sequence<Number...>) noexcept
{
    void* found = nullptr;
    static_cast<void>(((index == Number && (found = &std::get<Number>(*static_cast<T*>(self)), true)) || ...));
    return found;
}

template <class T, format Format, class... Element>
struct tuple_type {
    static constexpr kind what = kind::tuple;
    static constexpr std::uint8_t width = 0;
    static constexpr std::array<value_type, sizeof...(Element)> types{value_type{
        type_of<Element, Format>::what, type_of<Element, Format>::width, &type_of<Element, Format>::table}...};
    static constexpr tuple_table table{
        types.data(),
        sizeof...(Element),
        [](void* o, std::size_t i) noexcept {
            return element_of_tuple<T>(o, i, std::index_sequence_for<Element...>());
        },
    };
};

template <class First, class Second, format Format>
    requires(element<First, Format> && element<Second, Format> && !scalar_type<std::pair<First, Second>>)
struct type_of<std::pair<First, Second>, Format> : tuple_type<std::pair<First, Second>, Format, First, Second> {};

template <class... Element, format Format>
    requires((element<Element, Format> && ...) && !scalar_type<std::tuple<Element...>>)
struct type_of<std::tuple<Element...>, Format> : tuple_type<std::tuple<Element...>, Format, Element...> {};

}  // namespace detail

}  // namespace descry
