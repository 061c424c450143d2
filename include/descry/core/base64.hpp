// base64: octets as they were before they went into Base64 (RFC 4648, 4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace descry::detail {

/// Decodes Base64. Nothing when it is malformed: each text of octets has one form only, so padding is not left out, no
/// bit is left over, and nothing else is between the digits (RFC 4648, 3.5).
inline std::optional<std::string> base64_decode(std::string_view text)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (text.size() % 4 != 0) return std::nullopt;
    for (int i = 0; i != 2 && text.ends_with('='); ++i) text.remove_suffix(1);

    std::string out;
    unsigned bits = 0;
    int pending = 0;
    for (char const c : text) {
        auto const digit = alphabet.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xFFFu;
        if ((pending += 6) < 8) continue;
        pending -= 8;
        out += static_cast<char>(bits >> pending & 0xFFu);
    }
    if ((bits & ((1u << pending) - 1)) != 0) return std::nullopt;
    return out;
}

}  // namespace descry::detail
