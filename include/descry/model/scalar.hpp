// scalar: customization point for types that are a single string or number of JSON.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

/// A string of JSON without its quotes and escapes, or the text of a number.
struct scalar_token {
    std::string_view text;
    bool quoted;
};

/// Specialize it for a type of your own that is a single string or number of JSON:
/// @code
/// template <>
/// struct descry::scalar<shop::colour> {
///     static constexpr char const* expected = "a colour";                          // for messages
///     static std::optional<shop::colour> read(descry::scalar_token token);         // empty: invalid
///     static bool write(shop::colour const& value, std::string& out);              // appends; true: in quotes
/// };
/// @endcode
/// Text that `write` appends is escaped as necessary; a number must be valid JSON.
template <class T>
struct scalar;

namespace detail {

/// The strings of a scalar: one for each value, or several of a known format.
enum class text_form : std::uint8_t { unique, uuid, instant, duration };

/// Names the text of a scalar that is not valid, such as "a day that does not exist"; null for a text that has no
/// name.
using text_explainer = char const* (*)(std::string_view text) noexcept;

/// A buffer for the text of a scalar whose type does not store it.
struct scalar_buffer {
    static constexpr std::size_t room_size = 46;  ///< Sufficient for all types of this library.

    char* room = nullptr;  ///< The text's position in the output, for a type that has `view` as well as `write`.
    std::string text;      ///< For scalars of the user.
};

/// A type with `parse` and `write`, as a string or as a number.
template <class T, bool Quoted>
struct parsed_scalar {
    static constexpr bool quoted = Quoted;

    static std::optional<T> read(scalar_token token)
    {
        return token.quoted == Quoted ? T::parse(token.text) : std::nullopt;
    }

    static bool write(T const& value, std::string& out)
    {
        value.append_to(out);
        return Quoted;
    }

    static scalar_token view(T const& value, char* room) noexcept { return {{room, value.write(room)}, Quoted}; }
};

}  // namespace detail

}  // namespace descry
