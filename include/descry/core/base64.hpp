// base64: Base64 encoding and decoding (RFC 4648, 4).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

inline constexpr std::string_view base64_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace detail

/// Encodes octets, with padding.
inline std::string base64_encode(std::string_view octets)
{
    std::string out;
    for (; !octets.empty(); octets.remove_prefix(octets.size() < 3 ? octets.size() : 3)) {
        unsigned bits = 0;
        for (std::size_t i = 0; i != 3; ++i)
            bits = bits << 8 | (i < octets.size() ? static_cast<unsigned char>(octets[i]) : 0u);
        for (std::size_t i = 0; i != 4; ++i)
            out += i <= octets.size() ? detail::base64_alphabet[bits >> (18 - 6 * i) & 0x3Fu] : '=';
    }
    return out;
}

/// Decodes Base64. Returns `nullopt` if the text is not the canonical encoding (RFC 4648, 3.5): padding is required,
/// unused bits must be zero, and other characters are not allowed.
inline std::optional<std::string> base64_decode(std::string_view text)
{
    if (text.size() % 4 != 0) return std::nullopt;
    for (int i = 0; i != 2 && text.ends_with('='); ++i) text.remove_suffix(1);

    std::string out;
    unsigned bits = 0;
    int pending = 0;
    for (char const c : text) {
        auto const digit = detail::base64_alphabet.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xFFFu;
        if ((pending += 6) < 8) continue;
        pending -= 8;
        out += static_cast<char>(bits >> pending & 0xFFu);
    }
    if ((bits & ((1u << pending) - 1)) != 0) return std::nullopt;
    return out;
}

}  // namespace descry
