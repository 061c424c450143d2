// expand: expansion of a path template with the members of a key.
#pragma once

#include <descry/core/detail/characters.hpp>
#include <descry/core/error.hpp>
#include <descry/http/percent.hpp>
#include <descry/json/detail/writer.hpp>
#include <descry/model/detail/map_key.hpp>
#include <descry/model/scalar.hpp>
#include <descry/rest/path.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

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

/// A value as it is put in its place. A value that keeps its slashes may begin with the slash that the template has
/// before it: `{+scope}` in `/{+scope}/providers` may be `/subscriptions/1` or `subscriptions/1`.
inline std::string parameter_text(path_table const& path, path_piece const& piece, void const* key)
{
    auto text = key_text(path, *piece.member, key);
    if (piece.keeps_slashes && text.starts_with('/')) text.erase(0, 1);
    return text;
}

/// Calls `see` for each segment of a value until it returns false: for the whole value unless it keeps its slashes.
template <class See>
bool each_segment(path_piece const& piece, std::string_view value, See const& see)
{
    for (;;) {
        auto const segment = piece.keeps_slashes ? value.substr(0, value.find('/')) : value;
        if (!see(segment)) return false;
        if (segment.size() == value.size()) return true;
        value.remove_prefix(segment.size() + 1);
    }
}

/// Appends a value percent-encoded, with its slashes if it keeps them.
inline void append_parameter(std::string& out, path_piece const& piece, std::string_view value)
{
    bool first = true;
    each_segment(piece, value, [&](std::string_view segment) {
        if (!std::exchange(first, false)) out += '/';
        append_percent_encoded(out, segment);
        return true;
    });
}

/// The code of the failure that a segment of a value is, or none. An empty segment is removed by many servers, and `.`
/// and `..` by any (RFC 3986, 5.2.4).
inline std::optional<errc> mistake_in(std::string_view segment)
{
    if (segment.empty()) return errc::empty_key;
    if (segment == "." || segment == ".." || has_control(segment)) return errc::unsafe_key;
    return std::nullopt;
}

inline failure refused_key(errc code, path_table const& path, path_piece const& piece, std::string_view why)
{
    return {code, {.operation = std::string(path.text), .explanation = std::string(piece.parameter) += why}};
}

}  // namespace detail

/// Replaces the parameters of a path by the members of the key, percent-encoded. A parameter declared as `{+name}`
/// keeps its slashes, and each of its segments is encoded (RFC 6570, 3.2.3). Fails with `errc::empty_key` for an empty
/// value or segment, which would name another resource, and with `errc::unsafe_key` for `.` and `..`, which are removed
/// from paths (RFC 3986, 5.2.4), and for control characters.
inline result<std::string> expand(path_table const& path, void const* key)
{
    std::string out;
    for (auto const& piece : path.pieces) {
        out += piece.text;
        if (!piece.member) continue;
        auto const value = detail::parameter_text(path, piece, key);
        std::optional<failure> why;
        detail::each_segment(piece, value, [&](std::string_view segment) {
            auto const code = detail::mistake_in(segment);
            if (code)
                why =
                    detail::refused_key(*code, path, piece,
                                        *code == errc::empty_key ? value.empty() ? " is empty" : " has an empty segment"
                                        : detail::has_control(segment) ? " holds a control character"
                                                                       : " would change the path");
            return !code;
        });
        if (why) return *std::move(why);
        detail::append_parameter(out, piece, value);
    }
    return out;
}

}  // namespace descry
