// copy_plain: copies strings that need no escapes, which are the most frequent.
#pragma once

#include <descry/json/detail/scan.hpp>

#include <cstddef>
#include <cstring>
#include <string_view>

namespace descry {

namespace detail {

// Copies one or two blocks of that size, the first and the last, which may overlap.
template <std::size_t Piece>
inline bool copy_two_pieces(char const* from, std::size_t n, char* to) noexcept
{
    char pieces[2 * Piece];
    std::memcpy(pieces, from, Piece);
    std::memcpy(pieces + Piece, from + n - Piece, Piece);
    std::memcpy(to, pieces, Piece);
    std::memcpy(to + n - Piece, pieces + Piece, Piece);
    if constexpr (2 * Piece == block::size)
        return block(pieces).specials() == 0;
    else if constexpr (2 * Piece == word::size)
        return word(pieces).specials() == 0;
    else
        return (word(pieces).specials() | word(pieces + Piece).specials()) == 0;
}

/// Copies a string to a sufficiently large buffer. Returns false if a byte must be escaped; the content of the buffer
/// is then unspecified.
inline bool copy_plain(std::string_view text, char* to) noexcept
{
    auto const* const from = text.data();
    auto const n = text.size();
    if (n < 4) {
        bool plain = true;
        for (std::size_t i = 0; i != n; ++i) {
            to[i] = from[i];
            plain = plain && !is_special(from[i]);
        }
        return plain;
    }
    if (n < 8) return copy_two_pieces<4>(from, n, to);
    if (n < 16) return copy_two_pieces<8>(from, n, to);

    auto const copy_block = [&](std::size_t at) {
        std::memcpy(to + at, from + at, block::size);
        return block(from + at).specials() == 0;
    };
    for (std::size_t at = 0; at + block::size < n; at += block::size)
        if (!copy_block(at)) return false;
    return copy_block(n - block::size);
}

}  // namespace detail

}  // namespace descry
