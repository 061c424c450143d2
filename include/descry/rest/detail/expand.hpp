// expand: expansion of a path template with the members of a key.
#pragma once

#include <descry/core/detail/characters.hpp>
#include <descry/core/error.hpp>
#include <descry/http/percent.hpp>
#include <descry/json/detail/writer.hpp>
#include <descry/model/detail/map_key.hpp>
#include <descry/model/scalar.hpp>
#include <descry/rest/path.hpp>

#include <string>
#include <string_view>

namespace descry {

namespace detail {

/// The value of a member of a key, as text.
inline std::string key_text(path_table const& path, field const& f, void const* key)
{
    auto const* const member = member_at(key, *path.key, f.address);
    if (may_be_key(f.type.what)) {
        char room[scalar_buffer::room_size];
        scalar_buffer buffer{room, {}};
        return std::string(write_key(f.type, member, buffer));
    }
    std::string digits;
    writer(digits, {}).document(f.type, member);
    std::erase(digits, '"');  // of a number that is stored as a string
    return digits;
}

inline failure refused_key(errc code, path_table const& path, path_piece const& piece, std::string_view why)
{
    return {code, {.operation = std::string(path.text), .explanation = std::string(piece.parameter) += why}};
}

}  // namespace detail

/// Replaces the parameters of a path by the members of the key, percent-encoded. Fails with `errc::empty_key` for an
/// empty value, which would name another resource, and with `errc::unsafe_key` for `.` and `..`, which are removed from
/// paths (RFC 3986, 5.2.4), and for control characters.
inline result<std::string> expand(path_table const& path, void const* key)
{
    std::string out;
    for (auto const& piece : path.pieces) {
        out += piece.text;
        if (!piece.member) continue;
        auto const value = detail::key_text(path, *piece.member, key);
        if (value.empty()) return detail::refused_key(errc::empty_key, path, piece, " is empty");
        if (value == "." || value == "..")
            return detail::refused_key(errc::unsafe_key, path, piece, " would change the path");
        if (detail::has_control(value))
            return detail::refused_key(errc::unsafe_key, path, piece, " holds a control character");
        append_percent_encoded(out, value);
    }
    return out;
}

}  // namespace descry
