// shape: classifies types of other libraries by their operations, without including their headers.
#pragma once

#include <descry/model/describe.hpp>
#include <descry/model/describe_enum.hpp>
#include <descry/model/detail/type_of.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace descry {

namespace detail {

enum class shape : std::uint8_t {
    none,
    enumeration,      // a described enum
    null,             // std::monostate, std::nullptr_t
    character,        // char
    text,             // another string of char or char8_t
    bytes,            // contiguous std::byte
    uuid,             // boost::uuids::uuid
    path,             // std::filesystem::path
    list,             // contiguous elements that have addresses
    sequence,         // any other container
    map,              // with keys other than std::string, or with several values for a key
    optional,         // boost::optional
    nested_optional,  // std::optional<std::optional<T>>
    shared_pointer,   // std::shared_ptr
    atomic,           // std::atomic
    text_view,        // std::string_view, char const*: written only, like those below
    bytes_view,       // std::span<std::byte const>
    view,             // std::span
    reference,        // std::reference_wrapper
};

constexpr bool is_written_only(shape s) noexcept { return s >= shape::text_view; }

template <class T>
concept one_byte_character = one_of<T, char, utf8_character>;

template <class T>
concept text_view_like = one_byte_character<typename T::value_type> && requires(T const& view) {
    typename T::traits_type;
    view.data() + view.size();
};

template <class T>
concept text_like = text_view_like<T> && requires(T& text, std::size_t size) {
    text.assign(text.data(), size);
    text.max_size();
};

template <class T>
concept path_like = requires(T const& path) {
    typename T::string_type;
    T::preferred_separator;
    path.native();
};

template <class T>
concept uuid_like = sizeof(T) == 16 && T::static_size() == 16 && requires(T const& uuid) {
    {
        *uuid.begin()
    } -> std::convertible_to<std::uint8_t>;
    uuid.is_nil();
};

template <class T>
concept range_like = requires(T const& range) {
    typename T::value_type;
    range.begin() != range.end();
    range.size();
};

template <class T>
concept bytes_view_like = range_like<T> && std::same_as<std::remove_const_t<typename T::value_type>, std::byte> &&
                          requires(T const& range) { range.data(); };

template <class T>
concept view_like = range_like<T> && requires {
    typename T::element_type;
    T::extent;
};

template <class T>
concept container_like = range_like<T> && requires(T& container) { container.clear(); };

template <class T>
concept appends = requires(T& container, typename T::value_type value) { container.push_back(std::move(value)); };

template <class T>
concept inserts = requires(T& container, typename T::value_type value) { container.insert(std::move(value)); };

template <class T>
concept emplaces = requires(T& container) {
    {
        container.emplace_back()
    } -> std::same_as<typename T::value_type&>;
};

template <class T>
concept list_like = emplaces<T> && requires(T& container, T const& list) {
    {
        list[std::size_t()]
    } -> std::same_as<typename T::value_type const&>;
    container.reserve(list.size());
    container.resize(list.size());
    list.data();
};

template <class T>
concept map_like = container_like<T> && requires(T& map) {
    typename T::mapped_type;
    map.emplace(std::declval<typename T::key_type>(), std::declval<typename T::mapped_type>());
};

template <class T>
concept optional_like = requires(T& optional, T const& in) {
    typename T::value_type;
    optional.emplace();
    optional.reset();
    static_cast<bool>(in);
    *in;
};

template <class T>
concept shared_pointer_like = requires(T& pointer, T const& in) {
    pointer.reset(new typename T::element_type());
    {
        in.get()
    } -> std::same_as<typename T::element_type*>;
    in.use_count();
    *in;  // of which an array has none
};

template <class T>
concept atomic_like = requires(T& atomic, T const& in) {
    typename T::value_type;
    atomic.store(in.load());
};

template <class T>
concept reference_like = requires(T const& reference) {
    {
        reference.get()
    } -> std::same_as<typename T::type&>;
};

template <class T>
consteval shape find_container_shape()
{
    if constexpr (text_view_like<T>)
        return text_like<T> ? shape::text : shape::text_view;
    else if constexpr (map_like<T>)
        return map_by_text<T> ? shape::none : shape::map;
    else if constexpr (bytes_view_like<T>)
        return view_like<T> ? shape::bytes_view : shape::bytes;
    else if constexpr (view_like<T>)
        return shape::view;
    else if constexpr (!container_like<T> || requires { typename T::traits_type; })
        return uuid_like<T> ? shape::uuid : shape::none;
    else if constexpr (list_like<T>)
        return shape::list;
    else
        return appends<T> || inserts<T> ? shape::sequence : shape::none;
}

template <class T>
consteval shape find_shape()
{
    if constexpr (std::is_const_v<T> || simple<T> || scalar_type<T>) return shape::none;
    if constexpr (std::is_enum_v<T>) return described_enum<T> ? shape::enumeration : shape::none;
    if constexpr (one_of<T, std::monostate, std::nullptr_t>) return shape::null;
    if constexpr (std::same_as<T, char>) return shape::character;
    if constexpr (one_of<T, char const*, char*>) return shape::text_view;
    if constexpr (!std::is_class_v<T> || described_struct<T>)
        return shape::none;
    else if constexpr (is_omittable<T>)
        return is_optional<T> ? shape::nested_optional : shape::none;
    else if constexpr (path_like<T>)
        return shape::path;
    else if constexpr (range_like<T>)
        return find_container_shape<T>();
    else if constexpr (optional_like<T>)
        return is_optional<T> ? shape::none : shape::optional;
    else if constexpr (shared_pointer_like<T>)
        return shape::shared_pointer;
    else if constexpr (atomic_like<T>)
        return shape::atomic;
    else
        return reference_like<T> ? shape::reference : shape::none;
}

template <class T>
inline constexpr shape shape_of = find_shape<T>();

}  // namespace detail

}  // namespace descry
