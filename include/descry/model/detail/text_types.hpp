// text_types: types of other libraries that are one string of JSON, classified by their shape.
#pragma once

#include <descry/core/config.hpp>
#include <descry/model/detail/shape.hpp>
#include <descry/model/detail/string_schemas.hpp>
#include <descry/model/detail/type_of.hpp>
#include <descry/model/detail/value_type.hpp>
#include <descry/model/field_options.hpp>
#include <descry/model/scalar.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace descry {

namespace detail {

/// Writes bytes in base64 (RFC 4648, section 4), or in base64url without padding (section 5), replacing the output.
DESCRY_DECL void write_base64(std::string_view bytes, format how, std::string& out);
/// The inverse. Empty if the text is not in the form in which its bytes are written.
DESCRY_DECL std::optional<std::string> read_base64(std::string_view text, format how);

/// Reads and writes the sixteen bytes of a UUID like descry::guid.
DESCRY_DECL bool read_uuid(std::string_view text, std::uint8_t* bytes) noexcept;
DESCRY_DECL char* write_uuid(std::uint8_t const* bytes, char* to) noexcept;

template <class T, format Format, shape Shape>
struct shaped;

/// A string with `read` and `view`, or a number.
template <class T, class Codec, bool Quoted = true>
struct text_type {
    static constexpr kind what = kind::scalar;
    static constexpr std::uint8_t width = 0;
    static constexpr scalar_table table{
        Codec::expected,
        [](void* o, std::string_view text, bool quoted) {
            return quoted == Quoted && Codec::read(*static_cast<T*>(o), text);
        },
        [](void const* o, scalar_buffer& buffer) { return Codec::view(*static_cast<T const*>(o), buffer); },
        Quoted,
        true,
        Codec::schema,
        nullptr,
        Codec::borrows,
        Codec::form,
        Codec::found,
    };
};

/// A type that owns its value, with one string for each.
struct owning_codec {
    static constexpr bool borrows = false;
    static constexpr text_form form = text_form::unique;
    static constexpr text_explainer found = nullptr;
};

struct character_codec : owning_codec {
    static constexpr char const* expected = "a string of one character";
    static constexpr char const* schema =
        R"({"type":"string","minLength":1,"maxLength":1,"pattern":"[\\u0000-\\u007F]"})";

    static bool read(char& out, std::string_view text) noexcept
    {
        if (text.size() == 1) out = text[0];
        return text.size() == 1;
    }
    static scalar_token view(char const& in, scalar_buffer&) noexcept { return {{&in, 1}, true}; }
};

template <class T, format Format>
struct shaped<T, Format, shape::character> : text_type<T, character_codec> {};

template <class T>
std::string_view chars_of(T const& text) noexcept
{
    return {reinterpret_cast<char const*>(text.data()), text.size()};
}

struct text_codec : owning_codec {
    static constexpr char const* expected = "a string that fits";
    static constexpr char const* schema = string_schema;

    template <class T>
    static bool read(T& out, std::string_view text)
    {
        bool const fits = text.size() <= out.max_size();
        if (fits) out.assign(reinterpret_cast<typename T::value_type const*>(text.data()), text.size());
        return fits;
    }
    template <class T>
    static scalar_token view(T const& in, scalar_buffer&) noexcept
    {
        return {chars_of(in), true};
    }
};

template <class T, format Format>
struct shaped<T, Format, shape::text> : text_type<T, text_codec> {};

/// Written as another type, from the same object.
template <class T, class Written>
struct written_only_type {
    static constexpr kind what = kind::proxy;
    static constexpr std::uint8_t width = 0;
    static constexpr proxy_table table{
        {Written::what, Written::width, &Written::table},
        0,
        nullptr,
        [](void const* o, value_visitor const& visit) { visit(o); },
        true,
    };
};

// For types that cannot be read.
struct view_codec : owning_codec {
    static constexpr char const* expected = "nothing";
    static constexpr char const* schema = string_schema;

    template <class T>
    static bool read(T&, std::string_view) noexcept
    {
        return false;
    }
};

struct text_view_codec : view_codec {
    template <class T>
    static scalar_token view(T const& in, scalar_buffer&) noexcept
    {
        auto const text = chars_of(in);
        return {text.data() ? text : "", true};
    }
};

// A null pointer is written as null.
struct character_pointer_codec : view_codec {
    static constexpr char const* schema = R"({"type":["string","null"]})";

    static scalar_token view(char const* in, scalar_buffer&) noexcept
    {
        return in ? scalar_token{in, true} : scalar_token{"null", false};
    }
};

template <class T, format Format>
struct shaped<T, Format, shape::text_view>
    : written_only_type<
          T, text_type<T, std::conditional_t<std::is_pointer_v<T>, character_pointer_codec, text_view_codec>>> {};

struct borrowed_text_codec : text_view_codec {
    static constexpr bool borrows = true;
    static constexpr char const* expected = "a string";

    template <class T>
    static bool read(T& out, std::string_view text) noexcept
    {
        out = T(reinterpret_cast<typename T::value_type const*>(text.data()), text.size());
        return true;
    }
};

template <class T>
    requires std::is_class_v<T>
struct shaped<T, format::borrowed, shape::text_view> : text_type<T, borrowed_text_codec> {};

struct uuid_codec : owning_codec {
    static constexpr char const* expected = "a UUID (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)";
    static constexpr char const* schema = uuid_schema;
    static constexpr text_form form = text_form::uuid;

    template <class T>
    static bool read(T& out, std::string_view text) noexcept
    {
        return read_uuid(text, &*out.begin());
    }
    template <class T>
    static scalar_token view(T const& in, scalar_buffer& buffer) noexcept
    {
        return {{buffer.room, write_uuid(&*in.begin(), buffer.room)}, true};
    }
};

template <class T, format Format>
struct shaped<T, Format, shape::uuid> : text_type<T, uuid_codec> {};

template <format Format, std::size_t Size>
inline constexpr auto bytes_schema_text =
    Format == format::base64_mime ? mime_schema() : bytes_schema(Format == format::base64url, Size);

/// True for the formats of bytes.
constexpr bool is_of_bytes(format how) noexcept
{
    return how == format::of_type || how == format::base64url || how == format::base64_mime;
}

template <format Format>
struct bytes_codec : owning_codec {
    static constexpr char const* schema = bytes_schema_text<Format, any_size>.c_str();
    static constexpr char const* expected =
        Format == format::base64url     ? "bytes in base64url without padding (RFC 4648)"
        : Format == format::base64_mime ? "bytes in base64, in lines or not (RFC 2045)"
                                        : "bytes in base64 (RFC 4648)";

    template <class T>
    static bool read(T& out, std::string_view text)
    {
        auto const bytes = read_base64(text, Format);
        if (!bytes) return false;
        if constexpr (requires { out.resize(bytes->size()); }) {
            if (bytes->size() > capacity_of<T>) return false;
            out.resize(bytes->size());
        }
        if (bytes->size() != out.size()) return false;
        if (!bytes->empty()) std::memcpy(out.data(), bytes->data(), bytes->size());
        return true;
    }
    template <class T>
    static scalar_token view(T const& in, scalar_buffer& buffer)
    {
        write_base64(chars_of(in), Format, buffer.text);
        return {buffer.text, true};
    }
};

// Its message has the number of bytes.
template <format Format, std::size_t Size>
struct bytes_of_size_codec : bytes_codec<Format> {
    static constexpr auto text = fixed_text<80>().add(Size).add(" ").add(bytes_codec<Format>::expected);
    static constexpr char const* expected = text.c_str();
    static constexpr char const* schema = bytes_schema_text<Format, Size>.c_str();
};

template <class T, format Format>
struct bytes_codec_of : std::type_identity<bytes_codec<Format>> {};
template <std::size_t Size, format Format>
struct bytes_codec_of<std::array<std::byte, Size>, Format> : std::type_identity<bytes_of_size_codec<Format, Size>> {};

template <class T, format Format>
    requires(is_of_bytes(Format))
struct shaped<T, Format, shape::bytes> : text_type<T, typename bytes_codec_of<T, Format>::type> {};

template <format Format>
struct bytes_view_codec : view_codec {
    static constexpr char const* schema = bytes_codec<Format>::schema;

    template <class T>
    static scalar_token view(T const& in, scalar_buffer& buffer)
    {
        return bytes_codec<Format>::view(in, buffer);
    }
};

template <class T, format Format>
    requires(is_of_bytes(Format))
struct shaped<T, Format, shape::bytes_view> : written_only_type<T, text_type<T, bytes_view_codec<Format>>> {};

// Read through a std::string, since a path may allocate memory for each of its components, as short as `a/`.
template <class T, format Format>
struct shaped<T, Format, shape::path> {
    static constexpr kind what = kind::proxy;
    static constexpr std::uint8_t width = 0;
    static constexpr proxy_table table{
        {kind::string, 0, &type_of<std::string>::table},
        32,
        [](void* o, value_filler const& fill) {
            std::string text;
            if (!fill(&text)) return;
            if constexpr (requires(T const& path) { path.u8string().data(); })
                *static_cast<T*>(o) = std::basic_string<utf8_character>(text.begin(), text.end());
            else
                *static_cast<T*>(o) = T(text);
        },
        [](void const* o, value_visitor const& visit) {
            auto const& path = *static_cast<T const*>(o);
            if constexpr (requires { path.u8string(); }) {
                auto const text = path.u8string();
                std::string const chars(text.begin(), text.end());
                visit(&chars);
            } else {
                std::string const chars = path.string();
                visit(&chars);
            }
        },
    };
};

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/model/impl/text_types.ipp>
#endif
