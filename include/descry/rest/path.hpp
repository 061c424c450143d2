// path: path templates, whose parameters are the members of a key.
#pragma once

#include <descry/core/fixed_string.hpp>
#include <descry/model/detail/field_table.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace descry {

/// A literal text and the path parameter after it. The last piece of a path may have no parameter.
struct path_piece {
    std::string_view text;
    std::string_view parameter;
    field const* member = nullptr;  ///< The member of the key with the name of the parameter.
    bool keeps_slashes = false;     ///< Declared as `{+name}`: the value may have several segments (RFC 6570, 3.2.3).
};

/// A path template and the type of its key, as data.
struct path_table {
    std::string_view text;  ///< As declared, `/v1/customers/{customer_id}/profiles/billing`.
    std::span<path_piece const> pieces;
    object_table const* key;
};

namespace detail {

// The characters that are allowed in a path without encoding (RFC 3986, 3.3). A table compiles fastest.
inline constexpr auto path_characters = [] {
    std::array<bool, 256> out{};
    for (char const c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                         "-._~!$&'()*+,;=:@/"))
        out[static_cast<unsigned char>(c)] = true;
    return out;
}();

/// The first error in a path template.
enum class path_mistake : unsigned char { none, no_slash, query, character, parameter, no_slash_before };

/// The maximum number of pieces of a template: one for each parameter, and one after the last.
constexpr std::size_t max_pieces(std::string_view text) noexcept
{
    std::size_t out = 1;
    for (char const c : text) out += c == '{';
    return out;
}

/// The pieces of a template up to its first error.
template <std::size_t Capacity>
struct parsed_path {
    std::array<path_piece, Capacity> pieces{};
    std::size_t size = 0;
    path_mistake mistake;

    constexpr explicit parsed_path(std::string_view text) : mistake(parse(text)) {}

private:
    // Loops, since string_view::find is not a constant expression with g++ 12 -fsanitize=undefined.
    constexpr path_mistake parse(std::string_view path)
    {
        char const* const text = path.data();
        auto const end = path.size();
        bool const* const is_right = path_characters.data();
        if (end == 0 || text[0] != '/') return path_mistake::no_slash;
        for (std::size_t at = 0; at != end; ++size) {
            auto const literal = at;
            while (at != end && text[at] != '{')
                if (auto const c = text[at++]; !is_right[static_cast<unsigned char>(c)])
                    return c == '?' ? path_mistake::query : path_mistake::character;
            pieces[size].text = {text + literal, at - literal};
            if (at == end) continue;

            pieces[size].keeps_slashes = ++at != end && text[at] == '+';
            if (pieces[size].keeps_slashes && text[at - 2] != '/') return path_mistake::no_slash_before;
            auto const parameter = at += pieces[size].keeps_slashes;
            while (at != end && text[at] != '}')
                if (text[at] == '{' || text[at++] == '/') return path_mistake::parameter;
            if (at == end || at == parameter) return path_mistake::parameter;
            pieces[size].parameter = {text + parameter, at++ - parameter};
        }
        return path_mistake::none;
    }
};

template <fixed_string Path>
inline constexpr parsed_path<max_pieces(Path.view())> parsed{Path.view()};

/// The index of the member with the name of the parameter; `size` if there is none. g++ 12 with -fsanitize=undefined
/// does not compare pointers in constant expressions, hence an index.
constexpr std::size_t member_for(std::string_view parameter, field const* fields, std::size_t size) noexcept
{
    std::size_t i = 0;
    while (i != size && fields[i].names[2] != parameter) ++i;
    return i;
}

template <class Key, fixed_string Path>
struct path_table_of {
    static constexpr auto pieces = [] {
        std::array<path_piece, parsed<Path>.size> out{};
        for (std::size_t i = 0; i != out.size(); ++i) {
            out[i] = parsed<Path>.pieces[i];
            auto const& rows = field_rows<Key>::rows;
            auto const at = member_for(out[i].parameter, rows.data(), rows.size());
            if (at != rows.size()) out[i].member = &rows[at];
        }
        return out;
    }();
    static constexpr path_table table{Path.view(), pieces, &object_table_of<Key>::table};
};
// An invalid declaration has an empty table, so that no other error follows.
template <class Key, fixed_string Path>
    requires(!described_struct<Key>)
struct path_table_of<Key, Path> {
    static constexpr path_table table{Path.view(), {}, nullptr};
};

}  // namespace detail

}  // namespace descry
