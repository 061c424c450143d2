// scalar: types that are one text or one number of JSON. The door for types of one's own.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

/// A text of JSON without its quotes and escapes, or a number as it stands.
struct scalar_token {
    std::string_view text;
    bool quoted;
};

/// Specialize it for a type of your own that is one text or one number of JSON:
/// @code
/// template <>
/// struct descry::scalar<shop::colour> {
///     static constexpr char const* expected = "a colour";                          // for messages
///     static std::optional<shop::colour> read(descry::scalar_token token);         // nothing: it is none
///     static bool write(shop::colour const& value, std::string& out);              // appends; true: in quotes
/// };
/// @endcode
/// Text that `write` appends is escaped as it needs; a number has to be one of JSON.
template <class T>
struct scalar;

namespace detail {

/// Where the text of a scalar is made that has none by itself.
struct scalar_buffer {
    static constexpr std::size_t room_size = 46;  ///< Enough for every type of ours.

    char* room = nullptr;  ///< Where the text belongs in the output, of a type with `view` as well as `write`.
    std::string text;      ///< For those of a user.
};

/// A type with `parse` and `write`, as a text or as a number.
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
