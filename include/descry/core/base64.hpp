// base64: Base64 encoding and decoding (RFC 4648, 4).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace descry {

namespace detail {

inline constexpr std::string_view base64_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The value of each character, or 64 for a character that is not in the alphabet.
inline constexpr auto base64_values = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(64);
    for (std::size_t i = 0; i != base64_alphabet.size(); ++i)
        values[static_cast<unsigned char>(base64_alphabet[i])] = static_cast<std::uint8_t>(i);
    return values;
}();

}  // namespace detail

/// Encodes octets, with padding.
inline std::string base64_encode(std::string_view octets)
{
    std::string out;
    out.reserve((octets.size() + 2) / 3 * 4);
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
    out.reserve(text.size() * 3 / 4);
    unsigned bits = 0;
    int pending = 0;
    for (char const c : text) {
        auto const digit = detail::base64_values[static_cast<unsigned char>(c)];
        if (digit == 64) return std::nullopt;
        bits = (bits << 6 | digit) & 0xFFFu;
        if ((pending += 6) < 8) continue;
        pending -= 8;
        out += static_cast<char>(bits >> pending & 0xFFu);
    }
    if ((bits & ((1u << pending) - 1)) != 0) return std::nullopt;
    return out;
}

}  // namespace descry
